import { type Command, InvalidArgumentError } from 'commander';
import { placeName } from '#src/cards/place.ts';
import { decideLink, linkByOperator, operator, takeApart } from '#src/engine/links/decide.ts';
import { keyOf } from '#src/engine/people/actor.ts';
import { ConfigError } from '#src/errors.ts';
import { findPerson, type Linkable, listLinked, type NamedAccount } from '#src/store/accounts.ts';
import { listWaitingLinks, sidesOf } from '#src/store/link-requests.ts';
import type { EntityManager, Store } from '#src/store/orm.ts';
import { withStore } from './database.ts';
import { print } from './output.ts';

interface FullName {
  platform: string;
  tenant: string;
  person: string;
}

const example = 'slack:T024BE7LG:U024BE7LH or teams:<tenant id>:<object id>';
/** Where everybody says who they are themselves. */
const unlinkable = ['playground', 'rest'];
const cannot: Record<Exclude<Linkable, 'free'>, string> = {
  'linked already': 'These two accounts are linked already.',
  'same tenant': 'These two cannot be linked: both sides have an account in the same workspace or organisation.',
};

/** `accounts list|link|confirm|refuse|unlink`: which accounts belong to the same person. */
export function addAccounts(program: Command): void {
  const accounts = program.command('accounts').description('accounts of one person on several platforms');
  accounts
    .command('list')
    .description('what waits for an admin, and what is linked')
    .action(() => withStore(async (store) => list(store.fork())));
  accounts
    .command('link')
    .description('link two accounts whose person you know')
    .argument('<a>', example, parseName)
    .argument('<b>', 'the other', parseName)
    .action((a: FullName, b: FullName) =>
      withStore(async (store) => {
        const [one, other] = [await known(store.fork(), a), await known(store.fork(), b)];
        const linkable = await linkByOperator({ store }, one, other);
        if (linkable !== 'free') throw new ConfigError(cannot[linkable]);
        print(`Linked: ${inWords(one)} and ${inWords(other)}. Nobody was told.`);
      }),
    );
  for (const [verb, act] of [
    ['confirm', 'confirmed'],
    ['refuse', 'refused'],
  ] as const) {
    accounts
      .command(verb)
      .description(`${verb} what waits`)
      .argument('<id>', 'from accounts list', parseId)
      .action((id: string) => withStore((store) => decide(store, id, act)));
  }
  accounts
    .command('unlink')
    .description('take one account out of its links, at once')
    .argument('<a>', example, parseName)
    .action((name: FullName) =>
      withStore(async (store) => {
        const account = await known(store.fork(), name);
        const others = await takeApart({ store }, account, operator);
        if (others.length === 0) throw new ConfigError(`${inWords(account)} is not linked with another account.`);
        print(`${inWords(account)} is not linked with ${others.map(keyOf).join(', ')} any more.`);
      }),
    );
}

async function list(em: EntityManager): Promise<void> {
  for (const request of await listWaitingLinks(em)) {
    const sides = (await sidesOf(em, request)) ?? [];
    print(['waiting', request.id, ...sides.map(inWords), request.takenUpAt?.toISOString() ?? ''].join('\t'));
  }
  for (const accounts of await listLinked(em)) {
    const since = accounts.at(-1);
    print(['linked', ...accounts.map(inWords), `by ${since?.linkedBy} ${since?.linkedAt.toISOString()}`].join('\t'));
  }
}

async function decide(store: Store, id: string, act: 'confirmed' | 'refused'): Promise<void> {
  const decision = await decideLink({ store }, id, act, operator);
  if (decision.kind === 'gone') throw new ConfigError(`Nothing waits under ${id}: see flowsmith accounts list.`);
  if (decision.kind === 'refused') throw new TypeError('an operator may link everybody');
  if (decision.kind !== 'decided') throw new ConfigError(cannot[decision.kind]);
  const words = act === 'confirmed' ? 'Linked' : 'Not linked';
  print(`${words}: ${decision.sides.map(inWords).join(' and ')}. Both are told.`);
}

const inWords = (account: NamedAccount): string => `${keyOf(account)} (${account.name})`;

/** Somebody Flowsmith has met: a slip of the pen would otherwise give a stranger somebody's rights. */
async function known(em: EntityManager, { platform, tenant, person }: FullName): Promise<NamedAccount> {
  const found = await findPerson(em, { platform, tenant, person });
  if (found === 'no tenant')
    throw new ConfigError(`Nobody of ${placeName({ platform })} ${tenant} has used Flowsmith: check the id.`);
  if (found === 'no person')
    throw new ConfigError(
      `${person} has not used Flowsmith in ${platform}:${tenant}: check the id, or let them say hello to it first.`,
    );
  return found;
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
