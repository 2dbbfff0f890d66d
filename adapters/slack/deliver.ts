import type { Card } from '#src/chat/card.ts';
import type { ChatPlatform, OutboundMessage, Posted, PostOptions } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Logger } from '#src/log.ts';
import type { ConversationRef, MessageRef, PersonRef } from '#src/model/chat.ts';
import {
  isAloneWith,
  isDirectChannel,
  type SlackAddress,
  type SlackMessageAddress,
  slackAddress,
  slackMessageAddress,
  toMessageRef,
  toRef,
  type Workspace,
} from './address.ts';
import { createAtWork } from './at-work.ts';
import type { SlackClients } from './clients.ts';
import { noTimestamp, toDeliveryError } from './delivery-error.ts';
import type { Eyes } from './eyes.ts';
import { createFeedbackSwitch } from './feedback.ts';
import type { SlackHome } from './home.ts';
import { inviting } from './inviting.ts';
import { findLanded, mayHaveLanded, metadataType, outcomeUnknown } from './landing.ts';
import { createLinks } from './links.ts';
import { openDirect } from './open-direct.ts';
import type { Pace } from './pace.ts';
import type { SlackPictures } from './pictures.ts';
import { createPlanSwitch } from './plan.ts';
import { type Rendered, render } from './rendered.ts';
import { callResponseUrl } from './response-url.ts';
import type { AgentSessions } from './sessions.ts';
import { endStep } from './steps.ts';

/** Slack's ways of saying that the bot cannot speak there. */
const unreachable = ['slack_not_in_channel', 'slack_channel_not_found'];
/** Slack's ways of saying that a message cannot be rewritten by its timestamp. */
const unrewritable = [...unreachable, 'slack_message_not_found', 'slack_cant_update_message'];

export interface DeliveryOptions {
  clients: SlackClients;
  pictures: SlackPictures;
  sessions: AgentSessions;
  eyes: Eyes;
  home: Pick<SlackHome, 'draw'>;
  pace: Pace;
  log: Logger;
  /** Throws for a card that Slack would refuse instead of sending its words alone. */
  strict: boolean;
}

/**
 * Slack as the engine speaks through it. One attempt per call, no waiting: every failure is a DeliveryError that says
 * whether and when another attempt is worth it, and the queue decides.
 */
export function createDelivery({
  clients,
  pictures,
  sessions,
  eyes,
  home,
  pace,
  log,
  strict,
}: DeliveryOptions): ChatPlatform {
  const ratings = createFeedbackSwitch(log);
  const plans = createPlanSwitch(log);

  async function post(to: ConversationRef, given: OutboundMessage, options: PostOptions = {}): Promise<Posted> {
    const address = slackAddress.parse(to.address);
    const { mentions: _, ...unnamed } = given;
    const message = isAloneWith(address.channel) ? unnamed : given;
    try {
      return await postMessage(to, address, message, options);
    } catch (error) {
      if (!address.responseUrl || !isOneOf(error, unreachable)) throw error;
      return postToResponseUrl(address, address.responseUrl, message);
    }
  }

  async function open(near: ConversationRef, person: PersonRef): Promise<ConversationRef> {
    const address = slackAddress.parse(near.address);
    return toRef(await attempt(address.team, () => openDirect(clients, address, person)), '');
  }

  async function postMessage(
    to: Pick<ConversationRef, 'key'>,
    address: SlackAddress,
    message: OutboundMessage,
    { id = crypto.randomUUID(), again = false }: PostOptions,
  ): Promise<Posted> {
    const { team, org, channel, threadTs } = address;
    const client = await clients.of(address);
    // Where the app may not read, nobody knows; then it is posted again.
    const before = again ? await findLanded(client, address, id).catch(() => undefined) : undefined;
    if (before) return rewriteFound(address, before, message);
    const send = ({ text, blocks }: Rendered) =>
      client.chat.postMessage({
        channel,
        text,
        ...(blocks.length > 0 ? { blocks } : {}),
        ...(threadTs ? { thread_ts: threadTs } : {}),
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: metadataType, event_payload: { id, conversation: to.key } },
      });
    await pace.take(team, channel);
    const posted = await withPictures(address, message, send).catch((error) =>
      whereItLanded(address, id, error, message.card?.language),
    );
    const ts = posted.ts;
    if (!ts) throw outcomeUnknown(noTimestamp());
    await sessions.show({ team, org, channel, threadTs }, message.card);
    const landed = { ...address, channel: posted.channel ?? channel };
    // Posted to a person's id: the answer names the channel that leads to.
    return landed.channel === channel
      ? toPosted(landed, ts)
      : { ...toPosted(landed, ts), conversation: toRef(landed, '') };
  }

  /** An attempt before posted it, and nobody was told where. */
  async function rewriteFound(address: SlackAddress, ts: string, message: OutboundMessage): Promise<Posted> {
    const posted = toPosted(address, ts);
    await update(posted.message, message);
    return posted;
  }

  /** Never a second post where the first may be there: it is looked for, and where that is impossible left at that. */
  async function whereItLanded(address: SlackAddress, id: string, error: unknown, language: Language = 'en') {
    const { team, channel, threadTs, user } = address;
    if (!mayHaveLanded(error)) throw error;
    const client = await clients.of(address);
    let ts: string | undefined;
    try {
      ts = await findLanded(client, address, id);
    } catch (cause) {
      if (user) {
        const thread = threadTs ? { thread_ts: threadTs } : {};
        await client.chat
          .postEphemeral({ channel, user, text: wordsIn(language).adapters.slack.unknownOutcome, ...thread })
          .catch(() => undefined);
      }
      log.warn({ team, code: toDeliveryError(cause).code }, 'slack post of unknown outcome');
      throw outcomeUnknown(error);
    }
    if (!ts) throw error;
    return { ts, channel };
  }

  async function update(ref: MessageRef, message: OutboundMessage): Promise<void> {
    const address = slackMessageAddress.parse(ref.address);
    const { team, org, channel, ts, threadTs, responseUrl } = address;
    const { home: whose, step } = address;
    if (whose) return attempt(team, () => home.draw({ team, org }, whose));
    if (step) return attempt(team, () => endStep({ clients, log }, { team, org, step }, message));
    if (message.gone) return takeAway(address);
    if (!ts) {
      if (!responseUrl) throw noTimestamp();
      if (message.working) return;
      return replaceThroughResponseUrl(address, responseUrl, message);
    }
    const client = await clients.of(address);
    try {
      await withPictures(address, message, ({ text, blocks }) => client.chat.update({ channel, ts, text, blocks }));
      await sessions.show({ team, org, channel, threadTs }, message.card);
    } catch (error) {
      if (!responseUrl || !isOneOf(error, unrewritable)) throw error;
      await replaceThroughResponseUrl(address, responseUrl, message);
    }
  }

  /** What was announced through a response URL never stood there. */
  async function takeAway({ channel, ts, ...workspace }: SlackMessageAddress): Promise<void> {
    if (!ts) return;
    const client = await clients.of(workspace);
    try {
      await attempt(workspace.team, () => client.chat.delete({ channel, ts }));
    } catch (error) {
      if (!isOneOf(error, ['slack_message_not_found'])) throw error;
    }
  }

  async function notify(to: ConversationRef, person: PersonRef, text: string, card?: Card): Promise<void> {
    const address = slackAddress.parse(to.address);
    const { team, channel, threadTs, responseUrl } = address;
    await pace.take(team, channel);
    const client = await clients.of(address);
    const thread = threadTs ? { thread_ts: threadTs } : {};
    const send = (call: (rendered: Partial<Rendered> & { text: string }) => Promise<unknown>) =>
      withPictures(address, { text, ...(card ? { card } : {}) }, ({ blocks, ...rendered }) =>
        call({ ...rendered, ...(blocks.length > 0 ? { blocks } : {}) }),
      );
    const whisper = () =>
      send((rendered) => client.chat.postEphemeral({ channel, user: person.id, ...rendered, ...thread })).catch(
        (error) =>
          // A flow may ask where the person it asks for is no member.
          isOneOf(error, ['slack_user_not_in_channel'])
            ? send((rendered) => client.chat.postMessage({ channel: person.id, ...rendered }))
            : raise(error),
      );
    const respond = (url: string) =>
      send((rendered) =>
        callResponseUrl(url, { response_type: 'ephemeral', replace_original: false, ...rendered, ...thread }),
      );
    if (isAloneWith(channel)) {
      const post = send((rendered) => client.chat.postMessage({ channel, ...rendered, ...thread }));
      // A command given where two people speak with each other.
      await post.catch((error) => (responseUrl && isOneOf(error, unreachable) ? respond(responseUrl) : raise(error)));
      return;
    }
    // After a command the response URL always reaches the person; later, or in a thread, the bot's own voice does.
    if (responseUrl && !threadTs) {
      await respond(responseUrl).catch(whisper);
      return;
    }
    try {
      await whisper();
    } catch (error) {
      if (!responseUrl || !isOneOf(error, unreachable)) throw error;
      await respond(responseUrl);
    }
  }

  /** Where the bot is no member: visible to everyone through the response URL, and replaceable only through it. */
  async function postToResponseUrl(
    address: SlackAddress,
    responseUrl: string,
    message: OutboundMessage,
  ): Promise<Posted> {
    const { team, org, channel, threadTs } = address;
    const thread = threadTs ? { thread_ts: threadTs } : {};
    const options = { response_type: 'in_channel', replace_original: false, ...thread };
    // It could not be taken back or rewritten there: the answer is what is said first.
    if (!message.working)
      await withPictures(address, inviting(message), (rendered) =>
        callResponseUrl(responseUrl, { ...options, ...rendered }),
      );
    return { message: toMessageRef({ team, org, channel, responseUrl }) };
  }

  async function replaceThroughResponseUrl(
    address: SlackMessageAddress,
    responseUrl: string,
    { feedback: _, ...message }: OutboundMessage,
  ): Promise<void> {
    // Where the bot is no member a click would come from a conversation that it does not know.
    const options = { response_type: address.onlyFor ? 'ephemeral' : 'in_channel', replace_original: true };
    const shown = address.onlyFor || address.ts ? message : inviting(message);
    await withPictures(address, shown, (rendered) => callResponseUrl(responseUrl, { ...options, ...rendered }));
  }

  /** One call, its failure as ours; when Slack says to slow down, this workspace does. */
  async function attempt<T>(team: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      const failure = toDeliveryError(error);
      if (failure.code === 'slack_rate_limited' && failure.retryAfterMs) pace.slowDown(team, failure.retryAfterMs);
      throw failure;
    }
  }

  function withPictures<T>(
    workspace: Workspace,
    message: OutboundMessage,
    send: (rendered: Rendered) => Promise<T>,
  ): Promise<T> {
    return pictures.send(workspace, message.card, (files) =>
      ratings.send(workspace.team, message, files.size > 0, (given) =>
        plans.send(workspace.team, given.card, (plan) =>
          attempt(workspace.team, () => send(render(given, files, { strict, log, plan }))),
        ),
      ),
    );
  }

  const linkTo = createLinks({ clients, log });
  const atWork = createAtWork({ clients, eyes, log });
  return { name: 'slack', linkable: true, post, openDirect: open, update, notify, linkTo, atWork };
}

/** Where a message landed; the first of a conversation begins its thread. */
function toPosted(address: SlackAddress, ts: string): Posted {
  const { team, org, channel, threadTs } = address;
  const message = toMessageRef({ team, org, channel, ts, threadTs: threadTs ?? ts });
  if (threadTs || isDirectChannel(channel)) return { message };
  return { message, conversation: toRef({ ...address, threadTs: ts, responseUrl: undefined }, ts) };
}

const raise = (error: unknown): never => {
  throw error;
};

const isOneOf = (error: unknown, codes: string[]): boolean =>
  error instanceof DeliveryError && codes.includes(error.code);
