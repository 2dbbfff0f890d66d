import { afterAll, beforeAll, expect, it } from 'vitest';
import { isFromOwnPage } from '#src/api/admin/acts.ts';
import type { MessageReceived } from '#src/chat/inbound.ts';
import { releaseEvent } from '#src/engine/intake/operate.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { toConversationRef } from '#src/store/conversations.ts';
import { oweCards } from '#src/store/deliveries.ts';
import { AuditEvent, Conversation, type DraftRecord, DraftRow } from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import { referenceOf } from '#src/telemetry/reference.ts';
import { plantEvent } from '#test/support/plant-event.ts';
import { talkOn } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
let draft: DraftRecord;
beforeAll(async () => {
  app = await startTestApp();
  await talkOn(app, 'slack').say('every hour get https://example.com/health');
  [draft] = (await app.store.fork().find(DraftRow, {})) as [DraftRecord];
});
afterAll(() => app?.[Symbol.asyncDispose]());

async function press(path: string, id: string, headers: Record<string, string> = { origin: app.url }) {
  const body = new URLSearchParams({ id });
  const response = await fetch(`${app.url}${path}`, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}
const operations = async (subject: string) =>
  (await app.store.fork().find(AuditEvent, { kind: 'operation', subject })).map(({ actor, data }) => ({ actor, data }));

/** A message in the draft's thread that no worker takes up for an hour. */
async function plantStuck(held = false): Promise<string> {
  const id = crypto.randomUUID();
  await app.store.fork().transactional(async (em) => {
    const conversation = await em.findOneOrFail(Conversation, { id: draft.conversation });
    const event: MessageReceived = {
      ...{ kind: 'message', dedupeKey: id, via: 'mention', text: 'help' },
      ...{
        tenant: { id: 'T0TEAM' },
        conversation: toConversationRef(conversation),
        person: { id: 'U0ANA', name: 'ana' },
      },
    };
    await plantEvent(em, { id, tenant: conversation.tenant, conversation: conversation.id, lane: 'quick' }, event);
    await em.execute(
      `update inbound_events set attempts = 3, next_attempt_at = clock_timestamp() + interval '1 hour',
         next_sweep_at = clock_timestamp() + interval '1 hour' where id = ?`,
      [id],
    );
    if (!held) return;
    await em.execute('update inbound_events set taken_at = clock_timestamp() where id = ?', [id]);
    await em.execute(
      `update conversations set lease_owner = 'somebody', lease_until = clock_timestamp() + interval '1 hour' where id = ?`,
      [conversation.id],
    );
  });
  return id;
}
const isOver = (id: string, status: string) =>
  eventually(async () => (await findEvent(app.store.fork(), id))?.status === status, `event is ${status}`);

it('Release: a worker takes it up and answers', async () => {
  const id = await plantStuck();
  expect(await press('/admin/events/release', id)).toMatchObject({ status: 200 });
  await isOver(id, 'handled');
  expect(await operations(id)).toEqual([{ actor: 'operator', data: { act: 'release', via: 'page' } }]);
  const again = await press('/admin/events/release', id);
  expect([again.status, again.text]).toEqual([409, expect.stringContaining('it is handled')]);
});

it('Fail: it is over, and whoever caused it is told, with the reference', async () => {
  const id = await plantStuck();
  const authorization = `Bearer ${await app.key(['operate'])}`;
  const elsewhere = { authorization, origin: app.url, 'x-forwarded-for': '203.0.113.7' };
  expect(await press('/admin/events/fail', id, elsewhere)).toMatchObject({ status: 200 });
  await isOver(id, 'failed');
  // Not before its process had time to say it itself.
  await app.store.fork().execute('update deliveries set due_at = clock_timestamp() where subject = ?', [id]);
  await eventually(() => JSON.stringify([...app.slack.messages.values()]).includes(referenceOf(id)), 'words in Slack');
  expect(await operations(id)).toEqual([
    { actor: 'operator', data: { act: 'fail', via: 'page', key: expect.stringMatching(/^key-/) } },
  ]);
  const trace = await (await fetch(`${app.url}/admin/trace?of=${id}`)).text();
  expect(trace).toMatch(/noted.*fail.*operator/s);
  expect(trace).toContain('failed_by_operator');
});

it('what a living process answers is left to it, and says how to take it away', async () => {
  const id = await plantStuck(true);
  for (const path of ['/admin/events/release', '/admin/events/fail']) {
    const { status, text } = await press(path, id);
    expect([status, text]).toEqual([409, expect.stringContaining(`flowsmith events release ${id} --force`)]);
  }
  expect(await operations(id)).toEqual([]);
  const [row] = (await app.store
    .fork()
    .execute('select lease_owner from conversations where id = ?', [draft.conversation])) as [{ lease_owner: string }];
  expect(row.lease_owner).toBe('somebody');
  expect(await releaseEvent(app.store, id, { via: 'cli', force: true })).toMatchObject({ done: true });
  await isOver(id, 'handled');
  expect(await operations(id)).toEqual([{ actor: 'operator', data: { act: 'release', force: true, via: 'cli' } }]);
});

it('Replay: what was given up is shown after all', async () => {
  const owed = async () =>
    (await app.store.fork().execute('select due_at from deliveries where subject = ?', [draft.id])) as unknown[];
  expect(await press('/admin/deliveries/replay', draft.id)).toMatchObject({ status: 409 });
  await app.store.fork().transactional(async (em) => {
    await oweCards(em, [draft.id]);
    await em.execute('update deliveries set due_at = null, attempts = 20 where subject = ?', [draft.id]);
  });
  expect(await owed()).toHaveLength(1);
  expect((await press('/admin/deliveries/replay', draft.id)).text).toContain('draft on slack');
  await eventually(async () => (await owed()).length === 0, 'the card');
  expect(await operations(draft.id)).toEqual([
    { actor: 'operator', data: { act: 'replay', deliveries: ['draft on slack'], via: 'page' } },
  ]);
});

it('takes nothing that another page, nobody or a stranger sends, and nothing that is no id', async () => {
  const id = await plantStuck();
  const others: Record<string, string>[] = [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of others)
    expect([headers, (await press('/admin/events/fail', id, headers)).status]).toEqual([headers, 403]);
  const stranger = { origin: app.url, 'x-forwarded-for': '203.0.113.7' };
  expect((await press('/admin/events/fail', id, stranger)).status).toBe(401);
  const reader = { ...stranger, authorization: `Bearer ${await app.key(['read', 'manage'])}` };
  expect((await press('/admin/events/fail', id, reader)).status).toBe(403);
  for (const path of ['/admin/events/fail', '/admin/events/release', '/admin/deliveries/replay'])
    for (const wrong of ['', 'x', '\0', `${id}'`, crypto.randomUUID()])
      expect([path, wrong, (await press(path, wrong)).status]).toEqual([path, wrong, 409]);
  expect((await findEvent(app.store.fork(), id))?.status).toBe('received');
  expect(await operations(id)).toEqual([]);
  expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
});

it('knows its own page by what browsers say', () => {
  const from = (headers: Record<string, string>) => isFromOwnPage({ headers });
  const host = 'flowsmith.example:3000';
  expect(from({ host, origin: `https://${host}` })).toBe(true);
  expect(from({ host, 'sec-fetch-site': 'same-origin' })).toBe(true);
  expect(from({ host, origin: `https://${host}`, 'sec-fetch-site': 'same-site' })).toBe(false);
  expect(from({ host, origin: 'https://flowsmith.example:4000' })).toBe(false);
  expect(from({ host })).toBe(false);
});
