import type pg from 'pg';
import { flowsmith } from '#test/support/run-cli.ts';

/**
 * After the load: one request out of its middle is looked up as an operator does, by `flowsmith trace <reference>`, and
 * every one that was handled has to be found by its reference in the logs, as received and as answered.
 */
export async function traceLoad(
  database: pg.Client,
  { url, since, logs, platform }: { url: string; since: number; logs: string; platform: string },
): Promise<{ line: string; problems: string[] }> {
  const { rows } = await database.query<{ id: string; reference: string }>(
    `select id, reference from (select * from inbound_events order by received_at offset $1) sent where status = 'handled'`,
    [since],
  );
  const middle = rows[Math.floor(rows.length / 2)];
  const startedAt = performance.now();
  const { code, out, err } = await flowsmith(['trace', middle?.reference ?? ''], { DATABASE_URL: url });
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const steps = stepsByReference(logs);
  const whole = rows.filter(({ reference }) => ['received', 'shown'].every((step) => steps.get(reference)?.has(step)));
  const problems = [
    ...(code === 0 ? [] : [`flowsmith trace ${middle?.reference} failed: ${err}`]),
    ...(/\breceived\b[\s\S]*\bshown\b/.test(out)
      ? []
      : [`flowsmith trace ${middle?.reference} does not tell its steps`]),
    ...(whole.length === rows.length ? [] : [`${rows.length - whole.length} requests are not found whole in the logs`]),
  ];
  const line = `  traced: ${whole.length} of ${rows.length} found whole in the logs; flowsmith trace ${middle?.reference} took ${seconds} s:`;
  const indented = out.split('\n').map((each) => `    ${each}`);
  return { line: [line, ...indented].join('\n'), problems: problems.map((problem) => `${platform}: ${problem}.`) };
}

function stepsByReference(logs: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const line of logs.split('\n')) {
    if (!line.includes('"step"')) continue;
    const { step, reference } = JSON.parse(line) as { step: string; reference: string };
    found.set(reference, (found.get(reference) ?? new Set()).add(step));
  }
  return found;
}
