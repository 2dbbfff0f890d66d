import type { Command } from 'commander';
import { z } from 'zod';
import { readConfig } from '#src/config.ts';
import { ConfigError, FlowsmithError } from '#src/errors.ts';
import type { N8nAccess } from '#src/n8n/gate.ts';
import { checkKey, readInstance } from '#src/n8n/instance.ts';
import { missingScopes, readScopes, toScopeSentence, wantedScopes } from '#src/n8n/scopes.ts';
import { describePolicy, readPolicy } from '#src/policy/roles.ts';
import { type Purged, purgeText } from '#src/store/purge.ts';
import { withStore } from './database.ts';
import { openAccess } from './n8n-access.ts';
import { print } from './output.ts';

/** `migrate`, `purge-text` and `doctor`: what an operator runs. */
export function addOperations(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date')
    .action(() =>
      withStore(async (store) => print(`${await store.migrate()} migrations applied.`), { migrated: false }),
    );

  program
    .command('purge-text')
    .description('remove the text of one event from everything, e.g. a secret that nothing recognised')
    .argument('<event>', 'id of the event, as the log and the audit trail name it (subject of its "request")')
    .action((event: string) =>
      withStore(async (store) => {
        if (!z.uuid().safeParse(event).success) throw new ConfigError(`"${event}" is no id of an event.`);
        printPurged(await purgeText(store.fork(), event), event);
      }),
    );

  program
    .command('doctor')
    .description('check the settings and everything they point to')
    .action(async () => {
      const config = readConfig(process.env);
      for (const line of describePolicy(readPolicy(config.policyFile))) print(`  ${line}`);
      print('ok    policy');
      await check('database', () => withStore(async () => {}));
      await using access = openAccess(config);
      await check('n8n', () => checkKey(access));
      await check('n8n key', () => checkScopes(access));
      await check('n8n version', async () =>
        print(`  ${(await readInstance(access)).version ?? 'hidden: set N8N_VERSION'}`),
      );
    });
}

function printPurged(purged: Purged, event: string): void {
  if (purged.kind === 'unknown') throw new ConfigError(`There is no event ${event}.`);
  if (purged.kind !== 'purged')
    throw new ConfigError('It is still being answered, or its workflow is on its way into n8n: try again in a minute.');
  const { drafts, templates, auditRows, inN8n } = purged;
  print(`Purged: ${drafts.length} drafts, ${templates.length} templates, the data of ${auditRows} audit rows.`);
  for (const { n8nId, instanceUrl } of inN8n)
    print(`n8n still holds what was made of it, with its history: ${instanceUrl}/workflow/${n8nId}`);
  print(
    'Cards are drawn anew; messages in Slack and Teams and backups stay: delete the text there, and change what was given away.',
  );
}

/** Fails for what nothing works without, mentions the rest. An n8n before 2.14 does not tell. */
async function checkScopes(n8n: N8nAccess): Promise<void> {
  const missing = missingScopes((await readScopes(n8n)) ?? wantedScopes);
  const lines = missing.map((each) => ({ ...each, sentence: toScopeSentence(each) }));
  for (const { required, sentence } of lines) if (!required) print(`  ${sentence}`);
  const grave = lines.filter(({ required }) => required).map(({ sentence }) => sentence);
  if (grave.length > 0) throw new ConfigError(`${grave.join(' ')} Make a new key in n8n → Settings → n8n API.`);
}

async function check(name: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
    print(`ok    ${name}`);
  } catch (error) {
    process.exitCode = 1;
    print(`FAILS ${name}: ${error instanceof FlowsmithError ? error.userMessage : String(error)}`);
  }
}
