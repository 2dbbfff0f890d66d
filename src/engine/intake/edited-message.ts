import { findDraft, findRevisionOfEvent } from '#src/store/drafts.ts';
import { findEventByKey } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type MessageTurn, wordsFor } from '../turn/turn.ts';

/**
 * What the edit of an earlier message leads to: its words are planned instead of the old ones as long as nobody decided
 * about the draft they led to. Otherwise nothing, with a word about it where there was a decision.
 */
export async function judgeEdit(em: EntityManager, turn: MessageTurn): Promise<'plan' | 'nothing' | { say: string }> {
  const { event, tenant, conversation } = turn;
  const earlier = event.edits ? await findEventByKey(em, tenant.platform, tenant.externalId, event.edits) : null;
  if (!earlier || earlier.conversation !== conversation.id || earlier.payload.person.id !== event.person.id) {
    return 'nothing';
  }
  const made = await findRevisionOfEvent(em, earlier.id);
  const draft = made ? await findDraft(em, made.draft) : null;
  if (!made || !draft || draft.status === 'discarded') return 'nothing';
  // Words that replace what an expired draft was made of open it again, like any change of it.
  if (draft.status !== 'proposed' && draft.status !== 'expired') return { say: wordsFor(turn).answers.editDecided };
  return made.revision === draft.revision ? 'plan' : { say: wordsFor(turn).answers.editNewer };
}
