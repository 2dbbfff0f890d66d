import type { OutboundMessage, Posted, PostOptions } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import { type Reader, readerOf } from '#src/language/language.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import type { AccountRef } from '#src/store/accounts.ts';
import { ensureSpokenInto, toConversationRef } from '#src/store/conversations.ts';
import { type DirectChatState, findDirectChat, keepDirectChat } from '#src/store/direct-chats.ts';
import { Conversation, type ConversationRecord, type DraftRecord, type RevisionRecord } from '#src/store/entities.ts';
import { findPrivateTalks } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { clockOf, findSpoken } from '#src/store/spoken.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { type Decider, othersWhoDecide } from '../drafts/deciders.ts';
import { issuesNow, type PolicyContext } from '../drafts/policy-check.ts';

/** Where somebody is spoken to alone. */
export interface Place {
  account: AccountRef;
  /** As the notice names them; where it names nobody, a chat that is begun is not kept. */
  person?: string;
  /** Their private conversation (`alone`), else any of their tenant, from which the platform begins one. */
  near: ConversationRecord;
  alone: boolean;
}

type SpeakContext = Pick<EngineContext, 'store' | 'platforms'>;

/**
 * Where somebody who may decide wrote to us in private, or we began to, with the first account a platform vouches for;
 * undefined where nobody can write.
 */
export async function placeOf(
  { platforms }: Pick<EngineContext, 'platforms'>,
  em: EntityManager,
  draft: DraftRecord,
  { accounts, key: person }: { accounts: readonly AccountRef[]; key?: string },
): Promise<Place | undefined> {
  const account = accounts.find(({ tenant }) => platforms.get(tenant.platform)?.linkable);
  if (!account) return undefined;
  const { tenant } = account;
  const own = await em.findOne(Conversation, { id: draft.conversation, tenant: tenant.id });
  const near = own ?? (await em.findOne(Conversation, { tenant: tenant.id }, { orderBy: { createdAt: 'desc' } }));
  return near ? privatePlace(em, { account, near, ...(person === undefined ? {} : { person }) }) : undefined;
}

/** Their private conversation where there is one. */
export async function privatePlace(em: EntityManager, place: Omit<Place, 'alone'>): Promise<Place> {
  const { tenant, personId } = place.account;
  const [talk] = await findPrivateTalks(em, tenant.id, [personId]);
  if (talk) return { ...place, near: await em.findOneOrFail(Conversation, { id: talk.conversation }), alone: true };
  const begun = await findDirectChat(em, place.account);
  return begun && 'conversation' in begun
    ? { ...place, near: begun.conversation, alone: true }
    : { ...place, alone: false };
}

/**
 * Posts to one person alone, so that they notice; where nobody ever spoke with them alone that conversation is begun.
 * What a platform refuses for good is not asked again for a while. Throws what the platform throws.
 */
export async function speakAlone(
  context: SpeakContext,
  place: Place,
  message: OutboundMessage,
  options: PostOptions & { id: string },
): Promise<{ posted: Posted; there: ConversationRecord }> {
  const { account, near, alone } = place;
  const platform = platformOf(context, account.tenant.platform);
  const post = (to: ConversationRecord) => platform.post(toConversationRef(to), { ...message, alert: true }, options);
  if (alone) return { posted: await post(near), there: near };
  const { store } = context;
  const keep = async (what: DirectChatState) => {
    if (place.person !== undefined)
      await keepDirectChat(store.fork(), account, what, { id: options.id, person: place.person });
  };
  const known = await findDirectChat(store.fork(), account);
  if (known && 'refusal' in known) throw notAlone(known.refusal);
  if (!platform.openDirect) throw notAlone('nobody_alone');
  const enter = async (ref: ConversationRef) => {
    const there = await ensureSpokenInto(store.fork(), account.tenant.id, ref);
    await keep({ conversation: there.id });
    return there;
  };
  try {
    const person = { id: account.personId, name: account.personId };
    const there = await enter(await platform.openDirect(toConversationRef(near), person));
    const posted = await post(there);
    return { posted, there: posted.conversation ? await enter(posted.conversation) : there };
  } catch (error) {
    if (error instanceof DeliveryError && !error.retryable && !error.mendable) await keep({ refusal: error.code });
    throw error;
  }
}

const notAlone = (code: string) =>
  new DeliveryError('Nobody is written to alone there, or it was refused a while ago', {
    code,
    userMessage: 'This person cannot be written to alone, so nothing was sent to them.',
  });

/** Their language and clock as far as they are known, else those of the draft. */
export async function readerFor(
  em: EntityManager,
  { tenant, personId }: AccountRef,
  draft: DraftRecord,
): Promise<Reader> {
  const person = { id: personId, name: '' };
  const speaking = { person, tenant: { id: tenant.externalId }, conversation: { platform: tenant.platform } };
  const language = await findSpoken(em, speaking);
  const timezone = await clockOf(em, tenant.id, personId);
  return readerOf({
    locale: language ?? draft.locale ?? null,
    timezone: timezone ?? draft.timezone ?? null,
  });
}

/** One of those who may decide, of whichever group; undefined when they may not, or not any more. */
export async function deciderOf(
  context: PolicyContext,
  em: EntityManager,
  draft: DraftRecord,
  { revision, key }: { revision: RevisionRecord; key: string },
): Promise<Decider | undefined> {
  const issues = await issuesNow(context, draft, revision);
  const [decider] = await othersWhoDecide(context.policy, em, draft, issues, { group: 'all', only: key });
  return decider;
}
