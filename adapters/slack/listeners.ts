import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Inbox } from '#src/chat/inbound.ts';
import { createReference } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import { toAction, toCommand, toMessage } from './normalize.ts';
import { callResponseUrl } from './response-url.ts';

export interface SlackListeners {
  config: { command: string };
  inbox: Inbox;
  log: Logger;
  /** Takes work that outlives the acknowledgement, so that shutting down can wait for it. */
  track(work: Promise<void>): void;
}

const onIt = 'On it…';
const unknownButton =
  'I do not know that button any more: the card is from an older version. Nothing was changed. Please ask again.';
const notStored = (reference: string) =>
  `I could not take that in, so nothing was created or changed. Please try again in a minute. (Reference ${reference})`;

const withResponseUrl = z.object({ response_url: z.string() });

/**
 * Few listeners, because Bolt evaluates every one for every request. Each does the same: normalize, hand to the inbox,
 * acknowledge. A failing inbox makes events fail (Slack redelivers) and tells people about commands and clicks.
 */
export function registerListeners(bolt: App, { config, inbox, log, track }: SlackListeners): void {
  const receiveMessage = async (body: unknown, botUserId: string | undefined) => {
    const event = toMessage(body, botUserId);
    if (event) await inbox.accept(event);
  };
  bolt.event('app_mention', ({ body, context }) => receiveMessage(body, context.botUserId));
  bolt.event('message', ({ body, context }) => receiveMessage(body, context.botUserId));

  bolt.command(/.*/, async ({ body, ack }) => {
    if (body.command !== config.command) {
      await ack(ephemeral(`I answer to ${config.command}. Try ${config.command} help.`));
      return;
    }
    try {
      await inbox.accept(toCommand(body));
    } catch (error) {
      await ack(ephemeral(notStored(logFailure(log, error, 'slack command was not stored'))));
      return;
    }
    await ack(ephemeral(onIt));
  });

  // Slack ignores the text of a click's acknowledgement; the person is told through the response URL instead.
  bolt.action(/.*/, async ({ body, ack }) => {
    const whisper = (text: string) => track(tellPrivately(body, text, log));
    const action = toAction(body);
    if (action === 'unknown') whisper(unknownButton);
    if (typeof action === 'object') {
      try {
        await inbox.accept(action);
      } catch (error) {
        whisper(notStored(logFailure(log, error, 'slack action was not stored')));
      }
    }
    await ack();
  });
}

const ephemeral = (text: string) => ({ response_type: 'ephemeral' as const, text });

function logFailure(log: Logger, err: unknown, message: string): string {
  const reference = createReference();
  log.error({ err, reference }, message);
  return reference;
}

async function tellPrivately(body: unknown, text: string, log: Logger): Promise<void> {
  const url = withResponseUrl.safeParse(body).data?.response_url;
  if (!url) return;
  try {
    await callResponseUrl(url, { ...ephemeral(text), replace_original: false });
  } catch (err) {
    log.warn({ err }, 'slack private answer was not delivered');
  }
}
