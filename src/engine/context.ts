import type { PlaceOf } from '#src/chat/place.ts';
import type { ChatPlatform } from '#src/chat/platform.ts';
import type { Logger } from '#src/log.ts';
import type { PlatformName } from '#src/model/chat.ts';
import type { LivenessOptions } from '#src/n8n/liveness.ts';
import type { Planner } from '#src/planner/planner.ts';
import type { Policy } from '#src/policy/roles.ts';
import type { Queues } from '#src/queue/queues.ts';
import type { RateLimits } from '#src/queue/rate-limit.ts';
import type { Store } from '#src/store/orm.ts';
import type { Follow } from '#src/telemetry/follow.ts';
import type { Metrics } from '#src/telemetry/metrics.ts';
import type { Directory } from '#src/values/value.ts';
import type { N8nInstance } from './n8n-instance.ts';
import type { Rehearsing } from './rehearsing.ts';
import type { Patience } from './write-guard.ts';

/** What turns and creations work with; built once in app.ts. */
export interface EngineContext {
  store: Store;
  queues: Queues;
  limits: RateLimits;
  platforms: ReadonlyMap<PlatformName, ChatPlatform>;
  /** The whole place a conversation is in. */
  placeOf: PlaceOf;
  planner: Planner;
  policy: Policy;
  metrics: Metrics;
  /** The connected n8n. Turns only read; what writes runs as a job. */
  n8n: N8nInstance;
  /** What parameters may hold, from everybody who knows it. */
  values: Directory;
  /** Absent where drafts are not rehearsed. */
  rehearsing?: Rehearsing;
  liveness?: LivenessOptions;
  patience: Patience;
  /** IANA name of the zone in which times are meant whose asker's is not known [UTC]. */
  timezone?: string;
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

/** A context of which no more than this of its n8n is used. */
export interface OfN8n<K extends keyof N8nInstance> {
  n8n: Pick<N8nInstance, K>;
}

/** Where a person opens a workflow. */
export function editorLink({ n8n }: OfN8n<'editorUrl'>, n8nId: string): string {
  return `${n8n.editorUrl}/workflow/${encodeURIComponent(n8nId)}`;
}
