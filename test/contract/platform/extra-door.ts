import { z } from 'zod';
import type { Adapter, AdapterPorts } from '#src/chat/adapter.ts';
import type { Card, CardElement } from '#src/chat/card.ts';
import { actionIds, actionValueSchema } from '#src/chat/inbound.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import { plainWords } from '#src/chat/words.ts';

/** What its clients send with every request. */
export const pagerKey = 'pager-key';
const platform = 'pager';

const common = { id: z.string(), room: z.string(), person: z.object({ id: z.string(), name: z.string() }) };
const messageBody = z.object({ ...common, text: z.string() });
const buttonBody = z.object({
  ...common,
  message: z.string(),
  action: z.enum(actionIds),
  value: actionValueSchema,
});
const roomAddress = z.object({ room: z.string() });
const messageAddress = roomAddress.extend({ id: z.string() });

export interface Paged {
  id: string;
  room: string;
  text: string;
  /** Whoever alone sees it. */
  onlyFor?: string;
  buttons: { action: string; value: object; label: string }[];
}

/** A chat of a few lines: a platform nobody in src knows of, registered like every other one. */
export function createPager({ inbox }: AdapterPorts): Adapter & { pages: Map<string, Paged> } {
  const pages = new Map<string, Paged>();
  const put = (id: string, room: string, message: OutboundMessage): void => {
    const text = [message.card?.title, ...linesOf(message.card), message.card ? '' : message.text].join('\n');
    pages.set(id, { id, room, text, buttons: buttonsOf(message.card) });
  };
  const refOf = (room: string) => ({ platform, key: room, address: { room } });
  const tenant = { id: 'pagers' };
  return {
    pages,
    placeOf: (to) => ({ to, alone: false, namesOthers: false }),
    platform: {
      name: platform,
      linkable: false,
      async post(to, message) {
        const { room } = roomAddress.parse(to.address);
        const id = crypto.randomUUID();
        put(id, room, message);
        return { message: { platform, address: { room, id } } };
      },
      async update(ref, message) {
        const { room, id } = messageAddress.parse(ref.address);
        put(id, room, message);
      },
      async notify(to, person, text) {
        const id = crypto.randomUUID();
        pages.set(id, { id, room: roomAddress.parse(to.address).room, text, onlyFor: person.id, buttons: [] });
      },
      linkTo: async () => undefined,
      atWork: async () => true,
    },
    async register(app) {
      await app.register(async (scope) => {
        scope.addHook('onRequest', async (request, reply) => {
          if (request.headers['x-pager-key'] !== pagerKey) return reply.code(401).send();
        });
        scope.post('/pager/messages', async (request, reply) => {
          const { id, room, person, text } = messageBody.parse(request.body);
          const at = { tenant, conversation: refOf(room), person };
          await inbox.accept({ kind: 'message', dedupeKey: id, ...at, text, via: 'direct' });
          return reply.code(202).send();
        });
        scope.post('/pager/buttons', async (request, reply) => {
          const { id, room, person, message, action, value } = buttonBody.parse(request.body);
          const at = { tenant, conversation: refOf(room), person };
          const card = { platform, address: { room, id: message } };
          await inbox.accept({ kind: 'action', dedupeKey: id, ...at, action, value, card });
          return reply.code(202).send();
        });
      });
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

const linesOf = (card: Card | undefined): string[] => (card?.elements ?? []).flatMap(linesOfElement);

function linesOfElement(element: CardElement): string[] {
  switch (element.kind) {
    case 'text':
    case 'notice':
      return [plainWords(element.text, 'en')];
    case 'facts':
      return element.facts.map(({ label, value }) => `${label}: ${plainWords(value, 'en')}`);
    case 'steps':
      return element.steps.map((line) => line.text);
    case 'rows':
      return element.rows.map(({ title, text }) => `${title}: ${plainWords(text, 'en')}`);
    case 'actions':
      return element.buttons.flatMap((one) => (one.kind === 'link' ? [`${one.label}: ${one.url}`] : []));
    default:
      return [];
  }
}

const buttonsOf = (card: Card | undefined): Paged['buttons'] =>
  (card?.elements ?? []).flatMap((element) =>
    element.kind === 'actions'
      ? [...element.buttons, ...(element.menu ?? [])].flatMap((one) =>
          one.kind === 'action' ? [{ action: one.action, value: one.value, label: one.label }] : [],
        )
      : [],
  );
