import { findShownDraft } from '#src/store/draft-cards.ts';
import { findOpenDraft, findRevision } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findDraftBelow } from '#src/store/threads.ts';
import type { EngineContext } from '../context.ts';
import { actorOnDraft, type DraftActor } from '../people/actor.ts';
import { askerOf, isElsewhere } from '../people/asker.ts';
import type { MessageTurn } from '../turn/turn.ts';
import { mayHandle } from './approval.ts';

/**
 * The draft that words in a conversation are about: below a message the one that came of it; else the open one that was
 * asked for there, unless it was handed over since, else the one shown there last, for those who may see it.
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
  const sees = async (draft: DraftRecord) => seesDraft(em, draft, await actorOnDraft(policy, em, turn, draft));
  if (own && (!(await isHanded(em, own)) || (await sees(own)))) return own;
  const shown = await findShownDraft(em, turn.conversation.id);
  return shown && (await sees(shown)) ? shown : null;
}

/** Whoever asked for it alone has handed it over since. */
async function isHanded(em: EntityManager, draft: DraftRecord): Promise<boolean> {
  const asker = await askerOf(em, draft);
  return asker !== undefined && isElsewhere(asker);
}

/** Whoever asked for a draft may see it anywhere, and whoever may decide about any, or about this one by what it does. */
export async function seesDraft(
  em: EntityManager,
  draft: DraftRecord,
  actor: DraftActor | undefined,
): Promise<boolean> {
  if (actor === undefined) return false;
  if (actor.key === actor.requester) return true;
  const issues = (await findRevision(em, draft.id, draft.revision))?.issues ?? [];
  return mayHandle({ ...actor, person: actor.key, issues }).allowed;
}
