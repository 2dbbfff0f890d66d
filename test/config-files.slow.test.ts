import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { readConfig } from '#src/config.ts';
import { openStore } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { flowsmith, patience } from '#test/support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowsmith-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string): string {
  const path = join(folder, crypto.randomUUID());
  writeFileSync(path, content);
  return path;
}

const least = {
  DATABASE_URL: 'postgres://flowsmith@127.0.0.1/flowsmith',
  N8N_BASE_URL: 'https://n8n.example.com',
  N8N_API_KEY: 'key',
};

describe('settings from files', () => {
  it('PostgreSQL and the command line get them as they are', patience, async () => {
    await using database = await createTestDatabase();
    const user = `u${crypto.randomUUID().replaceAll('-', '')}`;
    const DATABASE_URL = database.url.replace('postgres@', `${user}@`);
    const admin = new pg.Client({ connectionString: inject('postgresUrl') });
    await admin.connect();
    await admin.query(`create role ${user} login superuser`);
    try {
      const password = file('any: the test server trusts, the address must hold %41 all the same\n');
      const { databaseUrl } = readConfig({ ...least, DATABASE_URL, DATABASE_PASSWORD_FILE: password });
      {
        await using store = await openStore(databaseUrl);
        await store.ping();
      }
      const run = await flowsmith(['keys', 'list'], { DATABASE_URL_FILE: file(`${DATABASE_URL}\n`) });
      expect(run).toMatchObject({ code: 0, err: '' });
      const plan = await flowsmith(['plan', 'every hour get https://example.com/x', '--json'], {
        ...{ DATABASE_URL_FILE: file(DATABASE_URL), N8N_API_KEY_FILE: file('key') },
      });
      expect(plan).toMatchObject({ code: 0 });
    } finally {
      await database[Symbol.asyncDispose]();
      await admin.query(`drop role ${user}`);
      await admin.end();
    }
    const wrong = await flowsmith(['keys', 'list'], { DATABASE_URL_FILE: '/nowhere/database' });
    expect(wrong).toMatchObject({ code: 1, err: expect.stringMatching(/^DATABASE_URL_FILE: \/nowhere\/database/) });
  });
});
