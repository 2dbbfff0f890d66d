import type { Reason } from '#src/language/words.ts';
import { type ActVerb, argumentOf, effectOf } from '#src/model/verbs.ts';
import { createAct, findActNearby, findActOfEvent } from '#src/store/acts.ts';
import { appendAudit } from '#src/store/audit.ts';
import type { ActRecord, WorkflowRecord } from '#src/store/entities.ts';
import { lockEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { lockWorkflow } from '#src/store/workflows.ts';
import { msSince } from '#src/telemetry/follow.ts';
import type { EngineContext } from '../context.ts';
import { type Actor, viaOf } from '../people/actor.ts';
import { actorOnWorkflow } from '../people/known.ts';
import { auditRefusal, mayAct } from '../people/rights.ts';
import { keepAnswer } from '../turn/answer.ts';
import { type ActionTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { readArgument } from './argument.ts';
import { heldAs, lookAt, type Seen } from './look.ts';
import { oweAct, showAct, showOnCard } from './show-act.ts';

export interface WantedAct {
  verb: ActVerb;
  workflow: WorkflowRecord;
  executionId?: string;
  /** What it shall be done with, as somebody typed or said it. */
  argument?: string | undefined;
}

/** Two clicks on Run within this time are one. */
const doubleClickMs = 5_000;

/**
 * A click that shall do something with a workflow in n8n: rights and sense are checked on what is true now, then the
 * act and its audit row are committed together, and the job follows. Safe to run again.
 */
export async function requestAct(context: EngineContext, turn: ActionTurn, wanted: WantedAct): Promise<void> {
  const earlier = await findActOfEvent(context.store.fork(), turn.row.id);
  if (earlier) return start(context, earlier);
  const { verb, workflow } = wanted;
  const actor = await actorOnWorkflow(context, turn, workflow);
  const permission = await mayAct(context, verb, actor.key, workflow);
  if (!permission.allowed) {
    const { answers, reasons } = wordsFor(turn);
    await auditRefusal(context, turn, { by: actor, subject: workflow.id, act: verb, reason: permission.reason });
    return tell(context, turn, answers.notAllowed(reasons[permission.reason]));
  }
  const senseless = whySenseless(verb, await lookAt(context, workflow));
  if (senseless) return moot(context, turn, workflow, senseless);
  const given = argumentOf(verb) ? readArgument(verb, wanted.argument ?? '', wordsFor(turn).answers) : undefined;
  if (given && 'refused' in given) return tell(context, turn, given.refused);
  const act = await context.store.fork().transactional((tx) => record(tx, turn, { ...wanted, ...given }, actor));
  if (!act) return moot(context, turn, workflow, 'busy');
  const about = { workflow: workflow.id, job: act.id, ms: msSince(turn.row.receivedAt) };
  context.follow({ step: 'decided', outcome: verb, ...about });
  return start(context, act);
}

/** Undefined when the same, or anything else, is under way with the workflow. */
async function record(
  tx: EntityManager,
  turn: ActionTurn,
  { verb, workflow, executionId, argument }: WantedAct,
  actor: Actor,
): Promise<ActRecord | undefined> {
  const twiceCounts = effectOf(verb).twiceCounts ?? false;
  await lockEvent(tx, turn.row.id);
  const own = await findActOfEvent(tx, turn.row.id);
  if (own) return own;
  await lockWorkflow(tx, workflow.id);
  if (await findActNearby(tx, { workflow: workflow.id, verb, executionId }, twiceCounts ? doubleClickMs : 0))
    return undefined;
  const { row, conversation, event } = turn;
  const data = {
    act: verb,
    n8nId: workflow.n8nId,
    ...(executionId ? { execution: executionId } : {}),
    ...viaOf(actor),
  };
  const act = await createAct(tx, {
    workflow: workflow.id,
    conversation: conversation.id,
    event: row.id,
    verb,
    executionId,
    argument,
    requestedBy: actor.key,
    requestedByName: event.person.name,
    card: event.card,
  });
  await oweAct(tx, act, workflow);
  await appendAudit(tx, { kind: 'act', actor: actor.key, subject: workflow.id, data });
  return act;
}

/** The card says "under way" before the job can say how it ended. */
async function start(context: EngineContext, act: ActRecord): Promise<void> {
  try {
    await showAct(context, act);
  } finally {
    if (act.status === 'pending') await context.queues.enqueueAct(act.id);
  }
}

async function moot(context: EngineContext, turn: ActionTurn, workflow: WorkflowRecord, reason: Reason): Promise<void> {
  const about = { workflow: workflow.id, ms: msSince(turn.row.receivedAt) };
  context.follow({ step: 'refused', outcome: reason, ...about });
  await tell(context, turn, wordsFor(turn).reasons[reason]);
  if (reason !== 'busy') await showOnCard(context, turn.event, workflow, { reader: readerOfTurn(turn) });
}

/** Kept as well as whispered: over HTTP there is nobody to whisper to. */
async function tell(context: EngineContext, turn: ActionTurn, text: string): Promise<void> {
  await turn.speaker.whisper(text);
  await keepAnswer(context.store.fork(), turn, text);
}

function whySenseless(verb: ActVerb, seen: Seen): Reason | undefined {
  // When n8n does not answer, the job tries for minutes and says how that ended.
  if (seen.kind === 'unknown') return undefined;
  return seen.kind === 'gone' ? 'gone' : effectOf(verb).senseless[heldAs(seen.stored)];
}
