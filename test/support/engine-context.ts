import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { ChatPlatform, OutboundMessage } from '#src/chat/platform.ts';
import type { StandIn } from '#src/dev/n8n-stand-in.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { toInstance } from '#src/engine/n8n-instance.ts';
import { usualPatience } from '#src/engine/write-guard.ts';
import { createLogger } from '#src/log.ts';
import type { PlatformName } from '#src/model/chat.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { readRelease } from '#src/n8n/instance.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { withWorkflowEdits } from '#src/planner/workflow-edits.ts';
import { type Policy, policySchema } from '#src/policy/roles.ts';
import type { Store } from '#src/store/orm.ts';
import { followNothing } from '#src/telemetry/follow.ts';
import { openDirectory } from '#src/values/open.ts';
import { knownAt } from '#test/support/n8n-known.ts';
import { idleMetrics } from './metrics.ts';

export interface TestContext {
  context: EngineContext;
  /** What people were shown, newest last; rewritten messages too. */
  said: OutboundMessage[];
}

/**
 * What turns work with, on this database and this n8n: the parts of the product, without doors, queues and workers.
 * Whatever is posted lands nowhere and is kept.
 */
export function createTestContext({
  store,
  standIn,
  instanceUrl = standIn.baseUrl,
  policy = {},
}: {
  store: Store;
  standIn: Pick<StandIn, 'config' | 'baseUrl'>;
  instanceUrl?: string;
  policy?: Partial<Policy>;
}): TestContext {
  const said: OutboundMessage[] = [];
  let posted = 0;
  const platform = (name: PlatformName): ChatPlatform => ({
    name,
    linkable: name === 'slack' || name === 'teams',
    async post(_, message) {
      said.push(message);
      posted += 1;
      return { message: { platform: name, address: { posted } } };
    },
    update: async (_, message) => void said.push(message),
    notify: async (_, __, text, card) => void said.push({ text, ...(card ? { card } : {}) }),
    linkTo: async () => 'https://chat.example/card',
    atWork: async () => true,
  });
  const names: PlatformName[] = ['slack', 'teams', 'rest', 'playground'];
  const connected = connectN8n(standIn.config);
  const n8n = toInstance(
    connected,
    { background: connected, brief: connected },
    {
      ...knownAt(instanceUrl),
      capabilities: async () => (await readRelease(standIn.config)).capabilities,
    },
  );
  const none = async () => {};
  const context: EngineContext = {
    store,
    queues: {
      ...{
        enqueueTurn: none,
        enqueueCreation: none,
        enqueueAct: none,
        enqueueRehearsal: none,
        ping: none,
        counts: async () => [],
      },
      work: () => ({ [Symbol.asyncDispose]: none }),
      [Symbol.asyncDispose]: none,
    },
    limits: { take: async () => ({ allowed: true, remaining: 1, resetMs: 0 }), [Symbol.asyncDispose]: none },
    platforms: new Map(names.map((name) => [name, platform(name)])),
    placeOf: (to, named) => (named === undefined ? { to, alone: false, namesOthers: false } : undefined),
    planner: withWorkflowEdits(createTemplatePlanner({ catalog: createCoreCatalog }), createCoreCatalog),
    n8n,
    policy: policySchema.parse(policy),
    metrics: idleMetrics(),
    follow: followNothing,
    log: createLogger(process.env['TEST_LOG_LEVEL'] ?? 'silent'),
    patience: usualPatience,
    values: openDirectory({ store, n8n, log: createLogger('silent') }),
  };
  return { context, said };
}
