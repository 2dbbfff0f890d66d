import { ensureSpokenInto, toConversationRef } from '#src/store/conversations.ts';
import { Conversation, type ConversationRecord } from '#src/store/entities.ts';
import { digestsAmong } from '#src/store/failure-digests.ts';
import { wishesOf } from '#src/store/failure-wishes.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';

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

/** Conversations in which a failure of this workflow is told: where it was asked for, and where somebody wished it. */
export async function placesOfFailure(
  context: Places,
  em: EntityManager,
  workflow: string,
  conversation: string,
): Promise<string[]> {
  const home = await em.findOneOrFail(Conversation, { id: conversation });
  const here = placeKeyOf(context, home);
  const wishes = await wishesOf(em, workflow);
  const silent = new Set(wishes.flatMap(({ kind, place }) => (kind === 'mute' ? placeKey(place) : [])));
  const keys = [here, ...wishes.map(({ place }) => placeKey(place))];
  // Whoever wants them all at once wants none alone.
  for (const place of await digestsAmong(em, keys)) silent.add(place);
  const followed = wishes.filter(({ kind, place }) => kind === 'follow' && placeKey(place) !== here);
  return [
    ...(home.closedAt || silent.has(here) ? [] : [home.id]),
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
