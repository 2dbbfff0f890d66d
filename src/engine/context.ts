import type { Catalog } from '#src/catalog/catalog.ts';
import type { ChatPlatform } from '#src/chat/platform.ts';
import type { Logger } from '#src/log.ts';
import type { PlatformName } from '#src/model/chat.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8n } from '#src/n8n/connect.ts';
import type { N8nInstance } from '#src/n8n/instance.ts';
import type { LivenessOptions } from '#src/n8n/liveness.ts';
import type { Planner } from '#src/planner/planner.ts';
import type { Policy } from '#src/policy/roles.ts';
import type { Queues } from '#src/queue/queues.ts';
import type { RateLimits } from '#src/queue/rate-limit.ts';
import type { Store } from '#src/store/orm.ts';
import type { Follow } from '#src/telemetry/follow.ts';
import type { Metrics } from '#src/telemetry/metrics.ts';
import type { Directory } from '#src/values/value.ts';
import type { InstanceFacts } from '#src/workflow/validate/index.ts';
import type { CalledWorkflows } from '#src/workflow/validate/policy.ts';
import type { Asking } from './people/actor.ts';
import type { Rehearsing } from './rehearsing.ts';
import type { Patience } from './write-guard.ts';

/**
 * The workflows that a workflow runs by their ids, and those that these run, as n8n holds them now. `asking` tells who
 * has to know them; it is asked only when there is one. With `throws` a failure of n8n is thrown, else the workflow
 * counts as not read.
 */
export type ReadCalled = (
  asking: () => Promise<Asking>,
  workflow: N8nWorkflow,
  options?: { throws?: boolean },
) => Promise<CalledWorkflows>;

/** What turns and creations work with; built once in app.ts. */
export interface EngineContext {
  store: Store;
  queues: Queues;
  limits: RateLimits;
  platforms: ReadonlyMap<PlatformName, ChatPlatform>;
  planner: Planner;
  /** The catalogue of the connected n8n as known now. */
  catalog: () => Catalog;
  policy: Policy;
  metrics: Metrics;
  /** The connected n8n. Turns only read; what writes runs as a job. */
  n8n: N8n;
  /** The same one for what nobody waits for: everybody else's calls go first. */
  n8nInBackground: N8n;
  /** Version and capabilities of the connected n8n; read anew when it may have changed. */
  instance: () => Promise<N8nInstance>;
  instanceUrl: string;
  /** What only that n8n knows, at most a minute old unless told so; empty where it cannot be read. Never throws. */
  facts: (options?: { maxAgeMs: number }) => Promise<InstanceFacts>;
  /** What parameters may hold, from everybody who knows it. */
  values: Directory;
  /** The workflows of that n8n which another one runs, as they are there now. */
  readCalled: ReadCalled;
  /** n8n's id of the workflow that reports failed executions to us; none where that is off or cannot be had now. Never throws. */
  errorHub: () => Promise<string | undefined>;
  /** Absent where drafts are not rehearsed. */
  rehearsing?: Rehearsing;
  liveness?: LivenessOptions;
  patience: Patience;
  /** Where people open workflows of the connected n8n. */
  editorUrl: string;
  log: Logger;
  /** Says what happened to a request, for logs and metrics. */
  follow: Follow;
  /** In processes that work: what is owed to people is delivered now, not with the next look. */
  wake?: () => void;
}

/** The platform a conversation lives on; a conversation of a platform that is switched off cannot be answered. */
export function platformOf(context: Pick<EngineContext, 'platforms'>, name: PlatformName): ChatPlatform {
  const platform = context.platforms.get(name);
  if (!platform) throw new Error(`platform ${name} is not configured`);
  return platform;
}

/** Where a person opens a workflow. */
export function editorLink({ editorUrl }: Pick<EngineContext, 'editorUrl'>, n8nId: string): string {
  return `${editorUrl}/workflow/${encodeURIComponent(n8nId)}`;
}
