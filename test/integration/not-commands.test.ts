import { afterAll, beforeAll, expect, it } from 'vitest';
import { nextTs, sendAction, sendMention } from '#test/fakes/slack-server.ts';
import { createScriptedPlanner, hourly } from '#test/support/scripted-planner.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';
import { commands, requests } from './commands-in-words.ts';

const planned = 'The planner answers.';
let name = '';
const planner = createScriptedPlanner(({ request }) => {
  if (request !== 'something') return { kind: 'answer', text: planned };
  const { draft, issues } = hourly();
  return { kind: 'draft', draft: { ...draft, name }, issues };
});
// As if a model had said it: words of its own are never taken for an answer of ours.
const model = {
  ...planner,
  plan: async (input: Parameters<typeof planner.plan>[0]) => {
    const turn = await planner.plan(input);
    if (turn.result.kind !== 'answer') return turn;
    return { ...turn, usage: { model: 'test', calls: 1, promptTokens: 1, completionTokens: 1 } };
  },
};

let app: TestApp;
let people = 0;
/** Somebody new says it in a channel of its own; the answer. */
async function say(text: string, person?: string) {
  people += 1;
  const user = person ?? `U1${people}`;
  const channel = `C1${people}x`;
  const ts = nextTs();
  await sendMention(app.url, slackSecret, { text, channel, user, ts });
  const answer = await eventually(async () => {
    const [row] = (await app.store
      .fork()
      .execute(
        `select status from inbound_events where payload->'conversation'->>'key' like ? and payload->>'kind' = 'message'`,
        [`%${channel}%`],
      )) as { status: string }[];
    return row?.status === 'handled' && app.slack.lastMessage(channel);
  }, `an answer to ${text}`);
  return { ...answer, all: JSON.stringify([answer.text, answer.blocks]), user };
}

beforeAll(async () => {
  app = await startTestApp({ overrides: { planner: model } });
  for (name of ['Daily report', 'Spam digest', 'Wetterbericht']) {
    const draft = await say('something', 'U0ANA');
    await sendAction(app.url, slackSecret, {
      message: draft,
      button: app.slack.button(draft, 'approve'),
      user: 'U0ANA',
    });
    await eventually(() => app.standIn.workflows().find((one) => one.name === name), `${name} in n8n`);
  }
});
afterAll(() => app[Symbol.asyncDispose]());

it('there are enough of them', () => expect(requests.length).toBeGreaterThanOrEqual(60));

it.each(requests)('“%s” is a request', async (request) => {
  const answer = await say(request);
  expect(answer.text).toContain(planned);
  expect(planner.inputs.at(-1)?.request).toBe(request);
});

it.each(commands)('“%s” is a command', async (command, expected) => {
  const before = planner.inputs.length;
  const answer = await say(command, 'U0ANA');
  expect(answer.all.replace(/\\n|\*/g, ' ')).toMatch(expected);
  expect(planner.inputs).toHaveLength(before);
});

it('words that fit a workflow in part, and something new as well, are asked about', async () => {
  const asked = await say('stop spam', 'U0ANA');
  expect(asked.text).toContain('a workflow that is here, or something new');
  const button = app.slack.button(asked, 'Something new: “stop spam”');
  await sendAction(app.url, slackSecret, { message: asked, button, user: 'U0ANA' });
  await eventually(() => planner.inputs.at(-1)?.request === 'stop spam', 'the request planned');
});

it('a planner is told what may be meant', async () => {
  await say('turn off the daily reporting thing', 'U0ANA');
  expect(planner.inputs.at(-1)?.mayMean?.workflows).toMatchObject([{ name: 'Daily report', published: false }]);
});

it('a draft is an object as well: its card is shown, and nothing is done', async () => {
  name = 'Invoice reminder';
  await say('something', 'U0ANA');
  for (const words of ['show Invoice reminder', 'is invoice reminder live?', 'delete the invoice reminder']) {
    const shown = await say(words, 'U0ANA');
    expect(shown.text).toContain('“Invoice reminder” is a draft');
    expect(shown.all).toContain('"action_id":"approve');
  }
});
