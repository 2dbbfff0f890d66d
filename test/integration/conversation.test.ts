import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createN8nClient } from '#src/n8n/client.ts';
import type { PlannerInput, PlannerResult } from '#src/planner/planner.ts';
import { createScriptedPlanner, useUrl } from '#test/fakes/scripted-planner.ts';
import { sendAction, sendMention } from '#test/fakes/slack-server.ts';
import { talkOn, talkPlatforms } from '#test/support/talk.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

/** What the slow turn and the one after it did, in order. */
const order: string[] = [];

async function script(input: PlannerInput): Promise<PlannerResult | undefined> {
  const { request, signal } = input;
  if (request === 'the weather every hour') {
    return { kind: 'question', text: 'For which city?', choices: ['Berlin', 'Paris'] };
  }
  if (request === 'think for a while') {
    await sleep(700);
    order.push('first planned');
    return weather('Berlin');
  }
  if (request === 'Paris') order.push('second taken up');
  if (request === 'think forever') {
    await new Promise((_done, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
  }
  return request === 'Berlin' || request === 'Paris' ? weather(request) : useUrl(input);
}

function weather(city: string): PlannerResult {
  const draft = {
    name: `Weather in ${city}`,
    description: 'Fetches the weather every hour.',
    nodes: [
      {
        name: 'Every hour',
        type: 'n8n-nodes-base.scheduleTrigger',
        parameters: { rule: { interval: [{ field: 'hours', hoursInterval: 1 }] } },
      },
      { name: 'Get', type: 'n8n-nodes-base.httpRequest', parameters: { url: `https://example.com/${city}` } },
    ],
    connections: [{ from: 'Every hour', to: 'Get', output: 0, input: 0, kind: 'main' }],
    assumptions: [],
  };
  return { kind: 'draft', draft, issues: [] };
}

describe.each(talkPlatforms)('a conversation in %s', (platform) => {
  let app: TestApp;
  const planner = createScriptedPlanner(script);
  beforeAll(async () => {
    app = await startTestApp({ overrides: { planner } });
    app.standIn.addCredential({ name: 'Slack of Ana', type: 'slackApi' });
    app.standIn.addCredential({ name: 'Slack of Ben', type: 'slackApi' });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('a question is answered by a click, once', async () => {
    const talk = talkOn(app, platform);
    const question = await talk.say('the weather every hour');
    expect(question.labels()).toEqual(['Berlin', 'Paris']);
    const draft = await talk.after(() => question.press('Paris'));
    expect(draft.text()).toContain('Weather in Paris');
    await question.says('Paris (');
    expect(question.labels()).toEqual([]);
  });

  it('two clicks on a question lead to one draft', async () => {
    const talk = talkOn(app, platform);
    const question = await talk.say('the weather every hour');
    const before = planner.requests.length;
    await Promise.all([question.press('Berlin'), question.press('Paris')]);
    await eventually(() => talk.whispers().includes('answered already'), 'the second click told');
    expect(planner.requests.length - before).toBe(1);
  });

  it.each([
    ['2', 'Weather in Paris'],
    ['berlin', 'Weather in Berlin'],
  ])('and in words: "%s"', async (words, name) => {
    const talk = talkOn(app, platform);
    await talk.say('the weather every hour');
    const draft = await talk.say(words);
    expect(draft.text()).toContain(name);
  });

  it('a change that meets an edit in n8n shows both, and goes on top of it when asked', async () => {
    const talk = talkOn(app, platform);
    const draft = await talk.say(`every hour get https://conflict-${platform}.example.com/`);
    await draft.press('approve');
    await draft.says('Created, off · ');
    const id = app.standIn.workflows().at(-1)?.id ?? '';
    const change = await talk.say('use https://ours.example.com/');
    expect(change.text()).toContain('What is different');
    const client = createN8nClient(app.standIn.config);
    const stored = await client.get(id);
    const nodes = stored.nodes.map((node) =>
      node.type.endsWith('scheduleTrigger')
        ? { ...node, parameters: { rule: { interval: [{ field: 'hours', hoursInterval: 6 }] } } }
        : node,
    );
    await client.update(id, { ...stored, nodes } as never, { publishIfActive: false });
    await change.press('approve');
    await change.says('Nothing was written');
    expect(change.text()).toContain('ours.example.com');
    expect(change.text()).toContain('6 hours');
    expect(JSON.stringify(await client.get(id))).not.toContain('ours.example.com');
    const onTop = await talk.after(() => change.press('rebase'));
    expect(onTop.text()).toContain('ours.example.com');
    await onTop.press('approve');
    await onTop.says('Saved in n8n');
    const both = JSON.stringify(await client.get(id));
    expect(both).toContain('ours.example.com');
    expect(both).toContain('"hoursInterval":6');
  });

  it('a name and settings somebody gave it in n8n meanwhile stay, and what n8n cannot be sent is not lost', async () => {
    const talk = talkOn(app, platform);
    const draft = await talk.say(`every hour get https://meanwhile-${platform}.example.com/`);
    await draft.press('approve');
    await draft.says('Created, off · ');
    const id = app.standIn.workflows().at(-1)?.id ?? '';
    const change = await talk.say('use https://ours.example.com/');
    const client = createN8nClient(app.standIn.config);
    const stored = await client.get(id);
    const settings = { ...stored.settings, timezone: 'Asia/Tokyo', executionTimeout: 77, callerPolicy: 'any' };
    await client.update(id, { ...stored, name: `By hand ${platform}`, settings } as never, { publishIfActive: false });
    await change.press('approve');
    await change.says('Saved in n8n');
    const after = await client.get(id);
    expect(after).toMatchObject({ name: `By hand ${platform}`, settings });
    expect(JSON.stringify(after.nodes)).toContain('ours.example.com');
  });

  it('where both changed the same thing, the card says which counts', async () => {
    const talk = talkOn(app, platform);
    const draft = await talk.say(`every hour get https://same-${platform}.example.com/`);
    await draft.press('approve');
    await draft.says('Created, off · ');
    const id = app.standIn.workflows().at(-1)?.id ?? '';
    const change = await talk.say('use https://mine.example.com/');
    const client = createN8nClient(app.standIn.config);
    const stored = await client.get(id);
    const nodes = stored.nodes.map((node) =>
      node.type.endsWith('httpRequest')
        ? { ...node, parameters: { ...node.parameters, url: 'https://theirs.example.com/' } }
        : node,
    );
    await client.update(id, { ...stored, nodes } as never, { publishIfActive: false });
    await change.press('approve');
    await change.says('theirs.example.com');
    const onTop = await talk.after(() => change.press('rebase'));
    expect(onTop.text()).toContain('here this change counts');
    await onTop.press('approve');
    await onTop.says('Saved in n8n');
    expect(JSON.stringify(await client.get(id))).toContain('mine.example.com');
  });
});

describe('forms and lists on a card', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
    app.standIn.addCredential({ name: 'Slack of Ana', type: 'slackApi' });
    app.standIn.addCredential({ name: 'Slack of Ben', type: 'slackApi' });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('what is still needed is filled in on the card', async () => {
    const talk = talkOn(app, 'teams');
    const draft = await talk.say('when a form with name and email is submitted add a row to google sheets');
    expect(draft.text()).toContain('Fill in…');
    expect(draft.labels()).not.toContain('Turn on');
    const url = 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEf/edit';
    const filled = await talk.after(() => draft.press('fill', undefined, { field_0: url, field_1: 'Sheet1' }));
    expect(filled.text()).toContain('"revision":2');
    expect(filled.text()).not.toContain('Say which Google Sheet');
    expect(filled.labels()).toContain('Turn on');
  });

  it('nothing filled in changes nothing', async () => {
    const talk = talkOn(app, 'teams');
    const draft = await talk.say('when a form with name and email is submitted add a row to google sheets');
    await draft.press('fill', undefined, { field_0: ' ' });
    await eventually(() => talk.whispers().includes('Nothing was filled in'), 'the notice');
    expect(draft.text()).toContain('"revision":1');
  });

  it('the credential that is chosen is the one the workflow gets', async () => {
    const talk = talkOn(app, 'teams');
    const draft = await talk.say('every hour post "hello" to Slack #ops');
    expect(draft.text()).toContain('Slack of Ana');
    expect(draft.text()).toContain('Which ');
    const chosen = await talk.after(() => draft.press('choose', undefined, { choice: '1' }));
    expect(chosen.text()).toContain('as Slack of Ben');
    await chosen.press('approve');
    await chosen.says('Created, off · ');
    const bound = JSON.stringify(
      app.standIn
        .workflows()
        .at(-1)
        ?.nodes.map((node) => 'credentials' in node && node.credentials),
    );
    expect(bound).toContain('Slack of Ben');
  });
});

describe('Stop', () => {
  it('ends the planning, for whoever asked and nobody else', async () => {
    await using app = await startTestApp({ overrides: { planner: createScriptedPlanner(script) } });
    await sendMention(app.url, slackSecret, { text: 'think forever', channel: 'C0STOP' });
    const message = await eventually(() => {
      const last = app.slack.lastMessage('C0STOP');
      return last && JSON.stringify(last.blocks).includes('Working on it') && last;
    }, 'the progress card');
    const button = app.slack.button(message, 'stop');
    await sendAction(app.url, slackSecret, { message, button, user: 'U0BOSS' });
    await sendAction(app.url, slackSecret, { message, button, user: 'U0ANA' });
    await eventually(
      () => JSON.stringify(app.slack.messages.get(`C0STOP:${message.ts}`)).includes('Stopped. Nothing was created'),
      'the end',
    );
    await eventually(() => app.slack.ephemerals.some(({ user }) => user === 'U0BOSS'), 'the other one told');
  });
});

describe('a turn that arrives while the last is still being planned', () => {
  it('waits for it, whoever it is from, and both are answered', async () => {
    await using app = await startTestApp({ overrides: { planner: createScriptedPlanner(script) } });
    order.splice(0);
    const ts = '1790000001.000009';
    await sendMention(app.url, slackSecret, { text: 'think for a while', channel: 'C0BUSY', ts });
    await sendMention(app.url, slackSecret, { text: 'Paris', channel: 'C0BUSY', threadTs: ts, user: 'U0BOSS' });
    const shown = (words: string) =>
      [...app.slack.messages.values()].some(({ blocks }) => JSON.stringify(blocks).includes(words));
    await eventually(() => shown('Weather in Berlin') && shown('Weather in Paris'), 'both drafts');
    expect(order).toEqual(['first planned', 'second taken up']);
  });
});
