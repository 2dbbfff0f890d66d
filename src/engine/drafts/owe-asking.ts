import type { Issue } from '#src/model/issue.ts';
import { owe } from '#src/store/deliveries.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { othersWhoDecide } from './deciders.ts';

/** Where the asking stands in the conversation of the draft, for everybody there. */
export const everybody = '';

/** The card comes first. */
const afterCardMs = 2_000;

/**
 * A draft that only others may approve is owed to them: to each alone, and in its conversation by name. Call it in the
 * transaction of the revision, before its audit row. Once per draft: whoever was asked about one revision sees the next on
 * the same card.
 */
export async function oweAsking(
  { policy }: Pick<EngineContext, 'policy'>,
  tx: EntityManager,
  draft: DraftRecord,
  issues: Issue[],
  group: 'first' | 'next' = 'first',
): Promise<void> {
  const deciders = await othersWhoDecide(policy, tx, draft, issues, group);
  if (deciders.length === 0) return;
  const there = group === 'first' ? [everybody] : [];
  for (const place of [...there, ...deciders.map(({ key }) => key)])
    await owe(tx, {
      ...{ kind: 'ask', subject: draft.id, place, conversation: draft.conversation, inMs: afterCardMs },
    });
}
