import { findDraft, namesOf } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { plainName } from '#src/workflow/near.ts';
import type { EngineContext } from '../context.ts';
import { openDraftFor } from '../drafts/open-draft.ts';
import { waitingFor } from '../shown/waiting.ts';
import type { MessageTurn } from '../turn/turn.ts';

/** Drafts that are looked through for a name, the newest ones. */
const mostRead = 200;

export interface NamedDraft {
  draft: DraftRecord;
  name: string;
  /** It is called exactly so. */
  whole: boolean;
}

/** Drafts of this tenant that this person may decide about, and the one of this conversation, with what they are called. */
export async function draftsAtHand(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
): Promise<{ id: string; name: string }[]> {
  const open = await openDraftFor(context, em, turn);
  const waiting = await waitingFor(context.policy, em, turn);
  const here = waiting.filter(({ home }) => home.id === turn.tenant.id).slice(0, mostRead);
  const ids = [...new Set([...(open ? [open.id] : []), ...here.map(({ id }) => id)])];
  const names = await namesOf(em, ids);
  return ids.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id) ?? '' }] : []));
}

/** The draft that words name: the one called so, else the only one whose name has all of the words. */
export async function findDraftNamed(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  words: string,
): Promise<NamedDraft | undefined> {
  const wanted = plainName(words);
  const said = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (wanted === '' || said.length === 0) return undefined;
  const all = await draftsAtHand(context, em, turn);
  const exact = all.filter(({ name }) => plainName(name) === wanted);
  const inside = all.filter(({ name }) => {
    const has = new Set(name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
    return said.every((word) => has.has(word));
  });
  const found = exact[0] ?? (inside.length === 1 ? inside[0] : undefined);
  const draft = found && (await findDraft(em, found.id));
  return draft ? { draft, name: found.name, whole: exact.length > 0 } : undefined;
}
