import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { createErrorSecret } from '#src/engine/error-hub.ts';
import { errorHubHeader } from '#src/n8n/error-hub.ts';
import { AuditEvent, Delivery, DraftRow, WorkflowRow } from '#src/store/entities.ts';
import { sendDirectMessage, slackTeam } from '#test/fakes/slack-server.ts';
import { type TalkPlatform, talkOn, talkPlatforms } from '#test/support/talk.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
let runs = 1_000;
beforeAll(async () => {
  const port = await freePort();
  const env = { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` };
  app = await startTestApp({ env, policy: { errorNotices: true, admins: [`slack:${slackTeam}:U0CHIEF`] } });
});
afterAll(() => app?.[Symbol.asyncDispose]());

/** A workflow somebody asked for in a place of its own. */
async function made(platform: TalkPlatform) {
  const talk = talkOn(app, platform);
  runs += 1;
  const name = `Watch ${'abcdefghij'[runs % 10]}${runs}`;
  const draft = await talk.say(`every hour get https://example.com/${name.slice(6)}`);
  await draft.press('approve');
  await draft.says('/workflow/');
  const em = app.store.fork();
  const [row] = await em.find(WorkflowRow, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
  if (!row) throw new Error('no workflow');
  row.name = name;
  await em.flush();
  return { talk, name, n8nId: row.n8nId, id: row.id };
}

async function fail(n8nId: string, message: string, execution?: string): Promise<void> {
  runs += 1;
  const response = await fetch(`${app.url}/hooks/n8n/error`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [errorHubHeader]: createErrorSecret(app.standIn.apiKey) },
    body: JSON.stringify({
      execution: { id: execution ?? String(100_000 + runs), mode: 'trigger', lastNodeExecuted: 'Get' },
      error: { message, node: 'Get' },
      workflow: { id: n8nId, name: 'x' },
    }),
  });
  expect(response.status).toBe(204);
}
const said = () => JSON.stringify([app.slack.ephemerals, app.slack.responseUrlCalls, app.teams.activities]);
const settled = () =>
  eventually(async () => (await app.store.fork().count(Delivery, { kind: 'failed' })) === 0, 'all is told');
/** Everything on either platform that says it. */
const saying = (words: string) => [
  ...[...app.slack.messages.values()].filter(({ text, blocks }) => JSON.stringify([text, blocks]).includes(words)),
  ...app.teams.activities.filter(({ activity }) => JSON.stringify(activity).includes(words)),
];

describe.each(talkPlatforms)('in %s', (platform) => {
  it('what failed is listed where it is heard of, with why, what to do, and its buttons', async () => {
    const { talk, name, n8nId } = await made(platform);
    await fail(n8nId, 'getaddrinfo ENOTFOUND nowhere.invalid <!channel> *x*');
    await fail(n8nId, 'getaddrinfo ENOTFOUND nowhere.invalid <!channel>  *x*');
    await settled();
    const list = await talk.say('failures');
    await list.says(name);
    await list.says('2 executions');
    await list.says('There is no server of that name');
    if (platform === 'slack') expect(list.text()).not.toContain('<!channel>');
    for (const label of ['Why?', 'Retry', 'Mute for a day']) expect(list.labels()).toContain(label);
    await (await talk.say('was ist diese Woche fehlgeschlagen?')).says(name);

    // In Teams all threads of the test are of one channel.
    const elsewhere = talkOn(app, platform);
    if (platform === 'teams') return (await elsewhere.say('what failed this week?')).says(name);
    const there = await elsewhere.say('what failed this week?');
    await there.says('Nothing failed this week');
    expect(there.text()).not.toContain(name);
  });

  it('muted, it is told there no more, says until when, still counts, and is told again', async () => {
    const { talk, name, n8nId } = await made(platform);
    await (await talk.say(`mute ${name} for a day`)).says('are not told here until');
    await fail(n8nId, `Muted failure in ${platform}`);
    await settled();
    expect(saying(`Muted failure in ${platform}`)).toHaveLength(0);
    await (await talk.say('failures')).says(`Muted failure in ${platform}`);
    await (await talk.say(`unmute ${name}`)).says('told here again');
    await fail(n8nId, `Heard failure in ${platform}`);
    await eventually(() => saying(`Heard failure in ${platform}`).length > 0, 'the notice');
    await (await talk.say(`unmute ${name}`)).says('is not muted here');
  });

  it('who is not responsible mutes nothing for others, and tells nobody', async () => {
    const { talk, name, n8nId } = await made(platform);
    await (await talk.say(`mute ${name}`, 'other')).says('Others read here too');
    await (await talk.say(`tell this channel when ${name} fails`, 'other')).says('is decided by whoever asked for it');
    await fail(n8nId, 'Not hidden at all');
    await eventually(() => saying('Not hidden').length > 0, 'the notice');
    expect(await app.store.fork().count(AuditEvent, { kind: 'refusal' })).toBeGreaterThan(0);
  });

  it('another place is told as well, until that ends; one message each', async () => {
    const { name, n8nId } = await made(platform);
    const there = await tellThere(platform, name);
    await there.told();
    await fail(n8nId, `Told in two places by ${platform}`);
    await fail(n8nId, `Told in two places by ${platform}`);
    await settled();
    expect(saying(`Told in two places by ${platform}`)).toHaveLength(2);
    await there.stop();
    await fail(n8nId, `Told in one place by ${platform}`);
    await settled();
    expect(saying(`Told in one place by ${platform}`)).toHaveLength(1);
  });

  it('a known cause has a fix that is a change like any other: shown, and approved by a button', async () => {
    const { talk, n8nId } = await made(platform);
    const document = app.standIn.workflows().find(({ id }) => id === n8nId);
    const step = document?.nodes.find(({ type }) => type.endsWith('httpRequest'))?.name ?? '';
    const error = {
      message: 'The service is receiving too many requests from you',
      httpCode: '429',
      node: { name: step },
    };
    const data = { resultData: { runData: {}, error } };
    const execution = app.standIn.addExecution({ workflowId: n8nId, status: 'error', data });
    const notice = await talk.after(() => fail(n8nId, error.message, execution));
    await notice.says('The server got too many requests');
    const draft = await talk.after(() => notice.press('fix'));
    await draft.says(/retr|tries|tried/i);
    const held = () => JSON.stringify(app.standIn.workflows().find(({ id }) => id === n8nId)?.nodes);
    expect(held()).not.toContain('"retryOnFail":true');
    await draft.press('approve');
    await eventually(() => held().includes('"retryOnFail":true'), 'the change');
  });

  it('what may have been done all the same is not tried again by itself: a POST that timed out', async () => {
    const { talk, n8nId } = await made(platform);
    const timedOut = async (method: string) => {
      const document = app.standIn.workflows().find(({ id }) => id === n8nId);
      const step = document?.nodes.find(({ type }) => type.endsWith('httpRequest'));
      if (!document || !step) throw new Error('no step');
      // Somebody changes it in n8n.
      const { name, connections, settings = {} } = document;
      const nodes = document.nodes.map((node) =>
        node === step ? { ...node, parameters: { ...node.parameters, method } } : node,
      );
      const put = await fetch(`${app.standIn.baseUrl}/api/v1/workflows/${n8nId}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'x-n8n-api-key': app.standIn.apiKey },
        body: JSON.stringify({ name, connections, settings, nodes }),
      });
      expect(put.status).toBe(200);
      const error = { message: `The connection timed out (${method})`, node: { name: step.name } };
      const data = { resultData: { runData: {}, error } };
      const execution = app.standIn.addExecution({ workflowId: n8nId, status: 'error', data });
      return talk.after(() => fail(n8nId, error.message, execution));
    };
    const notice = await timedOut('POST');
    const drafts = await app.store.fork().count(DraftRow, {});
    await notice.press('fix');
    await eventually(() => said().includes('may have done its work all the same'), 'the advice');
    await settled();
    expect(await app.store.fork().count(DraftRow, {})).toBe(drafts);
    const reading = await timedOut('GET');
    await (await talk.after(() => reading.press('fix'))).says(/retr|tries|tried/i);
  });

  it('words that name no workflow here are a request', async () => {
    const talk = talkOn(app, platform);
    const said = await talk.say('mute all the ads when the budget is over');
    expect(said.text()).not.toContain('not told here');
  });
});

/** In Slack a channel is named; in Teams it is said where it shall be told. */
async function tellThere(platform: TalkPlatform, name: string) {
  if (platform === 'teams') {
    const say = async (text: string, answer: string) => {
      await app.teams.send(app.url, app.teams.message({ text, scope: 'personal' }));
      await eventually(() => saying(answer).length > 0, answer);
    };
    return {
      told: () => say(`tell me when ${name} fails`, `failures of “${name}” are told in`),
      stop: () => say(`stop telling me about ${name}`, `Failures of “${name}” are not told in`),
    };
  }
  const talk = talkOn(app, platform);
  return {
    told: async () => (await talk.say(`tell <#C0OPS|ops> when ${name} fails`)).says('From now on'),
    stop: async () => (await talk.say(`stop telling <#C0OPS|ops> about ${name}`)).says('any more'),
  };
}

it('the button on a notice mutes it in that place', async () => {
  const { talk, n8nId } = await made('slack');
  const notice = await talk.after(() => fail(n8nId, 'Pressed away'));
  await notice.press('mute', 'other');
  await eventually(() => talk.whispers().includes('Others read here too'), 'why not');
  await notice.press('mute');
  await eventually(() => talk.whispers().includes('are not told here until'), 'until when');
  await fail(n8nId, 'Never heard of');
  await settled();
  expect(saying('Never heard of')).toHaveLength(0);
});

it('what failed everywhere is for admins, in private', async () => {
  const { talk, name, n8nId } = await made('slack');
  await fail(n8nId, 'Seen by admins');
  await settled();
  await (await talk.say('all failures')).says('is for admins');
  const before = app.slack.lastMessage('D0CHIEF')?.ts;
  await sendDirectMessage(app.url, slackSecret, { text: 'all failures', user: 'U0CHIEF', channel: 'D0CHIEF' });
  const list = await eventually(() => {
    const last = app.slack.lastMessage('D0CHIEF');
    return last && last.ts !== before && JSON.stringify(last.blocks).includes(name) && last;
  }, 'the list');
  expect(JSON.stringify(list.blocks)).toContain('Seen by admins');
});

it('a channel the bot is not in is said at once, and nothing is kept', async () => {
  const { talk, name } = await made('slack');
  app.slack.fail('chat.postMessage', { error: 'not_in_channel' });
  await (await talk.say(`tell <#C0SECRET|secret> when ${name} fails`)).says('I cannot write in #secret');
  await (await talk.say(`stop telling <#C0SECRET|secret> about ${name}`)).says('Nobody asked me');
  await (await talk.say(`tell #typed when ${name} fails`)).says('which channel #typed is');
});

it('in Teams no other channel can be named: that is said', async () => {
  const { talk, name } = await made('teams');
  await (await talk.say(`tell #ops when ${name} fails`)).says('I cannot name another channel');
});
