import pg from 'pg';
import { inject } from 'vitest';

/** A fresh, migrated database of its own, cloned from the template; dropped on dispose. */
export async function createTestDatabase(): Promise<AsyncDisposable & { url: string }> {
  const admin = inject('postgresUrl');
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  await onAdmin(admin, `create database ${name} template template1`);
  return {
    url: admin.replace(/\/postgres$/, `/${name}`),
    [Symbol.asyncDispose]: () => onAdmin(admin, `drop database if exists ${name} with (force)`),
  };
}

async function onAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
