import { afterAll, beforeAll, expect, it } from 'vitest';
import { messageChanged } from '#test/fakes/slack-changes.ts';
import { deliver, directMessage, eventRequest, nextTs, sendAction } from '#test/fakes/slack-server.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const daily = 'every day at 9:00 post “Good morning” to #general';

/** A direct message with the bot, of somebody new. */
function open() {
  const user = `U${Math.floor(Math.random() * 1e9)}`;
  const channel = `D${user.slice(1)}`;
  const all = () => [...app.slack.messages.values()].filter((one) => one.channel === channel);
  const textOf = ({ text, blocks }: { text: string; blocks: unknown[] }) => JSON.stringify([text, blocks]);
  const send = (event: Record<string, unknown>) => deliver(app.url, eventRequest(event, slackSecret));
  return {
    all,
    send,
    user,
    channel,
    say: async (text: string, at: { ts?: string; threadTs?: string; extra?: Record<string, unknown> } = {}) => {
      const ts = at.ts ?? nextTs();
      await send(directMessage({ text, channel, user, ...at, ts }));
      return ts;
    },
    edit: (before: string, text: string, ts: string, edited = true) =>
      send(messageChanged({ before, text, ts, channel, user, edited })),
    /** The message below this one that says so. */
    hears: (words: string | RegExp, threadTs?: string) =>
      eventually(
        () =>
          all().find((one) => {
            const fits = typeof words === 'string' ? textOf(one).includes(words) : words.test(textOf(one));
            return fits && (threadTs === undefined || one.threadTs === threadTs);
          }),
        `${words} in ${threadTs ?? 'any thread'}`,
      ),
    says: (ts: string, words: string) =>
      eventually(
        () => textOf(app.slack.messages.get(`${channel}:${ts}`) ?? { text: '', blocks: [] }).includes(words),
        words,
      ),
  };
}

const drafts = async (user: string) =>
  (await app.store
    .fork()
    .execute('select revision, status from drafts where requester_id = ? order by created_at', [user])) as {
    revision: number;
    status: string;
  }[];

it('a message after a card goes on with its draft, without a thread', async () => {
  const chat = open();
  const first = await chat.say(daily);
  const card = await chat.hears('9:00', first);
  const second = await chat.say('at 7 instead');
  await chat.hears('7:00', second);
  await chat.says(card.ts, 'replaced by a newer version');
  expect(await drafts(chat.user)).toEqual([{ revision: 2, status: 'proposed' }]);
  await chat.say('status');
  await chat.hears('Its card is further up');
});

it('a new request is a new draft; in a thread, words are about the draft of that thread', async () => {
  const chat = open();
  const first = await chat.say(daily);
  await chat.hears('9:00', first);
  const second = await chat.say('every hour get https://example.com/health');
  await chat.hears('example.com', second);
  expect(await drafts(chat.user)).toMatchObject([{ revision: 1 }, { revision: 1 }]);
  await chat.say('at 7 instead', { threadTs: first });
  await chat.hears('7:00', first);
  expect(await drafts(chat.user)).toMatchObject([{ revision: 2 }, { revision: 1 }]);
});

it('"it" is the workflow that the card became, and each answer stands below its question', async () => {
  const chat = open();
  const first = await chat.say(daily);
  const card = await chat.hears('"action_id":"approve', first);
  await sendAction(app.url, slackSecret, { message: card, button: app.slack.button(card, 'approve'), user: chat.user });
  await chat.says(card.ts, 'Created');
  const list = await chat.say('list');
  const history = await chat.say('history');
  await chat.hears('Workflows you asked for', list);
  await chat.hears('version', history);
});

it('an edited request is planned anew; what Slack itself changes is not', async () => {
  const chat = open();
  const said = await chat.say(daily);
  const card = await chat.hears('9:00', said);
  await chat.say('every hour get https://example.com/health');
  await chat.hears('example.com');
  const before = chat.all().length;
  await chat.edit(daily, daily, said, false);
  await chat.edit(daily, daily.replace('9:00', '7:30'), said);
  await chat.hears('7:30', said);
  await chat.says(card.ts, 'replaced by a newer version');
  expect(await drafts(chat.user)).toMatchObject([{ revision: 2 }, { revision: 1 }]);
  expect(chat.all()).toHaveLength(before + 1);
});

it('a request that was not understood is planned when its words are corrected', async () => {
  const chat = open();
  const said = await chat.say('flurb the gribbit');
  await chat.hears('did not understand', said);
  await chat.edit('flurb the gribbit', daily, said);
  await chat.hears('"action_id":"approve', said);
  expect(await drafts(chat.user)).toMatchObject([{ revision: 1 }]);
});

it('a file alone is answered', async () => {
  const chat = open();
  const said = await chat.say('', { extra: { subtype: 'file_share', files: [{ id: 'F1' }] } });
  await chat.hears('cannot read files', said);
});
