import type { FastifyInstance } from 'fastify';
import { createPlayground } from '#adapters/playground/index.ts';
import { createSlack } from '#adapters/slack/index.ts';
import { createTeams, type TeamsOverrides } from '#adapters/teams/index.ts';
import { restPlatform } from './api/rest-platform.ts';
import { registerApi } from './api/routes.ts';
import { createCoreCatalog } from './catalog/core/index.ts';
import type { ChatPlatform } from './chat/platform.ts';
import type { Config } from './config.ts';
import { createInbox } from './engine/inbox.ts';
import { ConfigError } from './errors.ts';
import { createHttp } from './http.ts';
import type { Logger } from './log.ts';
import { createN8nClient } from './n8n/client.ts';
import { checkKey, type N8nInstance, readInstance } from './n8n/instance.ts';
import { createFallbackPlanner } from './planner/fallback-planner.ts';
import { createOpenAiPlanner } from './planner/openai-planner.ts';
import type { Planner } from './planner/planner.ts';
import { createTemplatePlanner } from './planner/template-planner.ts';
import { seedOwnTemplates } from './planner/templates/saved.ts';
import { readPolicy } from './policy/roles.ts';
import { openQueues } from './queue/queues.ts';
import { openRateLimits } from './queue/rate-limit.ts';
import { openStore } from './store/orm.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { startWorkers, type WorkerSettings } from './workers/index.ts';

/** What tests and the demo replace. */
export interface AppOverrides {
  /** Adds the playground page; the demo's chat. */
  playground?: boolean;
  teams?: TeamsOverrides;
  planner?: Planner;
  workers?: Partial<WorkerSettings>;
  /** Keeps tests on one Redis apart. */
  queuePrefix?: string;
}

export interface App extends AsyncDisposable {
  http: FastifyInstance;
  /** Where it listens, e.g. http://127.0.0.1:3000. */
  url: string;
}

const instanceMaxAgeMs = 5 * 60_000;

/**
 * Builds the whole service from its settings and starts it. Dispose: the doors close first, running jobs are finished,
 * then the connections go. Throws ConfigError for settings only PostgreSQL, the policy file or n8n can refute.
 */
export async function startApp(config: Config, log: Logger, overrides: AppOverrides = {}): Promise<App> {
  await using stack = new AsyncDisposableStack();
  const policy = readPolicy(config.policyFile);
  const store = stack.use(await openStore(config.databaseUrl));
  const pending = await store.pendingMigrations();
  if (pending.length > 0) {
    throw new ConfigError(
      `DATABASE_URL points to a database that is not up to date (${pending.length} migrations missing). Run: npm run -s flowsmith -- migrate`,
    );
  }
  await seedOwnTemplates(store.fork());
  const backends = { databaseUrl: config.databaseUrl, redisUrl: config.redisUrl, prefix: overrides.queuePrefix };
  const limits = stack.use(await openRateLimits(backends));
  const queues = stack.use(await openQueues(backends, log));
  const metrics = createMetrics((queue) => queues.depth(queue));
  const inbox = createInbox({ store, queues, log });
  const coreCatalog = createCoreCatalog();
  const catalog = () => coreCatalog;
  const http = createHttp({
    log,
    store,
    metrics,
    checks: { database: store.ping, queue: queues.ping, n8n: () => checkKey(config.n8n) },
  });

  const adapters = [
    ...(config.slack ? [stack.use(createSlack({ config: config.slack, inbox, log }))] : []),
    ...(config.teams ? [stack.use(createTeams({ config: config.teams, inbox, log, overrides: overrides.teams }))] : []),
    ...(overrides.playground ? [stack.use(createPlayground({ inbox, log }))] : []),
  ];
  const platforms = new Map<ChatPlatform['name'], ChatPlatform>([[restPlatform.name, restPlatform]]);
  for (const { platform } of adapters) platforms.set(platform.name, platform);
  if (config.role !== 'worker') {
    for (const adapter of adapters) await adapter.register(http);
    await registerApi(http, { store, inbox, limits, catalog });
  }

  if (config.role !== 'web') {
    const planner = overrides.planner ?? createPlanner(config, catalog, log);
    const context = {
      store,
      queues,
      limits,
      platforms,
      planner,
      catalog,
      policy,
      metrics,
      log,
      n8n: createN8nClient(config.n8n),
      instance: cachedInstance(() => readInstance(config.n8n)),
      instanceUrl: config.n8n.baseUrl,
      editorUrl: config.n8n.editorUrl,
    };
    stack.use(
      startWorkers(context, {
        turnConcurrency: 8,
        creationConcurrency: 4,
        n8nRateLimit: config.n8n.rateLimit,
        sweep: { everyMs: 15_000, ageMs: 30_000 },
        ...overrides.workers,
      }),
    );
  }
  stack.defer(() => http.close());
  const url = await http.listen({ host: config.host, port: config.port });
  const owned = stack.move();
  return { http, url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** With a model: the model, and the templates when it cannot be reached. Without: the templates. */
export function createPlanner(
  config: Pick<Config, 'model'>,
  catalog: () => ReturnType<typeof createCoreCatalog>,
  log: Logger,
): Planner {
  const templates = createTemplatePlanner({ catalog });
  if (!config.model) return templates;
  return createFallbackPlanner(createOpenAiPlanner({ config: config.model, catalog, log }), templates, log);
}

/** The instance is asked again after a while: it may have been upgraded under us. */
function cachedInstance(read: () => Promise<N8nInstance>): () => Promise<N8nInstance> {
  let known: { instance: N8nInstance; at: number } | undefined;
  return async () => {
    if (!known || Date.now() - known.at > instanceMaxAgeMs) known = { instance: await read(), at: Date.now() };
    return known.instance;
  };
}
