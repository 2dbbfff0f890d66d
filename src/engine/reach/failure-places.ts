import { accountsOf } from '#src/store/accounts.ts';
import { ensureSpokenInto, toConversationRef } from '#src/store/conversations.ts';
import { findDraft } from '#src/store/drafts.ts';
import { Conversation, type ConversationRecord } from '#src/store/entities.ts';
import { digestsAmong } from '#src/store/failure-digests.ts';
import { wishesOf } from '#src/store/failure-wishes.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { firstVersionOf } from '#src/store/workflows.ts';
import type { EngineContext } from '../context.ts';
import { askerOf, isElsewhere } from '../people/asker.ts';
import { privatePlace } from './speak-alone.ts';

type Places = Pick<EngineContext, 'placeOf'>;

/** Whoever reads in one whole place, whatever thread of it. */
export const placeKey = ({ tenant, key }: { tenant: string; key: string }): string => `${tenant} ${key}`;

/** The whole place a conversation is in; itself where its platform knows none. */
function placeKeyOf({ placeOf }: Places, conversation: ConversationRecord): string {
  const { tenant, key } = conversation;
  return placeKey({ tenant, key: placeOf(toConversationRef(conversation))?.to.key ?? key });
}

/** Its conversation outside of any thread, made where nothing was said there yet; `channel` names another one. */
export async function ensurePlace(
  { placeOf }: Places,
  em: EntityManager,
  conversation: ConversationRecord,
  channel?: string,
): Promise<{ row: ConversationRecord; alone: boolean } | undefined> {
  const place = placeOf(toConversationRef(conversation), channel);
  return place && { row: await ensureSpokenInto(em, conversation.tenant, place.to), alone: place.alone };
}

/**
 * Where it was asked for; where that was in private, and somebody else answers for it now, where that one is spoken to
 * alone. Undefined where nobody ever spoke with them so.
 */
async function homeOfFailures(
  context: Places,
  em: EntityManager,
  { workflow, conversation }: { workflow: string; conversation: string },
): Promise<ConversationRecord | undefined> {
  const home = await em.findOneOrFail(Conversation, { id: conversation });
  const first = await firstVersionOf(em, workflow);
  const draft = first && (await findDraft(em, first.draft));
  const asker = draft && (await askerOf(em, draft));
  if (!asker || !isElsewhere(asker)) return home;
  for (const account of await accountsOf(em, { tenant: asker.tenant, personId: asker.person.id })) {
    const { near, alone } = await privatePlace(em, { account, near: home });
    if (alone) return (await ensurePlace(context, em, near))?.row ?? near;
  }
  return undefined;
}

/** Conversations in which a failure of this workflow is told: where it was asked for, and where somebody wished it. */
export async function placesOfFailure(
  context: Places,
  em: EntityManager,
  workflow: string,
  conversation: string,
): Promise<string[]> {
  const home = await homeOfFailures(context, em, { workflow, conversation });
  const here = home && placeKeyOf(context, home);
  const wishes = await wishesOf(em, workflow);
  const silent = new Set(wishes.flatMap(({ kind, place }) => (kind === 'mute' ? placeKey(place) : [])));
  const keys = [...(here ? [here] : []), ...wishes.map(({ place }) => placeKey(place))];
  // Whoever wants them all at once wants none alone.
  for (const place of await digestsAmong(em, keys)) silent.add(place);
  const followed = wishes.filter(({ kind, place }) => kind === 'follow' && placeKey(place) !== here);
  return [
    ...(!home || home.closedAt || silent.has(placeKeyOf(context, home)) ? [] : [home.id]),
    ...followed.flatMap(({ place }) => (silent.has(placeKey(place)) ? [] : place.id)),
  ];
}

/** The place in which somebody speaks now. */
export function placeOfTurn(
  { placeOf }: Places,
  { tenant, conversation }: { tenant: { id: string }; conversation: ConversationRecord },
): { tenant: string; key: string } {
  const { key } = conversation;
  return { tenant: tenant.id, key: placeOf(toConversationRef(conversation))?.to.key ?? key };
}
