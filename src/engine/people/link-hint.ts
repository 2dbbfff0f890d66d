import type { PlatformName } from '#src/model/chat.ts';
import { accountsOf } from '#src/store/accounts.ts';
import type { TenantRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { type ActionTurn, type MessageTurn, wordsFor } from '../turn/turn.ts';
import { accountOf, keyOf } from './actor.ts';

const once = { points: 1, windowMs: 30 * 24 * 60 * 60_000 };

type Platforms = Pick<EngineContext, 'platforms'>;

export const mayBeLinked = ({ platforms }: Platforms, { tenant }: Pick<MessageTurn, 'tenant'>): boolean =>
  platforms.get(tenant.platform)?.linkable ?? false;

/** The other platforms on which somebody of this tenant may have an account to link. */
export const linkableBeside = (
  { platforms }: Platforms,
  { platform }: Pick<TenantRecord, 'platform'>,
): PlatformName[] =>
  [...platforms.values()].flatMap(({ name, linkable }) => (linkable && name !== platform ? [name] : []));

/**
 * Said with "I know no such thing", once a month and person, where there is another platform to link. It is the same
 * whether the thing exists there or not: nobody learns what others have.
 */
export async function linkHint(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn | ActionTurn,
): Promise<string> {
  if (linkableBeside(context, turn.tenant).length === 0 || !mayBeLinked(context, turn)) return '';
  const own = accountOf(turn);
  if ((await accountsOf(em, own)).length > 1) return '';
  const { allowed } = await context.limits.take(`link-hint:${keyOf(own)}`, once.points, once.windowMs);
  return allowed ? ` ${wordsFor(turn).links.hint}` : '';
}
