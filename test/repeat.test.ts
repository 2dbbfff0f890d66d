import { describe, expect, it } from 'vitest';
import { type RepeatOptions, repeat } from '#src/repeat.ts';

const hourMs = 3_600_000;
const ignored: Pick<RepeatOptions, 'onError'> = { onError: () => {} };

describe('what is repeated', () => {
  it('begins at once and again after each round, also after one that failed', async () => {
    let rounds = 0;
    const failures: unknown[] = [];
    const thrice = Promise.withResolvers<void>();
    const round = async () => {
      rounds += 1;
      if (rounds === 3) thrice.resolve();
      if (rounds === 1) throw new Error('the first');
    };
    await using _repeated = repeat(round, { everyMs: 5, onError: (error) => failures.push(error) });
    expect(rounds).toBe(1);
    await thrice.promise;
    expect(failures).toEqual([new Error('the first')]);
  });

  it('asks before each wait how long it is, and waits before the first when told to', async () => {
    const waits = [10, 20, hourMs];
    const asked: number[] = [];
    const twice = Promise.withResolvers<void>();
    const everyMs = () => {
      const wait = waits[asked.length] ?? hourMs;
      asked.push(wait);
      if (asked.length === 3) twice.resolve();
      return wait;
    };
    let rounds = 0;
    await using _repeated = repeat(
      async () => {
        rounds += 1;
      },
      { everyMs, later: true, ...ignored },
    );
    expect([rounds, asked]).toEqual([0, [10]]);
    await twice.promise;
    expect([rounds, asked]).toEqual([2, waits]);
  });

  it('is never done twice at once: asked for meanwhile, however often, it follows once', async () => {
    const ends: (() => void)[] = [];
    let [running, most] = [0, 0];
    const round = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((end) => ends.push(end));
      running -= 1;
    };
    await using repeated = repeat(round, { everyMs: hourMs, ...ignored });
    const asked = [repeated.now(), repeated.now(), repeated.now()];
    ends[0]?.();
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.();
    await Promise.all(asked);
    expect([ends.length, most]).toEqual([2, 1]);
    const alone = repeated.now();
    ends[2]?.();
    await alone;
    expect(ends).toHaveLength(3);
  });

  it('ends with the round that runs: it is told, waited for, not complained about, and none follows', async () => {
    const failures: unknown[] = [];
    let ended = 0;
    const round = (signal: AbortSignal) =>
      new Promise<void>((_, fail) => {
        signal.addEventListener('abort', () => {
          ended += 1;
          fail(signal.reason);
        });
      });
    const repeated = repeat(round, { everyMs: 1, onError: (error) => failures.push(error) });
    const asked = repeated.now();
    await repeated[Symbol.asyncDispose]();
    await asked;
    await repeated.now();
    expect([ended, failures]).toEqual([1, []]);
  });
});
