import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { createN8nArchive, type N8nArchive } from './archive.ts';
import { createN8nClient, type N8nClient } from './client.ts';
import { createN8nCredentials, type N8nCredentials } from './credentials.ts';
import { createN8nExecutions, type N8nExecutions } from './executions.ts';
import type { N8nAccess } from './gate.ts';
import type { CallOptions, WriteGuard } from './http.ts';
import { createN8nLookUps, type N8nLookUps } from './look-ups.ts';
import { newestPastRun, type PastRun } from './past-run.ts';
import { type RunOptions, type RunOutcome, runOnce } from './run-once.ts';
import { createN8nTags, type N8nTags } from './tags.ts';
import { createN8nVersions, type N8nVersions } from './versions.ts';

/** Everything Flowsmith does with one n8n, by subject. */
export interface N8n {
  client: N8nClient;
  archive: N8nArchive;
  versions: N8nVersions;
  executions: N8nExecutions;
  credentials: N8nCredentials;
  tags: N8nTags;
  /** Only where there is a key for n8n's MCP server. */
  lookUps?: N8nLookUps;
  /** See run-once.ts. */
  runOnce(workflow: StoredWorkflow, options?: RunOptions): Promise<RunOutcome>;
  /** See past-run.ts. */
  pastRun(workflowId: string): Promise<PastRun | undefined>;
  /** The same n8n with a guard around each request that changes something there. */
  guarded(guard: WriteGuard): N8n;
}

/** One n8n with one key; nothing is called yet, and nothing needs closing. */
export function connectN8n(config: N8nAccess, options: CallOptions & { retryTimeoutMs?: number } = {}): N8n {
  const lookUps = createN8nLookUps(config, options);
  return {
    client: createN8nClient(config, options),
    archive: createN8nArchive(config, options),
    versions: createN8nVersions(config, options),
    executions: createN8nExecutions(config, options),
    credentials: createN8nCredentials(config, options),
    tags: createN8nTags(config, options),
    ...(lookUps ? { lookUps } : {}),
    runOnce: (workflow, run) =>
      runOnce(config, workflow, { ...(options.timeoutMs ? { timeoutMs: options.timeoutMs } : {}), ...run }),
    pastRun: (workflowId) => newestPastRun(config, workflowId, options),
    guarded: (guard) => connectN8n(config, { ...options, guard }),
  };
}
