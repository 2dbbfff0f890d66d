import { once } from 'node:events';
import { startApp } from './app.ts';
import { readConfig, readVariables } from './config.ts';
import { ConfigError } from './errors.ts';
import { createLogger } from './log.ts';
import { openStore } from './store/orm.ts';

/** Reads the environment, builds the app, runs until a signal, disposes. Nothing here calls process.exit. */
async function main(): Promise<void> {
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort(signal));
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
  const app = stack.use(await startApp(config, log));
  log.info(
    { url: app.url, role: config.role, slack: Boolean(config.slack), teams: Boolean(config.teams) },
    'listening',
  );
  if (!stopped.signal.aborted) await once(stopped.signal, 'abort');
  log.info({ signal: stopped.signal.reason }, 'stopping: running work is finished first');
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`Flowsmith cannot start. ${error.message}\n`);
  process.exitCode = 1;
}
