import { z } from 'zod';
import {
  type ActionTaken,
  type ActionValue,
  actionIds,
  actionValueSchema,
  type MessageReceived,
} from '#src/chat/inbound.ts';
import { pickedField } from '#src/chat/picker.ts';
import { belowIn, messageKey, toMessageRef, toRef, toWorkspace, type Workspace } from './address.ts';
import { readMenu } from './menu.ts';
import { namedChannels, toPlainText } from './mrkdwn.ts';
import { idsOf, pickedBy, pickedSchema } from './picker.ts';

const envelope = z.object({
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    channel: z.string(),
    channel_type: z.string().optional(),
    ts: z.string(),
    thread_ts: z.string().optional(),
    user: z.string().optional(),
    text: z.string().default(''),
    bot_id: z.string().nullish(),
    subtype: z.string().optional(),
    hidden: z.boolean().optional(),
    files: z.array(z.unknown()).optional().catch(undefined),
  }),
});

const sessionStopped = z.object({
  event: z.object({
    type: z.literal('agent_session_stopped'),
    channel: z.string(),
    user: z.string(),
    thread_ts: z.string(),
    event_ts: z.string(),
  }),
});

const slashCommand = z.object({
  channel_id: z.string(),
  user_id: z.string(),
  user_name: z.string().default(''),
  text: z.string().default(''),
  trigger_id: z.string(),
  response_url: z.string(),
});

const blockActions = z.object({
  user: z.object({ id: z.string(), name: z.string().optional(), username: z.string().optional() }),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({
    channel_id: z.string().optional(),
    message_ts: z.string(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  response_url: z.string().optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        block_id: z.string(),
        action_ts: z.string(),
        value: z.string().optional(),
        ...pickedSchema.shape,
      }),
    )
    .min(1),
});

/** Messages that are a person's new words although they carry a subtype. */
export const spokenSubtypes = ['file_share', 'thread_broadcast'];

/**
 * A mention or a direct message, or undefined when it is not a person talking to the bot: bots (ourselves included),
 * edits, deletions, joins, messages in channels, and direct messages with neither words nor a file.
 */
export function toMessage(body: unknown, botUserId?: string): MessageReceived | undefined {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return undefined;
  const { event } = parsed.data;
  const workspace = toWorkspace(body);
  if (!workspace || !event.user || event.bot_id || event.hidden || event.user === botUserId) return undefined;
  if (event.subtype !== undefined && !spokenSubtypes.includes(event.subtype)) return undefined;
  const direct = event.type === 'message' || event.channel_type === 'im';
  if (event.type === 'message' && event.channel_type !== 'im') return undefined;
  const text = toPlainText(event.text, botUserId);
  const attached = text === '' && (event.files ?? []).length > 0;
  if (direct && text === '' && !attached) return undefined;
  const threadTs = event.thread_ts ?? event.ts;
  return {
    kind: 'message',
    // The same words may arrive as app_mention and as message, with different event ids: one key for both.
    dedupeKey: messageKey(event.channel, event.ts),
    tenant: { id: workspace.team },
    conversation: toRef(
      { ...workspace, channel: event.channel, threadTs, user: event.user, asked: event.ts },
      threadTs,
    ),
    person: { id: event.user, name: event.user },
    text,
    via: direct ? 'direct' : 'mention',
    ...(attached ? { attached } : {}),
    ...namedChannels(event.text),
    ...belowIn(event.channel, event.ts, event.thread_ts),
    ...hereIs(event.channel),
  };
}

/** Slack's own Stop button in a direct message: stops whatever this person's turn there is at. */
export function toSessionStop(body: unknown): ActionTaken | undefined {
  const parsed = sessionStopped.safeParse(body);
  if (!parsed.success) return undefined;
  const { event } = parsed.data;
  const { channel, user, thread_ts: threadTs } = event;
  const workspace = toWorkspace(body);
  if (!workspace) return undefined;
  return {
    kind: 'action',
    dedupeKey: `stop:${channel}:${threadTs}:${user}:${event.event_ts}`,
    tenant: { id: workspace.team },
    conversation: toRef({ ...workspace, channel, threadTs, user }, threadTs),
    person: { id: user, name: user },
    action: 'stop',
    value: {},
    card: toMessageRef({ ...workspace, channel, ts: threadTs }),
  };
}

/** A slash command. It has no thread: the conversation is re-keyed to the card once that is posted. */
export function toCommand(body: unknown): MessageReceived {
  const command = slashCommand.parse(body);
  const workspace = toWorkspace(body);
  if (!workspace) throw new TypeError('a command names its workspace');
  const { channel_id: channel, user_id: user, trigger_id: trigger, response_url: responseUrl } = command;
  return {
    kind: 'message',
    dedupeKey: `cmd:${trigger}`,
    tenant: { id: workspace.team },
    conversation: toRef({ ...workspace, channel, responseUrl, user }, `cmd:${trigger}`),
    person: { id: user, name: command.user_name || user },
    text: toPlainText(command.text),
    via: 'command',
    ...namedChannels(command.text),
    ...hereIs(channel),
  };
}

/** A channel that n8n can post to; a direct message with the bot is none. */
const hereIs = (channel: string): { channel?: string } => (/^[CG]/.test(channel) ? { channel } : {});

const onHome = z.object({
  user: blockActions.shape.user,
  view: z.object({ type: z.literal('home') }),
  actions: blockActions.shape.actions,
});

/** What is pressed on the app's Home; answers go where the bot speaks with that person. Undefined for anything else. */
export function toHomeAction(body: unknown): ActionTaken | 'ignored' | 'unknown' | undefined {
  const parsed = onHome.safeParse(body);
  const workspace = toWorkspace(body);
  if (!parsed.success || !workspace) return undefined;
  const { user, actions } = parsed.data;
  const [element] = actions;
  if (!element) return 'unknown';
  const pressed = readPressed(element);
  if (typeof pressed === 'string') return pressed;
  return {
    kind: 'action',
    dedupeKey: keyOf(user.id, element),
    ...homeOf(workspace, user.id),
    person: { id: user.id, name: user.name ?? user.username ?? user.id },
    ...pressed,
    private: true,
    page: true,
  };
}

/** Where clicks on the Home of this person come from. */
export function homeOf(workspace: Workspace, user: string): Pick<ActionTaken, 'tenant' | 'conversation' | 'card'> {
  const place = { ...workspace, channel: user };
  return {
    tenant: { id: workspace.team },
    conversation: toRef({ ...place, user }, 'home'),
    card: toMessageRef({ ...place, home: user }),
  };
}

type Pressed = z.infer<typeof blockActions>['actions'][number];

const keyOf = (user: string, { action_ts, block_id, action_id }: Pressed): string =>
  `act:${user}:${action_ts}:${block_id}:${action_id}`;

/** What an element stands for: a button, a list or a menu. */
function readPressed(pressed: Pressed): Pick<ActionTaken, 'action' | 'value' | 'fields'> | 'ignored' | 'unknown' {
  const name = pressed.action_id.split(':')[0];
  const chosen = readMenu(pressed.action_id, pressed.selected_option?.value);
  if (name === 'link' || chosen === 'ignored') return 'ignored';
  const action = chosen?.action ?? actionIds.find((id) => id === name);
  const value = chosen?.value ?? carriedBy(pressed);
  if (!action || !value) return 'unknown';
  const picked = pickedBy(pressed.action_id, pressed);
  return { action, value, ...(picked === undefined ? {} : { fields: { [pickedField]: picked } }) };
}

/** A pressed button. `ignored`: a link button, which Slack reports too. `unknown`: not one of ours, or of an old card. */
export function toAction(body: unknown): ActionTaken | 'ignored' | 'unknown' {
  const parsed = blockActions.safeParse(body);
  if (!parsed.success) return 'unknown';
  const { user, container, message, actions, response_url: responseUrl } = parsed.data;
  const [pressed] = actions;
  const workspace = toWorkspace(body);
  const channel = parsed.data.channel?.id ?? container.channel_id;
  const read = pressed ? readPressed(pressed) : 'unknown';
  if (typeof read === 'string') return read;
  if (!pressed || !workspace || !channel) return 'unknown';
  const alone = container.is_ephemeral ?? false;
  // Nothing can be said below a private message: what everybody shall see starts a thread of its own, like a command.
  const threadTs = container.thread_ts ?? message?.thread_ts ?? (alone ? undefined : container.message_ts);
  const card = { ...workspace, channel, ...(alone ? { onlyFor: user.id } : { ts: container.message_ts, threadTs }) };
  return {
    kind: 'action',
    dedupeKey: keyOf(user.id, pressed),
    tenant: { id: workspace.team },
    conversation: toRef(
      { ...workspace, channel, threadTs, user: user.id, responseUrl },
      threadTs ?? `only:${container.message_ts}`,
    ),
    person: { id: user.id, name: user.name ?? user.username ?? user.id },
    ...read,
    card: toMessageRef({ ...card, responseUrl }),
    ...(alone ? { private: true } : {}),
  };
}

/** A button carries its ids as its value; a list carries them in its action id, and the chosen place as its value. */
function carriedBy(pressed: Pressed): ActionValue | undefined {
  const picked = pickedBy(pressed.action_id, pressed);
  if (picked === undefined && !pressed.selected_option) return parseValue(pressed.value);
  const ids = parseValue(idsOf(pressed.action_id));
  if (picked !== undefined) return ids;
  const choice = actionValueSchema.shape.choice.safeParse(Number(pressed.selected_option?.value));
  return ids && choice.success ? { ...ids, choice: choice.data } : undefined;
}

/** The ids a button or list carries; undefined for anything else. */
export function parseValue(value: string | undefined): ActionValue | undefined {
  try {
    return actionValueSchema.safeParse(JSON.parse(value ?? '')).data;
  } catch {
    return undefined;
  }
}
