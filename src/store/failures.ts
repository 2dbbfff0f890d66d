import type { MessageRef } from '#src/model/chat.ts';
import { owe } from './deliveries.ts';
import { WorkflowFailure, type WorkflowFailureRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** One failed execution, as it is counted. */
export interface FailedOnce {
  workflow: string;
  pattern: string;
  step?: string | undefined;
  problem?: string | undefined;
  /** n8n's id; none when nothing ran. */
  executionId?: string | undefined;
}

/** New kinds of failures that one workflow has in an hour; what comes beyond is counted together, and told as one. */
const mostKinds = 5;
/** Ids of executions that are known again. */
const mostKnown = 50;
/** Times that are kept of one kind. */
const mostTimes = 1_000;

/**
 * Counts it with those of its kind. Undefined where it was counted before; one without an execution once a minute. Call it
 * in a transaction: it locks the workflow, so that a storm of new kinds is bounded.
 */
export async function countFailure(
  em: EntityManager,
  failed: FailedOnce,
): Promise<{ id: string; count: number } | undefined> {
  const { workflow, executionId = null } = failed;
  await em.execute('select 1 from workflows where id = ? for no key update', [workflow]);
  // A day is long enough for one message: what goes on then is told anew.
  await em.execute(
    `update workflow_failures set ended_at = clock_timestamp() where workflow_id = ? and ended_at is null
     and first_at < clock_timestamp() - interval '1 day'`,
    [workflow],
  );
  const pattern = await kindOf(em, failed);
  const [counted] = (await em.execute(
    `insert into workflow_failures as f (id, workflow_id, pattern, step, problem, executions, times)
     values (?, ?, ?, ?, ?, case when ?::text is null then '[]'::jsonb else jsonb_build_array(?::text) end,
       jsonb_build_array(clock_timestamp()))
     on conflict (workflow_id, pattern) where ended_at is null do update set count = f.count + 1,
       step = excluded.step, problem = excluded.problem, http_status = null, last_at = clock_timestamp(),
       times = case when jsonb_array_length(f.times) < ? then excluded.times || f.times else excluded.times || (f.times - -1) end,
       executions = (select coalesce(jsonb_agg(e.id order by e.place), '[]') from (
         select id, place from jsonb_array_elements(excluded.executions || f.executions) with ordinality as all_of(id, place)
         order by place limit ?) e)
     where case when ?::text is null then f.last_at < clock_timestamp() - interval '1 minute'
       else not jsonb_exists(f.executions, ?::text) end
     returning id, count`,
    [
      ...[
        crypto.randomUUID(),
        workflow,
        pattern,
        failed.step ?? null,
        failed.problem ?? null,
        executionId,
        executionId,
      ],
      ...[mostTimes, mostKnown, executionId, executionId],
    ],
  )) as { id: string; count: number }[];
  return counted;
}

async function kindOf(em: EntityManager, { workflow, pattern }: FailedOnce): Promise<string> {
  const [kinds] = (await em.execute(
    `select bool_or(pattern = ? and ended_at is null) as known,
       (count(*) filter (where first_at > clock_timestamp() - interval '1 hour'))::int as new
     from (select pattern, ended_at, first_at from workflow_failures where workflow_id = ?
       order by last_at desc limit 100) newest`,
    [pattern, workflow],
  )) as { known: boolean | null; new: number }[];
  return kinds?.known || (kinds?.new ?? 0) < mostKinds ? pattern : '';
}

export async function findWorkflowFailure(em: EntityManager, id: string): Promise<WorkflowFailureRecord | null> {
  return em.findOne(WorkflowFailure, { id }, { disableIdentityMap: true });
}

/** What n8n itself says of the newest, which counts more than what was reported. */
export async function keepFacts(
  em: EntityManager,
  { id, executions: [newest] }: Pick<WorkflowFailureRecord, 'id' | 'executions'>,
  facts: { step: string | null; problem: string | null; httpStatus: number | null },
): Promise<void> {
  await em.execute(
    `update workflow_failures set step = ?, problem = ?, http_status = ? where id = ? and executions->>0 is not distinct from ?`,
    [facts.step, facts.problem, facts.httpStatus, id, newest ?? null],
  );
}

/** It never was one of this workflow: nothing of it is told or counted. */
export async function dropFailure(em: EntityManager, id: string): Promise<void> {
  await em.nativeDelete(WorkflowFailure, { id });
}

/** Where the one message about a failure in one conversation is, or will be. */
export interface FailureShown {
  id: string;
  /** Of whoever tried before nobody knows whether it went out. */
  again: boolean;
  message: MessageRef | null;
  /** Shown so long ago. */
  shownMs: number | null;
}

/** Noted before anything is posted: the same one gets the same id, however often it is tried. */
export async function beginFailureNotice(
  em: EntityManager,
  at: { failure: string; conversation: string },
): Promise<FailureShown> {
  const id = crypto.randomUUID();
  await em.execute(
    `insert into failure_notices (id, failure_id, conversation_id) values (?, ?, ?)
     on conflict (failure_id, conversation_id) do nothing`,
    [id, at.failure, at.conversation],
  );
  const [row] = (await em.execute(
    `select id, message, (extract(epoch from clock_timestamp() - shown_at) * 1000)::float as "shownMs"
     from failure_notices where failure_id = ? and conversation_id = ?`,
    [at.failure, at.conversation],
  )) as Omit<FailureShown, 'again'>[];
  return { id, message: null, shownMs: null, ...row, again: row?.id !== id };
}

export async function markShown(em: EntityManager, id: string, message: MessageRef): Promise<void> {
  await em.execute('update failure_notices set message = ?::jsonb, shown_at = clock_timestamp() where id = ?', [
    JSON.stringify(message),
    id,
  ]);
}

/** What was told and may run well again: those looked at longest ago first, one workflow after the other. */
export async function claimUnrecovered(
  em: EntityManager,
  { instanceUrl, everyMs, limit }: { instanceUrl: string; everyMs: number; limit: number },
): Promise<{ id: string; n8nId: string; newest: string | null; lastAt: Date }[]> {
  const rows = (await em.execute(
    `update workflow_failures f set looked_at = clock_timestamp() from (
       select o.id, w.n8n_id from workflow_failures o join workflows w on w.id = o.workflow_id
       where o.ended_at is null and w.instance_url = ? and w.removed_at is null
         and o.first_at > clock_timestamp() - interval '1 day'
         and (o.looked_at is null or o.looked_at < clock_timestamp() - ? * interval '1 millisecond')
         and exists (select 1 from failure_notices n where n.failure_id = o.id and n.message is not null)
       order by o.looked_at nulls first limit ? for no key update of o skip locked) next
     where f.id = next.id returning f.id, next.n8n_id as "n8nId", f.executions->>0 as newest, f.last_at as "lastAt"`,
    [instanceUrl, everyMs, limit],
  )) as { id: string; n8nId: string; newest: string | null; lastAt: Date | string }[];
  return rows.map((row) => ({ ...row, lastAt: new Date(row.lastAt) }));
}

/** It ran well again, unless it failed once more meanwhile: said once, where it was told. In a transaction. */
export async function recordRecovery(
  em: EntityManager,
  { id, newest, at }: { id: string; newest: string | null; at: Date },
): Promise<boolean> {
  const rows = (await em.execute(
    `update workflow_failures set recovered_at = ?, ended_at = clock_timestamp()
     where id = ? and ended_at is null and executions->>0 is not distinct from ? returning 1`,
    [at, id, newest],
  )) as unknown[];
  if (rows.length === 0) return false;
  const told = (await em.execute(
    'select conversation_id as conversation from failure_notices where failure_id = ? and message is not null order by 1',
    [id],
  )) as { conversation: string }[];
  for (const { conversation } of told)
    await owe(em, { kind: 'failed', subject: id, place: conversation, conversation, inMs: 0 });
  return true;
}
