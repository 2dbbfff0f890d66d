import { isNamed } from '#src/policy/roles.ts';
import { findShownDraft } from '#src/store/draft-cards.ts';
import { findOpenDraft } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findDraftBelow } from '#src/store/threads.ts';
import type { EngineContext } from '../context.ts';
import { actorOnDraft, type DraftActor } from '../people/actor.ts';
import type { MessageTurn } from '../turn/turn.ts';
import { mayDecide } from './approval.ts';

/**
 * The draft that words in a conversation are about: below a message the one that came of it; else the open one that was
 * asked for there, else the one shown there last, for those who may see it.
 */
export async function openDraftFor(
  { policy }: Pick<EngineContext, 'policy'>,
  em: EntityManager,
  turn: Pick<MessageTurn, 'conversation' | 'event' | 'tenant'>,
): Promise<DraftRecord | null> {
  const below = turn.event.below ? await findDraftBelow(em, turn.tenant, turn.event.below) : null;
  // What became of it is spoken of there, not what else is open.
  if (below) return ['proposed', 'failed', 'expired'].includes(below.status) ? below : null;
  const own = await findOpenDraft(em, turn.conversation.id);
  if (own) return own;
  const shown = await findShownDraft(em, turn.conversation.id);
  return shown && seesDraft(await actorOnDraft(policy, em, turn, shown)) ? shown : null;
}

/** Whoever asked for a draft may see it anywhere, and whoever may decide about it, or about some by what they do. */
export function seesDraft(actor: DraftActor | undefined): boolean {
  if (actor === undefined) return false;
  const grouped = Object.values(actor.policy.groups).some((group) => isNamed(group, actor.key));
  return actor.key === actor.requester || grouped || mayDecide({ ...actor, person: actor.key }).allowed;
}
