import { randomUUID } from 'node:crypto';
import type { AdaptiveAction, AdaptiveCard, AdaptiveElement } from '#adapters/teams/adaptive-types.ts';

export type Scope = 'personal' | 'groupChat' | 'channel';
export interface Person {
  id: string;
  name: string;
  aadObjectId: string;
}
/** An activity as Teams posts it; loose, because tests break it on purpose. */
export type Payload = Record<string, unknown> & { serviceUrl: string };

/** What the bot posted: one message as everybody sees it now. */
export interface PostedActivity {
  id: string;
  conversationId: string;
  activity: { text?: string; summary?: string; attachments?: { contentType: string; content: AdaptiveCard }[] };
  updates: number;
  authorization: string | undefined;
}

export const rita: Person = {
  id: '29:rita',
  name: 'Rita Requester',
  aadObjectId: '7f2b1c9e-1111-4a4b-8c1d-0a0b0c0d0e01',
};
export const alex: Person = {
  id: '29:alex',
  name: 'Alex Approver',
  aadObjectId: '7f2b1c9e-2222-4a4b-8c1d-0a0b0c0d0e02',
};

const conversations: Record<Scope, string> = {
  personal: 'a:1personal',
  groupChat: '19:group@thread.v2',
  channel: '19:general@thread.tacv2',
};

export interface Sender {
  person?: Person;
  scope?: Scope;
  /** Overrides the scope's own conversation. */
  conversationId?: string;
}
export interface MessageOptions extends Sender {
  text: string;
  /** Adds the mention of the bot in front; default in every scope but the personal one. */
  mention?: boolean;
}
export interface ClickOptions extends Sender {
  card: PostedActivity;
  /** Action id of the button; its data is read from the card as it is now. */
  action: string;
  /** What was typed or chosen on the card, by input id. */
  inputs?: Record<string, string>;
}

/** Builds the activities Teams would send for what people do, for one bot and tenant. */
export function createActivities(bot: { id: string; name: string }, tenantId: string, serviceUrl: string) {
  let nextId = Date.now();

  function base(type: string, { person = rita, scope = 'personal', conversationId }: Sender): Payload {
    const id = conversationId ?? conversations[scope];
    const conversation = { conversationType: scope, tenantId, id, ...(scope === 'personal' ? {} : { isGroup: true }) };
    const team = scope === 'channel' ? { team: { id: '19:team@thread.tacv2' }, channel: { id: id.split(';')[0] } } : {};
    return {
      type,
      id: String(nextId++),
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl,
      from: person,
      recipient: bot,
      conversation,
      channelData: { tenant: { id: tenantId }, ...team },
      locale: 'en-GB',
      localTimezone: 'Europe/Berlin',
      entities: [{ type: 'clientInfo', locale: 'en-GB', platform: 'Web' }],
    };
  }

  function message({ text, mention, ...sender }: MessageOptions): Payload {
    const activity = base('message', sender);
    if (!(mention ?? (sender.scope ?? 'personal') !== 'personal')) return { ...activity, text, textFormat: 'plain' };
    const tag = `<at>${bot.name}</at>`;
    const entity = { type: 'mention', mentioned: bot, text: tag };
    return { ...activity, text: `${tag}&nbsp;${text}\n`, textFormat: 'plain', entities: [entity] };
  }

  function click(type: string, { card, ...sender }: ClickOptions): Payload {
    const conversationId = sender.conversationId ?? card.conversationId;
    const scope = sender.scope ?? scopeOf(conversationId);
    return { ...base(type, { ...sender, scope, conversationId }), replyToId: card.id };
  }

  function execute(options: ClickOptions): Payload {
    const { verb, data, title } = findButton(options.card, options.action);
    const action = { type: 'Action.Execute', title, id: randomUUID(), verb, data: { ...data, ...options.inputs } };
    return { ...click('invoke', options), name: 'adaptiveCard/action', value: { action, trigger: 'manual' } };
  }

  function submit(options: ClickOptions): Payload {
    const { fallback } = findButton(options.card, options.action);
    return { ...click('message', options), value: fallback.data };
  }

  return { message, execute, submit };
}

function scopeOf(conversationId: string): Scope {
  if (conversationId.startsWith(conversations.channel)) return 'channel';
  return conversationId === conversations.groupChat ? 'groupChat' : 'personal';
}

/** The buttons on a posted card, as a person sees them now. */
export function buttonsOf(posted: PostedActivity): AdaptiveAction[] {
  const body = posted.activity.attachments?.flatMap(({ content }) => content.body) ?? [];
  return body.flatMap(buttonsIn);
}

/** Buttons also stand beside rows, and inside what opens under a button. */
function buttonsIn(element: AdaptiveElement): AdaptiveAction[] {
  if (element.type === 'ColumnSet') return element.columns.flatMap(({ items }) => items.flatMap(buttonsIn));
  return element.type === 'ActionSet' ? element.actions : [];
}

function findButton(posted: PostedActivity, action: string): Extract<AdaptiveAction, { type: 'Action.Execute' }> {
  for (const button of buttonsOf(posted)) {
    const inner = button.type === 'Action.ShowCard' ? button.card.body.flatMap(buttonsIn) : [];
    for (const each of [button, ...inner]) {
      if (each.type === 'Action.Execute' && (each.verb === action || each.title === action)) return each;
    }
  }
  throw new Error(`The card has no button "${action}".`);
}
