import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type ActionId, type ActionValue, actionIds, actionValueSchema, type InboundEvent } from '#src/chat/inbound.ts';
import { pickedField } from '#src/chat/picker.ts';
import type { PersonRef } from '#src/model/chat.ts';
import { activitySchema, type TeamsActivity } from './activity.ts';
import type { DialogData } from './adaptive-types.ts';
import { type Automating, readAutomate } from './automate.ts';
import { conversationKey, isDirect, toAddress, toConversation } from './conversation.ts';
import { feedbackSchema } from './feedback.ts';
import { toPlainRequest } from './mention.ts';
import { fieldNameOf, fieldPrefix, pickedAs, readSearch, type Search } from './picker.ts';
import { common, personId, placeOf } from './sender.ts';

/** What an authenticated activity turned out to be. `ignored` is fine and needs nothing. */
export type Normalized =
  | { outcome: 'event'; event: InboundEvent }
  /** A dialog is to be opened. */
  | { outcome: 'dialog'; action: ActionId; value: ActionValue; data: DialogData; person: PersonRef }
  | Automating
  /** Somebody types into a list. */
  | { outcome: 'search'; search: Search; person: PersonRef }
  /** A card asks for its newest state. */
  | { outcome: 'refresh'; value: ActionValue; conversationId: string }
  /** The bot was removed from the conversation, or from the whole team. */
  | { outcome: 'removed'; key: string; teamId?: string }
  | { outcome: 'ignored' }
  | { outcome: 'malformed'; reason: string };

const actionDataSchema = z.object({
  ...actionValueSchema.shape,
  action: z.enum(actionIds),
  input: z.string().max(40).optional(),
  thread: z.string().max(1000).optional(),
});
/** All inputs of the card come beside the ids; a chosen place in a list comes as text, under the id of its list. */
function withInputs(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  const given = data as Record<string, unknown>;
  if (typeof given['input'] !== 'string') return data;
  const chosen = given[given['input']];
  if (given['input'].startsWith('pick_'))
    return typeof chosen === 'string' && chosen !== ''
      ? { ...given, [`${fieldPrefix}${pickedField}`]: pickedAs(given['input'], chosen) }
      : { ...given, choice: null };
  return { ...given, choice: typeof chosen === 'string' && /^\d{1,3}$/.test(chosen) ? Number(chosen) : null };
}

/** What was typed, by field name; at most 20 fields. */
function toFields(data: unknown): { fields: Record<string, string> } | undefined {
  const typed = Object.entries((data ?? {}) as Record<string, unknown>)
    .filter(([key, value]) => key.startsWith(fieldPrefix) && typeof value === 'string')
    .slice(0, 20)
    .map(([key, value]) => [fieldNameOf(key), pickedAs(key, String(value).slice(0, 8000))] as const);
  return typed.length > 0 ? { fields: Object.fromEntries(typed) } : undefined;
}

type ActionData = z.infer<typeof actionDataSchema>;

const executeSchema = z.object({
  action: z.object({
    verb: z.enum(actionIds),
    data: z.preprocess(withInputs, actionDataSchema.omit({ action: true }).loose().default({})),
  }),
  // Nothing but a person's click counts as one.
  trigger: z.literal('manual').nullish(),
});
const refreshSchema = z.object({
  action: z.object({
    verb: z.literal('refresh'),
    data: z.object({ ...actionValueSchema.shape, thread: z.string().max(1000).optional() }),
  }),
});
const dialogDataSchema = actionDataSchema.extend({ card: z.string().max(1000).optional() });
const dialogSchema = z.object({ data: z.preprocess(withInputs, dialogDataSchema.loose()) });

/** Turns an activity whose sender and tenant are established into an inbound event. Pure; never throws. */
export function normalize(body: unknown, tenantId: string): Normalized {
  const parsed = activitySchema.safeParse(body);
  if (!parsed.success) return { outcome: 'malformed', reason: pathOf(parsed.error) };
  const activity = parsed.data;
  if (activity.type === 'invoke') return fromInvoke(activity, tenantId);
  if (activity.type === 'messageUpdate' && activity.channelData.eventType === 'editMessage') {
    return fromEdit(activity, tenantId);
  }
  if (activity.type !== 'message') return fromMembership(activity, tenantId);
  if (activity.value == null) return fromMessage(activity, tenantId);
  const submitted = actionDataSchema.safeParse(withInputs(activity.value));
  if (submitted.success) return fromAction(activity, submitted.data, tenantId, toFields(activity.value));
  return activity.text ? fromMessage(activity, tenantId) : { outcome: 'ignored' };
}

function fromMessage(activity: TeamsActivity, tenantId: string): Normalized {
  if (!activity.id) return { outcome: 'malformed', reason: 'id' };
  const conversation = toConversation(activity, tenantId);
  const text = toPlainRequest(activity.text, activity.entities, activity.recipient.id);
  return {
    outcome: 'event',
    event: {
      kind: 'message',
      dedupeKey: `msg:${conversation.key}:${activity.id}`,
      ...common(activity, tenantId),
      conversation,
      text,
      via: isDirect(activity) ? 'direct' : 'mention',
      ...placeOf(activity),
      ...(text === '' && activity.attachments.length > 0 ? { attached: true } : {}),
    },
  };
}

/** The same words again are the same edit. */
function fromEdit(activity: TeamsActivity, tenantId: string): Normalized {
  const said = fromMessage(activity, tenantId);
  if (said.outcome !== 'event' || said.event.kind !== 'message') return said;
  const digest = createHash('sha256').update(said.event.text).digest('hex').slice(0, 16);
  const { dedupeKey } = said.event;
  return {
    outcome: 'event',
    event: { ...said.event, dedupeKey: `edit:${dedupeKey}:${digest}`, edits: dedupeKey },
  };
}

/**
 * The bot itself came or went; other people do not concern it. Teams tells an installation twice, as a change of members
 * and as an installation, hence one key for both. Upgrades of the app are neither.
 */
function fromMembership(activity: TeamsActivity, tenantId: string): Normalized {
  const bot = activity.recipient.id;
  const installs = activity.type === 'installationUpdate';
  const changes = activity.type === 'conversationUpdate';
  const { id: key } = activity.conversation;
  if ((installs && activity.action === 'remove') || (changes && activity.membersRemoved?.includes(bot))) {
    // Teams tells a removal from a team in the team's general channel, which has the team's id.
    const teamId = activity.channelData.team?.id;
    return { outcome: 'removed', key, ...(teamId === key ? { teamId } : {}) };
  }
  if (!(installs && activity.action === 'add') && !(changes && activity.membersAdded?.includes(bot))) {
    return { outcome: 'ignored' };
  }
  return {
    outcome: 'event',
    event: {
      kind: 'message',
      dedupeKey: `install:${key}`,
      ...common(activity, tenantId),
      conversation: { platform: 'teams', key, address: toAddress(activity, tenantId, key) },
      text: activity.from.name ?? '',
      via: 'install',
    },
  };
}

function fromInvoke(activity: TeamsActivity, tenantId: string): Normalized {
  if (activity.name === 'task/fetch' || activity.name === 'task/submit') return fromDialog(activity, tenantId);
  if (activity.name?.startsWith('composeExtension/'))
    return readAutomate(activity, tenantId) ?? { outcome: 'malformed', reason: 'value' };
  if (activity.name === 'application/search') {
    const search = readSearch(activity.value);
    return search
      ? { outcome: 'search', search, person: common(activity, tenantId).person }
      : { outcome: 'malformed', reason: 'value' };
  }
  if (activity.name === 'message/submitAction') return fromFeedback(activity, tenantId);
  if (activity.name !== 'adaptiveCard/action') return { outcome: 'malformed', reason: 'name' };
  const refresh = refreshSchema.safeParse(activity.value).data;
  if (refresh) {
    const { thread, ...value } = refresh.action.data;
    return { outcome: 'refresh', value, conversationId: conversationKey(activity, thread) };
  }
  const execute = executeSchema.safeParse(activity.value);
  if (!execute.success) return { outcome: 'malformed', reason: `value.${pathOf(execute.error)}` };
  const { verb, data } = execute.data.action;
  return fromAction(activity, { ...data, action: verb }, tenantId, toFields(data));
}

/** Thumbs below a message. Teams says which message, and thanks by itself. */
function fromFeedback(activity: TeamsActivity, tenantId: string): Normalized {
  const { success, data } = feedbackSchema.safeParse(activity.value);
  if (!success || !activity.replyToId) return { outcome: 'ignored' };
  const conversation = toConversation(activity, tenantId);
  const value: ActionValue = { choice: data.like ? 1 : 0 };
  return {
    outcome: 'event',
    event: {
      kind: 'action',
      dedupeKey: actionKey(activity, 'feedback', value, conversation.key),
      ...common(activity, tenantId),
      conversation,
      action: 'feedback',
      value,
      ...(data.comment ? { fields: { comment: data.comment } } : {}),
      card: { platform: 'teams', address: { activityId: activity.replyToId } },
      quiet: true,
    },
  };
}

/** Opening a dialog names the card it was opened on; sending it names only what we put into it. */
function fromDialog(activity: TeamsActivity, tenantId: string): Normalized {
  const dialog = dialogSchema.safeParse(activity.value);
  if (!dialog.success) return { outcome: 'malformed', reason: `value.${pathOf(dialog.error)}` };
  const { data } = dialog.data;
  const card = activity.replyToId ?? data.card;
  if (activity.name === 'task/submit') {
    return fromAction({ ...activity, replyToId: card }, data, tenantId, toFields(data));
  }
  if (!card) return { outcome: 'malformed', reason: 'replyToId' };
  return {
    outcome: 'dialog',
    action: data.action,
    value: z.object(actionValueSchema.shape).parse(data),
    data: { card, ...(data.thread ? { thread: data.thread } : {}) },
    person: common(activity, tenantId).person,
  };
}

function fromAction(
  activity: TeamsActivity,
  data: ActionData,
  tenantId: string,
  typed?: { fields: Record<string, string> },
): Normalized {
  if (!activity.replyToId) return { outcome: 'malformed', reason: 'replyToId' };
  const { action, thread } = data;
  const value = z.object(actionValueSchema.shape).parse(data);
  const conversation = toConversation(activity, tenantId, thread);
  return {
    outcome: 'event',
    event: {
      kind: 'action',
      dedupeKey: actionKey(activity, action, value, conversation.key),
      ...common(activity, tenantId),
      conversation,
      action,
      value,
      ...typed,
      // In a chat of two an answer may as well stand there; of an answer to a click nothing stays.
      ...(activity.type === 'invoke' && !isDirect(activity) ? { held: true } : {}),
      card: {
        platform: 'teams',
        address: { ...toAddress(activity, tenantId, conversation.key), activityId: activity.replyToId },
      },
    },
  };
}

/** Teams sends a click again with the same activity id; another click has another one. */
function actionKey(activity: TeamsActivity, action: string, value: ActionValue, conversationKey: string): string {
  const ids = Object.keys(actionValueSchema.shape).map((key) => value[key as keyof ActionValue] ?? '');
  return ['act', conversationKey, activity.replyToId, personId(activity), action, ...ids, activity.id ?? ''].join(':');
}

function pathOf(error: z.ZodError): string {
  return error.issues[0]?.path.join('.') ?? '';
}
