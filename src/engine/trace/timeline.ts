import type { EventRow, TraceRows, WorkflowRow } from '#src/store/trace.ts';
import { stateOfTrace } from './state.ts';
import { iso, type Trace, type TraceStep, type Who } from './trace.ts';

type Undated = Omit<TraceStep, 'gapMs'>;

/** Rows to the life they tell. Pure. */
export function toTrace(reference: string, rows: TraceRows): Trace {
  const first = rows.events.find(({ kind }) => kind !== 'action') ?? rows.events[0];
  return {
    reference,
    ...(first ? { request: toRequest(first) } : {}),
    state: stateOfTrace(rows),
    drafts: rows.drafts.map(({ id, status, revision, workflow }) => ({
      ...{ id, status, revision },
      ...(workflow ? { changes: workflow } : {}),
    })),
    workflows: rows.workflows.map((row) => {
      const { id, n8nId, instanceUrl, name, own } = row;
      return { id, n8nId, instanceUrl, name, state: stateOfWorkflow(row), own };
    }),
    steps: inOrder([
      ...rows.events.flatMap((event) => stepsOfEvent(event, rows)),
      ...rows.revisions.map(toPlanned),
      ...rows.audit.flatMap((row) => stepOfAudit(row, rows)),
      ...failuresOf(rows),
    ]),
    truncated: rows.truncated,
    owed: rows.deliveries.map(({ kind, subject, platform, owedAt, attempts, dueAt, failure }) => ({
      ...{ kind, subject, platform, owedAt: iso(owedAt), attempts, dueAt: dueAt && iso(dueAt), failure },
    })),
    unanswered: rows.writes.map(({ subject, owner, sentAt, mayArriveUntil }) => ({
      ...{ job: owner, about: subject, sentAt: iso(sentAt), mayArriveUntil: iso(mayArriveUntil) },
    })),
  };
}

function stateOfWorkflow({ removedAt, archived, lostAt, published }: WorkflowRow): string {
  if (lostAt) return 'lost';
  if (removedAt) return archived ? 'archived' : 'deleted';
  return published ? 'published' : 'not published';
}

const whoOf = ({ platform, tenant, person }: EventRow): Who => ({
  key: `${platform}:${tenant}:${person.id}`,
  name: person.name,
});

function toRequest(event: EventRow): NonNullable<Trace['request']> {
  const { id, at, platform, tenant, kind, via, action } = event;
  return { event: id, at: iso(at), platform, tenant, by: whoOf(event), via: action ?? via ?? kind };
}

/** That it came, and what became of it besides a draft, which has a step of its own. */
function stepsOfEvent(event: EventRow, { questions, revisions }: TraceRows): Undated[] {
  const { id, at, kind, via, action, status, handledAt, failure, attempts, cost, turnedAway } = event;
  const about = { event: id };
  const received: Undated = {
    at: iso(at),
    step: 'received',
    outcome: action ?? via ?? kind,
    by: whoOf(event),
    ...about,
  };
  const tries = attempts > 1 ? { attempts } : {};
  if (status === 'received' || !handledAt) return [received];
  const end = { at: iso(handledAt), ...about, ...tries, ...(cost ? { cost } : {}) };
  if (status === 'failed') return [received, { ...end, step: 'failed', outcome: failure ?? 'failed' }];
  if (turnedAway) return [received, { ...end, step: 'refused', outcome: 'too_many_waiting' }];
  const came = (rows: { event: string }[]) => rows.some((row) => row.event === id);
  return [
    received,
    { ...end, step: 'shown', outcome: came(questions) ? 'question' : came(revisions) ? 'card' : 'answer' },
  ];
}

const toPlanned = ({ draft, revision, event, at, errors }: TraceRows['revisions'][number]): Undated => ({
  ...{ at: iso(at), step: 'planned' as const, outcome: revision === 1 ? 'draft' : 'revision', draft, revision, event },
  ...(errors > 0 ? { errors } : {}),
});

interface AuditData {
  act?: string;
  reason?: string;
  revision?: number;
  kind?: string;
  code?: string;
  live?: boolean;
  change?: boolean;
  broughtBack?: string;
}

/** What the rows of the request and the draft say is told by what they are about. */
function stepOfAudit({ at, kind, actor, subject, data }: TraceRows['audit'][number], rows: TraceRows): Undated[] {
  const { act, reason, revision, kind: came, code, live, change, broughtBack } = (data ?? {}) as AuditData;
  const ofDraft = rows.drafts.some(({ id }) => id === subject);
  const subjectOf = ofDraft
    ? { draft: subject }
    : rows.workflows.some(({ id }) => id === subject)
      ? { workflow: subject }
      : {};
  const about = { at: iso(at), ...subjectOf, ...(revision === undefined ? {} : { revision }) };
  const by = { by: nameOf(actor, rows) };
  switch (kind) {
    case 'request':
    case 'draft':
      return [];
    case 'approval':
    case 'rejection':
    case 'act':
      return [{ ...about, step: 'decided', outcome: act ?? kind, ...by }];
    case 'expiry':
      return [{ ...about, step: 'decided', outcome: 'expired', ...by }];
    case 'refusal':
      return [{ ...about, step: 'refused', outcome: [act, reason].filter(Boolean).join(': '), ...by }];
    case 'creation':
      return [
        {
          ...about,
          ...jobOf(rows, subject, revision),
          step: 'created',
          outcome: broughtBack ? 'brought_back' : change ? 'updated' : 'created',
        },
      ];
    case 'outcome':
      return stepOfOutcome(
        { ...about, ...jobOf(rows, subject, revision), ...(actor === 'flowsmith' ? {} : by) },
        { came, code, live },
      );
    case 'operation':
      return [{ ...about, step: 'noted', outcome: act ?? kind, ...by }];
    default:
      return [{ ...about, step: 'noted', outcome: kind, ...by }];
  }
}

function stepOfOutcome(
  about: Omit<Undated, 'step' | 'outcome'>,
  { came, code, live }: { came?: string | undefined; code?: string | undefined; live?: boolean | undefined },
): Undated[] {
  // What was created has a row of its own, with the moment n8n had it.
  if (came === 'created' && !code) return [];
  if (code || came === 'conflict') return [{ ...about, step: 'failed', outcome: code ?? 'workflow_changed' }];
  if (came === 'published') return [{ ...about, step: 'published', outcome: live ? 'live' : 'not_live' }];
  if (came === 'updated') return live ? [{ ...about, step: 'published', outcome: 'live' }] : [];
  return [{ ...about, step: 'done', outcome: came ?? 'done' }];
}

function jobOf(
  { creations }: TraceRows,
  draft: string,
  revision: number | undefined,
): Pick<Undated, 'job' | 'attempts'> {
  const job = creations.find((creation) => creation.draft === draft && creation.revision === revision);
  return job ? { job: job.id, ...(job.attempts > 1 ? { attempts: job.attempts } : {}) } : {};
}

/** Names as they were written down with the decision, or came with the event. */
function nameOf(key: string, { decisions, events, acts }: TraceRows): Who {
  // Before a platform told how somebody is called, the id stands for it.
  const person = events.findLast((event) => whoOf(event).key === key && event.person.name !== event.person.id)?.person
    .name;
  // Who did something else to the same draft is not who decided about it.
  const written = [...decisions, ...acts].find(({ by }) => by === key)?.byName;
  const name = person ?? (key.includes(':') ? written : undefined);
  return name ? { key, name } : { key };
}

/** Acts that failed are on the audit trail by their workflow, which may be somebody else's request. */
function failuresOf({ acts, workflows }: TraceRows): Undated[] {
  const told = new Set(workflows.filter(({ own }) => own).map(({ id }) => id));
  return acts.flatMap(({ id, workflow, verb, event, status, finishedAt, at, byName, attempts }): Undated[] => {
    if (workflow && told.has(workflow)) return [];
    const about = { ...(workflow ? { workflow } : {}), job: id, event };
    const asked: Undated = {
      at: iso(at),
      step: 'decided',
      outcome: verb,
      by: { key: 'person', name: byName },
      ...about,
    };
    if (!finishedAt) return [asked];
    const step = status === 'failed' ? ('failed' as const) : ('done' as const);
    return [asked, { at: iso(finishedAt), step, outcome: verb, ...about, ...(attempts > 1 ? { attempts } : {}) }];
  });
}

function inOrder(steps: Undated[]): TraceStep[] {
  const sorted = steps.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return sorted.map((step, index) => {
    const before = sorted[index - 1]?.at ?? step.at;
    const { at, ...rest } = step;
    return { at, gapMs: Date.parse(at) - Date.parse(before), ...rest };
  });
}
