import type { ActBegun, ActOutcome } from '#src/model/act-outcome.ts';
import type { MessageRef } from '#src/model/chat.ts';
import type { KeptArgument } from '#src/model/event-results.ts';
import { type ActVerb, actVerbs, effectOf } from '#src/model/verbs.ts';
import { traceparent } from '#src/telemetry/spans.ts';
import { isUuid } from './arrays.ts';
import { clock, databaseNow } from './clock.ts';
import { type ActRecord, WorkflowAct } from './entities.ts';
import { findEvent, keepResult, lockEvent } from './events.ts';
import type { EntityManager } from './orm.ts';
import { sweepable } from './tries.ts';

export interface NewAct {
  workflow: string;
  conversation: string;
  event: string;
  verb: ActVerb;
  executionId?: string | undefined;
  argument?: string | undefined;
  requestedBy: string;
  requestedByName: string;
  card: MessageRef | null;
}

/** The outbox row of one act, once per click: the same event gets the same act back. Call inside a transaction. */
export async function createAct(em: EntityManager, act: NewAct): Promise<ActRecord> {
  const known = await em.findOne(WorkflowAct, { event: act.event });
  if (known) return known;
  const { executionId, argument, ...rest } = act;
  const row = em.create(WorkflowAct, {
    id: crypto.randomUUID(),
    ...rest,
    executionId: executionId ?? null,
    argument: argument ?? null,
    status: 'pending',
    outcome: null,
    traceparent: traceparent() ?? null,
  });
  await em.flush();
  return row;
}

export async function findAct(em: EntityManager, id: string): Promise<ActRecord | null> {
  return em.findOne(WorkflowAct, { id });
}

/** From here on n8n may have done it. `note`: what to look at before it is done again. */
export async function markActStarted(em: EntityManager, id: string, note: ActBegun | null = null): Promise<void> {
  await em.nativeUpdate(WorkflowAct, { id }, { startedAt: clock(), outcome: note });
}

/** n8n certainly has not done it: another try is like the first. */
export async function markActNotStarted(em: EntityManager, id: string): Promise<void> {
  await em.nativeUpdate(WorkflowAct, { id }, { startedAt: null, outcome: null });
}

/** A try failed, more follow. False when that is known already. */
export async function markActStillTrying(em: EntityManager, id: string): Promise<boolean> {
  return (await em.nativeUpdate(WorkflowAct, { id, stillTryingAt: null }, { stillTryingAt: clock() })) > 0;
}

/** Whether something newer was asked for on the very card an act was asked for on. */
export async function isNewestOnCard(em: EntityManager, { id, workflow, card }: ActRecord): Promise<boolean> {
  const rows = (await em.execute(
    'select id from workflow_acts where workflow_id = ? and card = ?::jsonb order by created_at desc limit 1',
    [workflow, JSON.stringify(card)],
  )) as { id: string }[];
  return rows[0]?.id === id;
}

/** The act an event led to, when its turn ran before. */
export async function findActOfEvent(em: EntityManager, event: string): Promise<ActRecord | null> {
  return em.findOne(WorkflowAct, { event });
}

/** Still under way with this workflow, or of the same verb and ended less than `sinceMs` ago. */
export async function findActNearby(
  em: EntityManager,
  { workflow, verb, executionId }: Pick<NewAct, 'workflow' | 'verb' | 'executionId'>,
  sinceMs: number,
): Promise<ActRecord | null> {
  const since = new Date((await databaseNow(em)).getTime() - sinceMs);
  const recent = { verb, executionId: executionId ?? null, status: 'done' as const, finishedAt: { $gt: since } };
  return em.findOne(WorkflowAct, { workflow, $or: [{ status: 'pending' }, recent] });
}

export async function finishAct(
  em: EntityManager,
  id: string,
  status: 'done' | 'failed',
  outcome: ActOutcome,
): Promise<void> {
  await em.nativeUpdate(WorkflowAct, { id }, { status, outcome, finishedAt: clock(), stillTryingAt: null });
}

/** Ids of acts pending for at least `ageMs`: asked for, but the job may have been lost. Tenants take turns, and so do rows. */
export async function findStaleActs(em: EntityManager, ageMs: number, limit: number): Promise<string[]> {
  const rows = (await em.execute(
    `with due as (
       select w.id, w.created_at, row_number() over (partition by c.tenant_id order by w.created_at) as place
       from workflow_acts w join conversations c on c.id = w.conversation_id
       where w.status = 'pending' and w.created_at < clock_timestamp() - ? * interval '1 millisecond' and ${sweepable('w')}
     ) select id from due order by place, created_at limit ?`,
    [ageMs, limit],
  )) as { id: string }[];
  return rows.map(({ id }) => id);
}

/** What decides whether a workflow runs by itself. */
const switching: readonly ActVerb[] = actVerbs.filter((verb) => effectOf(verb).changes === 'running');

/** The newest act that switches the workflow on or off, in whatever state it is, and the newest that was done. */
export async function lastSwitches(
  em: EntityManager,
  workflow: string,
): Promise<{ newest: ActRecord | null; done: ActRecord | null }> {
  const where = { workflow, verb: { $in: [...switching] } };
  const newest = await em.findOne(WorkflowAct, where, { orderBy: { createdAt: 'desc' } });
  const done =
    newest === null || newest.status === 'done'
      ? newest
      : await em.findOne(WorkflowAct, { ...where, status: 'done' }, { orderBy: { createdAt: 'desc' } });
  return { newest, done };
}

/** Who had it done, and between which times, the newest first; at most 250. */
export async function doneActsOf(
  em: EntityManager,
  workflow: string,
): Promise<{ by: string; startedAt: Date; finishedAt: Date }[]> {
  const where = { workflow, status: 'done' as const };
  const rows = await em.find(WorkflowAct, where, { orderBy: { createdAt: 'desc' }, limit: 250 });
  return rows.flatMap(({ requestedByName: by, startedAt, finishedAt }) =>
    startedAt && finishedAt ? [{ by, startedAt, finishedAt }] : [],
  );
}

/** Keeps what was said to do a verb with, beside the event it was said in. Inside a transaction. */
export async function keepArgument(em: EntityManager, event: string, kept: KeptArgument): Promise<void> {
  await lockEvent(em, event);
  await keepResult(em, event, 'argument', kept);
}

/** What was kept so, if it was said in this conversation. */
export async function findArgument(
  em: EntityManager,
  event: string,
  conversation: string,
): Promise<KeptArgument | undefined> {
  if (!isUuid(event)) return undefined;
  const row = await findEvent(em, event);
  return row?.conversation === conversation ? row.results?.argument : undefined;
}
