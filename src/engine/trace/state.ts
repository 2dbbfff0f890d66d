import type { EventRow, JobRow, TraceRows } from '#src/store/trace.ts';
import { iso, type TraceState } from './trace.ts';

/** What comes first is what keeps everything after it waiting. Pure. */
export function stateOfTrace(rows: TraceRows): TraceState {
  return (
    stateOfJobs(rows) ??
    stateOfEvents(rows) ??
    stateOfDeliveries(rows) ??
    stateOfQuestions(rows) ??
    stateOfDrafts(rows) ??
    stateOfEnd(rows)
  );
}

function stateOfJobs({ creations, acts, writes, now }: TraceRows): TraceState | undefined {
  const job = [...creations, ...acts].findLast(({ status }) => status === 'pending');
  if (!job) return undefined;
  const what =
    'verb' in job
      ? `"${String(job.verb)}" in n8n`
      : job.publish
        ? 'Creating and publishing it in n8n'
        : 'Writing it into n8n';
  const unanswered = writes.find(({ owner }) => owner === job.id);
  if (unanswered)
    return {
      code: 'being_written',
      sentence: `${what}: a request to n8n had no answer. Until it has arrived or counts as lost nothing else is sent.`,
      until: iso(unanswered.mayArriveUntil),
    };
  return { code: 'being_written', ...waitOf(what, job, now) };
}

function waitOf(what: string, { attempts, nextAttemptAt }: Pick<JobRow, 'attempts' | 'nextAttemptAt'>, now: Date) {
  const tries = attempts > 0 ? ` ${attempts} ${attempts === 1 ? 'try' : 'tries'} so far.` : '';
  const later = nextAttemptAt && nextAttemptAt > now ? { until: iso(nextAttemptAt) } : {};
  return { sentence: `${what} is under way.${tries}${later.until ? ' The next try comes by itself.' : ''}`, ...later };
}

function stateOfEvents({ events, now }: TraceRows): TraceState | undefined {
  const waiting = events.find(({ status }) => status === 'received');
  if (!waiting) return undefined;
  const what = nameOf(waiting);
  if (waiting.takenAt) return { code: 'being_answered', ...waitOf(`Answering ${what}`, waiting, now) };
  return { code: 'waiting_for_its_turn', ...waitOf(`Waiting of ${what} for a worker`, waiting, now) };
}

const nameOf = ({ action, kind }: EventRow): string => (action ? `the click "${action}"` : `the ${kind}`);

function stateOfDeliveries({ deliveries }: TraceRows): TraceState | undefined {
  const waits = deliveries.find(({ dueAt, attempts }) => dueAt && attempts > 0);
  if (waits?.dueAt) {
    const sentence = `${waits.platform} does not take what is to be shown (${waits.failure}); ${waits.attempts} tries so far. The next comes by itself.`;
    return { code: 'to_be_shown', sentence, until: iso(waits.dueAt) };
  }
  const lost = deliveries.find(({ dueAt }) => !dueAt);
  if (!lost) return undefined;
  return {
    code: 'not_shown',
    sentence: `What is true by now will not be shown on a card: ${lost.platform} refused it (${lost.failure}).`,
  };
}

function stateOfQuestions({ questions, drafts, events }: TraceRows): TraceState | undefined {
  const open = questions.findLast(({ answeredAt }) => !answeredAt);
  if (!open || drafts.some(({ at }) => at > open.at)) return undefined;
  const by = events.find(({ id }) => id === open.event)?.person.name;
  return {
    code: 'waiting_for_an_answer',
    sentence: `A question was asked${by ? ` to ${by}` : ''} and has no answer yet.`,
  };
}

function stateOfDrafts({ drafts, revisions, workflows, creations, now }: TraceRows): TraceState | undefined {
  const draft = drafts.at(-1);
  if (!draft) return undefined;
  const errors = revisions.findLast((one) => one.draft === draft.id)?.errors ?? 0;
  const { expiresAt } = draft;
  if (draft.status === 'expired' || (draft.status === 'proposed' && expiresAt && expiresAt <= now))
    return { code: 'done', sentence: 'Nobody decided in time: the draft expired.' };
  if (draft.status === 'proposed')
    return {
      code: 'waiting_for_a_decision',
      sentence:
        errors > 0
          ? `Revision ${draft.revision} cannot be approved yet (${errors} ${errors === 1 ? 'finding' : 'findings'}): ${draft.requesterName} has to complete or change it.`
          : `Revision ${draft.revision}, asked for by ${draft.requesterName}, waits for an approval.`,
      ...(expiresAt ? { until: iso(expiresAt) } : {}),
    };
  if (draft.status === 'failed')
    return { code: 'failed', sentence: 'It was not written to n8n. Somebody may press Retry, or change the draft.' };
  if (draft.status === 'discarded') return { code: 'done', sentence: 'The draft was discarded.' };
  const made = creations.findLast((one) => one.draft === draft.id)?.id;
  const workflow =
    workflows.find(({ id }) => id === draft.workflow) ?? (made ? workflows.find(({ own }) => own) : undefined);
  if (!workflow) return { code: 'done', sentence: `The draft is ${draft.status}.` };
  return { code: 'done', sentence: `It is in n8n as ${workflow.n8nId}, ${stateOf(workflow)}.` };
}

function stateOf({ removedAt, archived, lostAt, published }: TraceRows['workflows'][number]): string {
  if (lostAt) return 'but n8n lost it: flowsmith restore brings it back';
  if (removedAt) return archived ? 'archived' : 'but was deleted there since';
  return published ? 'published' : 'not published';
}

function stateOfEnd({ events }: TraceRows): TraceState {
  const last = events.at(-1);
  if (last?.status === 'failed') return { code: 'failed', sentence: `It failed: ${last.failure}.` };
  return { code: 'done', sentence: 'It was answered; no draft came of it.' };
}
