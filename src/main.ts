import { once } from 'node:events';
import { startApp } from './app.ts';
import { readConfig, readVariables } from './config.ts';
import { FlowsmithError, toOperatorMessage } from './errors.ts';
import { createLogger } from './log.ts';
import { readPolicy } from './policy/roles.ts';
import { assertRedisAnswers } from './queue/reach.ts';
import { listenForStop } from './signals.ts';
import { openStore } from './store/orm.ts';
import { assertDatabaseAnswers } from './store/reach.ts';
import { ownVersion } from './store/same-schema.ts';
import { waitFor } from './wait-for.ts';

/** Less than a supervisor waits before it kills: Compose is told 60 s. */
const longestStopMs = 45_000;

/** Reads the environment, builds the app, runs until a signal, disposes. */
async function main(): Promise<void> {
  const stopped = listenForStop();
  await using stack = new AsyncDisposableStack();
  const env = readVariables(process.env);
  if (!env['DATABASE_URL']) {
    const { startEmbeddedPostgres } = await import('./dev/embedded-postgres.ts');
    const postgres = stack.use(await startEmbeddedPostgres('.data/postgres'));
    env['DATABASE_URL'] = postgres.url;
    await using store = await openStore(postgres.url);
    await store.migrate();
  }
  const config = readConfig(env);
  const log = createLogger(config.logLevel);
  const { databaseUrl, redisUrl } = config;
  // A mistake in it is told before anything is waited for.
  readPolicy(config.policyFile);
  const patience = { signal: stopped, log };
  if (!(await waitFor(() => assertDatabaseAnswers(databaseUrl), patience))) return;
  if (redisUrl && !(await waitFor(() => assertRedisAnswers(redisUrl), patience))) return;
  if (config.tracing) {
    // Not loaded by anybody who does not want it.
    const { startTracing } = await import('./telemetry/tracing.ts');
    stack.use(startTracing({ config: config.tracing, log, version: ownVersion(), role: config.role }));
  }
  const app = stack.use(await startApp(config, log));
  log.info(
    { url: app.url, role: config.role, slack: Boolean(config.slack), teams: Boolean(config.teams) },
    'listening',
  );
  if (!stopped.aborted) await once(stopped, 'abort');
  log.info({ signal: stopped.reason }, 'stopping: running work is finished first');
  // What is not at its end by then waits for something that is away; what it was at is taken up by the next process.
  setTimeout(() => {
    log.warn({ afterMs: longestStopMs }, 'not everything ended in time: ended all the same');
    process.exit();
  }, longestStopMs).unref();
}

try {
  await main();
} catch (error) {
  process.exitCode = 1;
  if (error instanceof FlowsmithError) process.stderr.write(`Flowsmith cannot start. ${toOperatorMessage(error)}\n`);
  // Nobody foresaw it: one line all the same, with where it came from.
  else createLogger('fatal').fatal({ err: error }, 'Flowsmith ended by an error');
}
// Everything is closed by now. What a library left running must not keep the process: BullMQ's timers go on while Redis
// is away. Who has nothing left ends before that.
setTimeout(() => process.exit(), 2_000).unref();
