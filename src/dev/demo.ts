import { once } from 'node:events';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { startApp } from '#src/app.ts';
import { type Config, readConfig, readVariables } from '#src/config.ts';
import { leaveOthers } from '#src/engine/recover/instance.ts';
import { FlowsmithError } from '#src/errors.ts';
import { createLogger } from '#src/log.ts';
import { readPolicy } from '#src/policy/roles.ts';
import { listenForStop } from '#src/signals.ts';
import { openStore } from '#src/store/orm.ts';
import { readNodeTypes } from './demo-catalog.ts';
import { runConversation } from './demo-conversation.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { startN8nStandIn } from './n8n-stand-in.ts';

const usage = `npm run demo                     a whole conversation in the terminal, then the playground in the browser
npm run demo -- "any request"     the same with your words
npm run demo -- --real-n8n        with a real n8n, installed from npm into your cache folder (2.8 GB, about 5 minutes)
npm run demo -- --once            stops after the conversation
Settings it honours: N8N_BASE_URL + N8N_API_KEY, OPENAI_API_KEY + OPENAI_BASE_URL, REDIS_URL, POLICY_FILE, PORT.`;

const exampleRequest =
  'every weekday at 9:00 in Europe/Berlin get https://example.com/status.json and post it to Slack #ops';
/** In place of what is started here, so that the rest of the settings can be read before. */
function startedHere(env: NodeJS.ProcessEnv): Record<string, string> {
  const its = { DATABASE_URL: 'postgres://127.0.0.1/x', N8N_BASE_URL: 'http://127.0.0.1', N8N_API_KEY: 'x' };
  return Object.fromEntries(Object.entries(its).filter(([name]) => !env[name]));
}

function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** `npm run demo`: everything on this machine, nothing to set up; stays up until Ctrl+C. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'real-n8n': { type: 'boolean' }, once: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) return say(usage);
  const stopped = listenForStop();

  await using stack = new AsyncDisposableStack();
  const env = readVariables(process.env);
  // Whatever is wrong in the settings is told before anything is started for them.
  readPolicy(readConfig({ ...env, ...startedHere(env) }).policyFile);
  if (!env['DATABASE_URL']) {
    say('Starting PostgreSQL (it came with npm ci; its data is in .data/demo)…');
    env['DATABASE_URL'] = stack.use(await startEmbeddedPostgres('.data/demo')).url;
  }
  {
    await using store = await openStore(env['DATABASE_URL']);
    await store.migrate();
  }
  const n8n = await chooseN8n(stack, env, values['real-n8n'] ?? false);
  const config = readConfig({
    ...env,
    ...n8n,
    HOST: '127.0.0.1',
    ROLE: 'all',
    PORT: String(await choosePort(env['PORT'])),
  });
  // The n8n of the run before is gone for good; what was made there is no loss that anybody is asked about.
  if (n8n['N8N_BASE_URL']) await forgetOtherN8ns(config);
  const nodeTypes = await readNodeTypes(config);
  const app = stack.use(await startApp(config, createLogger(env['LOG_LEVEL'] ?? 'error'), { playground: true }));
  describe(config, nodeTypes);
  await runConversation({
    url: app.url,
    request: positionals.join(' ') || exampleRequest,
    say,
    signal: stopped,
    rehearses: config.rehearse,
  });
  if (values.once) return;
  say(`The playground is at ${app.url}/playground   (Ctrl+C stops everything)`);
  if (!stopped.aborted) await once(stopped, 'abort');
}

async function forgetOtherN8ns({ databaseUrl, n8n: config }: Config): Promise<void> {
  await using store = await openStore(databaseUrl);
  await leaveOthers({ store, config }, 'flowsmith');
}

async function chooseN8n(
  stack: AsyncDisposableStack,
  env: NodeJS.ProcessEnv,
  real: boolean,
): Promise<Record<string, string>> {
  if (real) {
    const { ensureN8nInstalled, n8nOwner, startRealN8n } = await import('./real-n8n.ts');
    await ensureN8nInstalled({ log: say });
    say('Starting n8n (half a minute)…');
    const n8n = stack.use(await startRealN8n());
    say(`  sign in to it as ${n8nOwner.email} with the password ${n8nOwner.password}`);
    return { N8N_BASE_URL: n8n.baseUrl, N8N_API_KEY: n8n.apiKey };
  }
  if (env['N8N_BASE_URL'] && env['N8N_API_KEY']) return {};
  const standIn = stack.use(await startN8nStandIn());
  // So that a workflow for Slack can be published and runs; other kinds show what a missing credential looks like.
  standIn.addCredential({ name: 'Slack of the demo', type: 'slackApi' });
  // It works no expression out, so nothing that it rehearsed would be true.
  return { N8N_BASE_URL: standIn.baseUrl, N8N_API_KEY: standIn.apiKey, REHEARSE: '0' };
}

function describe(config: Config, nodeTypes: string): void {
  say(`  n8n       ${config.n8n.baseUrl}`);
  say(`  nodes     ${nodeTypes}`);
  say(
    `  planner   ${config.model ? `${config.model.model}${config.model.baseUrl ? ` at ${config.model.baseUrl}` : ''}` : 'built-in templates (set OPENAI_API_KEY for a model)'}`,
  );
  say(`  queue     ${config.redisUrl ? 'Redis' : 'PostgreSQL'}`);
  say();
}

/** The wanted port, else 3000, else any free one. */
async function choosePort(wanted: string | undefined): Promise<number> {
  if (wanted) return Number(wanted);
  const server = createServer();
  const free = await new Promise<boolean>((done) => {
    server.once('error', () => done(false));
    server.listen(3000, '127.0.0.1', () => done(true));
  });
  if (free) await new Promise((done) => server.close(done));
  return free ? 3000 : 0;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof FlowsmithError)) throw error;
  process.stderr.write(`${error.userMessage}\n`);
  process.exitCode = 1;
}
