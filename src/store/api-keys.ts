import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { ConfigError } from '#src/errors.ts';
import { clock } from './clock.ts';
import { ApiKey, type ApiKeyRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** Throws ConfigError when the name is taken: names stand in the audit trail and are never given twice. */
export async function insertApiKey(
  em: EntityManager,
  key: { name: string; hash: string; scopes: string[] },
): Promise<ApiKeyRecord> {
  const row = em.create(ApiKey, { id: crypto.randomUUID(), ...key, lastUsedAt: null, revokedAt: null });
  try {
    await em.flush();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new ConfigError(`There is a key named "${key.name}" already, perhaps a revoked one: choose another name.`);
  }
  return row;
}

/** The key with this hash, unless revoked. */
export async function findLiveApiKey(em: EntityManager, hash: string): Promise<ApiKeyRecord | null> {
  return em.findOne(ApiKey, { hash, revokedAt: null });
}

export async function listApiKeys(em: EntityManager): Promise<ApiKeyRecord[]> {
  return em.find(ApiKey, {}, { orderBy: { createdAt: 'asc' } });
}

/** Returns false when there is no live key of that name. */
export async function revokeApiKey(em: EntityManager, name: string): Promise<boolean> {
  return (await em.nativeUpdate(ApiKey, { name, revokedAt: null }, { revokedAt: clock() })) === 1;
}

/** Notes that it was used, at most once in `everyMs`: how long ago is all that anybody wants to know. */
export async function touchApiKey(em: EntityManager, id: string, everyMs: number): Promise<void> {
  await em.execute(
    `update api_keys set last_used_at = clock_timestamp()
     where id = ? and (last_used_at is null or last_used_at < clock_timestamp() - ? * interval '1 millisecond')`,
    [id, everyMs],
  );
}
