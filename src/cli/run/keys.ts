import { createKey, listKeys, revokeKey } from '#src/api/keys.ts';
import { operatorScope, type Scope } from '#src/api/scopes.ts';
import { ConfigError } from '#src/errors.ts';
import { note, print } from '../output.ts';
import { withStore } from './database.ts';

/** `keys create`. */
export function create(name: string, options: { scopes: Scope[]; operator?: true }): Promise<void> {
  return withStore(async (store) => {
    const granted = options.operator ? [...options.scopes, operatorScope] : options.scopes;
    const key = await createKey(store, name, granted as Scope[]);
    note(`The key "${name}" (${granted.join(', ')}). It is shown this once:`);
    print(key);
  });
}

/** `keys list`. */
export function list(): Promise<void> {
  return withStore(async (store) => {
    for (const { name, scopes, revokedAt, lastUsedAt } of await listKeys(store.fork())) {
      const state = revokedAt
        ? `revoked ${revokedAt.toISOString()}`
        : `last used ${lastUsedAt?.toISOString() ?? 'never'}`;
      print([name, scopes.join(','), state].join('\t'));
    }
  });
}

/** `keys revoke`. */
export function revoke(name: string): Promise<void> {
  return withStore(async (store) => {
    if (await revokeKey(store, name)) return print(`${name} is revoked.`);
    throw new ConfigError(`There is no live key named "${name}": see flowsmith keys list.`);
  });
}
