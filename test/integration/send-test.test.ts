import { afterEach, expect, it } from 'vitest';
import type { Policy } from '#src/policy/roles.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { AuditEvent, Delivery, StoredEvent } from '#src/store/entities.ts';
import { forgetPerson } from '#src/store/forget.ts';
import { findPeople } from '#src/store/people.ts';
import { doors } from '#test/support/doors.ts';
import { everythingStored } from '#test/support/everything-stored.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, type SlackThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp } from '#test/support/test-app.ts';

const post = () =>
  drafted({
    name: 'Deals',
    nodes: [
      { name: 'Deal', type: 'n8n-nodes-base.webhook', parameters: { httpMethod: 'POST', path: 'deals' } },
      {
        name: 'Tell sales',
        type: 'n8n-nodes-base.slack',
        parameters: {
          ...{ resource: 'message', operation: 'post', select: 'channel', messageType: 'text', text: 'A new deal' },
          channelId: { __rl: true, mode: 'name', value: '#sales' },
          otherOptions: { thread_ts: { replyValues: { thread_ts: '1.2' } } },
        },
      },
    ],
    connections: [{ from: 'Deal', to: 'Tell sales', output: 0, input: 0, kind: 'main' }],
  });

const mail = () =>
  drafted({
    name: 'Deals',
    nodes: [
      { name: 'Deal', type: 'n8n-nodes-base.webhook', parameters: { httpMethod: 'POST', path: 'deals' } },
      {
        name: 'Tell the customer',
        type: 'n8n-nodes-base.emailSend',
        parameters: {
          ...{ fromEmail: 'deals@acme.example', toEmail: 'them@elsewhere.example', subject: 'A new deal' },
          ...{ emailFormat: 'text', text: 'Thanks', options: {} },
        },
      },
    ],
    connections: [{ from: 'Deal', to: 'Tell the customer', output: 0, input: 0, kind: 'main' }],
  });

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});

async function start(policy: Partial<Policy> = {}) {
  const app = await startTestApp({
    ...{ policy, env: { REHEARSE: '1' } },
    overrides: { planner: createScriptedPlanner(post) },
  });
  open.push(app);
  app.standIn.addCredential({ name: 'Slack of Acme', type: 'slackApi' });
  const thread = openThread(app);
  await thread.ask('post every deal to #sales');
  const draft = await eventually(
    () => thread.messages().find((card) => textOf(card).includes('ehearsed in n8n')),
    'a rehearsed draft',
  );
  /** How many workflows were made: one for each time something was sent. */
  const sends = () => app.standIn.requests().filter((line) => line === 'POST /workflows').length;
  const offer = async (user?: string) => {
    await thread.press(draft, 'test', user);
    // As it looked then: a client may press what is gone.
    return structuredClone(await shows(thread, 'Send it to me'));
  };
  return { app, thread, draft, sends, offer };
}

const shows = (thread: SlackThread, words: string) =>
  eventually(() => thread.messages().find((card) => textOf(card).includes(words)), `“${words}” on a card`, 30_000);
const settled = () => new Promise((done) => setTimeout(done, 1_500));

it('pressed by the one it is for, as often as they like: sent once, to them alone, with the credential of the draft', async () => {
  const { app, thread, sends, offer } = await start();
  const card = await offer();
  expect(textOf(card)).toContain('Slack of Acme');
  expect(textOf(card)).toContain('A new deal');
  expect(textOf(card)).not.toContain('#sales');
  const before = sends();
  await Promise.all([1, 2, 3].map(() => thread.press(card, 'test')));
  const sent = await shows(thread, 'Sent.');
  expect(textOf(sent)).not.toContain('Send it to me');
  await thread.press(card, 'test');
  await settled();
  expect(sends() - before).toBe(1);
  const trail = await app.store.fork().find(AuditEvent, {}, { orderBy: { seq: 'asc' } });
  expect(trail.filter(({ data }) => (data as { act?: string }).act === 'test')).toMatchObject([
    {
      kind: 'approval',
      actor: 'slack:T0TEAM:U0ANA',
      data: { step: 'Tell sales', content: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
    { kind: 'outcome', data: { result: 'sent' } },
  ]);
  expect(app.standIn.workflows()).toEqual([]);
});

it('whoever had a test sent and is forgotten is named nowhere, the audit trail included', async () => {
  const { app, thread, offer } = await start();
  await thread.press(await offer(), 'test');
  await shows(thread, 'Sent.');
  await settled();
  const [person] = await findPeople(app.store.fork(), 'U0ANA');
  if (!person) throw new Error('not known');
  expect((await forgetPerson(app.store, person)).kind).toBe('forgotten');
  await eventually(
    async () => (await app.store.fork().count(Delivery, { dueAt: { $ne: null } })) === 0,
    'cards are drawn anew',
  );
  // What counts how often they asked is removed by the command.
  expect((await everythingStored(app.database.url)).match(/(?<!limit:plan:slack:T0TEAM:)U0ANA.{0,60}/g)).toBeNull();
  const [sent] = await app.store.fork().find(AuditEvent, { kind: 'approval' });
  expect(sent?.data).toMatchObject({ act: 'test', step: 'Tell sales' });
  expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
});

it('an answer that never came leaves it unknown, and it is not sent again', async () => {
  const { app, thread, sends, offer } = await start();
  const card = await offer();
  app.standIn.fail({ on: 'POST /webhook/:path', holding: '"send"', status: 502 });
  await thread.press(card, 'test');
  await shows(thread, 'not known whether it went out');
  const before = sends();
  await thread.press(card, 'test');
  await settled();
  expect(sends()).toBe(before);
  expect(app.standIn.workflows()).toEqual([]);
}, 60_000);

it('an n8n that is away sends nothing, and that is certain; the draft offers it again', async () => {
  const { app, thread, offer } = await start();
  const card = await offer();
  app.standIn.fail({ on: 'POST /workflows', status: 503, times: 20 });
  await thread.press(card, 'test');
  expect(textOf(await shows(thread, 'It was not sent.'))).toContain('n8n did not take part');
  app.standIn.reset();
});

it('with approvers they have it sent, to themselves, and whoever asked only where the policy says so', async () => {
  const { app, thread, draft, sends, offer } = await start({ approvers: ['U0BOSS'] });
  const before = sends();
  await thread.press(draft, 'test');
  await eventually(() => app.slack.ephemerals.length > 0, 'a refusal');
  expect(thread.messages().some((card) => textOf(card).includes('Send it to me'))).toBe(false);
  const card = await offer('U0BOSS');
  await thread.press(card, 'test', 'U0ANA');
  await settled();
  expect(sends()).toBe(before);
  await thread.press(card, 'test', 'U0BOSS');
  await shows(thread, 'Sent.');
  expect(sends() - before).toBe(1);
}, 60_000);

it('whoever asked, where the policy lets requesters', async () => {
  const { thread, offer } = await start({ approvers: ['U0BOSS'], tests: 'requesters' });
  await thread.press(await offer(), 'test');
  await shows(thread, 'Sent.');
});

it('is not offered where the policy has none', async () => {
  const { draft } = await start({ tests: 'nobody' });
  expect(textOf(draft)).not.toContain('Send me a test');
});

it.each([
  ['Teams personal', 'ana@acme.example', 'ana@acme.example'],
  ['Teams channel', 'ana@acme.example', 'ana@acme.example'],
  ['Teams personal', undefined, 'e-mail address is not known here'],
] as const)('%s: an e-mail goes to the address Teams has (%s)', async (door, email, words) => {
  const app = await startTestApp({ env: { REHEARSE: '1' }, overrides: { planner: createScriptedPlanner(mail) } });
  open.push(app);
  app.standIn.addCredential({ name: 'Mail of Acme', type: 'smtp' });
  const asked = await doors[door](app, 'mail every customer of a deal');
  await eventually(() => asked.text().includes('Send me a test'), 'a rehearsed draft');
  const said = () => JSON.stringify(app.teams.activities.map(({ activity }) => activity));
  const [event] = await app.store.fork().find(StoredEvent, {});
  if (email) app.teams.members.set(event?.payload.person.id ?? '', { email });
  await asked.press('test');
  await eventually(() => said().includes(words), words);
  if (email) expect(said()).toContain('Send it to me');
});
