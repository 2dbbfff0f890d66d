import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { MessageReceived } from '#src/chat/inbound.ts';
import type { TeamsActivity } from './activity.ts';
import type { AutomateData } from './automate-card.ts';
import { toConversation } from './conversation.ts';
import { teamsLimits } from './limits.ts';
import { chosenMessageSchema, toMessageWords } from './message-words.ts';
import { common, personId, placeOf } from './sender.ts';

/** "Automate this" in the menu of a message: its form is opened, or sent. */
export interface Automating {
  outcome: 'automate';
  /** `here`: answered where the message is; `alone`: in the chat with the bot alone. */
  press: 'open' | 'here' | 'alone';
  /** What is asked for, in the thread of the message; its text may be empty. */
  event: MessageReceived;
  /** The place is the chat with the bot alone, under the bot's name for it or the client's. */
  own: 'named by the bot' | 'named by the client' | undefined;
  data: AutomateData;
}

export const automateCommand = 'automate';

const dataSchema = z.object({
  automate: z.enum(['here', 'alone']),
  message: z.string().regex(/^[\w:.-]{1,100}$/),
  root: z
    .string()
    .regex(/^[\w:.-]{1,100}$/)
    .optional(),
  opened: z.string().min(1).max(200),
  field_request: z.string().nullish().catch(undefined),
});
const valueSchema = z.object({
  commandId: z.literal(automateCommand),
  messagePayload: chosenMessageSchema.optional().catch(undefined),
  data: z.unknown().optional(),
});

/** Reads the press; undefined where it is none of ours, or names no message. */
export function readAutomate(activity: TeamsActivity, tenantId: string): Automating | undefined {
  const { success, data: value } = valueSchema.safeParse(activity.value);
  const sending = activity.name === 'composeExtension/submitAction';
  if (!success || !activity.id || !(sending || activity.name === 'composeExtension/fetchTask')) return undefined;
  const chosen = value.messagePayload;
  const sent = sending ? dataSchema.safeParse(value.data).data : undefined;
  // Teams sends nothing but that it was added, where an older client leaves the rest away.
  const added = sending && isAdded(value.data);
  if (sending && !sent && !added) return undefined;
  const message = sent?.message ?? chosen?.id;
  if (message === undefined) return undefined;
  const root = chosen?.replyToId ?? sent?.root;
  const data = { message, ...(root ? { root } : {}), opened: sent?.opened ?? activity.id };
  const words = sent?.field_request ?? (chosen ? toMessageWords(chosen, activity.recipient.id) : '');
  const text = words.slice(0, teamsLimits.requestLength).trim();
  return {
    outcome: 'automate',
    press: sent && !added ? sent.automate : 'open',
    event: toEvent(activity, tenantId, { text, data }),
    own: ownChat(activity),
    data,
  };
}

const isAdded = (data: unknown): boolean =>
  z.object({ msteams: z.object({ justInTimeInstall: z.literal(true) }) }).safeParse(data).success;

/** A chat of two people is `personal`, too; there the bot is one of many. */
function ownChat({ conversation: { id }, recipient }: TeamsActivity): Automating['own'] {
  if (id.startsWith('a:')) return 'named by the bot';
  return id.includes(`_${recipient.id.replace(/^28:/, '')}@`) ? 'named by the client' : undefined;
}

/** The same words sent twice out of one form are the same request, however often Teams or a person sends them. */
function toEvent(
  activity: TeamsActivity,
  tenantId: string,
  { text, data }: { text: string; data: AutomateData },
): MessageReceived {
  const own = ownChat(activity);
  const { conversationType } = activity.conversation;
  const conversation = toConversation(
    {
      ...activity,
      replyToId: data.root ?? data.message,
      conversation: {
        ...activity.conversation,
        conversationType: !own && conversationType === 'personal' ? 'groupChat' : conversationType,
      },
    },
    tenantId,
  );
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return {
    kind: 'message',
    dedupeKey: ['automate', conversation.key, data.message, personId(activity), data.opened, digest].join(':'),
    ...common(activity, tenantId),
    conversation,
    text,
    via: own ? 'direct' : 'mention',
    ...placeOf(activity),
    quoted: true,
  };
}
