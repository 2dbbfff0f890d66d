import { type Command, InvalidArgumentError } from 'commander';
import { type Scope, scopes } from '#src/api/scopes.ts';

const load = () => import('./run/keys.ts');

/** `keys create|list|revoke`: who may call the HTTP API. */
export function addKeys(program: Command): void {
  const keys = program.command('keys').description('keys of the HTTP API');
  keys
    .command('create')
    .description('make a key; it is shown once')
    .argument('<name>', 'letters, digits and . _ @ + -', parseName)
    .option('--scopes <list>', `comma-separated, of: ${scopes.join(', ')}`, parseScopes, ['request', 'read'] as Scope[])
    .option('--operator', 'its read and audit reach every tenant, not only what came over HTTP')
    .action(async (name: string, options: { scopes: Scope[]; operator?: true }) =>
      (await load()).create(name, options),
    );
  keys.command('list').action(async () => (await load()).list());
  keys
    .command('revoke')
    .argument('<name>')
    .action(async (name: string) => (await load()).revoke(name));
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
