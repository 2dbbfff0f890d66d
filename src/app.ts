import type { FastifyInstance } from 'fastify';
import { createPlayground } from '#adapters/playground/index.ts';
import { createSlack, type SlackOptions } from '#adapters/slack/index.ts';
import { createTeams, type TeamsOverrides } from '#adapters/teams/index.ts';
import { registerAdmin } from './api/admin/routes.ts';
import { registerErrorHook } from './api/error-hook.ts';
import { registerPictures } from './api/pictures.ts';
import { restPlatform } from './api/rest-platform.ts';
import { registerApi } from './api/routes.ts';
import type { Adapter, AdapterPorts } from './chat/adapter.ts';
import type { PlaceOf } from './chat/place.ts';
import type { ChatPlatform } from './chat/platform.ts';
import type { Config } from './config.ts';
import type { EngineContext } from './engine/context.ts';
import { createErrorSecret } from './engine/error-hub.ts';
import { createAsides } from './engine/intake/asides.ts';
import { createInbox } from './engine/intake/inbox.ts';
import { createHome } from './engine/manage/home.ts';
import { openN8n } from './engine/open-n8n.ts';
import { recogniseInstance } from './engine/recover/instance.ts';
import { createRehearsing } from './engine/rehearsing.ts';
import { createCards } from './engine/shown/current-card.ts';
import { createForms } from './engine/shown/forms.ts';
import { createPickers } from './engine/shown/pickers.ts';
import { createPictureTokens } from './engine/shown/picture-token.ts';
import { createPictures } from './engine/shown/pictures.ts';
import { createPreviews } from './engine/shown/previews.ts';
import { createAnswers } from './engine/turn/answers.ts';
import { createPresence } from './engine/turn/presence.ts';
import { type Patience, usualPatience } from './engine/write-guard.ts';
import { ConfigError } from './errors.ts';
import { createHttp, listen } from './http.ts';
import type { Logger } from './log.ts';
import { createGates } from './n8n/gate.ts';
import { checkReady } from './n8n/instance.ts';
import type { OnN8nCall } from './n8n/observe.ts';
import { watchN8n } from './n8n/watch.ts';
import { createPlanner } from './planner/create-planner.ts';
import { observePlanner } from './planner/observe.ts';
import type { Planner } from './planner/planner.ts';
import { seedOwnTemplates } from './planner/templates/saved.ts';
import { readPolicy } from './policy/roles.ts';
import { openN8nSlots } from './queue/n8n-slots.ts';
import { openQueues } from './queue/queues.ts';
import { openRateLimits } from './queue/rate-limit.ts';
import { createCipher } from './store/cipher.ts';
import { createInstallations } from './store/installations.ts';
import { readNumbers } from './store/numbers.ts';
import { openStore } from './store/orm.ts';
import { assertSameSchema, ownVersion } from './store/same-schema.ts';
import { acknowledged, countLimits } from './telemetry/count.ts';
import { countSteps } from './telemetry/count-steps.ts';
import { createFollow } from './telemetry/follow.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { observePlatform } from './telemetry/platform.ts';
import { noteStep } from './telemetry/spans.ts';
import { openDirectory } from './values/open.ts';
import { startWorkers, type WorkerSettings } from './workers/index.ts';
import { usualWebhooks } from './workers/webhooks.ts';

/** What tests and the demo replace. */
export interface AppOverrides {
  /** Adds the playground page; the demo's chat. */
  playground?: boolean;
  teams?: TeamsOverrides;
  slack?: Pick<SlackOptions, 'strict' | 'messageEveryMs' | 'signWaits'>;
  /** Further places to chat. */
  adapters?: (ports: AdapterPorts) => Adapter[];
  planner?: Planner;
  workers?: Partial<WorkerSettings>;
  patience?: Partial<Patience>;
  /** How often n8n is looked at for another version [5 minutes]. */
  catalog?: { everyMs: number };
  /** How often it is looked whether n8n can be used [15 seconds]. */
  n8nWatch?: { everyMs: number };
  /** Keeps tests on one Redis apart. */
  queuePrefix?: string;
}

export interface App extends AsyncDisposable {
  http: FastifyInstance;
  /** Where it listens, e.g. http://127.0.0.1:3000. */
  url: string;
}

/**
 * Builds the whole service from its settings and starts it. Dispose: the doors close first, running jobs are finished,
 * then the connections go. Throws ConfigError for settings only PostgreSQL, the policy file or n8n can refute.
 */
export async function startApp(config: Config, log: Logger, overrides: AppOverrides = {}): Promise<App> {
  await using stack = new AsyncDisposableStack();
  const policy = readPolicy(config.policyFile);
  if (policy.errorNotices && !config.publicUrl) {
    throw new ConfigError('errorNotices in POLICY_FILE needs PUBLIC_URL: n8n reports failed executions there.');
  }
  const store = stack.use(await openStore(config.databaseUrl));
  await assertSameSchema(store);
  await seedOwnTemplates(store.fork());
  const backends = { databaseUrl: config.databaseUrl, redisUrl: config.redisUrl, prefix: overrides.queuePrefix };
  const allLimits = stack.use(await openRateLimits(backends));
  const queues = stack.use(await openQueues(backends, log));
  const { baseUrl: instance, rateLimit: perSecond } = config.n8n;
  const gates = createGates(stack.use(openN8nSlots({ ...backends, instance, perSecond }, log)), log);
  const n8nUp = watchN8n(
    () => checkReady({ ...config.n8n, gate: gates({ background: true, maxWaitMs: 10_000 }) }),
    log,
    overrides.n8nWatch?.everyMs,
  );
  stack.use(n8nUp);
  let catalogAge = () => 0;
  const platforms = new Map<ChatPlatform['name'], ChatPlatform>([[restPlatform.name, restPlatform]]);
  const metrics = createMetrics({
    build: { version: ownVersion(), role: config.role },
    shared: async () => ({ ...(await readNumbers(store.fork(), [...platforms.keys()])), jobs: await queues.counts() }),
    n8nUp: () => n8nUp.last()?.up,
    catalogAge: () => catalogAge(),
    onError: (err) => log.warn({ err }, 'numbers of the database were not read'),
  });
  const onCall: OnN8nCall = ({ act: operation, outcome, ms, waitedMs }) => {
    if (outcome !== 'held') metrics.n8nCalls.observe({ operation, outcome }, ms / 1000);
    metrics.n8nWait.observe(waitedMs / 1000);
  };
  const access = { ...config.n8n, gate: gates(), onCall };
  const inBackground = { ...config.n8n, gate: gates({ background: true, maxWaitMs: 60_000 }), onCall };
  const unhurried = { ...inBackground, gate: gates({ background: true, maxWaitMs: 10_000 }) };
  const limits = countLimits(allLimits, metrics);
  const follow = createFollow(log, countSteps(metrics), noteStep);
  const inbox = acknowledged(createInbox({ store, queues, log, follow, waiting: policy.waiting }), metrics);
  const patience = { ...usualPatience, lateMs: config.n8nLateMs, ...overrides.patience };
  const opened = openN8n({
    ...{ config, access, store, policy, patience, log },
    background: inBackground,
    brief: unhurried,
    everyMs: overrides.catalog?.everyMs,
  });
  const { n8n } = stack.use(opened);
  catalogAge = opened.catalogAge;
  // Every process has n8n's key, whichever platforms are on; nothing else of ours is a secret in all deployments.
  const tokens = createPictureTokens(config.n8n.apiKey);
  const pictures = createPictures({ store, catalog: n8n.catalog, tokens, publicUrl: config.publicUrl, log });
  const forms = createForms(store);
  const places = new Map<string, PlaceOf>();
  const placeOf: PlaceOf = (to, channel) => places.get(to.platform)?.(to, channel);
  const home = createHome({ store, policy, n8n, platforms, placeOf });
  const cipher = config.encryptionKeys.length > 0 ? createCipher(config.encryptionKeys) : undefined;
  const installations = cipher && createInstallations(store, cipher);
  const http = createHttp({
    ...{ log, follow },
    store,
    metrics,
    checks: { database: store.ping, queue: queues.ping },
    required: config.role === 'worker' ? ['database', 'queue'] : ['database'],
    n8n: n8nUp.last,
  });

  const recognised = await recogniseInstance({ store, n8n, config: config.n8n });
  if (recognised.kind === 'moved') log.info(recognised, 'the same n8n under another address: its workflows were kept');
  const cards = createCards(store, { store, n8n, policy, platforms });
  const presence = createPresence(store);
  const values = openDirectory({ store, n8n, log });
  const pickers = createPickers({ store, n8n, values, log });
  const answers = createAnswers(store);
  const previews = createPreviews({ store, policy, n8n });
  const asides = createAsides({ store, log });
  const ports: AdapterPorts = {
    ...{ inbox, forms, pickers, cards, asides, home, answers, previews, presence, pictures, installations, log },
  };
  const adapters: Adapter[] = [
    ...(config.slack ? [createSlack({ ...ports, config: config.slack, ...overrides.slack })] : []),
    ...(config.teams ? [createTeams({ ...ports, config: config.teams, overrides: overrides.teams })] : []),
    ...(overrides.playground ? [createPlayground(ports)] : []),
    ...(overrides.adapters?.(ports) ?? []),
  ];
  for (const adapter of adapters) stack.use(adapter);
  for (const adapter of adapters) places.set(adapter.platform.name, adapter.placeOf);
  for (const { platform } of adapters) platforms.set(platform.name, observePlatform(platform, metrics));
  const context: EngineContext = {
    store,
    queues,
    limits,
    platforms,
    placeOf,
    planner: observePlanner(
      overrides.planner ?? createPlanner(config, n8n.catalog, log, (code) => metrics.plannerFailures.inc({ code })),
    ),
    policy,
    metrics,
    log,
    follow,
    n8n,
    values,
    patience,
    ...(config.timezone ? { timezone: config.timezone } : {}),
    ...(config.rehearse ? { rehearsing: createRehearsing(unhurried, config.catalog.directory) } : {}),
  };
  if (config.role !== 'worker') {
    for (const adapter of adapters) await adapter.register(http);
    await registerApi(http, {
      ...{ context, inbox, pictures },
      ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}),
      ...(cipher ? { cipher } : {}),
      home: overrides.playground ? '/playground' : '/docs',
    });
    registerPictures(http, { pictures, tokens, limits });
    await registerAdmin(http, { context, role: config.role, n8n: n8nUp.last, catalogAge });
    if (policy.errorNotices) registerErrorHook(http, { context, secret: createErrorSecret(config.n8n.apiKey) });
  }

  if (config.role !== 'web') {
    stack.use(
      startWorkers(context, {
        turnConcurrency: 8,
        planConcurrency: 16,
        creationConcurrency: 4,
        sweep: { everyMs: 15_000, ageMs: 30_000 },
        deliver: { everyMs: 1_000 },
        reconcile: { everyMs: 3 * 60_000, perSecond },
        ...(config.retentionDays ? { retention: { days: config.retentionDays, everyMs: 10 * 60_000 } } : {}),
        ...(cipher ? { webhooks: { cipher, ...usualWebhooks } } : {}),
        ...(config.exportDirectory ? { export: { directory: config.exportDirectory, everyMs: 60 * 60_000 } } : {}),
        ...overrides.workers,
      }),
    );
  }
  stack.defer(() => http.close());
  const url = await listen(http, config);
  const owned = stack.move();
  return { http, url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
