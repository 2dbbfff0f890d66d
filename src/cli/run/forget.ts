import { readVariables } from '#src/config.ts';
import { keyOf } from '#src/engine/people/actor.ts';
import { ConfigError } from '#src/errors.ts';
import { forgetLimits } from '#src/queue/rate-limit.ts';
import { forgetPerson } from '#src/store/forget.ts';
import type { Forgotten } from '#src/store/forget-count.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findPeople, findSimilar, type KnownAccount } from '#src/store/people.ts';
import { print } from '../output.ts';
import { withStore } from './database.ts';

/** `forget`: takes a person out of everything. */
export function forget(wanted: string, { dryRun = false }: { dryRun?: boolean }): Promise<void> {
  return withStore(async (store) => {
    const person = await choose(store.fork(), wanted);
    for (const account of person) print(`${dryRun ? 'Would forget' : 'Forgetting'} ${inWords(account)}`);
    const result = await forgetPerson(store, person, { dryRun });
    if (result.kind === 'under-way')
      throw new ConfigError(
        'Something of theirs is still being answered, or on its way into n8n: try again in a minute.',
      );
    // Chat counts by the account in full, HTTP by who it is there.
    if (!dryRun)
      await forgetLimits(
        settings(),
        person.flatMap((one) => [keyOf(one), `user:${one.personId}`]),
      );
    printForgotten(result, dryRun);
  });
}

/** Where calls are counted; a setting may be a file. */
function settings(): { databaseUrl: string; redisUrl?: string } {
  const { DATABASE_URL: databaseUrl = '', REDIS_URL: redisUrl } = readVariables(process.env);
  return { databaseUrl, ...(redisUrl ? { redisUrl } : {}) };
}

/** One person, or the choice in words. */
async function choose(em: EntityManager, wanted: string): Promise<KnownAccount[]> {
  const people = await findPeople(em, wanted.trim());
  const [person, ...others] = people;
  if (person && others.length === 0) return person;
  if (person) {
    const each = people.map((one) => `  ${one.map(inWords).join(' = ')}`);
    throw new ConfigError(`"${wanted}" may be any of these. Say which by the account:\n${each.join('\n')}`);
  }
  const similar = await findSimilar(em, wanted.trim());
  const hint = similar.length > 0 ? ` Perhaps one of these:\n  ${similar.join('\n  ')}` : '';
  throw new ConfigError(`Nobody called "${wanted}" is known here, or they were forgotten before.${hint}`);
}

const inWords = (account: KnownAccount): string =>
  account.names.length > 0 ? `${keyOf(account)} (${account.names.join(', ')})` : keyOf(account);

function printForgotten({ counts, workflows, templates, sealedBefore }: Forgotten, dryRun: boolean): void {
  const each = Object.entries(counts).filter(([, rows]) => rows > 0);
  print(`${dryRun ? 'In' : 'Out of'}: ${each.map(([what, rows]) => `${rows} ${what}`).join(', ') || 'nothing'}.`);
  for (const { name, n8nId, instanceUrl, namesThem } of workflows)
    print(
      `Stays, it is a workflow${namesThem ? ', AND ITS CONTENT NAMES THEM' : ''}: ${name} ${instanceUrl}/workflow/${n8nId}`,
    );
  for (const name of templates) print(`Stays, it is a template: ${name}`);
  if (sealedBefore > 0)
    print(`Stays: the account in ${sealedBefore} audit rows from before actors were sealed; it is in their hash.`);
  print(
    'Not touched: messages and files in Slack and Teams, n8n, log files, backups, and the policy file: docs/privacy.md says what to do there.',
  );
}
