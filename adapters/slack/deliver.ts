import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { ConversationRef, MessageRef, PersonRef } from '#src/chat/inbound.ts';
import type { ChatPlatform, OutboundMessage, Posted } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import { slackLimits, toBlocks } from './block-kit.ts';
import { toDeliveryError } from './delivery-error.ts';
import { escapeWithin } from './mrkdwn.ts';
import { type SlackAddress, slackAddress, slackMessageAddress, toRef } from './normalize.ts';
import { callResponseUrl } from './response-url.ts';

/** Recommended length of a message's own text; Slack refuses longer ones in updates. */
const plainTextLength = 4000;
const invitation =
  'I am not a member of this conversation. Invite me here and I can update this card and answer in a thread.';
/** Slack's ways of saying that the bot cannot speak there. */
const unreachable = ['slack_not_in_channel', 'slack_channel_not_found'];
/** Slack's ways of saying that a message cannot be rewritten by its timestamp. */
const unrewritable = [...unreachable, 'slack_message_not_found', 'slack_cant_update_message'];

/**
 * Slack as the engine speaks through it. One attempt per call, no waiting: every failure is a DeliveryError that says
 * whether and when another attempt is worth it, and the queue decides.
 */
export function createDelivery(client: WebClient): ChatPlatform {
  async function post(to: ConversationRef, message: OutboundMessage): Promise<Posted> {
    const address = slackAddress.parse(to.address);
    try {
      return await postMessage(to, address, message);
    } catch (error) {
      if (!address.responseUrl || !isOneOf(error, unreachable)) throw error;
      return postToResponseUrl(address, address.responseUrl, message);
    }
  }

  async function postMessage(to: ConversationRef, address: SlackAddress, message: OutboundMessage): Promise<Posted> {
    const { team, channel, threadTs } = address;
    const posted = await withDrawableImages(message, ({ text, blocks }) =>
      client.chat.postMessage({
        channel,
        text,
        ...(blocks.length > 0 ? { blocks } : {}),
        ...(threadTs ? { thread_ts: threadTs } : {}),
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: 'flowsmith', event_payload: { conversation: to.key } },
      }),
    );
    const ts = posted.ts;
    if (!ts) throw noTimestamp();
    const landed: Posted = { message: toMessageRef({ team, channel: posted.channel ?? channel, ts }) };
    if (threadTs) return landed;
    const started = { ...address, channel: posted.channel ?? channel, threadTs: ts, responseUrl: undefined };
    return { ...landed, conversation: toRef(started, ts) };
  }

  async function update(ref: MessageRef, message: OutboundMessage): Promise<void> {
    const { channel, ts, responseUrl } = slackMessageAddress.parse(ref.address);
    if (!ts) {
      if (!responseUrl) throw noTimestamp();
      return replaceThroughResponseUrl(responseUrl, message);
    }
    try {
      await withDrawableImages(message, ({ text, blocks }) => client.chat.update({ channel, ts, text, blocks }));
    } catch (error) {
      if (!responseUrl || !isOneOf(error, unrewritable)) throw error;
      await replaceThroughResponseUrl(responseUrl, message);
    }
  }

  async function notify(to: ConversationRef, person: PersonRef, text: string): Promise<void> {
    const { channel, threadTs, responseUrl } = slackAddress.parse(to.address);
    const escaped = escapeWithin(text, plainTextLength);
    const thread = threadTs ? { thread_ts: threadTs } : {};
    if (channel.startsWith('D')) {
      await attempt(() => client.chat.postMessage({ channel, text: escaped, ...thread }));
      return;
    }
    const whisper = () =>
      attempt(() => client.chat.postEphemeral({ channel, user: person.id, text: escaped, ...thread }));
    const respond = (url: string) =>
      callResponseUrl(url, { response_type: 'ephemeral', replace_original: false, text: escaped, ...thread });
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

  return { name: 'slack', limits: slackLimits, post, update, notify };
}

/** How the Web API and response URLs say that they could not fetch a picture. */
const badPicture = ['slack_invalid_blocks', 'slack_http_400'];

interface Rendered {
  text: string;
  blocks: KnownBlock[];
}

/** `text` alone while it is short; longer words become sections so that nothing is lost. */
function render(message: OutboundMessage, images: boolean): Rendered {
  const text = escapeWithin(message.text, plainTextLength);
  if (message.card) return { text, blocks: toBlocks(message.card, { images }) };
  if (message.text.length <= slackLimits.textLength) return { text, blocks: [] };
  return { text, blocks: toBlocks({ title: '', elements: [{ kind: 'text', style: 'plain', text: message.text }] }) };
}

/** Slack refuses the whole message when it cannot fetch a picture in it: then the picture's description goes instead. */
async function withDrawableImages<T>(message: OutboundMessage, send: (rendered: Rendered) => Promise<T>): Promise<T> {
  const rendered = render(message, true);
  try {
    return await attempt(() => send(rendered));
  } catch (error) {
    const hasImage = rendered.blocks.some((block) => block.type === 'image');
    if (!hasImage || !isOneOf(error, badPicture)) throw error;
    return attempt(() => send(render(message, false)));
  }
}

/** Where the bot is no member: visible to everyone through the response URL, and replaceable only through it. */
async function postToResponseUrl(
  address: SlackAddress,
  responseUrl: string,
  message: OutboundMessage,
): Promise<Posted> {
  const thread = address.threadTs ? { thread_ts: address.threadTs } : {};
  const options = { response_type: 'in_channel', replace_original: false, ...thread };
  await withDrawableImages(inviting(message), (rendered) => callResponseUrl(responseUrl, { ...options, ...rendered }));
  return { message: toMessageRef({ team: address.team, channel: address.channel, responseUrl }) };
}

function inviting({ text, card }: OutboundMessage): OutboundMessage {
  if (!card) return { text: `${text}\n${invitation}` };
  return { text, card: { ...card, elements: [...card.elements, { kind: 'text', style: 'muted', text: invitation }] } };
}

async function replaceThroughResponseUrl(responseUrl: string, message: OutboundMessage): Promise<void> {
  const options = { response_type: 'in_channel', replace_original: true };
  await withDrawableImages(message, (rendered) => callResponseUrl(responseUrl, { ...options, ...rendered }));
}

async function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toDeliveryError(error);
  }
}

const toMessageRef = (address: Record<string, string>): MessageRef => ({ platform: 'slack', address });

const isOneOf = (error: unknown, codes: string[]): boolean =>
  error instanceof DeliveryError && codes.includes(error.code);

const noTimestamp = () =>
  new DeliveryError('Slack named no message to write to', {
    code: 'slack_no_timestamp',
    userMessage: 'Slack took the message but did not say where it is, so this card can no longer be updated.',
  });
