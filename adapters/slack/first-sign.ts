import { setTimeout as wait } from 'node:timers/promises';
import type { Answers } from '#src/chat/answers.ts';
import type { MessageReceived } from '#src/chat/inbound.ts';
import type { Logger } from '#src/log.ts';
import { slackAddress } from './address.ts';
import type { Eyes } from './eyes.ts';
import { callResponseUrl } from './response-url.ts';
import { ephemeral } from './tell.ts';

/** How long an answer may take until there is a sign that it comes [milliseconds]. */
export interface SignWaits {
  /** After a message that can be reacted to. */
  messageMs: number;
  /** After a command: Slack never takes back what is said to it (docs/decisions/0272-private-commands.md). */
  commandMs: number;
}
const usual: SignWaits = { messageMs: 700, commandMs: 2_000 };

export interface FirstSigns extends Disposable {
  /** Looks after a moment whether anything was said to it; if not there is a sign that it was heard. Never throws. */
  after(event: MessageReceived, onIt: string): Promise<void>;
}

/** Signs of the door, for whoever waits in a line: the turns before theirs keep the workers, or the channel, busy. */
export function createFirstSigns(options: {
  answers: Answers;
  eyes: Eyes;
  log: Logger;
  waits?: Partial<SignWaits> | undefined;
}): FirstSigns {
  const { answers, eyes, log } = options;
  const waits = { ...usual, ...options.waits };
  const ended = new AbortController();

  async function sign(event: MessageReceived, onIt: string): Promise<void> {
    const address = slackAddress.parse(event.conversation.address);
    const command = event.via === 'command';
    await wait(command ? waits.commandMs : waits.messageMs, undefined, { signal: ended.signal, ref: false });
    if ((await answers.of(event)) !== 'nothing') return;
    if (command) {
      if (address.responseUrl) await callResponseUrl(address.responseUrl, ephemeral(onIt));
      return;
    }
    // Whoever ends the turn takes them away, unless it ended before they were there.
    if ((await eyes.show(address)) && (await answers.of(event)) === 'over') await eyes.close(address);
  }

  return {
    after: (event, onIt) =>
      sign(event, onIt).catch((err) => {
        if (!ended.signal.aborted) log.info({ err }, 'slack: no sign of life given');
      }),
    [Symbol.dispose]: () => ended.abort(),
  };
}
