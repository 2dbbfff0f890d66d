import { isCall, sendAction, sendDirectMessage } from '#test/fakes/slack-server.ts';
import { buttonsOf, type Person } from '#test/fakes/teams-activities.ts';
import { eventually, slackSecret, type TestApp } from './test-app.ts';

/** One message of the bot as it looks now. */
export interface Said {
  text(): string;
  labels(): string[];
  /** Presses a button by its action id or label, as the person of this chat or another of that platform. */
  press(name: string): Promise<void>;
  says(words: string | RegExp): Promise<void>;
}

/** What one person and the bot say to each other where nobody reads along. */
export interface PrivateChat {
  /** Says it and waits for the answer. */
  say(words: string): Promise<Said>;
  /** Waits for something the bot says with these words, in any message. */
  hears(words: string | RegExp): Promise<string>;
  /** What a click leads to. */
  after(click: () => Promise<void>): Promise<Said>;
}

interface Shown {
  id: string;
  text(): string;
  labels(): string[];
  press(name: string): Promise<unknown>;
}

export function slackChat(app: TestApp, user: string): PrivateChat {
  const channel = `D0${user}`;
  const messages = (): Shown[] =>
    [...app.slack.messages.values()]
      .filter((each) => each.channel === channel && !isCall(each))
      .map((message) => ({
        id: message.ts,
        text: () => JSON.stringify([message.text, message.blocks]),
        labels: () =>
          [...JSON.stringify(message.blocks).matchAll(/"(?:action_id|value)":"(\w+)/g)].map((match) => match[1] ?? ''),
        press: (name) =>
          sendAction(app.url, slackSecret, { message, button: app.slack.button(message, name), user, userName: user }),
      }));
  const posted = () =>
    app.slack.calls.flatMap(({ method, args }) =>
      method === 'chat.postMessage' && args['channel'] === channel
        ? [JSON.stringify([args['text'], args['blocks']])]
        : [],
    );
  return chat({ messages, posted }, (text) => sendDirectMessage(app.url, slackSecret, { text, user, channel }));
}

export function teamsChat(app: TestApp, person: Person): PrivateChat {
  const conversationId = `a:1${person.aadObjectId}`;
  const messages = (): Shown[] =>
    app.teams.activities
      .filter((each) => each.conversationId === conversationId)
      .map((card) => ({
        id: card.id,
        text: () => JSON.stringify(card.activity).replace(/\\\\([!#-/:-@[\]-`{-~])/g, '$1'),
        labels: () => buttonsOf(card).map((each) => (each.type === 'Action.Execute' ? each.verb : each.title)),
        press: (action) => app.teams.send(app.url, app.teams.execute({ card, action, person })),
      }));
  const posted = () =>
    app.teams.activities
      .filter((each) => each.conversationId === conversationId)
      .map(({ posted: first }) => JSON.stringify(first).replace(/\\\\([!#-/:-@[\]-`{-~])/g, '$1'));
  return chat({ messages, posted }, (text) =>
    app.teams.send(app.url, app.teams.message({ text, person, conversationId })),
  );
}

/** What is not the end of an answer, and what comes unasked: a draft that waits for this person, and who decided. */
const isNoAnswer = (text: string): boolean =>
  /Working on it|asks you to decide about| (?:discarded|approved) “|Decided by /.test(text);

function chat(
  { messages, posted }: { messages: () => Shown[]; posted: () => string[] },
  send: (text: string) => Promise<unknown>,
): PrivateChat {
  async function next(act: () => Promise<unknown>, what: string): Promise<Said> {
    const before = new Set(messages().map(({ id }) => id));
    await act();
    const { id } = await eventually(
      () => messages().findLast((one) => !before.has(one.id) && !isNoAnswer(one.text())),
      what,
    );
    const now = (): Shown => {
      const shown = messages().find((one) => one.id === id);
      if (!shown) throw new Error('the message is gone');
      return shown;
    };
    return {
      text: () => now().text(),
      labels: () => now().labels(),
      press: async (name) => void (await now().press(name)),
      says: async (words) => {
        const fits = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text));
        const says = eventually(() => fits(now().text()), `a card that says ${words}`);
        await says.catch((error: Error) => {
          throw new Error(`${error.message}\nit says: ${now().text()}`);
        });
      },
    };
  }
  return {
    say: (words) => next(() => send(words), `an answer to "${words}"`),
    after: (click) => next(click, 'what a click leads to'),
    hears: (words) =>
      eventually(
        () =>
          // What a message said first counts, too: a card is drawn anew a moment later.
          [...messages().map((each) => each.text()), ...posted()].find((text) =>
            typeof words === 'string' ? text.includes(words) : words.test(text),
          ),
        `the words ${words}`,
      ),
  };
}
