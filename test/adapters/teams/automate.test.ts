import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AutomateCard } from '#adapters/teams/automate-card.ts';
import { sizeOf } from '#adapters/teams/card-text.ts';
import { teamsLimits } from '#adapters/teams/limits.ts';
import { toMessageWords } from '#adapters/teams/message-words.ts';
import type { MessageReceived } from '#src/chat/inbound.ts';
import { alex, type Payload, rita, type Sender } from '#test/fakes/teams-activities.ts';
import { parseCard } from '#test/support/adaptive-cards.ts';
import { type StartedTeams, startTeams } from './support.ts';

let teams: StartedTeams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams[Symbol.asyncDispose]());
beforeEach(() => {
  teams.events.length = 0;
  teams.server.requests.length = 0;
  teams.server.outside.clear();
  teams.server.strangers.clear();
  teams.state.failure = undefined;
});

const channel = '19:general@thread.tacv2';
const chosen = { html: '<p>Every hour get <a href="https://example.com/health">the page</a></p>', id: '1790000000001' };
const words = 'Every hour get the page (https://example.com/health)';

interface Task {
  task: { type: string; value: { title: string; card: { content: AutomateCard } } };
}
const post = async (activity: Payload) => {
  const answer = await teams.server.send(teams.url, activity);
  expect(answer.status).toBe(200);
  return (answer.body as Task).task;
};
const formOf = ({ type, value }: Task['task']): AutomateCard => {
  expect(type).toBe('continue');
  const { content } = value.card;
  expect(parseCard(content).problems).toEqual([]);
  return content;
};
const open = async (sender: Sender = {}, of: Parameters<typeof teams.server.automate.choose>[0] = chosen) =>
  formOf(await post(teams.server.automate.choose(of, sender)));
const press = (form: AutomateCard, button: string, { typed, ...sender }: Sender & { typed?: string } = {}) =>
  post(teams.server.automate.send(chosen, form, { button, ...(typed === undefined ? {} : { typed }) }, sender));
const buttons = (form: AutomateCard) => form.actions.map(({ title }) => title);
const fieldOf = (form: AutomateCard) => form.body.find((element) => element.type === 'Input.Text');
const said = () => teams.events as MessageReceived[];

test.each([
  ['groupChat', '19:group@thread.v2'],
  ['channel', `${channel};messageid=1790000000001`],
  ['personal', 'a:1personal'],
] as const)('%s: the words of the message are in the form, and are asked for in its thread', async (scope, key) => {
  const sender = { scope, person: alex, locale: 'de-DE' };
  const form = await open(sender);
  expect(fieldOf(form)).toMatchObject({ id: 'field_request', value: words, isRequired: true });
  expect(buttons(form)).toEqual(['Flowsmith fragen']);
  expect(said()).toEqual([]);
  const sent = teams.server.automate.send(chosen, form, { button: 'Flowsmith fragen' }, sender);
  const answers = [await post(sent), await post(sent), await post({ ...sent, id: 'f:sent-by-another-press' })];
  for (const answer of answers)
    expect(answer).toMatchObject({ type: 'message', value: expect.stringMatching(/^In Arbeit/) });
  expect(said()).toMatchObject([
    {
      kind: 'message',
      text: words,
      quoted: true,
      person: { id: alex.aadObjectId, name: alex.name },
      tenant: { id: teams.server.tenantId },
      locale: 'de-DE',
      conversation: { key },
      via: scope === 'personal' ? 'direct' : 'mention',
      ...(scope === 'channel' ? { channel } : {}),
    },
  ]);
});

test('what was typed is what is asked for: other words, and another opening, are another request', async () => {
  const form = await open({ scope: 'channel' });
  for (const typed of ['every day get https://example.com', 'every day get https://example.com', 'hourly'])
    await press(form, 'Ask Flowsmith', { scope: 'channel', typed });
  const again = await open({ scope: 'channel' });
  await press(again, 'Ask Flowsmith', { scope: 'channel', typed: 'hourly' });
  expect(said().map(({ text }) => text)).toEqual(['every day get https://example.com', 'hourly', 'hourly']);
});

test('a reply in a channel is answered in its thread, whatever the client leaves away', async () => {
  const reply = { ...chosen, id: '1790000000009', replyToId: '1790000000002' };
  const form = await open({ scope: 'channel' }, reply);
  const sent = teams.server.automate.send(reply, form, { button: 'Ask Flowsmith' }, { scope: 'channel' });
  const { messagePayload: _, ...value } = sent['value'] as Record<string, unknown>;
  await post({ ...sent, value });
  expect(said()[0]?.conversation.key).toBe(`${channel};messageid=1790000000002`);
});

const group = { scope: 'groupChat' } as const;
const add = 'Add Flowsmith here';
const alone = 'Go on in my own chat';

test('where the bot is no member the form says so, with what to do, and takes nothing in', async () => {
  teams.server.outside.add('19:group@thread.v2');
  const form = await open(group);
  expect(JSON.stringify(form.body[0])).toContain('Flowsmith is not in this chat or channel');
  expect(fieldOf(form)).toMatchObject({ value: words });
  expect(buttons(form)).toEqual([add, alone]);
  expect(form.actions[0]?.data.msteams).toEqual({ justInTimeInstall: true });
  expect(teams.left).not.toContain('19:group@thread.v2');
  // Teams adds the app, then asks again in the name of that button.
  teams.server.outside.clear();
  const added = formOf(await press(form, add, { ...group, typed: 'hourly get https://example.com' }));
  expect(said()).toEqual([]);
  expect(buttons(added)).toEqual(['Ask Flowsmith']);
  expect(fieldOf(added)).toMatchObject({ value: 'hourly get https://example.com' });
  expect(await press(added, 'Ask Flowsmith', group)).toMatchObject({ type: 'message' });
  expect(said()).toMatchObject([
    { text: 'hourly get https://example.com', conversation: { key: '19:group@thread.v2' } },
  ]);
});

test('a client that tells nothing but that the app was added gets the form', async () => {
  const activity = teams.server.automate.choose(chosen, group);
  const value = { ...(activity['value'] as object), data: { msteams: { justInTimeInstall: true } } };
  const form = formOf(await post({ ...activity, name: 'composeExtension/submitAction', value }));
  expect(fieldOf(form)).toMatchObject({ value: words });
});

test('it goes on in the chat with the bot alone, once', async () => {
  teams.server.outside.add('19:group@thread.v2');
  const form = await open(group);
  const answers = [await press(form, alone, group), await press(form, alone, group)];
  for (const answer of answers)
    expect(answer).toMatchObject({ type: 'message', value: expect.stringContaining('your own chat') });
  const [event, ...more] = said();
  expect(more).toEqual([]);
  expect(event).toMatchObject({ text: words, via: 'direct', quoted: true, person: { id: rita.aadObjectId } });
  expect(event?.conversation).toMatchObject({ key: `a:1${rita.aadObjectId}` });
  if (event) await teams.teams.platform.post(event.conversation, { text: 'A draft' });
  expect(teams.server.activities.at(-1)?.conversationId).toBe(`a:1${rita.aadObjectId}`);
});

test.each([
  ['refuses', { status: 403 }, /open Apps, add Flowsmith/],
  ['is slow', { hang: true }, /Press again in a moment/],
  ['is away', { status: 503 }, /Press again in a moment/],
] as const)(
  'where Teams %s to begin that chat the words stay, and nothing is taken in',
  async (_what, failure, says) => {
    teams.server.outside.add('19:group@thread.v2');
    const form = await open(group);
    teams.server.fail('open', failure);
    const answered = formOf(await press(form, alone, { ...group, typed: 'hourly' }));
    expect(JSON.stringify(answered.body)).toMatch(says);
    expect(fieldOf(answered)).toMatchObject({ value: 'hourly' });
    expect(said()).toEqual([]);
    await press(answered, alone, group);
    expect(said()).toMatchObject([{ text: 'hourly' }]);
  },
);

test('a bot that was removed while the form was open takes nothing in, and the words stay', async () => {
  const form = await open(group);
  teams.server.outside.add('19:group@thread.v2');
  const answered = formOf(await press(form, 'Ask Flowsmith', { ...group, typed: 'hourly' }));
  expect(buttons(answered)).toEqual([add, alone]);
  expect(fieldOf(answered)).toMatchObject({ value: 'hourly' });
  expect(said()).toEqual([]);
});

test.each([{ status: 503 }, { status: 429 }, { hang: true }])(
  'where Teams does not say who is there (%j) it is tried',
  async (failure) => {
    teams.server.fail('member', failure);
    expect(buttons(await open(group))).toEqual(['Ask Flowsmith']);
  },
);

test('what could not be stored is not lost: the form is there again, and sending it again counts', async () => {
  const form = await open(group);
  teams.state.failure = new Error('insert into inbound_events secret');
  const answered = formOf(await press(form, 'Ask Flowsmith', { ...group, typed: 'hourly' }));
  expect(JSON.stringify(answered)).toMatch(/could not take this in.*Reference: \w{10}/);
  expect(JSON.stringify(answered)).not.toContain('insert');
  teams.state.failure = undefined;
  await press(answered, 'Ask Flowsmith', group);
  expect(said()).toMatchObject([{ text: 'hourly' }]);
});

test('a message without words, and a field without any, ask for some', async () => {
  const form = await open(group, { html: '<div><img src="https://example.com/x.png" alt=""></div>' });
  expect(fieldOf(form)).not.toHaveProperty('value');
  const answered = formOf(await press(form, 'Ask Flowsmith', { ...group, typed: '  ' }));
  expect(JSON.stringify(answered.body[0])).toContain('Please fill this in');
  expect(said()).toEqual([]);
});

test('a chat of two people is a place where others read along', async () => {
  const between = { scope: 'personal', conversationId: '19:one_two@unq.gbl.spaces' } as const;
  teams.server.outside.add(between.conversationId);
  expect(buttons(await open(between))).toEqual([add, alone]);
  teams.server.outside.clear();
  await press(await open(between), 'Ask Flowsmith', between);
  expect(said()[0]).toMatchObject({
    via: 'mention',
    conversation: { address: { conversation: { conversationType: 'groupChat' } } },
  });
});

test('the chat with the bot, by the name that clients have for it, is answered where the bot speaks', async () => {
  const own = { scope: 'personal', conversationId: `19:rita_${teams.server.appId}@unq.gbl.spaces` } as const;
  await press(await open(own), 'Ask Flowsmith', own);
  expect(said()[0]).toMatchObject({ via: 'direct', conversation: { key: `a:1${rita.aadObjectId}` } });
});

test('somebody of another tenant is refused before anything is read', async () => {
  const activity = teams.server.automate.choose(chosen, group);
  const foreign = { ...activity, from: { ...rita, tenantId: 'another' } };
  expect((await teams.server.send(teams.url, foreign)).status).toBe(403);
  expect(teams.server.requests.filter(({ path }) => path.includes('/members/'))).toEqual([]);
});

const value = (activity: Payload, change: object) => ({
  ...activity,
  value: { ...(activity['value'] as object), ...change },
});
const ours = { automate: 'here', message: '1', opened: 'x', field_request: 'hourly' };
const broken: [string, (choose: Payload) => Payload][] = [
  ['another command', (choose) => value(choose, { commandId: 'delete' })],
  ['no message', (choose) => value(choose, { messagePayload: undefined })],
  ['a message without an id', (choose) => value(choose, { messagePayload: { body: { content: 'x' } } })],
  [
    'an id that is none',
    (choose) => value(choose, { messagePayload: { id: '1;messageid=2', body: { content: 'x' } } }),
  ],
  ['no value', ({ value: _, ...rest }) => rest as Payload],
  ['no activity id', ({ id: _, ...rest }) => rest as Payload],
  [
    'a form that is none of ours',
    (choose) => ({ ...value(choose, { data: { action: 'approve' } }), name: 'composeExtension/submitAction' }),
  ],
  [
    'a thread that is none',
    (choose) => ({ ...value(choose, { data: { ...ours, root: '1;x' } }), name: 'composeExtension/submitAction' }),
  ],
];
test.each(broken)('%s is answered with words, never an error, and takes nothing in', async (_what, change) => {
  const task = await post(change(teams.server.automate.choose(chosen, { scope: 'channel' })));
  expect(task).toMatchObject({ type: 'message', value: expect.stringContaining('not one Flowsmith knows') });
  expect(teams.events).toEqual([]);
});

const html = (content: string, mentions: object[] = []) =>
  toMessageWords({ id: '1', body: { contentType: 'html', content }, mentions: mentions as never }, '28:bot');
test.each([
  ['<p>one</p><p>two<br>three</p><ul><li>a</li><li>b</li></ul>', 'one\ntwo\nthree\na\nb'],
  ['a &lt;b&gt; &amp; c&nbsp;&#8217; &amp;lt;', 'a <b> & c ’ &lt;'],
  ['<a href="https://example.com/?a=1&amp;b=2">https://example.com/?a=1&amp;b=2</a>', 'https://example.com/?a=1&b=2'],
  ['<a href="javascript:alert(1)">press</a>', 'press'],
  ['<script>x</script><img src=x onerror="y">ok', 'x ok'],
  ['<at id="0">Flowsmith</at>&nbsp;ask <at id="1">Sam</at>', 'ask @Sam'],
])('HTML %s is read as words', (content, read) => {
  const mentions = [{ id: 0, mentioned: { application: { id: 'bot' } } }];
  expect(html(content, mentions)).toBe(read);
});

test('a very long message is bounded, and so is what is sent', async () => {
  const long = `<p>${'very 😀 long &amp; hostile <b>'.repeat(6_000)}</p>`;
  const form = await open(group, { html: long });
  const field = fieldOf(form) as { value: string };
  expect(field.value.length).toBeLessThanOrEqual(teamsLimits.requestLength);
  expect(sizeOf(form)).toBeLessThan(teamsLimits.cardBytes);
  await press(form, 'Ask Flowsmith', { ...group, typed: 'x'.repeat(50_000) });
  expect(said()[0]?.text).toHaveLength(teamsLimits.requestLength);
});
