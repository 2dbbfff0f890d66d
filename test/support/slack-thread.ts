import { nextTs } from '#test/fakes/slack-requests.ts';
import { isCall, type SlackMessage, sendAction, sendMention } from '#test/fakes/slack-server.ts';
import { eventually, slackSecret, type TestApp } from './test-app.ts';

const channel = 'C0GENERAL';

/** A thread in Slack in which people talk with Flowsmith. */
export interface SlackThread {
  /** Says something, mentioning Flowsmith, and does not wait. */
  say(text: string, user?: string): Promise<void>;
  /** Says something and waits for what Flowsmith shows to it at last. */
  ask(text: string, user?: string): Promise<SlackMessage>;
  /** What Flowsmith posted here, oldest first, as it looks now; without what only calls people. */
  messages(): SlackMessage[];
  press(message: SlackMessage, action: string, user?: string): Promise<void>;
}

export const textOf = (message: SlackMessage | undefined): string => JSON.stringify(message?.blocks ?? '');
export const isProgress = (message: SlackMessage): boolean => textOf(message).includes('Working on it');

/** Opens a thread; its first message is the first that is said. */
export function openThread(app: TestApp): SlackThread {
  const root = nextTs();
  let opened = false;
  const messages = () => [...app.slack.messages.values()].filter((one) => one.threadTs === root && !isCall(one));
  const say = async (text: string, user = 'U0ANA') => {
    const place = opened ? { threadTs: root } : { ts: root };
    opened = true;
    const response = await sendMention(app.url, slackSecret, { text, user, channel, ...place });
    if (response.status !== 200) throw new Error(`Slack's event was answered ${response.status}`);
  };
  return {
    say,
    messages,
    async ask(text, user) {
      const before = messages().length;
      await say(text, user);
      return eventually(() => {
        const newest = messages().at(-1);
        return messages().length > before && newest && !isProgress(newest) && newest;
      }, `an answer to “${text}”`);
    },
    async press(message, action, user = 'U0ANA') {
      const button = app.slack.button(message, action);
      const responseUrl = app.slack.responseUrl(message.channel);
      await sendAction(app.url, slackSecret, { message, button, user, responseUrl });
    },
  };
}
