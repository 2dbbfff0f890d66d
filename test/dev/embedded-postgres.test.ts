import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '#src/dev/embedded-postgres.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flowsmith-demo-')));
const data = join(folder, '.data/demo');
const demo = fileURLToPath(new URL('../../src/dev/demo.ts', import.meta.url));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run demo` in that folder. */
function runDemo(): Promise<{ code: unknown; err: string }> {
  const { PATH, HOME } = process.env;
  return new Promise((done) => {
    execFile(process.execPath, [demo, '--once'], { cwd: folder, env: { PATH, HOME } }, (error, _out, err) =>
      done({ code: error?.code ?? 0, err }),
    );
  });
}

async function answers(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query('select 1 as one').then(({ rows }) => client.end().then(() => rows));
}

it('a second demo in one folder says which process has it and what to do, and leaves the first alone', async () => {
  {
    await using first = await startEmbeddedPostgres(data, { fast: true });
    const second = await runDemo();
    expect(second.code).toBe(1);
    expect(second.err).toBe(
      `Another Flowsmith (process ${process.pid}) is running on the data in ${data}. Stop it with Ctrl+C where it was started, start this one in another folder, or set DATABASE_URL to a PostgreSQL of its own.\n`,
    );
    expect(await answers(first.url)).toEqual([{ one: 1 }]);
  }
  await using again = await startEmbeddedPostgres(data, { fast: true });
  expect(await answers(again.url)).toEqual([{ one: 1 }]);
}, 60_000);
