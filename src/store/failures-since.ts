import type { ConversationRef } from '#src/model/chat.ts';
import { toArray } from './arrays.ts';
import type { EntityManager } from './orm.ts';

/** A workflow of which something failed, with the conversation it came from. */
export interface FailingWorkflow {
  workflowId: string;
  n8nId: string;
  name: string;
  tenant: string;
  requesterId: string;
  home: ConversationRef | null;
}

/** All failures of one kind that it had in that time; `lastAt`: the newest of them. */
export interface FailingSince extends FailingWorkflow {
  step: string | null;
  problem: string | null;
  httpStatus: number | null;
  count: number;
  firstAt: Date;
  lastAt: Date;
  executionId: string | null;
  recovered: boolean;
}

export interface Among {
  instanceUrl: string;
  tenants: string[];
  /** Only what these asked for (`tenant person`), and these workflows. */
  of?: { requesters: string[]; workflows: string[] } | undefined;
}

const columns = `w.id as "workflowId", w.n8n_id as "n8nId", w.name, w.tenant_id as tenant, w.requester_id as "requesterId",
  case when v.id is not null then jsonb_build_object('platform', v.platform, 'key', v.key, 'address', v.address) end as home`;
const homes = `left join creations n on n.id = w.creation_id left join drafts d on d.id = n.draft_id
  left join conversations v on v.id = d.conversation_id`;
const among = `w.instance_url = ? and w.removed_at is null and (w.tenant_id = any(?::uuid[])
    and (? or w.tenant_id::text || ' ' || w.requester_id = any(?::text[])) or w.id = any(?::uuid[]))`;
const amongOf = ({ instanceUrl, tenants, of }: Among): unknown[] => [
  ...[instanceUrl, toArray(tenants), of === undefined, toArray(of?.requesters ?? []), toArray(of?.workflows ?? [])],
];

/** Kinds of failures that are read at most, the newest first. */
const mostFailures = 200;

/** After the first and until the second: what follows on from one another counts each failure once. */
export interface Span {
  since: Date;
  until?: Date | undefined;
}

/**
 * What failed in that time, the newest first. Of a kind that began before, or goes on after it, counts what fell into it; of
 * one with more failures than times are kept of, at least those that are.
 */
export async function findFailuresSince(
  em: EntityManager,
  { since, until }: Span,
  where: Among,
): Promise<FailingSince[]> {
  const rows = (await em.execute(
    `with span as (select ?::timestamptz as since, coalesce(?::timestamptz, 'infinity') as until)
     select ${columns}, f.step, f.problem, f.http_status as "httpStatus", inside.count, f.first_at as "firstAt",
       inside.last_at as "lastAt", f.executions->>0 as "executionId", f.recovered_at is not null as recovered
     from span, workflow_failures f join workflows w on w.id = f.workflow_id ${homes},
       lateral (select case when f.first_at > span.since and f.last_at <= span.until then f.count
           else count(at)::int end as count, case when f.last_at <= span.until then f.last_at else max(at) end as last_at
         from (select e::timestamptz as at from jsonb_array_elements_text(f.times) e) each_of
         where at > span.since and at <= span.until) inside
     where f.last_at > span.since and inside.count > 0 and ${among} order by inside.last_at desc, f.id limit ?`,
    [since, until ?? null, ...amongOf(where), mostFailures],
  )) as (Omit<FailingSince, 'firstAt' | 'lastAt'> & { firstAt: string | Date; lastAt: string | Date })[];
  return rows.map((row) => ({ ...row, firstAt: new Date(row.firstAt), lastAt: new Date(row.lastAt) }));
}

/** Those of them that n8n knows by these ids. */
export async function findFailing(em: EntityManager, n8nIds: string[], where: Among): Promise<FailingWorkflow[]> {
  return (await em.execute(`select ${columns} from workflows w ${homes} where w.n8n_id = any(?::text[]) and ${among}`, [
    toArray(n8nIds),
    ...amongOf(where),
  ])) as FailingWorkflow[];
}
