import type { Reader } from '#src/language/language.ts';
import { quietUntil } from '#src/policy/quiet-hours.ts';
import { databaseNow } from '#src/store/clock.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';

/** With so much time left an announcement still helps. */
const leadMs = 3_600_000;

/**
 * How long somebody is left alone by now, where the policy has quiet hours; undefined where it is not such a time for
 * them. `before`: what is announced comes before that, in quiet hours where it has to.
 */
export async function leftAlone(
  { policy }: Pick<EngineContext, 'policy'>,
  em: EntityManager,
  { timezone }: Pick<Reader, 'timezone'>,
  before?: Date | null,
): Promise<{ laterMs: number } | undefined> {
  const now = await databaseNow(em);
  const until = quietUntil(policy, now, timezone);
  if (!until || (before && until.getTime() > before.getTime() - leadMs)) return undefined;
  return { laterMs: until.getTime() - now.getTime() };
}
