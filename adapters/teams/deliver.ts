import { setTimeout as delay } from 'node:timers/promises';
import { type Activity, type CloudAdapter, TeamsInfo, type TurnContext } from 'botbuilder';
import { text } from '#src/chat/card.ts';
import type { ChatPlatform, OutboundMessage, Presence } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import { addressSchema, messageAddressSchema, type TeamsAddress } from './activity.ts';
import { shorten } from './card-text.ts';
import { toDeliveryError } from './delivery-error.ts';
import { toMessageLink } from './message-link.ts';
import { createProgressPace } from './progress-pace.ts';
import type { Render } from './render.ts';
import { createTyping, isWorkUnderWay } from './typing.ts';

export interface DeliverOptions {
  adapter: CloudAdapter;
  /** Empty in local mode. */
  appId: string;
  /** For a whole delivery: getting a token and one call to the Bot Connector. */
  timeoutMs: number;
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
      await inConversation(options, address, (context) => context.sendActivity({ type: 'typing' }));
    },
  });
  return {
    name: 'teams',
    linkable: true,
    async post(to, message, { alone } = {}) {
      // Teams lets a bot begin a chat only with those who have the app: whoever wrote to it is known by that chat.
      if (alone) throw notKnownAlone();
      const address = parse(addressSchema, to.address);
      const activity = toMessage(options, message, address);
      const activityId = await inConversation(options, address, async (context) => {
        const response = await context.sendActivity(activity);
        return response?.id;
      });
      if (!activityId) throw invalid('Teams did not name the message it took.');
      typing.follow(activityId, address, isWorkUnderWay(message.card));
      return { message: { platform: 'teams', address: { ...address, activityId } } };
    },
    async update(ref, message) {
      const { activityId, ...address } = parse(messageAddressSchema, ref.address);
      // Teams clients do not redraw a card that becomes plain text, so an update is always a card.
      const card = message.card ?? { title: '', elements: [text(message.text)] };
      const activity = toMessage(options, { ...message, card }, address);
      const send = async (): Promise<void> => {
        await inConversation(options, address, (context) => context.updateActivity({ ...activity, id: activityId }));
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
      await inConversation(options, address, (context) => context.sendActivity(activity));
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
    stopTyping: () => typing.stopAll(),
    async emailOf(to, person) {
      try {
        const address = parse(addressSchema, to.address);
        const ask = (context: TurnContext) => TeamsInfo.getMember(context, person);
        return (await inConversation(options, address, ask))?.email || undefined;
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

/** Runs one call inside the stored conversation. The connector factory checks the service URL again before it sends. */
async function inConversation<T>(
  { adapter, appId, timeoutMs, presence, log }: DeliverOptions,
  { tenantId, team: _, ...reference }: TeamsAddress,
  call: (context: TurnContext) => Promise<T>,
): Promise<T | undefined> {
  let result: T | undefined;
  const conversation = { isGroup: false, name: '', conversationType: '', tenantId, ...reference.conversation };
  const bot = { name: '', ...reference.bot };
  const user = reference.user ? { name: '', ...reference.user } : undefined;
  const work = adapter.continueConversationAsync(appId, { ...reference, conversation, bot, user }, async (context) => {
    // The SDK made this activity up, with a random id: nothing shall be a reply to it.
    const madeUp: Partial<Activity> = context.activity;
    delete madeUp.id;
    result = await call(context);
  });
  const timer = new AbortController();
  const late = delay(timeoutMs, undefined, { signal: timer.signal }).then(() => Promise.reject(new Error('too late')));
  try {
    await Promise.race([work, late]);
    return result;
  } catch (error) {
    const failure = toDeliveryError(error);
    if (failure.code === 'teams_bot_removed') {
      await presence
        .left({ platform: 'teams', tenant: tenantId, key: reference.conversation.id })
        .catch((reason) => log.warn({ err: reason }, 'closed conversation not kept'));
    }
    throw failure;
  } finally {
    timer.abort();
    late.catch(() => undefined);
  }
}

function parse<T>(schema: { safeParse(value: unknown): { data?: T | undefined } }, value: unknown): T {
  const { data } = schema.safeParse(value);
  if (data === undefined) throw invalid('The stored address is not one of a Teams conversation.');
  return data;
}

const notKnownAlone = () =>
  new DeliveryError('No chat with this person alone is known', {
    code: 'teams_not_known_alone',
    userMessage: 'Flowsmith has no chat with this person alone in Teams, so nothing was sent.',
  });

function invalid(message: string): DeliveryError {
  return new DeliveryError(message, {
    code: 'teams_address_invalid',
    userMessage: 'This Teams message cannot be sent.',
  });
}
