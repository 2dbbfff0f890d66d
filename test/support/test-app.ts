import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKey } from '#src/api/keys.ts';
import type { Scope } from '#src/api/scopes.ts';
import { type AppOverrides, startApp } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { createLogger, type Logger } from '#src/log.ts';
import type { Policy } from '#src/policy/roles.ts';
import { openStore } from '#src/store/orm.ts';
import { createSlackServer } from '#test/fakes/slack-server.ts';
import { createTeamsServer } from '#test/fakes/teams-server.ts';
import { createTestDatabase } from './database.ts';

export const slackSecret = 'integration-signing-secret';

export interface TestAppOptions {
  /** A real n8n instead of the stand-in. */
  n8n?: { baseUrl: string; apiKey: string };
  policy?: Partial<Policy>;
  /** Further environment, as an operator would set it. */
  env?: Record<string, string>;
  overrides?: AppOverrides;
  /** [by TEST_LOG_LEVEL] */
  log?: Logger;
}

/** The whole service on loopback: own database, own Slack, Teams and n8n; driven over HTTP like in production. */
export async function startTestApp(options: TestAppOptions = {}) {
  const stack = new AsyncDisposableStack();
  try {
    const database = stack.use(await createTestDatabase());
    const slack = stack.use(await createSlackServer());
    const teams = stack.use(await createTeamsServer());
    const standIn = stack.use(await startN8nStandIn());
    const folder = mkdtempSync(join(tmpdir(), 'flowsmith-app-'));
    stack.defer(() => rmSync(folder, { recursive: true, force: true }));
    const policyFile = join(folder, 'policy.json');
    // Everything a test calls is on this machine.
    writeFileSync(policyFile, JSON.stringify({ internalHosts: ['127.0.0.1'], ...options.policy }));
    const n8n = options.n8n ?? standIn;
    const env = {
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
      DATABASE_URL: database.url,
      N8N_BASE_URL: n8n.baseUrl,
      N8N_API_KEY: n8n.apiKey,
      N8N_RATE_LIMIT: '1000',
      SLACK_SIGNING_SECRET: slackSecret,
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_API_URL: slack.apiUrl,
      TEAMS_APP_ID: teams.appId,
      TEAMS_APP_PASSWORD: 'not-used',
      TEAMS_TENANT_ID: teams.tenantId,
      POLICY_FILE: policyFile,
      CATALOG_DIR: join(folder, 'catalog'),
      // Nothing listens there: tests use the core catalogue unless they bring a registry.
      NPM_REGISTRY_URL: 'http://127.0.0.1:9',
      // The stand-in works no expression out; and in a real n8n tests count what is there.
      REHEARSE: '0',
      ...options.env,
    };
    const config = readConfig(env);
    const overrides: AppOverrides = {
      teams: teams.overrides,
      slack: { strict: true, messageEveryMs: 5 },
      playground: true,
      // Once, at the start: it would take faults that tests mean for others.
      n8nWatch: { everyMs: 3_600_000 },
      queuePrefix: `test-${crypto.randomUUID()}`,
      ...options.overrides,
      // Minutes for people, moments for tests.
      patience: { lateMs: options.n8n ? 20_000 : 2_000, settleMs: 100, tellMs: 300, ...options.overrides?.patience },
      workers: {
        lockMs: 2_000,
        sweep: { everyMs: 500, ageMs: 1_000 },
        deliver: { everyMs: 200 },
        recoveries: { everyMs: 500 },
        ...options.overrides?.workers,
      },
    };
    const log = options.log ?? createLogger(config.logLevel);
    const app = stack.use(await startApp(config, log, overrides));
    const store = stack.use(await openStore(database.url));
    const owned = stack.move();
    return {
      url: app.url,
      http: app.http,
      env,
      database,
      store,
      slack,
      teams,
      /** The stand-in; idle when a real n8n was given. */
      standIn,
      key: (scopes: Scope[]) => createKey(store, `key-${crypto.randomUUID()}`, scopes),
      [Symbol.asyncDispose]: () => owned.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;

/** Looks again until it holds; returns what `look` returned. */
export async function eventually<T>(
  look: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  what: string,
  timeoutMs = 15_000,
): Promise<T> {
  for (const end = Date.now() + timeoutMs; ; await sleep(30)) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`did not happen in ${timeoutMs} ms: ${what}`);
  }
}
