/** What was sent to one platform's door, and what became of it. */
export interface Measured {
  platform: string;
  /** Slowest but for one in a hundred, in milliseconds until the acknowledgement. */
  p99Ms: number;
  /** How many got which status; 0: no answer. */
  statuses: Readonly<Record<string, number>>;
  /** Requests but for those that were delivered a second time. */
  distinct: number;
  stored: number;
  handled: number;
  /** Answers that were due and that came, by conversation. */
  due: ReadonlyMap<string, number>;
  answered: ReadonlyMap<string, number>;
}

export const mostP99Ms = 300;

/** What is wrong, a sentence each; empty when every request was acknowledged in time, kept, handled and answered once. */
export function judgeLoad(measured: Measured): string[] {
  const { platform, p99Ms, statuses, distinct, stored, handled, due, answered } = measured;
  const problems: string[] = [];
  const refused = Object.entries(statuses).filter(([status]) => status !== '200');
  if (refused.length > 0) {
    const counted = refused.map(([status, times]) => `${times} got ${status === '0' ? 'no answer' : status}`);
    problems.push(`Not every request was acknowledged: ${counted.join(', ')}.`);
  }
  if (stored < distinct) problems.push(`${distinct - stored} of ${distinct} requests were lost: they were not stored.`);
  if (stored > distinct) problems.push(`${stored - distinct} requests more than the ${distinct} sent were stored.`);
  if (handled < stored) problems.push(`${stored - handled} of ${stored} stored requests were not handled in time.`);
  const conversations = new Set([...due.keys(), ...answered.keys()]);
  let missing = 0;
  let surplus = 0;
  for (const conversation of conversations) {
    const difference = (answered.get(conversation) ?? 0) - (due.get(conversation) ?? 0);
    if (difference < 0) missing -= difference;
    else surplus += difference;
  }
  if (missing > 0) problems.push(`${missing} answers were lost.`);
  if (surplus > 0) problems.push(`${surplus} answers were posted twice or to somebody else.`);
  if (p99Ms >= mostP99Ms) {
    problems.push(
      `The p99 until the acknowledgement was ${p99Ms.toFixed(0)} ms, and is to be under ${mostP99Ms} ms. It depends on ` +
        'the machine: compare it with the bare SDK above, and measure again with nothing else running.',
    );
  }
  return problems.map((problem) => `${platform}: ${problem}`);
}

/** How often each of them occurs. */
export function countOf(keys: Iterable<string>): Map<string, number> {
  const counted = new Map<string, number>();
  for (const key of keys) counted.set(key, (counted.get(key) ?? 0) + 1);
  return counted;
}
