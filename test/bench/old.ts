import { parseArgs } from 'node:util';
import pg from 'pg';
import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { openStore } from '#src/store/orm.ts';
import { createTestContext } from '#test/support/engine-context.ts';
import { openPages } from '#test/support/pages.ts';
import { auditFigures } from './old/audit.ts';
import { jobsOf } from './old/jobs.ts';
import { type Measured, measure } from './old/measure.ts';
import { openOldDatabase } from './old/seed.ts';
import { findSubjects, plantAll } from './old/subjects.ts';
import { instanceUrl, tenants } from './old/tables.ts';

/** What a page may take, 95 times of 100. */
const goalMs = 300;

/**
 * Seeds a database of two years (500,000 events, 230,000 drafts, 10,000 workflows, about 700,000 audit rows) and prints for
 * every page and verb how long it takes, how many statements it makes, and whether one reads a big table from end to end.
 * Options: `--size=0.1` a part of all that; `--keep` leaves the database on the disk for the next run; `--only=audit` what
 * has that in its name. Ends with exit code 1 when a page takes longer than 300 ms or reads a big table.
 */
export async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { size: { type: 'string' }, keep: { type: 'boolean' }, only: { type: 'string' } },
    strict: false,
  });
  const size = Number(values.size ?? 1);
  const only = String(values.only ?? '').toLowerCase();
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await openOldDatabase({ size, keep: values.keep === true }));
  const store = stack.use(await openStore(database.url));
  const standIn = stack.use(await startN8nStandIn());
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  stack.defer(() => admin.end());
  print(`n8n holds ${await plantAll(admin, standIn)} workflows`);
  const policy = {
    ...{ approvers: ['slack:T0HEAVY:APPROVER'], admins: ['slack:T0HEAVY:ADMIN'], fourEyes: true },
    tenants: { 'rest:api': { approvers: [], fourEyes: false } },
  };
  const { context } = createTestContext({ store, standIn, instanceUrl, policy });
  const { pages, ...opened } = await openPages(context);
  stack.defer(() => opened[Symbol.asyncDispose]());
  const subjects = await findSubjects(admin, tenants[0].externalId);
  const options = { subjects, admin, bigFrom: Math.round(5_000 * size), runs: 20, together: 20 };
  print(`${'ms'.padEnd(36)}      p50      p95   20 at once  queries`);
  const all: Measured[] = [];
  for (const page of [...pages, ...jobsOf(context)]) {
    if (!page.name.toLowerCase().includes(only)) continue;
    const measured = await measure(page, options);
    all.push(measured);
    print(lineOf(measured));
    for (const scan of measured.scans) print(`    reads all of ${scan}`);
  }
  if (only === '') await auditFigures(database.url, print);
  const bad = all.filter(({ p95, scans, failure }) => !(p95 <= goalMs) || scans.size > 0 || failure);
  print(`${all.length - bad.length} of ${all.length} within ${goalMs} ms and by an index`);
  if (bad.length > 0) process.exitCode = 1;
}

function lineOf({ name, p50, p95, atOnce, queries: [least, most], failure }: Measured): string {
  if (failure) return `${name.padEnd(36)} FAILED: ${failure}`;
  const ms = [p50, p95, atOnce].map((value, at) => value.toFixed(1).padStart(at === 2 ? 13 : 9)).join('');
  return (
    `${name.padEnd(36)}${ms}  ${least === most ? most : `${least}–${most}`}`.padEnd(72) + (p95 > goalMs ? 'SLOW' : '')
  );
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
