import type { MessageRef } from '#src/model/chat.ts';
import type { DeliveryDetails } from '#src/model/delivery.ts';
import { traceparent } from '#src/telemetry/spans.ts';
import { canonicalHash } from './audit.ts';
import type { DeliveryKind, DeliveryRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** One thing owed that this process may deliver now: nobody else does until `leaseMs` are over. */
export interface Claim<Kind extends DeliveryKind = DeliveryKind>
  extends Pick<
    DeliveryRecord,
    'subject' | 'place' | 'tenant' | 'platform' | 'traceparent' | 'wanted' | 'attempts' | 'owedAt'
  > {
  kind: Kind;
  details: DeliveryDetails[Kind];
  leaseOwner: string;
}

/** One of any kind; the kind says what its details are. */
export type AnyClaim = { [Kind in DeliveryKind]: Claim<Kind> }[DeliveryKind];

/** What is owed, with what has to be kept for it. */
export type Owed = {
  [Kind in Exclude<DeliveryKind, 'draft'>]: OwedAt & { kind: Kind } & (null extends DeliveryDetails[Kind]
      ? { details?: NonNullable<DeliveryDetails[Kind]> }
      : { details: DeliveryDetails[Kind] });
}[Exclude<DeliveryKind, 'draft'>];

interface OwedAt {
  subject: string;
  place?: string;
  /** Where it is shown: its tenant and platform are taken from there. */
  conversation: string;
  /** How long whoever owes it has to deliver it before a worker does [`graceMs`]. */
  inMs?: number;
}

/** A turn shows what it changed itself; a worker need not race it there. */
const graceMs = 5_000;
/** After this a call of ours without an answer does not land any more. */
const settledMs = 30_000;

/** What a second reason to show the same thing changes: backing off goes on, what was given up is tried again. */
const again = `wanted = deliveries.wanted + 1, details = coalesce(excluded.details, deliveries.details),
  traceparent = coalesce(excluded.traceparent, deliveries.traceparent),
  attempts = case when deliveries.due_at is null then 0 else deliveries.attempts end,
  owed_at = case when deliveries.due_at is null then excluded.owed_at else deliveries.owed_at end,
  due_at = case when deliveries.attempts = 0 then least(deliveries.due_at, excluded.due_at)
    else coalesce(deliveries.due_at, excluded.due_at) end`;

/**
 * From now on something is owed to whoever looks at that place, until it was shown. Call it in the transaction of the
 * change. True when it was owed before.
 */
export async function owe(em: EntityManager, owed: Owed): Promise<boolean> {
  const { kind, subject, place = '', conversation, details, inMs = graceMs } = owed;
  const rows = (await em.execute(
    `insert into deliveries (kind, subject, place, tenant_id, platform, details, traceparent, due_at)
     select ?, ?, ?, tenant_id, platform, ?::jsonb, ?, clock_timestamp() + ? * interval '1 millisecond'
     from conversations where id = ? on conflict (kind, subject, place) do update set ${again} returning wanted`,
    [kind, subject, place, toJson(details), traceparent() ?? null, inMs, conversation],
  )) as { wanted: number }[];
  return rows.some(({ wanted }) => wanted > 1);
}

/**
 * What the cards of these drafts say has changed: each place where one is shown is owed the new state. Call it in the
 * transaction of the change, before its audit row; it locks the drafts, in the order of their ids.
 */
export async function oweCards(
  em: EntityManager,
  drafts: Iterable<string>,
  { inMs = graceMs }: { inMs?: number } = {},
): Promise<void> {
  for (const draft of [...new Set(drafts)].sort()) {
    await em.execute('update drafts set card_version = card_version + 1 where id = ?', [draft]);
    await em.execute(
      `insert into deliveries (kind, subject, place, tenant_id, platform, traceparent, due_at)
       select 'draft', ?, conversations.id::text, tenant_id, platform, ?, clock_timestamp() + ? * interval '1 millisecond'
       from conversations where id in (select conversation_id from drafts where id = ? and card is not null
         union select conversation_id from draft_cards where draft_id = ?)
       order by conversations.id on conflict (kind, subject, place) do update set ${again}`,
      [draft, traceparent() ?? null, inMs, draft, draft],
    );
    await oweWhereAsked(em, draft, inMs);
    await oweStep(em, draft);
  }
}

/** A step of a flow that asked for the draft, and was not ended yet, may be by now. A draft has the id of its first event. */
async function oweStep(em: EntityManager, draft: string): Promise<void> {
  const [asked] = (await em.execute(
    `select conversation_id as conversation from inbound_events
     where id = ? and payload->>'via' = 'step' and results->'stepEnded' is null`,
    [draft],
  )) as { conversation: string }[];
  if (asked) await owe(em, { kind: 'step', subject: draft, conversation: asked.conversation, inMs: 0 });
}

/**
 * A command's first card stands where everybody reads, the newest in its thread: what becomes of the draft is owed to the
 * first one too.
 */
async function oweWhereAsked(em: EntityManager, draft: string, inMs: number): Promise<void> {
  const [first] = (await em.execute(
    `select asked.progress as card, asked.conversation_id as conversation from drafts
     join draft_revisions first on first.draft_id = drafts.id and first.revision = 1
     join inbound_events asked on asked.id = first.event_id
     where drafts.id = ? and drafts.revision > 1 and asked.payload->>'via' = 'command' and asked.progress is not null
       and asked.progress is distinct from drafts.card`,
    [draft],
  )) as { card: MessageRef; conversation: string }[];
  if (!first) return;
  const { card, conversation } = first;
  const details = { card, revision: 1, conversation };
  await owe(em, { kind: 'former', subject: draft, place: canonicalHash(card), conversation, details, inMs });
}

const toJson = (details: Owed['details'] | null) => (details ? JSON.stringify(details) : null);

/** Nothing is owed any more, e.g. because the answer was said. */
export async function forgive(
  em: EntityManager,
  { kind, subject, place = '' }: { kind: DeliveryKind; subject: string; place?: string },
): Promise<void> {
  await em.execute('delete from deliveries where kind = ? and subject = ? and place = ?', [kind, subject, place]);
}

/** Whether somebody will still be shown it; not what was given up. */
export async function isOwed(
  em: EntityManager,
  { kind, subject }: { kind: DeliveryKind; subject: string },
): Promise<boolean> {
  const rows = (await em.execute(
    'select 1 from deliveries where kind = ? and subject = ? and due_at is not null limit 1',
    [kind, subject],
  )) as unknown[];
  return rows.length > 0;
}

const claimed = `returning deliveries.kind, deliveries.subject, deliveries.place, deliveries.tenant_id as tenant,
  deliveries.platform, deliveries.details, deliveries.traceparent, deliveries.wanted, deliveries.attempts, deliveries.owed_at as "owedAt",
  deliveries.lease_owner as "leaseOwner"`;
const free = '(deliveries.lease_until is null or deliveries.lease_until < clock_timestamp())';
const leased = `lease_owner = ?, lease_until = clock_timestamp() + ? * interval '1 millisecond'`;

/** Everything owed about one subject that nobody delivers now, due or not. */
export async function claimOwed<Kind extends DeliveryKind>(
  em: EntityManager,
  { kind, subject, except = '' }: { kind: Kind; subject: string; except?: string | undefined },
  leaseMs: number,
): Promise<Claim<Kind>[]> {
  return (await em.execute(
    `update deliveries set ${leased} where kind = ? and subject = ? and place is distinct from nullif(?, '')
     and due_at is not null and ${free} ${claimed}`,
    [crypto.randomUUID(), leaseMs, kind, subject, except],
  )) as Claim<Kind>[];
}

/**
 * What is due on a platform, each tenant's oldest first, then each one's second: one with much to show keeps no other
 * waiting. `paused`: tenants to leave alone.
 */
export async function claimDue(
  em: EntityManager,
  { platform, limit, paused }: { platform: string; limit: number; paused: string[] },
  leaseMs: number,
): Promise<AnyClaim[]> {
  return (await em.execute(
    `update deliveries set ${leased} from (
       select kind, subject, place from (
         select *, row_number() over (partition by tenant_id order by due_at) as turn from deliveries
         where platform = ? and due_at <= clock_timestamp() and ${free} and not ?::jsonb @> to_jsonb(tenant_id::text)) due
       order by turn, due_at limit ?) next
     where deliveries.kind = next.kind and deliveries.subject = next.subject and deliveries.place = next.place and ${free}
     ${claimed}`,
    [crypto.randomUUID(), leaseMs, platform, JSON.stringify(paused), limit],
  )) as AnyClaim[];
}

const mine = 'kind = ? and subject = ? and place = ? and lease_owner = ?';
const keysOf = ({ kind, subject, place, leaseOwner }: Claim) => [kind, subject, place, leaseOwner];

/** It takes longer. */
export async function renewClaim(em: EntityManager, claim: Claim, leaseMs: number): Promise<void> {
  const until = `clock_timestamp() + ? * interval '1 millisecond'`;
  await em.execute(`update deliveries set lease_until = ${until} where ${mine}`, [leaseMs, ...keysOf(claim)]);
}

/**
 * It was shown as it was read after the claim. `newer`: it changed meanwhile and is due again. So it is when the claim ran
 * out: then somebody else may have shown something newer before.
 */
export async function settleClaim(em: EntityManager, claim: Claim): Promise<'settled' | 'newer'> {
  const gone = (await em.execute(`delete from deliveries where ${mine} and wanted = ? and not doubtful returning 1`, [
    ...keysOf(claim),
    claim.wanted,
  ])) as unknown[];
  if (gone.length > 0) return 'settled';
  const kept = (await em.execute(
    `update deliveries set lease_owner = null, lease_until = null, attempts = 0, failure = null, doubtful = false,
     due_at = clock_timestamp() + case when wanted > ? then 0 else ? end * interval '1 millisecond'
     where ${mine} returning wanted`,
    [claim.wanted, settledMs, ...keysOf(claim)],
  )) as { wanted: number }[];
  if (kept[0]) return kept[0].wanted > claim.wanted ? 'newer' : 'settled';
  const { kind, subject, place, tenant, platform, details, traceparent: context } = claim;
  await em.execute(
    `insert into deliveries (kind, subject, place, tenant_id, platform, details, traceparent, due_at)
     values (?, ?, ?, ?, ?, ?::jsonb, ?, clock_timestamp()) on conflict (kind, subject, place) do update set ${again}`,
    [kind, subject, place, tenant, platform, toJson(details), context],
  );
  return 'newer';
}

/** Not shown now: later. `failure`: why, which counts as an attempt. `doubtful`: it may land all the same. */
export async function postponeClaim(
  em: EntityManager,
  claim: Claim,
  { delayMs, failure, doubtful = false }: { delayMs: number; failure?: string; doubtful?: boolean },
): Promise<void> {
  await em.execute(
    `update deliveries set lease_owner = null, lease_until = null, attempts = attempts + ?, failure = ?,
     doubtful = doubtful or ?, due_at = clock_timestamp() + ? * interval '1 millisecond' where ${mine}`,
    [failure ? 1 : 0, failure ?? null, doubtful, delayMs, ...keysOf(claim)],
  );
}

/** It will never be shown; the reason is kept. What changed meanwhile is tried all the same. */
export async function giveClaimUp(em: EntityManager, claim: Claim, failure: string): Promise<void> {
  await em.execute(
    `update deliveries set lease_owner = null, lease_until = null, failure = ?,
     due_at = case when wanted > ? then clock_timestamp() end where ${mine}`,
    [failure, claim.wanted, ...keysOf(claim)],
  );
}
