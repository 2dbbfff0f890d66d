import { createHash, randomBytes } from 'node:crypto';
import { findLiveApiKey, insertApiKey, listApiKeys, revokeApiKey, touchApiKey } from '#src/store/api-keys.ts';
import { appendAudit } from '#src/store/audit.ts';
import type { ApiKeyRecord } from '#src/store/entities.ts';
import type { EntityManager, Store } from '#src/store/orm.ts';
import type { Scope } from './scopes.ts';

const prefix = 'fsk_';
const touchEveryMs = 60_000;

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Makes a key and returns it in clear, for the only time: only its hash is kept. Throws when the name is taken. */
export async function createKey(store: Store, name: string, granted: Scope[]): Promise<string> {
  const key = `${prefix}${randomBytes(32).toString('base64url')}`;
  await store.fork().transactional(async (em) => {
    const row = await insertApiKey(em, { name, hash: hashOf(key), scopes: granted });
    await appendAudit(em, {
      kind: 'api_key',
      actor: 'operator',
      subject: row.id,
      data: { act: 'created', name, scopes: granted },
    });
  });
  return key;
}

/** False when there is no live key of that name. */
export async function revokeKey(store: Store, name: string): Promise<boolean> {
  return store.fork().transactional(async (em) => {
    const revoked = await revokeApiKey(em, name);
    if (revoked)
      await appendAudit(em, { kind: 'api_key', actor: 'operator', subject: name, data: { act: 'revoked', name } });
    return revoked;
  });
}

export const listKeys = (em: EntityManager): Promise<ApiKeyRecord[]> => listApiKeys(em);

/** The key behind an Authorization header; undefined when there is none that lives. */
export async function authenticate(em: EntityManager, header: string | undefined): Promise<ApiKeyRecord | undefined> {
  const token = /^Bearer ([\w-]{20,100})$/i.exec(header ?? '')?.[1];
  if (!token?.startsWith(prefix)) return undefined;
  const key = await findLiveApiKey(em, hashOf(token));
  if (!key) return undefined;
  await touchApiKey(em, key.id, touchEveryMs);
  return key;
}
