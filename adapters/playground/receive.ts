import { z } from 'zod';
import { type ActionTaken, actionIds, actionValueSchema, type MessageReceived } from '#src/chat/inbound.ts';
import type { Pickers } from '#src/chat/picker.ts';
import type { ConversationRef } from '#src/model/chat.ts';

/** The people of the playground; the page offers them, nobody else may speak. Who may approve is the policy's. */
export const people = [
  { id: 'rita', name: 'Rita', role: 'requester' },
  { id: 'alex', name: 'Alex', role: 'colleague' },
] as const;

const conversationId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const person = z.enum(people.map((someone) => someone.id)).transform((id) => {
  const { name } = people.find((someone) => someone.id === id) ?? people[0];
  return { id: id as string, name: name as string };
});

/** What GET /playground/events takes. */
export const eventsQuery = z.object({ conversation: conversationId.default('main') });

/** What POST /playground/messages takes. `id` is made by the page, once per thing said. */
export const messageBody = z.object({
  id: z.uuid(),
  text: z.string().trim().min(1).max(8000),
  person,
  conversation: conversationId.default('main'),
  locale: z.string().max(35).optional().catch(undefined),
  timezone: z.string().max(64).refine(isTimezone).optional().catch(undefined),
});
/** What POST /playground/actions takes. `id` is made by the page, once per click; `message` is the card clicked on. */
export const actionBody = z.object({
  id: z.uuid(),
  action: z.enum(actionIds),
  value: z.object(actionValueSchema.shape),
  fields: z.record(z.string().max(100), z.string().max(8000)).optional(),
  message: z.uuid(),
  person,
  conversation: conversationId.default('main'),
});

/** What POST /playground/choices takes: the ids the list is about, and what was typed so far. */
export const choicesBody = z.object({ at: actionValueSchema, words: z.string().max(200), person });

/** Without a name: there is one, and it is called the playground already. */
const tenant = { id: 'playground' };

/** The address of a playground conversation; the adapter reads it back with `toConversationId`. */
function toConversationRef(conversation: string): ConversationRef {
  return { platform: 'playground', key: conversation, address: { conversation } };
}

export function toMessageReceived(body: z.infer<typeof messageBody>): MessageReceived {
  return {
    kind: 'message',
    dedupeKey: body.id,
    tenant,
    conversation: toConversationRef(body.conversation),
    person: body.person,
    text: body.text,
    via: 'direct',
    locale: body.locale,
    timezone: body.timezone,
  };
}

export function toPickersAsked({ at, words, person }: z.infer<typeof choicesBody>): Parameters<Pickers['find']> {
  return [at, words, { platform: 'playground', tenant: tenant.id, person }];
}

export function toActionTaken(body: z.infer<typeof actionBody>): ActionTaken {
  return {
    kind: 'action',
    dedupeKey: body.id,
    tenant,
    conversation: toConversationRef(body.conversation),
    person: body.person,
    action: body.action,
    value: body.value,
    ...(body.fields ? { fields: body.fields } : {}),
    card: { platform: 'playground', address: { conversation: body.conversation, id: body.message } },
  };
}

function isTimezone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
