import { describe, expect, test } from 'vitest';
import { DeliveryError, FlowsmithError, N8nError } from '#src/errors.ts';
import { decideRetry, isWorthTelling } from '#src/queue/retry.ts';

const middle = () => 0.5;
const words = { code: 'x', userMessage: 'x' };
const n8nDown = new N8nError('down', { ...words, retryable: true });
const withCode = (code: string) => Object.assign(new Error(code), { code });

describe('decideRetry', () => {
  test('waits without using up a try where n8n was only asked too much, however often', () => {
    const held = new N8nError('later', { ...words, retryable: true, retryAfterMs: 2_000, heldBack: true });
    expect(decideRetry(held, 100, () => 0)).toEqual({ kind: 'wait', delayMs: 2_000 });
    expect(isWorthTelling({ kind: 'wait', delayMs: 2_000 }, 10_000)).toBe(false);
    expect(isWorthTelling({ kind: 'wait', delayMs: 2_000 }, 59_000)).toBe(true);
    expect(isWorthTelling({ kind: 'wait', delayMs: 120_000 }, 0)).toBe(true);
    expect(isWorthTelling({ kind: 'retry', delayMs: 10 }, 0)).toBe(true);
  });

  test('waits longer each time, half of it fixed and half spread', () => {
    const delays = [1, 2, 3, 4].map((attempt) => decideRetry(n8nDown, attempt, middle));
    expect(delays).toEqual([750, 1500, 3000, 6000].map((delayMs) => ({ kind: 'retry', delayMs })));
    expect(decideRetry(n8nDown, 2, () => 0)).toEqual({ kind: 'retry', delayMs: 1000 });
  });

  test('honours the moment asked for, never earlier, and not beyond five minutes', () => {
    const busy = (retryAfterMs: number) => new N8nError('busy', { ...words, retryable: true, retryAfterMs });
    expect(decideRetry(busy(30_000), 1, () => 0)).toEqual({ kind: 'retry', delayMs: 30_000 });
    expect(decideRetry(busy(30_000), 1, middle)).toEqual({ kind: 'retry', delayMs: 30_500 });
    expect(decideRetry(busy(86_400_000), 1, middle)).toEqual({ kind: 'retry', delayMs: 300_000 });
    expect(decideRetry(busy(-5), 1, () => 0)).toEqual({ kind: 'retry', delayMs: 0 });
  });

  test.each([
    ['n8n', n8nDown, 8],
    ['a chat platform', new DeliveryError('busy', { ...words, retryable: true }), 5],
    ['the database', withCode('ECONNREFUSED'), 4],
    ['a deadlock', withCode('40P01'), 4],
    ['a database that shuts down', withCode('57P01'), 4],
    ['a wrapped connection error', new Error('driver', { cause: withCode('ECONNRESET') }), 4],
    ['a failed fetch', new TypeError('fetch failed', { cause: withCode('ECONNREFUSED') }), 4],
    ['an aborted job', new DOMException('shutting down', 'AbortError'), 4],
    ['an error without a name of its own', new Error('Connection terminated unexpectedly'), 4],
  ])('tries %s again, but not for ever', (_, error, attempts) => {
    expect(decideRetry(error, attempts - 1, middle).kind).toBe('retry');
    expect(decideRetry(error, attempts, middle)).toEqual({ kind: 'give-up' });
  });

  test.each([
    ['a refusal', new FlowsmithError('no', words)],
    ['a refusal by n8n, even one that says when', new N8nError('no', { ...words, retryAfterMs: 10 })],
    ['a programming error', new TypeError('undefined is not a function')],
    ['a wrapped programming error', new Error('outer', { cause: new RangeError('too long') })],
    ['a broken rule of the database', withCode('23505')],
    ['something thrown that is no error', 'text'],
    ['nothing', undefined],
  ])('gives up on %s at once', (_, error) => {
    expect(decideRetry(error, 1, middle)).toEqual({ kind: 'give-up' });
  });
});
