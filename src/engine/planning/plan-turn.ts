import { PlannerError } from '#src/errors.ts';
import { noteText } from '#src/language/note-text.ts';
import {
  type DraftAtHand,
  type OwnQuestion,
  ownQuestions,
  type PlannerInput,
  type PlannerTurn,
  type PlannerUsage,
} from '#src/planner/planner.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { DraftRecord, MessageRecord, RevisionRecord, WorkflowRecord } from '#src/store/entities.ts';
import { recentMessages } from '#src/store/messages.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findQuestionOf } from '#src/store/questions.ts';
import { msSince } from '#src/telemetry/follow.ts';
import { withUnsaid } from '#src/workflow/draft.ts';
import { differencesBetween } from '#src/workflow/edit/differences.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { withoutStored } from '#src/workflow/n8n-workflow.ts';
import { namesLike } from '#src/workflow/near.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import type { EngineContext } from '../context.ts';
import { keepRevision } from '../drafts/keep-draft.ts';
import { openDraftFor } from '../drafts/open-draft.ts';
import type { NewWords } from '../drafts/revision-contents.ts';
import { listManaged, nearbyNames } from '../manage/find.ts';
import { draftsAtHand } from '../manage/find-draft.ts';
import { manageByPlan } from '../manage/manage.ts';
import { spokenOfLast } from '../people/known.ts';
import { present } from '../shown/present.ts';
import { contentOf } from '../shown/presentation.ts';
import { answer, isGenerated, keepAnswer } from '../turn/answer.ts';
import { askPlannerQuestion } from '../turn/ask.ts';
import { watchForStop } from '../turn/stop.ts';
import { isAnew, type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { type AskersZone, guessedZone, inAskersZone, zoneOfAsker } from './askers-zone.ts';
import { needPlanning } from './needs-planning.ts';
import { onlyOnce } from './only-once.ts';
import { createPlannerSources, type TurnSources } from './planner-sources.ts';
import { createProgress, type Progress } from './progress.ts';
import { tryNew, tryOut } from './try-out.ts';
import { answerUnknownName } from './unknown-name.ts';
import { draftBefore, toChange } from './what-was.ts';

const historyLength = 60;

export interface PlanRequest {
  /** What was said, or what a click stands for. */
  request: string;
  /** The workflow in n8n or the draft that is meant; otherwise the open draft, or the workflow spoken of last. */
  workflow?: WorkflowRecord;
  draft?: DraftRecord;
  /** They have the form of a command, but nothing here is called so; `certain`: they say that they mean a workflow. */
  unknown?: { words: string; certain: boolean };
}

/** Has the request planned and shows what comes of it. */
export async function planTurn(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  { request, workflow, draft, unknown }: PlanRequest,
): Promise<void> {
  if (turn.row.stopRequestedAt) return answer(em, turn, wordsFor(turn).answers.stopped);
  needPlanning(turn.row);
  using progress = createProgress(context, turn);
  await progress.begin();
  // What a flow or a message says is about nothing that is open here, and no command whatever a planner makes of it.
  const anew = isAnew(turn);
  const open = workflow || anew ? null : (draft ?? (await openDraftFor(context, em, turn)));
  const last = open || anew ? undefined : await spokenOfLast(context, turn);
  const focus = (anew ? undefined : (workflow ?? last)) ?? null;
  const sources = createPlannerSources(context, turn);
  using stop = watchForStop(context.store, turn.row.id);
  const asker = await zoneOfAsker(em, turn, context.timezone);
  const begun = Date.now();
  let planned: PlannerTurn;
  try {
    const mayMean = unknown && !anew && (await thatMayBeMeant(context, em, turn, unknown.words));
    planned = await plan(context, em, turn, {
      request,
      open,
      focus,
      sources,
      mayMean: mayMean || undefined,
      signal: stop.signal,
      progress,
      asker,
    });
  } catch (error) {
    if (error instanceof PlannerError && error.usage) followPlanned(context, begun, error.usage, error.code);
    if (!stop.signal.aborted || turn.signal.aborted) throw error;
    return answer(em, turn, wordsFor(turn).answers.stopped);
  }
  followPlanned(context, begun, planned.usage, planned.result.kind);
  // A planner that only knows its own words took something else for it, or nothing.
  const { result } = planned;
  if (unknown && !isGenerated(planned) && (await answerUnknownName(context, em, turn, unknown, result))) return;
  if (anew && (result.kind === 'command' || result.kind === 'edit')) {
    const { answers, reach } = wordsFor(turn);
    return answer(em, turn, turn.event.quoted ? answers.nothingToAutomate : reach.step.asksOnly, planned);
  }
  // An edited request replaces what its first words led to, whatever the planner takes it for.
  const replaced = turn.event.edits && draft ? draft : null;
  return settle(context, em, turn, planned, { request, open, replaced, sources, asker });
}

interface Planning {
  request: string;
  open: DraftRecord | null;
  focus: WorkflowRecord | null;
  sources: TurnSources;
  asker: AskersZone;
  mayMean?: PlannerInput['mayMean'] | undefined;
}

/** What is called nearly like words that name nothing here. */
async function thatMayBeMeant(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  words: string,
): Promise<NonNullable<PlannerInput['mayMean']>> {
  const near = new Set(await nearbyNames(context, turn, words));
  const workflows = (await listManaged(context, turn)).filter(({ workflow }) => near.has(workflow.name));
  const drafts = (await draftsAtHand(context, em, turn)).map(({ name }) => name);
  return {
    workflows: workflows.map(({ workflow: { id, name, published } }) => ({ id, name, published })),
    drafts: namesLike(words, drafts),
  };
}

async function plan(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  {
    request,
    open,
    focus,
    sources,
    mayMean,
    signal,
    progress,
    asker,
  }: Planning & { signal: AbortSignal; progress: Progress },
): Promise<PlannerTurn> {
  const { event, row, conversation } = turn;
  const revision = open ? await findRevision(em, open.id, open.revision) : null;
  const history = event.quoted ? [] : await recentMessages(em, conversation.id, row.id, historyLength);
  const asked = await askedBefore(em, history);
  try {
    return await context.planner.plan({
      request,
      history: history.map(({ role, text }) => ({ role: role as 'user' | 'assistant', text })),
      ...(asked ? { asked } : {}),
      ...(revision ? { current: toCurrent(revision) } : {}),
      ...(focus && !focus.removedAt
        ? { workflow: { id: focus.id, name: focus.name, published: focus.published } }
        : {}),
      ...(mayMean ? { mayMean } : {}),
      sources,
      timezone: asker.zone,
      ...(event.locale ? { locale: event.locale } : {}),
      here: {
        platform: event.conversation.platform,
        person: event.person.id,
        ...(event.channel ? { channel: event.channel } : {}),
      },
      signal: AbortSignal.any([turn.signal, signal]),
      tryOut: (draft, steps) => tryOut(context, async () => turn, draft, { steps, timezone: event.timezone }),
      onProgress: progress.show,
    });
  } finally {
    await progress.settled();
  }
}

/** The planner's own question that the newest answer of the conversation was. */
async function askedBefore(em: EntityManager, history: readonly MessageRecord[]): Promise<OwnQuestion | undefined> {
  const event = history.findLast(({ role }) => role === 'assistant')?.event;
  const code = event && (await findQuestionOf(em, event))?.code;
  return ownQuestions.find((one) => one === code);
}

function toCurrent(revision: RevisionRecord): DraftAtHand {
  const { document: draft, issues } = contentOf(revision);
  const base = revision.base;
  if (!base) return { draft, issues };
  const { renamed } = differencesBetween(withoutStored(base), revision.workflow);
  const renames = Object.fromEntries([...renamed].flatMap(([was, is]) => (was === is ? [] : [[is, was]])));
  const read = {
    name: base.name,
    published: base.active ?? false,
    draft: toDraft(base),
    n8nId: base.id,
  };
  return { draft: withUnsaid(draft, read.draft), issues, changes: { read, renames } };
}

/** What failed has cost as well. */
function followPlanned({ follow }: EngineContext, begun: number, usage: PlannerUsage, outcome: string): void {
  follow({ step: 'planned', outcome, ms: msSince(begun), cost: usage });
}

async function settle(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  planned: PlannerTurn,
  { request, open, replaced, sources, asker }: Omit<Planning, 'focus'> & { replaced: DraftRecord | null },
): Promise<void> {
  const { result, notes } = planned;
  const { language } = readerOfTurn(turn);
  switch (result.kind) {
    case 'answer':
      return answer(
        em,
        turn,
        [await onlyOnce(em, turn, planned, result.text), ...notes.map((note) => noteText(note, language))].join('\n\n'),
        planned,
      );
    case 'command': {
      const managed = await manageByPlan(context, em, turn, result);
      await keepAnswer(em, turn, `Shown: ${result.verb}.`, planned);
      return managed === 'not mine' ? answer(em, turn, wordsFor(turn).answers.unknownWorkflow, planned) : undefined;
    }
    case 'question':
      return keepAnswer(em, turn, await askPlannerQuestion(context, turn, result, isGenerated(planned)), planned);
    case 'draft':
    case 'revision':
    case 'edit': {
      const before = await draftBefore(em, { open, sources }, result);
      const zoned = inAskersZone(result.draft, before, asker.from === 'asker' ? asker.zone : undefined);
      const tried = isGenerated(planned) ? undefined : await tryNew(context, turn, zoned ?? result.draft, before);
      const document = tried?.draft ?? zoned ?? result.draft;
      const { issues } = result;
      const renames = result.kind === 'draft' ? {} : (result.renames ?? {});
      const { platform } = turn.event.conversation;
      const guessed = guessedZone(document, { before, said: request, asker, platform });
      const zoneNote = zoned ? [{ code: 'askersZone' as const, zone: zoned.timezone ?? '' }] : [];
      const change = result.kind === 'edit' ? await toChange(em, sources, result) : undefined;
      const account = result.account ?? [];
      const changed = result.kind === 'edit' ? before : undefined;
      const said = await saidIn(context, turn, { account, changed, alone: result.kind !== 'revision' });
      const contents = {
        document,
        issues,
        notes: [...notes, ...zoneNote, ...(guessed ? [guessed] : []), ...(tried?.notes ?? [])],
        request,
        renames,
        said,
      };
      const following = result.kind === 'revision' ? open : change ? null : replaced;
      const draftId = await keepRevision(context, turn, change ? { ...contents, change } : contents, following);
      await keepAnswer(
        em,
        turn,
        `Drafted “${document.name}”: ${summarize(document, { catalog: context.n8n.catalog() }).sentence}`,
        planned,
      );
      return present(context, context.store.fork(), turn, draftId);
    }
    default:
      return result satisfies never;
  }
}

/** What was asked and answered until the draft came, back to the words that began it. */
async function saidIn(
  context: EngineContext,
  { conversation, row, event }: MessageTurn,
  given: Omit<NewWords, 'before'>,
): Promise<NewWords> {
  const em = context.store.fork();
  const history = event.quoted ? [] : await recentMessages(em, conversation.id, row.id, historyLength);
  const before: string[] = [];
  for (let at = history.length - 1; at > 0; at -= 2) {
    const [question, words] = [history[at], history[at - 1]];
    const asked = question?.role === 'assistant' && question.event && (await findQuestionOf(em, question.event));
    if (!asked || words?.role !== 'user') break;
    before.unshift(words.text);
  }
  return { before, ...given };
}
