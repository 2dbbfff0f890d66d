import { accountsOf } from '#src/store/accounts.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { accountOf, keyOf } from '../actor.ts';
import type { EngineContext } from '../context.ts';
import { type ActionTurn, type MessageTurn, wordsFor } from '../turn.ts';

const once = { points: 1, windowMs: 30 * 24 * 60 * 60_000 };

/** Over HTTP a key's owner says who somebody is, and in the playground everybody does. */
export const mayBeLinked = ({ tenant }: Pick<MessageTurn, 'tenant'>): boolean =>
  tenant.platform === 'slack' || tenant.platform === 'teams';

/**
 * Said with "I know no such thing", once a month and person, where there is another platform to link. It is the same
 * whether the thing exists there or not: nobody learns what others have.
 */
export async function linkHint(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn | ActionTurn,
): Promise<string> {
  if (!context.platforms.has('slack') || !context.platforms.has('teams') || !mayBeLinked(turn)) return '';
  const own = accountOf(turn);
  if ((await accountsOf(em, own)).length > 1) return '';
  const { allowed } = await context.limits.take(`link-hint:${keyOf(own)}`, once.points, once.windowMs);
  return allowed ? ` ${wordsFor(turn).links.hint}` : '';
}
