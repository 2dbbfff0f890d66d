import type { Issue } from '#src/model/issue.ts';
import { owe } from '#src/store/deliveries.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import type { EngineContext } from '../context.ts';
import type { Decider } from './deciders.ts';

/** Where the asking stands in the conversation of the draft, for everybody there. */
export const everybody = '';

/** The card comes first. */
const afterCardMs = 2_000;

/**
 * A draft that others may have to approve is owed to them; who they are is looked at when it is delivered. Call it in the
 * transaction of the revision, before its audit row. Once per draft: whoever was asked about one revision sees the next on
 * the same card.
 */
export async function oweAsking(
  { policy }: Pick<EngineContext, 'policy'>,
  tx: EntityManager,
  draft: DraftRecord,
  issues: Issue[],
): Promise<void> {
  if (errorsOf(issues).length > 0) return;
  const names = [policy, ...Object.values(policy.tenants)].some(
    ({ approvers, admins, approvals }) => approvers?.length || admins?.length || approvals?.length,
  );
  if (!names) return;
  const { id: subject, conversation } = draft;
  await owe(tx, { kind: 'ask', subject, place: everybody, conversation, inMs: afterCardMs });
}

/** Each of these is owed the card alone. */
export async function oweAlone(
  tx: EntityManager,
  { id: subject, conversation }: DraftRecord,
  deciders: readonly Decider[],
): Promise<void> {
  for (const { key: place } of deciders) await owe(tx, { kind: 'ask', subject, place, conversation, inMs: 0 });
}
