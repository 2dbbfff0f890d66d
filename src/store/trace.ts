import type { ActionId, InboundEvent } from '#src/chat/inbound.ts';
import type { PersonRef } from '#src/model/chat.ts';
import type { Json } from '#src/model/json.ts';
import type { EntityManager } from './orm.ts';
import { asId } from './trace-find.ts';

/** Everything on record about one request, as rows; no texts of people but their names. */
export interface TraceRows {
  events: EventRow[];
  drafts: DraftRow[];
  revisions: { draft: string; revision: number; event: string; at: Date; errors: number }[];
  questions: { id: string; event: string; at: Date; answeredAt: Date | null }[];
  decisions: { draft: string; revision: number; by: string; byName: string }[];
  creations: JobRow[];
  acts: (JobRow & { verb: string; event: string; by: string; byName: string })[];
  workflows: WorkflowRow[];
  audit: { seq: number; at: Date; kind: string; actor: string; subject: string; data: Json | null }[];
  deliveries: DeliveryRow[];
  writes: { subject: string; owner: string; sentAt: Date; mayArriveUntil: Date; earlierUntil: Date | null }[];
  /** More events or audit rows than are read; the newest are left out. */
  truncated: boolean;
  now: Date;
}

export interface EventRow {
  id: string;
  at: Date;
  kind: InboundEvent['kind'];
  via: string | null;
  action: ActionId | null;
  person: PersonRef;
  platform: string;
  tenant: string;
  status: 'received' | 'handled' | 'failed';
  lane: string;
  turnedAway: string | null;
  takenAt: Date | null;
  handledAt: Date | null;
  nextAttemptAt: Date | null;
  failure: string | null;
  attempts: number;
  cost: { model: string; calls: number; promptTokens: number; completionTokens: number } | null;
}

export interface DraftRow {
  id: string;
  at: Date;
  status: string;
  revision: number;
  requesterName: string;
  workflow: string | null;
  expiresAt: Date | null;
}

export interface JobRow {
  id: string;
  draft: string | null;
  revision: number | null;
  workflow: string | null;
  publish: boolean | null;
  status: string;
  at: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  nextAttemptAt: Date | null;
  attempts: number;
  round: number;
}

export interface WorkflowRow {
  id: string;
  n8nId: string;
  instanceUrl: string;
  name: string;
  published: boolean;
  archived: boolean;
  removedAt: Date | null;
  lostAt: Date | null;
  /** This request asked for it; otherwise it only changes or uses it. */
  own: boolean;
}

export interface DeliveryRow {
  kind: string;
  subject: string;
  platform: string;
  attempts: number;
  owedAt: Date;
  dueAt: Date | null;
  failure: string | null;
}

/** A workflow that lives for years has many clicks. */
const mostEvents = 300;
const mostAudit = 500;

/** Reads it in a fixed number of queries, each by an index. */
export async function readTraceRows(em: EntityManager, reference: string): Promise<TraceRows> {
  const run = async <T>(sql: string, ...params: unknown[]) =>
    ((await em.execute(sql, params)) as Record<string, unknown>[]).map((row) => withMoments(row) as T);
  const own = `(reference = ? or (reference is null and id between ?::uuid and ?::uuid))`;
  const among = [reference, asId(reference, '0'), asId(reference, 'f')];
  const drafts = await run<DraftRow>(
    `select id, created_at as at, status, revision, requester_name as "requesterName", workflow, expires_at as "expiresAt"
     from drafts where ${own} order by created_at`,
    ...among,
  );
  const draftIds = idsOf(drafts);
  const events = await run<EventRow>(
    `select e.id, e.received_at as at, e.payload->>'kind' as kind, e.payload->>'via' as via, e.payload->>'action' as action,
       e.payload->'person' as person, t.platform, t.external_id as tenant, e.status, e.lane, e.turned_away as "turnedAway",
       e.taken_at as "takenAt", e.handled_at as "handledAt", e.next_attempt_at as "nextAttemptAt", e.failure, e.attempts,
       case when m.calls > 0 then jsonb_build_object('model', m.model, 'calls', m.calls,
         'promptTokens', m.prompt_tokens, 'completionTokens', m.completion_tokens) end as cost
     from inbound_events e join tenants t on t.id = e.tenant_id
     left join messages m on m.event_id = e.id and m.role = 'assistant'
     where e.id in (select id from inbound_events where ${own}
       union select event_id from draft_revisions where draft_id = any(?::uuid[]))
     order by e.received_at limit ?`,
    ...among,
    draftIds,
    mostEvents + 1,
  );
  const eventIds = idsOf(events);
  const revisions = await run<TraceRows['revisions'][number]>(
    `select draft_id as draft, revision, event_id as event, created_at as at,
       (select count(*)::int from jsonb_array_elements(issues) i where i->>'severity' = 'error') as errors
     from draft_revisions where draft_id = any(?::uuid[]) order by created_at`,
    draftIds,
  );
  const questions = await run<TraceRows['questions'][number]>(
    `select id, event_id as event, created_at as at, answered_at as "answeredAt" from questions
     where event_id = any(?::uuid[]) order by created_at`,
    eventIds,
  );
  const decisions = await run<TraceRows['decisions'][number]>(
    `select draft_id as draft, revision, decided_by as by, decided_by_name as "byName" from approvals
     where draft_id = any(?::uuid[])`,
    draftIds,
  );
  const creations = await run<JobRow>(
    `select id, draft_id as draft, revision, null as workflow, publish, status, created_at as at, started_at as "startedAt",
       finished_at as "finishedAt", next_attempt_at as "nextAttemptAt", attempts, round
     from creations where draft_id = any(?::uuid[]) order by created_at`,
    draftIds,
  );
  const acts = await run<TraceRows['acts'][number]>(
    `select id, null as draft, null as revision, workflow_id as workflow, null as publish, status, created_at as at,
       started_at as "startedAt", finished_at as "finishedAt", next_attempt_at as "nextAttemptAt", attempts, 1 as round,
       verb, event_id as event, requested_by as by, requested_by_name as "byName"
     from workflow_acts where event_id = any(?::uuid[]) order by created_at`,
    eventIds,
  );
  const workflows = await run<WorkflowRow>(
    `select id, n8n_id as "n8nId", instance_url as "instanceUrl", name, published, archived, removed_at as "removedAt",
       lost_at as "lostAt", creation_id = any(?::uuid[]) as own
     from workflows where id = any(?::uuid[]) or creation_id = any(?::uuid[])`,
    idsOf(creations),
    list([...drafts.flatMap(({ workflow }) => workflow ?? []), ...acts.flatMap(({ workflow }) => workflow ?? [])]),
    idsOf(creations),
  );
  const ownWorkflows = workflows.filter(({ own: made }) => made).map(({ id }) => id);
  const [audit, deliveries, writes] = [
    await run<TraceRows['audit'][number]>(
      `select seq, at, kind, actor, subject, data from audit_events where subject = any(?::text[]) order by seq limit ?`,
      list([...events.map(({ id }) => id), ...drafts.map(({ id }) => id), ...ownWorkflows]),
      mostAudit + 1,
    ),
    await run<DeliveryRow>(
      `select kind, subject, platform, attempts, owed_at as "owedAt", due_at as "dueAt", failure from deliveries
       where kind <> 'link' and kind <> 'lost' and subject = any(?::uuid[]) order by owed_at`,
      list([...drafts, ...events, ...questions, ...acts].map(({ id }) => id)),
    ),
    await run<TraceRows['writes'][number]>(
      `select subject, owner, sent_at as "sentAt", may_arrive_until as "mayArriveUntil", earlier_until as "earlierUntil"
       from n8n_writes where owner = any(?::text[])`,
      list([...creations, ...acts].map(({ id }) => id)),
    ),
  ];
  const [{ now } = { now: new Date() }] = await run<{ now: Date }>('select clock_timestamp() as now');
  return {
    ...{ drafts, revisions, questions, decisions, creations, acts, workflows, deliveries, writes, now },
    events: events.slice(0, mostEvents),
    audit: audit.slice(0, mostAudit),
    truncated: events.length > mostEvents || audit.length > mostAudit,
  };
}

/** Raw rows have moments as text. */
const withMoments = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && /^(at|now|\w+(At|Until))$/.test(name) ? new Date(value) : value,
    ]),
  );

/** As an array literal: ids only. */
const list = (ids: string[]): string => `{${ids.join(',')}}`;
const idsOf = (rows: { id: string }[]): string => list(rows.map(({ id }) => id));
