import type pg from 'pg';
import type { Page, Subject } from '#test/support/pages.ts';
import { recordStatements, type Statement, sequentialScans, shapeOf, withoutControl } from '#test/support/queries.ts';

export interface Measured {
  name: string;
  p50: number;
  p95: number;
  /** The slowest of those that ran at once. */
  atOnce: number;
  /** Fewest and most statements. */
  queries: [number, number];
  scans: Set<string>;
  failure?: string;
}

export interface MeasureOptions {
  subjects: Subject[];
  admin: pg.ClientBase;
  /** Rows from which on a table is big. */
  bigFrom: number;
  runs: number;
  together: number;
}

/** One page again and again, each time with the next subject; then several at once. */
export async function measure(page: Page, options: MeasureOptions): Promise<Measured> {
  const { subjects, admin, bigFrom, runs, together } = options;
  const subject = (at: number): Subject => subjects[at % subjects.length] as Subject;
  const took: number[] = [];
  const counts: number[] = [];
  let seen: Statement[] = [];
  try {
    for (let at = 0; at <= runs; at += 1) {
      const act = await page.prepare(subject(at));
      const started = performance.now();
      const { statements } = await recordStatements(act);
      // The first one warms up.
      if (at === 0) continue;
      took.push(performance.now() - started);
      counts.push(withoutControl(statements).length);
      if (at <= 3) seen = [...seen, ...statements];
    }
    const scans = await sequentialScans(admin, distinct(seen), bigFrom);
    const ready = await Promise.all(Array.from({ length: together }, (_, at) => page.prepare(subject(at))));
    const times = await Promise.all(ready.map(timed));
    return {
      name: page.name,
      ...{ p50: quantile(took, 0.5), p95: quantile(took, 0.95), atOnce: Math.max(...times) },
      ...{ queries: [Math.min(...counts), Math.max(...counts)], scans },
    };
  } catch (error) {
    const none = { p50: Number.NaN, p95: Number.NaN, atOnce: Number.NaN, queries: [0, 0] as [number, number] };
    return { name: page.name, ...none, scans: new Set(), failure: String(error) };
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

const distinct = (statements: readonly Statement[]): Statement[] => [
  ...new Map(statements.map((statement) => [shapeOf(statement.sql), statement])).values(),
];

const quantile = (values: number[], at: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * at))] ?? Number.NaN;
