import { z } from 'zod';
import type { MessageReceived } from '#src/chat/inbound.ts';
import { belowIn, messageKey, toRef, toWorkspace } from './address.ts';
import { toPlainText } from './mrkdwn.ts';
import { spokenSubtypes } from './normalize.ts';

const changed = z.object({
  event: z.object({
    type: z.literal('message'),
    subtype: z.literal('message_changed'),
    channel: z.string(),
    channel_type: z.literal('im'),
    message: z.object({
      user: z.string(),
      text: z.string(),
      ts: z.string(),
      thread_ts: z.string().optional(),
      bot_id: z.string().nullish(),
      subtype: z.string().optional(),
      edited: z.object({ user: z.string(), ts: z.string() }),
    }),
    previous_message: z.object({ text: z.string() }).optional().catch(undefined),
  }),
});

/**
 * Words that a person put in the place of theirs in a direct message; undefined for every other change of a message:
 * Slack also reports its own (a preview of a link, an answer below it) and those of the bot, which carry no edit by whoever
 * wrote it, or the same words as before.
 */
export function toEdit(body: unknown, botUserId?: string): MessageReceived | undefined {
  const { event } = changed.safeParse(body).data ?? {};
  const workspace = toWorkspace(body);
  if (!event || !workspace) return undefined;
  const { channel, message, previous_message: before } = event;
  const { user, ts, thread_ts: thread, edited } = message;
  if (message.bot_id || user === botUserId || edited.user !== user) return undefined;
  if (message.subtype !== undefined && !spokenSubtypes.includes(message.subtype)) return undefined;
  const text = toPlainText(message.text, botUserId);
  if (text === '' || (before && toPlainText(before.text, botUserId) === text)) return undefined;
  const edits = messageKey(channel, ts);
  return {
    kind: 'message',
    dedupeKey: `edit:${edits}:${edited.ts}`,
    tenant: { id: workspace.team },
    conversation: toRef({ ...workspace, channel, threadTs: thread ?? ts, user }, thread ?? ts),
    person: { id: user, name: user },
    text,
    via: 'direct',
    edits,
    ...belowIn(channel, ts, thread),
  };
}
