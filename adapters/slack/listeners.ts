import type { App } from '@slack/bolt';
import type { Inbox } from '#src/chat/inbound.ts';
import type { Logger } from '#src/log.ts';
import type { SlackForms } from './forms.ts';
import { toAction, toCommand, toMessage, toSessionStop } from './normalize.ts';
import { ephemeral, logFailure, notStored, tellPrivately } from './tell.ts';

export interface SlackListeners {
  config: { command: string };
  inbox: Inbox;
  forms: SlackForms;
  log: Logger;
  /** Takes work that outlives the acknowledgement, so that shutting down can wait for it. */
  track(work: Promise<void>): void;
}

const onIt = 'On it…';
const unknownButton =
  'I do not know that button any more: the card is from an older version. Nothing was changed. Please ask again.';

/**
 * Few listeners, because Bolt evaluates every one for every request. Each does the same: normalize, hand to the inbox,
 * acknowledge. A failing inbox makes events fail (Slack redelivers) and tells people about commands and clicks.
 */
export function registerListeners(bolt: App, { config, inbox, forms, log, track }: SlackListeners): void {
  const receiveMessage = async (body: unknown, botUserId: string | undefined) => {
    const event = toMessage(body, botUserId);
    if (event) await inbox.accept(event);
  };
  bolt.event('app_mention', ({ body, context }) => receiveMessage(body, context.botUserId));
  bolt.event('message', ({ body, context }) => receiveMessage(body, context.botUserId));

  bolt.event('agent_session_stopped', async ({ body }) => {
    const stop = toSessionStop(body);
    if (stop) await inbox.accept(stop);
  });

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
    const whisper = (text: string) => tellPrivately(body, text, log);
    const action = toAction(body);
    if (action === 'unknown') track(whisper(unknownButton));
    if (typeof action === 'object') {
      const form = await forms.find(action);
      if (form) track(openForm(forms.open(form, action, body), whisper));
      else {
        try {
          await inbox.accept(action);
        } catch (error) {
          track(whisper(notStored(logFailure(log, error, 'slack action was not stored'))));
        }
      }
    }
    await ack();
  });

  bolt.view({ callback_id: /.*/, type: 'view_submission' }, async ({ body, ack }) => {
    const answer = await forms.submit(body);
    if (answer) await ack(answer);
    else await ack();
  });
}

async function openForm(opened: Promise<string | undefined>, whisper: (text: string) => Promise<void>): Promise<void> {
  const problem = await opened;
  if (problem) await whisper(problem);
}
