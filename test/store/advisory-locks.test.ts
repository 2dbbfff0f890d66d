import { expect, it } from 'vitest';
import { advisoryLocks } from '#src/store/advisory-locks.ts';

it('no advisory lock has the number of another', () => {
  const numbers = Object.values(advisoryLocks);
  expect(new Set(numbers).size).toBe(numbers.length);
});
