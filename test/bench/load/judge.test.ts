import { expect, test } from 'vitest';
import { countOf, judgeLoad, type Measured } from './judge.ts';

const due = countOf(['C1', 'C1', 'C2']);
const good: Measured = {
  platform: 'Slack',
  p99Ms: 299.9,
  statuses: { 200: 4 },
  distinct: 3,
  stored: 3,
  handled: 3,
  due,
  answered: countOf(['C2', 'C1', 'C1']),
};

test('everything acknowledged in time, stored, handled and answered once is well', () => {
  expect(judgeLoad(good)).toEqual([]);
});

test.each<[string, Partial<Measured>, RegExp]>([
  ['a refusal', { statuses: { 200: 3, 500: 1 } }, /^Slack: Not every request was acknowledged: 1 got 500\.$/],
  ['no answer at all', { statuses: { 0: 2, 200: 2 } }, /2 got no answer/],
  ['an event that was not stored', { stored: 2, handled: 2 }, /1 of 3 requests were lost/],
  ['an event that was stored twice', { stored: 4, handled: 4 }, /1 requests more than the 3 sent were stored/],
  ['an event nobody handled', { handled: 1 }, /2 of 3 stored requests were not handled in time/],
  ['an answer that did not come', { answered: countOf(['C1', 'C1']) }, /1 answers were lost/],
  ['an answer twice', { answered: countOf(['C1', 'C1', 'C2', 'C2']) }, /1 answers were posted twice/],
  ['a slow acknowledgement', { p99Ms: 300 }, /p99 .* was 300 ms.* under 300 ms\. It depends on the machine/],
])('%s is told', (_what, change, words) => {
  expect(judgeLoad({ ...good, ...change })).toEqual([expect.stringMatching(words)]);
});

test('one lost and one doubled do not make up for each other', () => {
  expect(judgeLoad({ ...good, answered: countOf(['C1', 'C1', 'C1']) })).toEqual([
    'Slack: 1 answers were lost.',
    'Slack: 1 answers were posted twice or to somebody else.',
  ]);
});
