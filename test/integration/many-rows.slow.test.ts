import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { openStore } from '#src/store/orm.ts';
import { writeChain } from '#test/bench/old/chain.ts';
import { jobsOf } from '#test/bench/old/jobs.ts';
import { findSubjects, plantAll } from '#test/bench/old/subjects.ts';
import { instanceUrl, statements, tenants } from '#test/bench/old/tables.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { createTestContext } from '#test/support/engine-context.ts';
import { openPages, type Page, type Subject } from '#test/support/pages.ts';
import { recordStatements, type Statement, withoutControl, withoutIndex } from '#test/support/queries.ts';

/** Tables that grow with use. */
const growing = [
  ...[
    'inbound_events',
    'conversations',
    'messages',
    'questions',
    'feedback',
    'drafts',
    'draft_revisions',
    'draft_cards',
  ],
  ...['approvals', 'creations', 'workflows', 'workflow_versions', 'workflow_acts', 'seen_workflows', 'audit_events'],
  ...['audit_scopes', 'picture_uploads'],
];
/**
 * More than a page needs; Home made 1,600 with 1,700 drafts waiting. The most has a planned request: 72, of which four
 * name who may decide, and each renewal of its lease is one.
 */
const most = 80;
/** One draft has what another has not, such as a card elsewhere; a query for each would be many more. */
const oneMore = 1;

const stack = new AsyncDisposableStack();
afterAll(() => stack.disposeAsync());

/** A database of so much of two years, with everything to be seen there. */
async function open(size: number) {
  const database = stack.use(await createTestDatabase());
  const store = stack.use(await openStore(database.url));
  const standIn = stack.use(await startN8nStandIn());
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  stack.defer(() => admin.end());
  for (const sql of statements(size)) await admin.query(sql);
  await writeChain(database.url);
  await admin.query('analyze');
  await plantAll(admin, standIn);
  const policy = { approvers: ['slack:T0HEAVY:APPROVER'], admins: ['slack:T0HEAVY:ADMIN'], fourEyes: true };
  const { context } = createTestContext({ store, standIn, instanceUrl, policy });
  const opened = await openPages(context);
  stack.defer(() => opened[Symbol.asyncDispose]());
  const [subject] = await findSubjects(admin, tenants[0].externalId);
  if (!subject) throw new Error('nothing to look at');
  return { pages: [...opened.pages, ...jobsOf(context)], subject, admin };
}

type Old = Awaited<ReturnType<typeof open>>;
let few: Old;
let many: Old;
beforeAll(async () => {
  few = await open(0.001);
  many = await open(0.01);
}, 120_000);

async function statementsOf(page: Page | undefined, subject: Subject): Promise<Statement[]> {
  if (!page) throw new Error('no such page');
  // What is read once and kept, e.g. the version of n8n, is read by the first.
  await (await page.prepare(subject))();
  return withoutControl((await recordStatements(await page.prepare(subject))).statements);
}

describe('pages and verbs', () => {
  it('take as many queries with ten times as many drafts and workflows, each by an index', async () => {
    const found: string[] = [];
    for (const [at, page] of many.pages.entries()) {
      const of = await statementsOf(page, many.subject);
      const before = await statementsOf(few.pages[at], few.subject);
      if (Math.abs(of.length - before.length) > oneMore)
        found.push(`${page.name}: ${before.length} queries, then ${of.length}`);
      if (of.length > most) found.push(`${page.name}: ${of.length} queries`);
      for (const scan of await withoutIndex(many.admin, of, growing)) found.push(`${page.name} reads all of ${scan}`);
    }
    expect(many.pages.length).toBeGreaterThan(60);
    expect(found).toEqual([]);
  }, 120_000);
});
