import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SlackMessage, sendAction, sendCommand, sendMention } from '#test/fakes/slack-server.ts';
import { createScriptedPlanner, hourly } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { allHandled } from '#test/support/teams.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const channel = 'C0GENERAL';
const request = 'every hour get https://example.com/health';

function commandsOf(app: () => TestApp) {
  const posted = () => [...app().slack.messages.values()];
  const told = () => app().slack.ephemerals;
  return {
    posted,
    told,
    give: (text: string, rest: { triggerId?: string } = {}) =>
      sendCommand(app().url, slackSecret, { text, responseUrl: app().slack.responseUrl(channel), ...rest }),
    /** The next private answer, and that nothing else was said. */
    async privately(text: string) {
      const before = { posted: posted().length, told: told().length };
      const answer = await sendCommand(app().url, slackSecret, { text, responseUrl: app().slack.responseUrl(channel) });
      expect(await answer.text()).toBe('');
      const found = await eventually(() => told()[before.told], `an answer to ${text}`);
      expect(posted()).toHaveLength(before.posted);
      expect(told()).toHaveLength(before.told + 1);
      return found;
    },
  };
}

/** Nobody else in the channel saw the question. */
describe('what is said by command', () => {
  let app: TestApp;
  const { posted, told, give, privately } = commandsOf(() => app);
  beforeAll(async () => {
    app = await startTestApp();
    const thread = openThread(app);
    for (const path of ['weather', 'weather-2']) {
      const draft = await thread.ask(`every hour get https://example.com/${path} and post it to #ops`);
      await thread.press(draft, 'approve');
      await eventually(() => textOf(draft).includes('"publish"'), 'the workflow');
    }
    for (const workflow of app.standIn.workflows()) expect(workflow.name).toBeTruthy();
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  /** Of its first choice. */
  const labelOf = ({ blocks }: (typeof app.slack.ephemerals)[number]) =>
    /"options":\[\{"text":\{"type":"plain_text","text":"([^"]+)"/.exec(JSON.stringify(blocks))?.[1] ?? '';
  const name = () => app.standIn.workflows()[0]?.name ?? '';

  it.each(['frobnicate', 'thanks!', '👍', 'help', '', 'list', 'waiting', 'what failed today?', 'link', 'status'])(
    '“%s” is answered to whoever said it and to nobody else',
    async (text) => {
      expect((await privately(text)).text).not.toBe('');
    },
  );

  it.each(['show', 'history of', 'runs of', 'turn on', 'delete', 'undo'])(
    'and so is “%s” with the name of a workflow',
    async (verb) => {
      expect((await privately(`${verb} ${name()}`)).text).not.toBe('');
    },
  );

  it('and why something failed, and a name that nothing has', async () => {
    await privately(`why did ${name()} fail?`);
    expect((await privately('show “nothing of the kind”')).text).toMatch(/nothing of the kind/);
  });

  it('a question which one is meant is asked and answered in private', async () => {
    const names = app.standIn.workflows().map((workflow) => workflow.name);
    const question = await privately('show ops');
    expect(JSON.stringify(question.blocks)).toContain('choose:select');
    const before = { posted: posted().length, told: told().length };
    await sendAction(app.url, slackSecret, {
      message: question,
      ephemeral: true,
      button: app.slack.choice(question, labelOf(question)),
      responseUrl: app.slack.responseUrl(channel, question.ts),
    });
    const card = await eventually(() => told()[before.told], 'the workflow');
    expect(JSON.stringify(card.blocks)).toContain(names[0]);
    await eventually(() => !JSON.stringify(question.blocks).includes('choose:select'), 'no choices any more');
    expect(posted()).toHaveLength(before.posted);
  });

  it('somebody else cannot answer it', async () => {
    const question = await privately('show ops');
    const before = told().length;
    await sendAction(app.url, slackSecret, {
      ...{ message: question, ephemeral: true, user: 'U0BOB' },
      button: app.slack.choice(question, labelOf(question)),
      responseUrl: app.slack.responseUrl(channel, question.ts),
    });
    await eventually(() => told()[before]?.text.includes('question'), 'a refusal');
  });

  it('a request becomes one message for everybody, also when Slack sends it twice', async () => {
    const before = { posted: posted().length, told: told().length };
    const triggerId = `${Date.now()}.twice`;
    for (const _ of [1, 2]) expect(await (await give(request, { triggerId })).text()).toBe('');
    const draft = await eventually(() => {
      const last = app.slack.lastMessage(channel);
      return textOf(last).includes('"approve"') && posted().length > before.posted && last;
    }, 'a draft');
    expect(draft.threadTs).toBeUndefined();
    expect(posted()).toHaveLength(before.posted + 1);
    expect(told()).toHaveLength(before.told);
  });

  it('where the bot is no member the first thing said is the card, and that it could be a member', async () => {
    app.slack.closedChannels.add(channel);
    const before = posted().length;
    await give(request);
    const draft = await eventually(() => posted()[before], 'a draft');
    expect(textOf(draft)).toMatch(/"approve".*Invite me here/);
    expect(draft).toMatchObject({ viaResponseUrl: true, updates: 0 });
    app.slack.closedChannels.delete(channel);
  });
});

describe('a command that takes long to answer', () => {
  let app: TestApp;
  const { posted, told, give } = commandsOf(() => app);
  let answer: (kind: 'draft' | 'answer') => void = () => {};
  beforeAll(async () => {
    const planner = createScriptedPlanner(async () => {
      const kind = await new Promise<'draft' | 'answer'>((resolve) => {
        answer = resolve;
      });
      return kind === 'draft' ? hourly() : { kind: 'answer', text: 'I make workflows.' };
    });
    app = await startTestApp({ overrides: { planner } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const progress = () => eventually(() => textOf(app.slack.lastMessage(channel)).includes('Working on it'), 'progress');

  it('shows its progress, and the draft takes that place', async () => {
    await give(request);
    await progress();
    const [message] = posted();
    answer('draft');
    await eventually(() => textOf(message).includes('"approve"'), 'a draft');
    expect(posted()).toEqual([message]);
    expect(told()).toEqual([]);
  });

  it('and what turns out to concern nobody else takes its progress away', async () => {
    const before = posted().length;
    await give('how would you sort our tickets?');
    await progress();
    answer('answer');
    await eventually(() => told().some(({ text }) => text.includes('I make workflows')), 'an answer');
    await eventually(() => posted().length === before, 'no progress any more');
    await give('how would you sort our tickets?');
    await progress();
    app.slack.fail('chat.delete', { error: 'message_not_found' });
    answer('answer');
    await eventually(() => told().length === 2, 'another answer');
  });
});

/** The newest card is in a thread by then; who reads along in the channel sees what came of it all the same. */
describe('a command whose draft was changed in its thread', () => {
  let app: TestApp;
  const { posted, give } = commandsOf(() => app);
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  /** The card in the channel, replaced by one in its thread. */
  async function changed() {
    const before = posted().length;
    await give(request);
    const first = await eventually(() => textOf(posted()[before]).includes('"approve"') && posted()[before], 'a draft');
    // Nobody answers a card before the turn that showed it has ended.
    await allHandled(app);
    await sendMention(app.url, slackSecret, { text: 'every day at 7 instead', channel, threadTs: first.ts });
    const second = await eventually(() => {
      const last = posted().at(-1);
      return last?.threadTs === first.ts && textOf(last).includes('"approve"') && last;
    }, 'the next revision');
    await eventually(() => textOf(first).includes('replaced by a newer'), 'that it was replaced');
    return { first, second };
  }
  const press = (message: SlackMessage, name: string) =>
    sendAction(app.url, slackSecret, {
      message,
      button: app.slack.button(message, name),
      responseUrl: app.slack.responseUrl(channel),
    });

  it('says in the channel that it is live', async () => {
    const { first, second } = await changed();
    await press(second, 'approve_publish');
    await eventually(() => textOf(first).includes('Live:'), 'that it is live');
    expect(textOf(first)).toContain(`/archives/${channel}/p`);
    expect(textOf(first)).not.toContain('"approve');
  });

  it('and that it was discarded', async () => {
    const { first, second } = await changed();
    await press(second, 'discard');
    await eventually(() => /[Dd]iscarded/.test(textOf(first)), 'that it was discarded');
  });
});
