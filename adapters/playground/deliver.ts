import { z } from 'zod';
import { toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import type { Pictures } from '#src/chat/picture.ts';
import type { ChatPlatform, OutboundMessage } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import type { Json } from '#src/model/json.ts';
import type { Timeline } from './timeline.ts';

const conversationAddress = z.object({ conversation: z.string() });
const messageAddress = z.object({ conversation: z.string(), id: z.string() });

/** Speaks in the playground: what is posted goes onto the timeline, and from there to every open page. */
export function createPlaygroundPlatform(timeline: Timeline, pictures: Pictures): ChatPlatform {
  const put = (conversation: string, id: string, message: OutboundMessage): void =>
    timeline.put({
      id,
      conversation,
      kind: 'posted',
      text: [...(message.mentions ?? []).map(({ name }) => `@${name}`), message.text].join(' '),
      card: message.card && {
        // Teams writes times in its reader's language; the page writes them in the card's.
        lang: message.card.language ?? 'en',
        ...toAdaptiveCard(message.card, { pictureUrl: pictures.path, platform: 'playground' }),
      },
    });
  return {
    name: 'playground',
    // There everybody says who they are.
    linkable: false,
    async post(to, message) {
      const { conversation } = parse(conversationAddress, to.address);
      const id = crypto.randomUUID();
      put(conversation, id, message);
      return { message: { platform: 'playground', address: { conversation, id } } };
    },
    // A message from before a restart is no longer on the timeline: it is shown again at the end.
    async update(ref, message) {
      const { conversation, id } = parse(messageAddress, ref.address);
      put(conversation, id, message);
    },
    async notify(to, person, text) {
      const { conversation } = parse(conversationAddress, to.address);
      timeline.put({ id: crypto.randomUUID(), conversation, kind: 'private', person, text });
    },
    linkTo: async () => undefined,
    // A page on this machine beside an n8n on this machine.
    atWork: async () => true,
  };
}

function parse<T>(schema: z.ZodType<T>, address: Json): T {
  const parsed = schema.safeParse(address);
  if (parsed.success) return parsed.data;
  throw new DeliveryError('Not an address of the playground', {
    code: 'playground_address_invalid',
    userMessage: 'This conversation is not in the playground, so nothing could be shown there.',
    cause: parsed.error,
  });
}
