import { either, type Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Issue } from '#src/model/issue.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { namesOfDeciders, othersWhoDecide } from '../drafts/deciders.ts';

/** People named on a card; the others are counted. */
const mostNamed = 3;

/** Who decides about an open draft, where whoever asked may not: for its card. */
export async function waitsFor(
  { policy }: Pick<EngineContext, 'policy'>,
  em: EntityManager,
  draft: DraftRecord,
  { issues, reader }: { issues: Issue[]; reader: Reader },
): Promise<{ waitsFor?: string }> {
  if (draft.status !== 'proposed') return {};
  const { reach } = wordsIn(reader.language).engine;
  const deciders = await othersWhoDecide(policy, em, draft, issues);
  const names = namesOfDeciders(deciders, { most: mostNamed, more: reach.more, noOne: reach.anApprover });
  return names.length > 0 ? { waitsFor: either(reader.locale, names) } : {};
}
