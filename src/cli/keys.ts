import { type Command, InvalidArgumentError } from 'commander';
import { createKey, listKeys, operatorScope, revokeKey, type Scope, scopes } from '#src/api/keys.ts';
import { ConfigError } from '#src/errors.ts';
import { withStore } from './database.ts';
import { print } from './output.ts';

/** `keys create|list|revoke`: who may call the HTTP API. */
export function addKeys(program: Command): void {
  const keys = program.command('keys').description('keys of the HTTP API');
  keys
    .command('create')
    .description('make a key; it is shown once')
    .argument('<name>', 'letters, digits and . _ @ + -', parseName)
    .option('--scopes <list>', `comma-separated, of: ${scopes.join(', ')}`, parseScopes, ['request', 'read'] as Scope[])
    .option('--operator', 'its read and audit reach every tenant, not only what came over HTTP')
    .action((name: string, options: { scopes: Scope[]; operator?: true }) =>
      withStore(async (store) => {
        const granted = options.operator ? [...options.scopes, operatorScope] : options.scopes;
        print(await createKey(store, name, granted as Scope[]));
      }),
    );
  keys.command('list').action(() =>
    withStore(async (store) => {
      for (const key of await listKeys(store.fork())) {
        print(
          [
            key.name,
            key.scopes.join(','),
            key.revokedAt
              ? `revoked ${key.revokedAt.toISOString()}`
              : `last used ${key.lastUsedAt?.toISOString() ?? 'never'}`,
          ].join('\t'),
        );
      }
    }),
  );
  keys
    .command('revoke')
    .argument('<name>')
    .action((name: string) =>
      withStore(async (store) => {
        if (await revokeKey(store, name)) return print(`${name} is revoked.`);
        throw new ConfigError(`There is no live key named "${name}": see flowsmith keys list.`);
      }),
    );
}

/** Not with a slash: `ci/anna` is the user anna of the key ci. */
function parseName(name: string): string {
  if (/^[\w.@+-]{1,100}$/.test(name)) return name;
  throw new InvalidArgumentError('Use 1 to 100 letters, digits and . _ @ + -');
}

function parseScopes(list: string): Scope[] {
  const wanted = list.split(',').map((scope) => scope.trim());
  const unknown = wanted.find((scope) => !(scopes as readonly string[]).includes(scope));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`"${unknown}" is no scope; there are: ${scopes.join(', ')}.`);
  return wanted as Scope[];
}
