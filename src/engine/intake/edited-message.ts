import { findDraft, findRevisionOfEvent } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import { findEventByKey } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { isNewestSaid } from '#src/store/threads.ts';
import { type MessageTurn, wordsFor } from '../turn/turn.ts';

/** `draft`: the one that the words before led to. */
export type JudgedEdit = { plan: true; draft?: DraftRecord } | { plan: false; say?: string };

/**
 * What the edit of an earlier message leads to: its words are planned instead of the old ones as long as nobody decided
 * about the draft they led to. Otherwise nothing, with a word about it where there was a decision. Words that led to no
 * draft, e.g. because of a slip, are taken as new ones while nothing newer was said.
 */
export async function judgeEdit(em: EntityManager, turn: MessageTurn): Promise<JudgedEdit> {
  const { event, row, tenant, conversation } = turn;
  const earlier = event.edits ? await findEventByKey(em, tenant.platform, tenant.externalId, event.edits) : null;
  if (!earlier || earlier.conversation !== conversation.id || earlier.payload.person.id !== event.person.id)
    return { plan: false };
  const made = await findRevisionOfEvent(em, earlier.id);
  const draft = made ? await findDraft(em, made.draft) : null;
  if (!made || !draft) return { plan: await isNewestSaid(em, earlier, row.id) };
  if (draft.status === 'discarded') return { plan: false };
  // Words that replace what an expired draft was made of open it again, like any change of it.
  if (draft.status !== 'proposed' && draft.status !== 'expired')
    return { plan: false, say: wordsFor(turn).answers.editDecided };
  if (made.revision !== draft.revision) return { plan: false, say: wordsFor(turn).answers.editNewer };
  return { plan: true, draft };
}
