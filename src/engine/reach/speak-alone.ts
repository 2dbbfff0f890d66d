import type { OutboundMessage, Posted, PostOptions } from '#src/chat/platform.ts';
import { type Reader, readerOf } from '#src/language/language.ts';
import type { AccountRef } from '#src/store/accounts.ts';
import { toConversationRef } from '#src/store/conversations.ts';
import { Conversation, type ConversationRecord, type DraftRecord, type RevisionRecord } from '#src/store/entities.ts';
import { findPrivateTalks } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { clockOf, findSpoken } from '#src/store/spoken.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { type Decider, othersWhoDecide } from '../drafts/deciders.ts';
import { issuesNow, type PolicyContext } from '../drafts/policy-check.ts';

/** Where somebody who may decide is spoken to. */
export interface Place {
  account: AccountRef;
  /** Their private conversation (`alone`), else any of their tenant, from which the platform begins one. */
  near: ConversationRecord;
  alone: boolean;
}

/** Where they wrote to us in private, with the first account a platform vouches for; undefined where nobody can write. */
export async function placeOf(
  { platforms }: Pick<EngineContext, 'platforms'>,
  em: EntityManager,
  draft: DraftRecord,
  accounts: readonly AccountRef[],
): Promise<Place | undefined> {
  const account = accounts.find(({ tenant }) => platforms.get(tenant.platform)?.linkable);
  if (!account) return undefined;
  const { tenant, personId } = account;
  const [talk] = await findPrivateTalks(em, tenant.id, [personId]);
  if (talk) return { account, near: await em.findOneOrFail(Conversation, { id: talk.conversation }), alone: true };
  const own = await em.findOne(Conversation, { id: draft.conversation, tenant: tenant.id });
  const near = own ?? (await em.findOne(Conversation, { tenant: tenant.id }, { orderBy: { createdAt: 'desc' } }));
  return near ? { account, near, alone: false } : undefined;
}

/** Posts to one person alone. Throws what the platform throws. */
export async function speakAlone(
  { platforms }: Pick<EngineContext, 'platforms'>,
  { account: { tenant, personId }, near, alone }: Place,
  message: OutboundMessage,
  options: PostOptions,
): Promise<Posted> {
  const person = { id: personId, name: personId };
  const begin = alone ? {} : { alone: person };
  return platformOf({ platforms }, tenant.platform).post(toConversationRef(near), message, { ...options, ...begin });
}

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
