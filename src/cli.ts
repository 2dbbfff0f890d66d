import { Command, InvalidArgumentError } from 'commander';
import { createKey, listKeys, revokeKey, type Scope, scopes } from './api/keys.ts';
import { createCoreCatalog } from './catalog/core/index.ts';
import { describeNode } from './catalog/describe.ts';
import { searchNodes } from './catalog/search.ts';
import { validateFiles } from './cli/validate-files.ts';
import { readConfig } from './config.ts';
import { ConfigError, FlowsmithError } from './errors.ts';
import { createLogger } from './log.ts';
import { checkKey, readInstance } from './n8n/instance.ts';
import { readPolicy } from './policy/roles.ts';
import { verifyAudit } from './store/audit.ts';
import { openStore, type Store } from './store/orm.ts';
import { compile } from './workflow/compile.ts';
import { errorsOf } from './workflow/draft.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
const program = new Command('flowsmith').description('Words in, an approved n8n workflow out.').showHelpAfterError();

program
  .command('migrate')
  .description('bring the database up to date')
  .action(() => withStore(async (store) => print(`${await store.migrate()} migrations applied.`), { migrated: false }));

const keys = program.command('keys').description('keys of the HTTP API');
keys
  .command('create')
  .description('make a key; it is shown once')
  .argument('<name>')
  .option('--scopes <list>', `comma-separated, of: ${scopes.join(', ')}`, parseScopes, ['request', 'read'] as Scope[])
  .action((name: string, options: { scopes: Scope[] }) =>
    withStore(async (store) => print(await createKey(store, name, options.scopes))),
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

program
  .command('audit')
  .description('the audit trail')
  .command('verify')
  .description('walk the whole hash chain; exit 1 where it does not hold')
  .action(() =>
    withStore(async (store) => {
      const verdict = await verifyAudit(store.fork());
      if (verdict.valid) return print(`Valid: ${verdict.rows} rows, head ${verdict.head}.`);
      process.exitCode = 1;
      print(`NOT VALID at row ${verdict.seq}: ${verdict.reason}. ${verdict.rows} rows before it hold.`);
    }),
  );

program
  .command('validate')
  .description('check n8n workflow files; exit 1 when one has an error; also for your own CI')
  .argument('<file...>')
  .option('--json', 'a JSON line per file')
  .option('--fix', 'mend what has one obvious way to be mended, in the file itself')
  .action((files: string[], options: { json?: boolean; fix?: boolean }) => {
    if (!validateFiles(files, { ...options, catalog: createCoreCatalog(), print })) process.exitCode = 1;
  });

program
  .command('plan')
  .description('words → draft as n8n JSON plus issues; nothing is created')
  .argument('<request>')
  .option('--json', 'machine-readable')
  .action(async (request: string, options: { json?: boolean }) => {
    const env = {
      DATABASE_URL: 'postgres://unused',
      N8N_BASE_URL: 'http://unused.invalid',
      N8N_API_KEY: 'unused',
      ...process.env,
    };
    const config = readConfig(env);
    const catalog = createCoreCatalog();
    // Only here, because it brings the chat SDKs with it: every other verb starts twice as fast without them.
    const { createPlanner } = await import('./app.ts');
    const planner = createPlanner(config, () => catalog, createLogger('warn'));
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { result, usage, notes } = await planner.plan({
      request,
      history: [],
      timezone,
      signal: AbortSignal.timeout(180_000),
    });
    const drafted = result.kind === 'draft' || result.kind === 'revision';
    const workflow = drafted
      ? compile(result.draft, { catalog, timezone: result.draft.timezone ?? timezone })
      : undefined;
    const issues = drafted ? result.issues : [];
    if (!drafted || errorsOf(issues).length > 0) process.exitCode = 1;
    if (options.json)
      return print(
        JSON.stringify({
          kind: result.kind,
          workflow,
          issues,
          notes,
          usage,
          ...('text' in result ? { text: result.text } : {}),
        }),
      );
    if (!drafted) return print('text' in result ? result.text : `command: ${result.verb}`);
    print(JSON.stringify(workflow, null, 2));
    for (const issue of issues) print(`${issue.severity} ${issue.code}: ${issue.message}`);
  });

const nodes = program.command('nodes').description('the node catalogue');
nodes
  .command('search')
  .argument('<words>')
  .option('--json', 'machine-readable')
  .action((words: string, options: { json?: boolean }) => {
    const catalog = createCoreCatalog();
    const found = searchNodes(catalog, words, 10).map(({ type, score }) => ({
      type,
      score,
      displayName: catalog.get(type)?.displayName,
    }));
    if (options.json) return print(JSON.stringify(found));
    for (const each of found) print(`${each.type}\t${each.displayName}`);
  });
nodes
  .command('describe')
  .argument('<type>')
  .option('--resource <resource>')
  .option('--operation <operation>')
  .action((type: string, slice: { resource?: string; operation?: string }) => {
    const nodeType = createCoreCatalog().get(type);
    if (!nodeType)
      throw new ConfigError(`There is no node type "${type}": find its name with flowsmith nodes search "words".`);
    print(describeNode(nodeType, slice));
  });

program
  .command('doctor')
  .description('check the settings and everything they point to')
  .action(async () => {
    const config = readConfig(process.env);
    readPolicy(config.policyFile);
    await check('database', () => withStore(async () => {}));
    await check('n8n', () => checkKey(config.n8n));
    await check('n8n version', async () =>
      print(`  ${(await readInstance(config.n8n)).version ?? 'hidden: set N8N_VERSION'}`),
    );
  });

async function check(name: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
    print(`ok    ${name}`);
  } catch (error) {
    process.exitCode = 1;
    print(`FAILS ${name}: ${error instanceof FlowsmithError ? error.userMessage : String(error)}`);
  }
}

/** Opens the database of DATABASE_URL and closes it again. Throws ConfigError when it does not answer or is not up to date. */
async function withStore(act: (store: Store) => Promise<void>, { migrated = true } = {}): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new ConfigError('DATABASE_URL is missing: set it to the PostgreSQL that Flowsmith uses.');
  await using store = await openStore(url);
  await store.ping().catch((cause: { code?: string }) => {
    throw new ConfigError(
      `The database of DATABASE_URL does not answer (${cause.code ?? 'no reason given'}). Check that it runs, and its host, user and password.`,
    );
  });
  const pending = migrated ? await store.pendingMigrations() : [];
  if (pending.length > 0) {
    throw new ConfigError(
      `The database of DATABASE_URL is not up to date (${pending.length} migrations missing). Run: flowsmith migrate`,
    );
  }
  await act(store);
}

function parseScopes(list: string): Scope[] {
  const wanted = list.split(',').map((scope) => scope.trim());
  const unknown = wanted.find((scope) => !(scopes as readonly string[]).includes(scope));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`"${unknown}" is no scope; there are: ${scopes.join(', ')}.`);
  return wanted as Scope[];
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof FlowsmithError)) throw error;
  process.stderr.write(`${error.userMessage}\n`);
  process.exitCode = 1;
}
