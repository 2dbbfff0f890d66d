import { z } from 'zod';
import type { MessageReceived } from '#src/chat/inbound.ts';
import type { Logger } from '#src/log.ts';
import { slackMessageAddress, toWorkspace } from './address.ts';
import type { SlackClients } from './clients.ts';
import { toDeliveryError } from './delivery-error.ts';
import { firstInput } from './modal.ts';
import { endStep, toStep } from './steps.ts';
import { ephemeral, tellPrivately } from './tell.ts';

const message = z.object({
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    channel: z.string(),
    user: z.string(),
    thread_ts: z.string().optional(),
    channel_type: z.string().optional(),
    bot_id: z.string().nullish(),
    subtype: z.string().optional(),
  }),
});
const home = z.object({ event: z.object({ type: z.literal('app_home_opened'), user: z.string() }) });
const typed = z.object({ type: z.string().optional(), command: z.string().optional() });

/** Says no to whoever asked and to nobody else, in the way each kind of request has. Takes nothing in; throws only where a step waits. */
export async function refuseOutsider(asked: {
  body: unknown;
  clients: SlackClients;
  words: string;
  ack: ((answer?: object) => Promise<void>) | undefined;
  track(work: Promise<void>): void;
  log: Logger;
}): Promise<void> {
  const { body, words, ack, track, log } = asked;
  const { type, command } = typed.safeParse(body).data ?? {};
  if (command) return ack?.(ephemeral(words));
  if (type === 'view_submission') {
    const at = firstInput(body);
    return ack?.(at ? { response_action: 'errors', errors: { [at]: words } } : undefined);
  }
  const step = toStep(body);
  if (step && 'flowStep' in step) return endStepOf(asked, step);
  if (type === 'event_callback')
    track(
      tellInSlack(asked).catch((error) => log.warn({ code: toDeliveryError(error).code }, 'slack outsider not told')),
    );
  else track(tellPrivately(body, words, log));
  await ack?.();
}

async function endStepOf(
  { clients, words: text, log }: { clients: SlackClients; words: string; log: Logger },
  { flowStep }: MessageReceived,
): Promise<void> {
  const { team, org, step } = slackMessageAddress.parse(flowStep?.end.address);
  if (step) await endStep({ clients, log }, { team, org, step }, { text, ends: {} });
}

async function tellInSlack({
  body,
  clients,
  words: text,
}: {
  body: unknown;
  clients: SlackClients;
  words: string;
}): Promise<void> {
  const workspace = toWorkspace(body);
  if (!workspace) return;
  const opened = home.safeParse(body).data?.event;
  if (opened) {
    const blocks = [{ type: 'section' as const, text: { type: 'plain_text' as const, text } }];
    await (await clients.of(workspace)).views.publish({ user_id: opened.user, view: { type: 'home', blocks } });
    return;
  }
  const said = message.safeParse(body).data?.event;
  // Not to what is no person's word to the bot: it reads along in no channel, and answers no edit and no other bot.
  if (!said || said.bot_id || said.subtype) return;
  if (said.type === 'message' && said.channel_type !== 'im') return;
  const { channel, user, thread_ts } = said;
  const client = await clients.of(workspace);
  if (said.channel_type === 'im') await client.chat.postMessage({ channel, text });
  else await client.chat.postEphemeral({ channel, user, text, ...(thread_ts ? { thread_ts } : {}) });
}
