import { languages } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { nextTs, sendAction, sendMention } from '#test/fakes/slack-server.ts';
import { alex, buttonsOf, rita } from '#test/fakes/teams-activities.ts';
import { eventually, slackSecret, type TestApp } from './test-app.ts';

/** A card as it is now, to read and to press. `by`: the second person instead of the first. */
export interface CardHandle {
  /** Everything on it, as JSON text. */
  text(): string;
  labels(): string[];
  /** Presses a button by its label or action id. */
  press(name: string, by?: 'other', inputs?: Record<string, string>): Promise<void>;
  /** Waits until it says so. */
  says(words: string | RegExp): Promise<void>;
}

export interface Talk {
  /** Says it in this thread and waits for the card or words that come. */
  say(words: string, by?: 'other'): Promise<CardHandle>;
  /** The card that a click leads to. */
  after(click: () => Promise<void>): Promise<CardHandle>;
  /** Everything the bot has said privately so far. */
  whispers(): string;
}

export const talkPlatforms = ['slack', 'teams'] as const;
export type TalkPlatform = (typeof talkPlatforms)[number];

/** A fresh thread on a platform, as people use it; the first person may have a language and a timezone of their own. */
export function talkOn(app: TestApp, platform: TalkPlatform, settings?: { locale: string; tz: string }): Talk {
  return platform === 'slack' ? talkInSlack(app, settings) : talkInTeams(app, settings?.locale);
}

/** What a message says until its answer is there. */
const working = languages.map((language) => wordsIn(language).cards.messages.working);
const isWorking = (message: unknown): boolean => working.some((words) => JSON.stringify(message).includes(words));

function handle(read: () => string, labels: () => string[], press: CardHandle['press']): CardHandle {
  return {
    text: read,
    labels,
    press,
    async says(words) {
      const fits = () => (typeof words === 'string' ? read().includes(words) : words.test(read()));
      await eventually(fits, `a card that says ${words}`).catch((error: Error) => {
        throw new Error(`${error.message}\nit says: ${read()}`);
      });
    },
  };
}

function talkInSlack(app: TestApp, settings?: { locale: string; tz: string }): Talk {
  const channel = `C${Math.floor(Math.random() * 1e9)}`;
  const root = nextTs();
  let first = true;
  const people = { first: settings ? `U0${Math.floor(Math.random() * 1e9)}` : 'U0ANA', other: 'U0BOSS' };
  if (settings) app.slack.people.set(people.first, { name: 'Ana', ...settings });
  async function next(act: () => Promise<unknown>, what: string): Promise<CardHandle> {
    const before = app.slack.lastMessage(channel)?.ts;
    await act();
    const message = await eventually(() => {
      const last = app.slack.lastMessage(channel);
      return last && last.ts !== before && !isWorking(last.blocks) && last;
    }, what);
    const now = () => app.slack.messages.get(`${message.channel}:${message.ts}`) ?? message;
    return handle(
      () => JSON.stringify([now().text, now().blocks]),
      () => slackLabels(now().blocks),
      async (name, who) => {
        const button = app.slack.button(now(), name);
        await sendAction(app.url, slackSecret, { message: now(), button, user: people[who ?? 'first'] });
      },
    );
  }
  return {
    say(words, by) {
      const at = first ? { ts: root } : { threadTs: root };
      first = false;
      const input = { text: words, channel, user: people[by ?? 'first'], ...at };
      return next(() => sendMention(app.url, slackSecret, input), `an answer to "${words}"`);
    },
    after: (click) => next(click, 'the card a click leads to'),
    whispers: () => JSON.stringify(app.slack.ephemerals.filter((each) => each.channel === channel)),
  };
}

function slackLabels(blocks: unknown[]): string[] {
  type Labelled = { type?: string; text?: { text?: string }; options?: Labelled[] };
  type Block = { elements?: Labelled[]; accessory?: Labelled };
  return (blocks as Block[]).flatMap(({ elements = [], accessory }) =>
    [...elements, ...(accessory ? [accessory] : [])]
      .flatMap((element) => [element, ...(element.type === 'overflow' ? (element.options ?? []) : [])])
      .flatMap(({ text }) => text?.text ?? []),
  );
}

function talkInTeams(app: TestApp, locale?: string): Talk {
  const conversationId = `19:team@thread.tacv2;messageid=${Math.floor(Math.random() * 1e12)}`;
  const here = { scope: 'channel', conversationId } as const;
  const who = (by?: 'other') => (by ? { person: alex } : { person: rita, ...(locale ? { locale } : {}) });
  const mine = () => app.teams.activities.filter((each) => each.conversationId === conversationId);
  const answers: string[] = [];
  async function next(act: () => Promise<unknown>, what: string): Promise<CardHandle> {
    const before = mine().length;
    await act();
    const posted = await eventually(() => {
      const last = mine().at(-1);
      return mine().length > before && last && !isWorking(last.activity) && last;
    }, what);
    return handle(
      () => toPlain(JSON.stringify(posted.activity)),
      () => buttonsOf(posted).map(({ title }) => title),
      async (action, by, inputs) => {
        const click = { card: posted, action, ...who(by), ...(inputs ? { inputs } : {}), ...here };
        // Only whoever pressed reads what a press is answered with.
        const { text } = await app.teams.send(app.url, app.teams.execute(click));
        // That the press came in is said by the door, in the language of the client.
        if (!languages.some((one) => text.includes(wordsIn(one).adapters.teams.working))) answers.push(text);
      },
    );
  }
  return {
    say(words, by) {
      const activity = app.teams.message({ text: words, ...who(by), ...here });
      return next(() => app.teams.send(app.url, activity), `an answer to "${words}"`);
    },
    after: (click) => next(click, 'the card a click leads to'),
    whispers: () => JSON.stringify([...answers, ...mine().map(({ activity }) => JSON.stringify(activity))]),
  };
}

/** Teams' Markdown escapes, taken out of JSON text. */
const toPlain = (text: string): string => text.replace(/\\\\([!#-/:-@[\]-`{-~])/g, '$1');
