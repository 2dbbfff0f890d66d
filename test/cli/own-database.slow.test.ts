import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listKeys } from '#src/api/keys.ts';
import { findRunningPostgres, startEmbeddedPostgres } from '#src/dev/embedded-postgres.ts';
import { openStore } from '#src/store/orm.ts';
import { cli, flowsmith, patience } from '#test/support/run-cli.ts';

const folders: string[] = [];
function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flowsmith-own-')));
  folders.push(folder);
  return folder;
}
afterAll(() => folders.map((folder) => rmSync(folder, { recursive: true, force: true })));

describe('without DATABASE_URL', patience, () => {
  it('the demo that is running is what a command is about; the key alone is on standard output', async () => {
    const folder = newFolder();
    await using demo = await startEmbeddedPostgres(join(folder, '.data/demo'), { fast: true });
    await using store = await openStore(demo.url);
    await store.migrate();
    const made = await flowsmith(['keys', 'create', 'ci'], {}, folder);
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^\S+$/) });
    expect(made.err).toBe(
      'DATABASE_URL is not set: this is about the demo that is running (.data/demo).\n' +
        'The key "ci" (request, read). It is shown this once:',
    );
    expect((await listKeys(store.fork())).map(({ name }) => name)).toEqual(['ci']);
    expect(existsSync(join(folder, '.data/postgres'))).toBe(false);
  });

  it('else the one that `npm start` takes is started, brought up to date and ended again', async () => {
    const folder = newFolder();
    expect((await flowsmith(['keys', 'create', 'ci'], {}, folder)).code).toBe(0);
    expect(await findRunningPostgres(join(folder, '.data/postgres'))).toBeUndefined();
    expect((await flowsmith(['keys', 'list'], {}, folder)).out).toMatch(/^ci\trequest,read\t/);
    const n8n = { N8N_BASE_URL: 'http://127.0.0.1:9', N8N_API_KEY: 'x' };
    const { out } = await flowsmith(['doctor'], n8n, folder);
    expect(out).toMatch(/database: PostgreSQL \d+[.\d]*, its schema is that of this program\./);
  });

  it('the own one that runs is taken as it is, and left running', async () => {
    const folder = newFolder();
    await using own = await startEmbeddedPostgres(join(folder, '.data/postgres'), { fast: true });
    await using store = await openStore(own.url);
    await store.migrate();
    expect((await flowsmith(['keys', 'create', 'ci'], {}, folder)).code).toBe(0);
    expect(await findRunningPostgres(join(folder, '.data/postgres'))).toBe(own.url);
    expect(await listKeys(store.fork())).toHaveLength(1);
  });
});

it('a reader that goes away, as `head` does, is no error', patience, async () => {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [cli, 'nodes', 'search', 'send a message', '--json'], {
    env: { PATH, HOME, CATALOG_DIR: '/nowhere/flowsmith' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(String(chunk)));
  child.stdout.destroy();
  const [code] = await once(child, 'exit');
  expect([code, said.join('')]).toEqual([0, '']);
});
