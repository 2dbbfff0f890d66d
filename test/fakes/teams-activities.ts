import { randomUUID } from 'node:crypto';
import type { AdaptiveAction, AdaptiveCard, AdaptiveElement, DialogCard } from '#adapters/teams/adaptive-types.ts';
import { createAutomate } from './teams-automate.ts';
import type { Payload, Person, Scope, Sender } from './teams-sender.ts';

export type { Payload, Person, Scope, Sender } from './teams-sender.ts';

interface SentActivity {
  text?: string;
  summary?: string;
  attachments?: { contentType: string; content: AdaptiveCard }[];
  channelData?: object;
}

/** What the bot posted: one message as everybody sees it now. */
export interface PostedActivity {
  id: string;
  conversationId: string;
  activity: SentActivity;
  /** As it was posted first. */
  posted: SentActivity;
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

export interface MessageOptions extends Sender {
  text: string;
  /** Adds the mention of the bot in front; default in every scope but the personal one. */
  mention?: boolean;
}
export interface ClickOptions extends Sender {
  card: PostedActivity;
  /** Action id of the button; its data is read from the card as it is now. */
  action: string;
  /** What was typed or chosen on the card, by input id; `choice` stands for the list beside the button. */
  inputs?: Record<string, string>;
}

/** Builds the activities Teams would send for what people do, for one bot and tenant. */
export function createActivities(bot: { id: string; name: string }, tenantId: string, serviceUrl: string) {
  let nextId = Date.now();

  function base(
    type: string,
    { person = rita, scope = 'personal', conversationId, teamId = '19:team@thread.tacv2', locale = 'en-GB' }: Sender,
  ): Payload {
    const id = conversationId ?? conversations[scope];
    const conversation = { conversationType: scope, tenantId, id, ...(scope === 'personal' ? {} : { isGroup: true }) };
    const team = scope === 'channel' ? { team: { id: teamId }, channel: { id: id.split(';')[0] } } : {};
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
      locale,
      localTimezone: 'Europe/Berlin',
      entities: [{ type: 'clientInfo', locale, platform: 'Web' }],
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
    const { choice, ...typed } = options.inputs ?? {};
    const chosen = choice !== undefined && data.input ? { [data.input]: choice } : {};
    const sent = { ...data, ...typed, ...chosen };
    const action = { type: 'Action.Execute', title, id: randomUUID(), verb, data: sent };
    return { ...click('invoke', options), name: 'adaptiveCard/action', value: { action, trigger: 'manual' } };
  }

  function submit(options: ClickOptions): Payload {
    const { fallback } = findButton(options.card, options.action);
    return { ...click('message', options), value: fallback.data };
  }

  /** The bot was added or removed: Teams tells it as an installation and as a change of members. */
  function install(what: 'add' | 'remove', sender: Sender = {}): Payload[] {
    const members = what === 'add' ? { membersAdded: [bot] } : { membersRemoved: [bot] };
    return [
      { ...base('installationUpdate', sender), action: what },
      { ...base('conversationUpdate', sender), ...members },
    ];
  }

  /** The person changed the words of an earlier message. */
  function edit(original: Payload, text: string): Payload {
    const { channelData } = original as { channelData?: object };
    const entities = original['entities'] as { text?: string }[] | undefined;
    const tag = entities?.find((entity) => entity.text)?.text;
    return {
      ...original,
      type: 'messageUpdate',
      channelData: { ...channelData, eventType: 'editMessage' },
      text: tag ? `${tag}&nbsp;${text}` : text,
    };
  }

  /** Presses what opens a dialog. */
  function openDialog(options: ClickOptions): Payload {
    const button = buttonsOf(options.card, true).find(
      (each) => each.type === 'Action.Submit' && each.data.action === options.action,
    );
    if (button?.type !== 'Action.Submit') throw new Error(`The card opens no dialog for "${options.action}".`);
    return {
      ...click('invoke', options),
      name: 'task/fetch',
      value: { data: button.data, context: { theme: 'dark' } },
    };
  }

  /** Sends the dialog that was opened: Teams does not say again on which card. */
  function submitDialog(options: ClickOptions, dialog: DialogCard, inputs: Record<string, string>): Payload {
    const { replyToId: _, ...activity } = click('invoke', options);
    const value = { data: { ...dialog.actions[0].data, ...inputs }, context: { theme: 'dark' } };
    return { ...(activity as Payload), name: 'task/submit', value };
  }

  /** What clients do by themselves when a card comes into view. */
  function refresh({ card, ...sender }: Omit<ClickOptions, 'action'>): Payload {
    const content = card.activity.attachments?.[0]?.content;
    if (!content?.refresh) throw new Error('The card cannot be refreshed.');
    const value = { action: content.refresh.action, trigger: 'automatic' };
    return { ...click('invoke', { card, action: '', ...sender }), name: 'adaptiveCard/action', value };
  }

  /** Thumbs below a message. */
  function rate(options: Omit<ClickOptions, 'action'> & { reaction: 'like' | 'dislike'; comment?: string }): Payload {
    const { reaction, comment = '', ...sender } = options;
    const feedback = JSON.stringify({ feedbackText: comment });
    const value = { actionName: 'feedback', actionValue: { reaction, feedback } };
    return { ...click('invoke', { ...sender, action: '' }), name: 'message/submitAction', value };
  }

  /** What Teams asks at every key typed into a list. */
  function search({ card, value, ...sender }: Omit<ClickOptions, 'action'> & { value: object }): Payload {
    return { ...click('invoke', { card, action: '', ...sender }), name: 'application/search', value };
  }

  const automate = createAutomate(base);
  return { message, edit, install, execute, submit, openDialog, submitDialog, refresh, rate, search, automate };
}

function scopeOf(conversationId: string): Scope {
  if (conversationId.includes('@thread.tacv2')) return 'channel';
  return conversationId.startsWith('a:') ? 'personal' : 'groupChat';
}

/** The buttons on a posted card, as a person sees them now; `opened`: with those that open under a button. */
export function buttonsOf(posted: PostedActivity, opened = false): AdaptiveAction[] {
  return (posted.activity.attachments ?? []).flatMap(({ content }) => buttonsIn(content.body, opened));
}

function buttonsIn(elements: AdaptiveElement[], opened: boolean): AdaptiveAction[] {
  return elements.flatMap((element) => {
    if (element.type === 'ColumnSet') return element.columns.flatMap(({ items }) => buttonsIn(items, opened));
    if (element.type === 'Container')
      return element.isVisible !== false || opened ? buttonsIn(element.items, opened) : [];
    if (element.type !== 'ActionSet') return [];
    return element.actions.flatMap((action) =>
      opened && action.type === 'Action.ShowCard' ? [action, ...buttonsIn(action.card.body, opened)] : [action],
    );
  });
}

function findButton(posted: PostedActivity, action: string): Extract<AdaptiveAction, { type: 'Action.Execute' }> {
  for (const button of buttonsOf(posted, true)) {
    if (button.type === 'Action.Execute' && (button.verb === action || button.title === action)) return button;
  }
  throw new Error(`The card has no button "${action}".`);
}
