import { type Command, InvalidArgumentError } from 'commander';
import type { FullName } from './run/accounts.ts';

const example = 'slack:T024BE7LG:U024BE7LH or teams:<tenant id>:<object id>';
/** Where everybody says who they are themselves. */
const unlinkable = ['playground', 'rest'];
const load = () => import('./run/accounts.ts');

/** `accounts list|link|confirm|refuse|unlink`: which accounts belong to the same person. */
export function addAccounts(program: Command): void {
  const accounts = program.command('accounts').description('accounts of one person on several platforms');
  accounts
    .command('list')
    .description('what waits for an admin, and what is linked')
    .action(async () => (await load()).listAccounts());
  accounts
    .command('link')
    .description('link two accounts whose person you know')
    .argument('<a>', example, parseName)
    .argument('<b>', 'the other', parseName)
    .action(async (a: FullName, b: FullName) => (await load()).link(a, b));
  for (const [verb, act] of [
    ['confirm', 'confirmed'],
    ['refuse', 'refused'],
  ] as const) {
    accounts
      .command(verb)
      .description(`${verb} what waits`)
      .argument('<id>', 'from accounts list', parseId)
      .action(async (id: string) => (await load()).decide(id, act));
  }
  accounts
    .command('unlink')
    .description('take one account out of its links, at once')
    .argument('<a>', example, parseName)
    .action(async (name: FullName) => (await load()).unlink(name));
}

function parseName(name: string): FullName {
  const match = /^([a-z][a-z0-9-]*):([^:]+):(.+)$/.exec(name);
  const [, platform, tenant, person] = match ?? [];
  if (!platform || !tenant || !person || unlinkable.includes(platform))
    throw new InvalidArgumentError(`"${name}" is no account: e.g. ${example}.`);
  return { platform, tenant, person };
}

function parseId(id: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return id;
  throw new InvalidArgumentError(`"${id}" is no id: see flowsmith accounts list.`);
}
