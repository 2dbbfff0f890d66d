import type { MessageRef } from '#src/model/chat.ts';
import { cardsOf } from '#src/store/draft-cards.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';

type LinkContext = Pick<EngineContext, 'platforms'>;

/** Where people open a card; undefined where nothing leads there. */
export async function linkTo({ platforms }: LinkContext, card: MessageRef | undefined): Promise<string | undefined> {
  return card && platforms.get(card.platform)?.linkTo(card);
}

/** Where the newest card of a draft is: in this conversation if there is one, else where it was asked for. */
export async function newestCardLink(
  context: LinkContext,
  em: EntityManager,
  draft: DraftRecord,
  conversation: string,
): Promise<string | undefined> {
  const places = await cardsOf(em, draft);
  return linkTo(context, (places.find((place) => place.conversation === conversation) ?? places[0])?.card);
}

/** Where the card of the revision before is: the message that answered what it came from. */
export async function earlierCardLink(
  context: LinkContext,
  em: EntityManager,
  draft: DraftRecord,
): Promise<string | undefined> {
  const revision = draft.revision > 1 ? await findRevision(em, draft.id, draft.revision - 1) : null;
  const event = revision && (await findEvent(em, revision.event));
  return linkTo(context, event?.progress ?? undefined);
}
