import { redactSecrets } from '#src/policy/secrets.ts';
import { owe } from '#src/store/deliveries.ts';
import { countFailure, type FailedOnce } from '#src/store/failures.ts';
import { trailOf } from '#src/store/trails.ts';
import { msSince } from '#src/telemetry/follow.ts';
import type { EngineContext } from '../context.ts';
import { patternOf } from './failure-pattern.ts';
import { placesOfFailure } from './failure-places.ts';

/** What changes within so long is shown once. */
export const failurePaceMs = 3_000;
const longest = 300;

/**
 * An execution failed: it is counted with those of its kind, and whoever hears of this workflow is owed the newest state,
 * in one transaction. False where it was counted before.
 */
export async function noteFailure(
  context: Pick<EngineContext, 'store' | 'follow' | 'placeOf'>,
  failed: Omit<FailedOnce, 'pattern'>,
  conversation: string,
): Promise<boolean> {
  const { store, follow } = context;
  const begun = Date.now();
  const [step, problem] = [short(failed.step), short(failed.problem)];
  const counted = await store.fork().transactional(async (tx) => {
    const one = await countFailure(tx, { ...failed, step, problem, pattern: patternOf({ step, problem }) });
    if (!one) return undefined;
    const inMs = one.count === 1 ? 0 : failurePaceMs;
    for (const place of await placesOfFailure(context, tx, failed.workflow, conversation))
      await owe(tx, { kind: 'failed', subject: one.id, place, conversation: place, inMs });
    return one;
  });
  if (counted?.count === 1)
    follow({
      step: 'received',
      ...(await trailOf(store.fork(), 'failure', counted.id)),
      outcome: 'failure',
      ms: msSince(begun),
    });
  return counted !== undefined;
}

/** One short line without secrets. */
export function short(words: string | undefined): string | undefined {
  const plain =
    words &&
    redactSecrets(words.slice(0, 4_000))
      .text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .trim();
  if (!plain) return undefined;
  const letters = [...plain];
  return letters.length > longest ? `${letters.slice(0, longest).join('')}…` : plain;
}
