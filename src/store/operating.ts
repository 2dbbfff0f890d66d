import { referenceLength } from '#src/telemetry/reference.ts';
import { held } from './operate.ts';
import type { EntityManager } from './orm.ts';

/** What an operator looks at: ids, codes and moments; of people nothing but the ids that are parts of these. */
export interface Operating {
  /** What waits and runs, the oldest of each kind. */
  open: OpenWork[];
  /** What ended badly in the last days, the newest first. */
  failed: FailedWork[];
  /** Given up, the newest first, and then what is tried again. */
  deliveries: OwedRow[];
  /** The newest of which there was a sign, each once. */
  requests: RequestRow[];
  tenants: TenantRow[];
  /** Of the last day, by model. */
  cost: CostRow[];
  /** `newest`: not all requests of the day were counted. */
  costOf: { requests: number; newest: boolean };
  audit: { seq: number; at: string; hash: string } | undefined;
  now: Date;
}

type Kind = 'turn' | 'plan' | 'creation' | 'act';
interface Place {
  /** Of the request. */
  reference: string;
  platform: string;
  tenant: string;
}
export interface OpenWork extends Place {
  kind: Kind;
  id: string;
  at: Date;
  startedAt: Date | null;
  /** A living process has it; null where that is not known. */
  held: boolean | null;
  nextAttemptAt: Date | null;
  attempts: number;
  failure: string | null;
}
export interface FailedWork extends Place {
  kind: Kind;
  id: string;
  at: Date;
  attempts: number;
  failure: string | null;
}
export interface OwedRow {
  kind: string;
  subject: string;
  platform: string;
  tenant: string;
  attempts: number;
  owedAt: Date;
  dueAt: Date | null;
  failure: string | null;
}
export interface RequestRow extends Place {
  at: Date;
  kind: string;
  via: string | null;
  status: 'received' | 'handled' | 'failed';
  failure: string | null;
  /** Of its newest draft. */
  draft: string | null;
}
export interface TenantRow {
  platform: string;
  tenant: string;
  name: string | null;
  since: Date;
  waiting: number;
}
export interface CostRow {
  model: string;
  turns: number;
  calls: number;
  promptTokens: number;
  completionTokens: number;
}

/** Rows of each kind on the page. */
const shown = 20;
const mostTenants = 50;
/** Events of each state among which the newest requests are looked for. */
const lookedAt = 100;
const failedDays = 7;
/** Requests of which tokens are added up. */
const mostCounted = 10_000;

const referenceSql = (table: string) =>
  `coalesce(${table}.reference, left(replace(${table}.id::text, '-', ''), ${referenceLength}))`;
const place = 't.platform, t.external_id as tenant';
/** A row of a job to its request and tenant. */
const ofCreation = `join drafts d on d.id = j.draft_id join conversations c on c.id = d.conversation_id
  join tenants t on t.id = c.tenant_id`;
const ofAct = 'join inbound_events e on e.id = j.event_id join tenants t on t.id = e.tenant_id';
const newestEvents = (status: string) =>
  `(select id, reference, tenant_id, received_at, status, failure, payload->>'kind' as kind,
     coalesce(payload->>'action', payload->>'via') as via
   from inbound_events where status = '${status}' order by received_at desc limit ${lookedAt})`;

/**
 * Everything of the page that the database knows, besides `readNumbers`: seven statements, each bounded and by an index,
 * however much there is.
 */
export async function readOperating(em: EntityManager): Promise<Operating> {
  const run = async <T>(sql: string) =>
    ((await em.execute(sql)) as Record<string, unknown>[]).map((row) => withMoments(row) as T);
  const open = await run<OpenWork>(
    `(select case when e.lane = 'plan' then 'plan' else 'turn' end as kind, e.id, ${referenceSql('e')} as reference, ${place},
       e.received_at as at, e.taken_at as "startedAt", ${held} as held, e.next_attempt_at as "nextAttemptAt",
       e.attempts, e.failure
     from inbound_events e join tenants t on t.id = e.tenant_id join conversations c on c.id = e.conversation_id
     where e.status = 'received' order by e.received_at limit ${shown})
     union all (select 'creation', j.id, ${referenceSql('d')}, ${place}, j.created_at, j.started_at, null,
       j.next_attempt_at, j.attempts, null from creations j ${ofCreation}
     where j.status = 'pending' order by j.created_at limit ${shown})
     union all (select 'act', j.id, ${referenceSql('e')}, ${place}, j.created_at, j.started_at, null,
       j.next_attempt_at, j.attempts, null from workflow_acts j ${ofAct}
     where j.status = 'pending' order by j.created_at limit ${shown})`,
  );
  const since = `> clock_timestamp() - interval '${failedDays} days'`;
  const failed = await run<FailedWork>(
    `select * from (
       (select case when e.lane = 'plan' then 'plan' else 'turn' end as kind, e.id, ${referenceSql('e')} as reference, ${place},
         e.received_at as at, e.attempts, e.failure from inbound_events e join tenants t on t.id = e.tenant_id
       where e.status = 'failed' and e.received_at ${since} order by e.received_at desc limit ${shown})
       union all (select 'creation', j.id, ${referenceSql('d')}, ${place}, j.created_at, j.attempts,
         coalesce(j.outcome->'problem'->>'code', j.outcome->>'kind') from creations j ${ofCreation}
       where j.status = 'failed' and j.created_at ${since} order by j.created_at desc limit ${shown})
       union all (select 'act', j.id, ${referenceSql('e')}, ${place}, j.created_at, j.attempts,
         coalesce(j.outcome->'problem'->>'code', j.outcome->>'kind') from workflow_acts j ${ofAct}
       where j.status = 'failed' and j.created_at ${since} order by j.created_at desc limit ${shown})
     ) ended order by at desc limit ${shown}`,
  );
  const owed = `select o.kind, o.subject, o.platform, t.external_id as tenant, o.attempts, o.owed_at as "owedAt",
    o.due_at as "dueAt", o.failure from deliveries o join tenants t on t.id = o.tenant_id`;
  const deliveries = await run<OwedRow>(
    `(${owed} where o.due_at is null order by o.owed_at desc limit ${shown})
     union all (${owed} where o.due_at is not null and o.attempts > 0 order by o.owed_at limit ${shown})`,
  );
  const requests = await run<RequestRow>(
    `select r.reference, r.at, r.kind, r.via, r.status, r.failure, ${place},
       (select d.status from drafts d where d.reference = r.reference order by d.created_at desc limit 1) as draft
     from (select distinct on (1) ${referenceSql('e')} as reference, e.received_at as at, e.kind, e.via, e.status, e.failure,
         e.tenant_id from (${['received', 'handled', 'failed'].map(newestEvents).join(' union all ')}) e
       order by 1, e.received_at desc) r
     join tenants t on t.id = r.tenant_id order by r.at desc limit ${shown}`,
  );
  const tenants = await run<TenantRow>(
    `select ${place}, t.name, t.created_at as since, (select count(*)::int from
       (select 1 from inbound_events e where e.tenant_id = t.id and e.status = 'received' limit 1000) few) as waiting
     from tenants t order by t.created_at desc limit ${mostTenants + 1}`,
  );
  // One by one, by their index: a join would rather read all messages there ever were.
  const counted = await run<CostRow & { requests: number }>(
    `with day as (select id from inbound_events where status = 'handled'
       and received_at > clock_timestamp() - interval '1 day' order by received_at desc limit ${mostCounted})
     select m.model, count(*)::int as turns, sum(m.calls)::int as calls, sum(m.prompt_tokens)::float as "promptTokens",
       sum(m.completion_tokens)::float as "completionTokens", (select count(*)::int from day) as requests
     from day cross join lateral (select model, calls, prompt_tokens, completion_tokens from messages
       where event_id = day.id and role = 'assistant' and calls > 0 limit 1) m
     group by m.model order by "promptTokens" desc limit ${shown}`,
  );
  const [last] = await run<{ now: Date; seq: number | null; moment: string; hash: string }>(
    `select clock_timestamp() as now, a.seq, a.at as moment, a.hash from (select 1) one
     left join (select seq, at, hash from audit_events order by seq desc limit 1) a on true`,
  );
  const requestsCounted = counted[0]?.requests ?? 0;
  return {
    ...{ open, failed, deliveries, requests, tenants },
    cost: counted.map(({ requests: _all, ...row }) => row),
    costOf: { requests: requestsCounted, newest: requestsCounted === mostCounted },
    audit: typeof last?.seq === 'number' ? { seq: last.seq, at: last.moment, hash: last.hash } : undefined,
    now: last?.now ?? new Date(),
  };
}

/** Raw rows have moments as text. */
const withMoments = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && /^(at|now|since|\w+(At|Until))$/.test(name) ? new Date(value) : value,
    ]),
  );
