import { type Activity, TeamsInfo, type TurnContext } from 'botbuilder';
import { text } from '#src/chat/card.ts';
import type { ChatPlatform, OutboundMessage, Presence } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import type { ConversationRef, PersonRef } from '#src/model/chat.ts';
import { addressSchema, messageAddressSchema, type TeamsAddress } from './activity.ts';
import { shorten } from './card-text.ts';
import { type ConnectorOptions, inConversation } from './in-conversation.ts';
import { toMessageLink } from './message-link.ts';
import { openDirect } from './open-direct.ts';
import { createProgressPace } from './progress-pace.ts';
import type { Render } from './render.ts';
import { isInside } from './roster.ts';
import { createTyping, isWorkUnderWay } from './typing.ts';

export interface DeliverOptions extends ConnectorOptions {
  render: Render;
  /** Of the Teams client, for links; undefined where nothing leads into it. */
  clientHost?: string | undefined;
  presence: Presence;
  log: Logger;
  /** How often a message is rewritten with progress [1 s], and typing is shown again [5 s]. */
  progressMs?: number | undefined;
  typingMs?: number | undefined;
}

export interface TeamsPlatform extends ChatPlatform {
  /** Shows at once that something was taken in. Never throws. */
  showTyping(to: ConversationRef): void;
  stopTyping(): void;
  openDirect(near: ConversationRef, person: PersonRef): Promise<ConversationRef>;
  /** Whether the bot is in a conversation that it was told of with this person. Throws a DeliveryError where Teams does not say. */
  mayAnswer(to: ConversationRef, person: string): Promise<boolean>;
  /** The address Teams has of somebody who is there; undefined where it has none or does not say. Never throws. */
  emailOf(to: ConversationRef, person: string): Promise<string | undefined>;
}

/** How the engine speaks in Teams: one attempt each, every failure a DeliveryError. */
export function createTeamsPlatform(options: DeliverOptions): TeamsPlatform {
  const onError = (error: unknown): void =>
    options.log.debug({ code: error instanceof DeliveryError ? error.code : undefined }, 'teams progress not shown');
  const pace = createProgressPace({ everyMs: options.progressMs, onError });
  const typing = createTyping({
    everyMs: options.typingMs,
    onError,
    send: async (address) => {
      await inOwn(options, address, (context) => context.sendActivity({ type: 'typing' }));
    },
  });
  return {
    name: 'teams',
    linkable: true,
    async post(to, message) {
      const address = parse(addressSchema, to.address);
      const activity = toMessage(options, message, address);
      if (message.alert) alerting(activity);
      const activityId = await inOwn(options, address, async (context) => {
        const response = await context.sendActivity(activity);
        return response?.id;
      });
      if (!activityId) throw invalid('Teams did not name the message it took.');
      typing.follow(activityId, address, isWorkUnderWay(message.card));
      return { message: { platform: 'teams', address: { ...address, activityId } } };
    },
    openDirect: async (near, person) => openDirect(options, parse(addressSchema, near.address), person),
    async update(ref, message) {
      const { activityId, ...address } = parse(messageAddressSchema, ref.address);
      // Teams clients do not redraw a card that becomes plain text, so an update is always a card.
      const card = message.card ?? { title: '', elements: [text(message.text)] };
      const activity = toMessage(options, { ...message, card }, address);
      const send = async (): Promise<void> => {
        await inOwn(options, address, (context) => context.updateActivity({ ...activity, id: activityId }));
      };
      const working = isWorkUnderWay(card);
      typing.follow(activityId, address, working);
      await (working ? pace.progress(activityId, send) : pace.final(activityId, send));
    },
    async notify(to, person, words) {
      const address = parse(addressSchema, to.address);
      const alone = address.conversation.conversationType === 'personal';
      // Where others read along, whoever is meant is at least told that it is for them.
      const message = alone ? { text: words } : { text: words, mentions: [person] };
      const activity = toMessage(options, message, address);
      await inOwn(options, address, (context) => context.sendActivity(activity));
    },
    async linkTo(ref) {
      const address = messageAddressSchema.safeParse(ref.address).data;
      return address && options.clientHost && toMessageLink(options.clientHost, address);
    },
    async atWork(to, working) {
      const address = addressSchema.safeParse(to.address).data;
      return address !== undefined && typing.follow(`turn:${to.key}`, address, working);
    },
    showTyping(to) {
      const address = addressSchema.safeParse(to.address).data;
      if (address) typing.show(address);
    },
    mayAnswer: async (to, person) => isInside(options, parse(addressSchema, to.address), person),
    stopTyping: () => typing.stopAll(),
    async emailOf(to, person) {
      try {
        const address = parse(addressSchema, to.address);
        const ask = (context: TurnContext) => TeamsInfo.getMember(context, person);
        return (await inOwn(options, address, ask))?.email || undefined;
      } catch (error) {
        options.log.debug({ code: error instanceof DeliveryError ? error.code : undefined }, 'teams told no address');
        return undefined;
      }
    },
  };
}

/** With a card, `text` becomes the notification and what a screen reader says: Teams would show it above the card too. */
function toMessage(options: DeliverOptions, given: OutboundMessage, address: TeamsAddress): Partial<Activity> {
  const message = named(given, address);
  const base = { type: 'message', ...label(message), ...thumbs(message), ...suggest(message, address) };
  if (!message.card) return { ...base, text: shorten(message.text, 12_000), textFormat: 'plain' };
  return {
    ...base,
    summary: shorten(message.text, 300),
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: options.render(message, address.conversation.id),
      },
    ],
  };
}

/** In a chat of many, Teams notifies whoever a card mentions, by their id in Microsoft Entra; words alone cannot. */
function named({ mentions, ...message }: OutboundMessage, { conversation }: TeamsAddress): OutboundMessage {
  if (!mentions?.length || conversation.conversationType === 'personal') return message;
  return { ...message, mentions, card: message.card ?? { title: '', elements: [text(message.text)] } };
}

/** Teams writes "AI generated" beside it. */
function label({ generated }: OutboundMessage): Partial<Activity> {
  if (!generated) return {};
  const message = { '@type': 'Message', '@context': 'https://schema.org', '@id': '' };
  return { entities: [{ type: 'https://schema.org/Message', ...message, additionalType: ['AIGeneratedContent'] }] };
}

/** Teams lists it in the activity feed of whoever is meant; only what is posted, because a change is no news. */
function alerting(activity: Partial<Activity>): void {
  activity.channelData = { ...activity.channelData, notification: { alert: true } };
}

/** Teams shows thumbs below it, asks for a comment, and thanks. */
function thumbs({ feedback }: OutboundMessage): Partial<Activity> {
  return feedback ? { channelData: { feedbackLoop: { type: 'default' } } } : {};
}

/** Teams shows the first three; a tap says the words. Where others read along they would be everybody's. */
function suggest({ suggestions }: OutboundMessage, { conversation, user }: TeamsAddress): Partial<Activity> {
  if (!suggestions?.length || conversation.conversationType !== 'personal') return {};
  const actions = suggestions.slice(0, 3).map((words) => ({ type: 'imBack', title: words, value: words }));
  return { suggestedActions: { to: user ? [user.id] : [], actions } };
}

/** A call that tells where the bot was removed: nothing more is said there then. */
async function inOwn<T>(
  options: DeliverOptions,
  address: TeamsAddress,
  call: (context: TurnContext) => Promise<T>,
): Promise<T | undefined> {
  const { presence, log } = options;
  try {
    return await inConversation(options, address, call);
  } catch (error) {
    if (error instanceof DeliveryError && error.code === 'teams_bot_removed') {
      await presence
        .left({ platform: 'teams', tenant: address.tenantId, key: address.conversation.id })
        .catch((reason) => log.warn({ err: reason }, 'closed conversation not kept'));
    }
    throw error;
  }
}

function parse<T>(schema: { safeParse(value: unknown): { data?: T | undefined } }, value: unknown): T {
  const { data } = schema.safeParse(value);
  if (data === undefined) throw invalid('The stored address is not one of a Teams conversation.');
  return data;
}

function invalid(message: string): DeliveryError {
  return new DeliveryError(message, {
    code: 'teams_address_invalid',
    userMessage: 'This Teams message cannot be sent.',
  });
}
