import type pg from 'pg';
import type { MessageReceived } from '#src/chat/inbound.ts';
import { acceptEvent } from '#src/store/accept.ts';
import { createAct } from '#src/store/acts.ts';
import { createDraft } from '#src/store/drafts.ts';
import { type ConversationRecord, type EventRecord, Tenant, type TenantRecord } from '#src/store/entities.ts';
import { keepResult } from '#src/store/events.ts';
import type { HousePlace } from '#src/store/house.ts';
import type { Store } from '#src/store/orm.ts';
import { plantConversation, plantEvent } from '#test/support/plant-event.ts';
import { hourly } from '#test/support/scripted-planner.ts';

export const person = { id: 'U0ANA', name: 'Ana' };
/** Somebody who was there once. */
export const leaver = (key: string) => ({ id: `U0${key}`, name: 'Lee' });
export const audit = { kind: 'request', actor: 'slack:T1:U0ANA', data: {} } as const;

/** One conversation with a draft that is on its way into n8n, its workflow, and an act on that. */
export interface Scene {
  tenant: TenantRecord;
  conversation: ConversationRecord;
  row: EventRecord;
  draft: string;
  creation: string;
  workflow: string;
  act: string;
  /** One of these is set. */
  house: HousePlace;
  key: string;
}

export async function plantScene(store: Store, holder: pg.Client): Promise<Scene> {
  const key = crypto.randomUUID();
  const ref = { platform: 'slack', key, address: {} } as const;
  const em = store.fork();
  const conversation = await plantConversation(em, { id: 'T1' }, ref);
  const tenant = await em.findOneOrFail(Tenant, { id: conversation.tenant });
  const [draft, creation, workflow, act] = [0, 0, 0, 0].map(() => crypto.randomUUID()) as [
    string,
    string,
    string,
    string,
  ];
  const at = { id: draft, tenant: tenant.id, conversation: conversation.id };
  const event = {
    kind: 'message',
    dedupeKey: key,
    tenant: { id: 'T1' },
    conversation: ref,
    person,
    text: 'x',
    via: 'mention',
  } as const;
  const { row } = await plantEvent(em, at, event);
  const document = hourly().draft;
  await store.fork().transactional(async (tx) => {
    const head = {
      id: draft,
      conversation: conversation.id,
      requesterId: person.id,
      requesterName: 'Ana',
      workflow: null,
      locale: null,
      timezone: null,
      expiresAt: new Date('2090-01-01'),
    };
    const json = document as never;
    await createDraft(tx, head, {
      event: row.id,
      request: 'x',
      document: json,
      workflow: { name: 'x', nodes: [], connections: {}, settings: {} },
      issues: [],
      notes: [],
    });
  });
  await holder.query(
    `with a as (insert into approvals (id, draft_id, revision, decision, decided_by, decided_by_name, publish) values ($2, $1, 99, 'approved', 'x', 'x', false) returning id)
     insert into creations (id, draft_id, approval_id, revision, publish, status) select $2, $1, id, 99, false, 'pending' from a`,
    [draft, creation],
  );
  await holder.query(
    `insert into workflows (id, tenant_id, creation_id, instance_url, n8n_id, name, requester_id) values ($1, $2, $3, 'https://n8n.example.com', $4, 'x', $5)`,
    [workflow, tenant.id, creation, key, person.id],
  );
  await store.fork().transactional((tx) =>
    createAct(tx, {
      workflow,
      conversation: conversation.id,
      event: row.id,
      verb: 'publish',
      requestedBy: 'x',
      requestedByName: 'x',
      card: null,
    }).then((made) => {
      made.id satisfies string;
    }),
  );
  await plantOld(store, holder, at, { ...event, person: leaver(key) });
  const tests = [
    { step: 'Tell', hash: 'x' },
    { step: 'Tell too', hash: 'y', sent: { in: row.id } },
  ];
  await store.fork().transactional((tx) => keepResult(tx, row.id, 'tests', { draft, revision: 1, tests }));
  const house: HousePlace = { tenant: tenant.id, thing: 'sender', app: key };
  await holder.query(
    `insert into house_values (id, tenant_id, thing, app, value, set_by) values ($1, $2, 'sender', $3, 'x', 'x')`,
    [key, tenant.id, key],
  );
  const made = await holder.query('select id from workflow_acts where event_id = $1', [row.id]);
  return { tenant, conversation, row, draft, creation, workflow, act: made.rows[0]?.id ?? act, house, key };
}

/** What was said and drafted there long ago, and is over. */
async function plantOld(
  store: Store,
  holder: pg.Client,
  at: { tenant: string; conversation: string },
  event: MessageReceived,
): Promise<void> {
  const id = crypto.randomUUID();
  await acceptEvent(store.fork(), id, { ...event, dedupeKey: id }, audit);
  await holder.query(
    `with e as (update inbound_events set status = 'handled', received_at = received_at - interval '100 days' where id = $1 returning 1)
     insert into drafts (id, conversation_id, requester_id, requester_name, status, revision, created_at)
     select $1, $2, 'U0ANA', 'Ana', 'discarded', 1, clock_timestamp() - interval '100 days' from e`,
    [id, at.conversation],
  );
  const last = crypto.randomUUID();
  await acceptEvent(store.fork(), last, { ...event, dedupeKey: last }, audit);
  await holder.query(
    `update inbound_events set status = 'handled', received_at = received_at - interval '90 days' where id = $1`,
    [last],
  );
}

/** Held until the client's transaction ends. */
export async function lockRows(holder: pg.Client, scene: Scene): Promise<void> {
  const { conversation, row, draft, creation, workflow, act, key } = scene;
  const ids = { conversations: conversation.id, inbound_events: row.id, drafts: draft, creations: creation };
  for (const [table, id] of Object.entries({ ...ids, workflows: workflow, workflow_acts: act, house_values: key }))
    await holder.query(`select 1 from ${table} where id = $1 for update`, [id]);
}
