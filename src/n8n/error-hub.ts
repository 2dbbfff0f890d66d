import { createHash } from 'node:crypto';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8nClient } from './client.ts';
import type { Capabilities } from './instance.ts';
import { findByMarker, withMarker } from './marker.ts';
import { ensurePublished } from './publish.ts';
import { ensureUpdated } from './update.ts';

export interface ErrorHubOptions {
  /** Where n8n reports to, e.g. `https://flowsmith.example.com/hooks/n8n/error`. */
  callbackUrl: string;
  /** Sent along in `errorHubHeader`; everyone who may open the hub in n8n can read it. */
  secret: string;
}

/** The header in which the hub proves that it is ours. */
export const errorHubHeader = 'x-flowsmith-secret';

/**
 * What the hub sends, as n8n works it out: only what a notice needs, no data of the execution. A trigger that failed
 * while running has no execution; its error is under `trigger` in n8n.
 */
const report = `={{ JSON.stringify({
  execution: $json.execution && {
    id: $json.execution.id,
    url: $json.execution.url,
    mode: $json.execution.mode,
    retryOf: $json.execution.retryOf,
    lastNodeExecuted: $json.execution.lastNodeExecuted,
  },
  error: {
    message: String($json.execution?.error?.message ?? $json.trigger?.error?.message ?? '').slice(0, 500),
    node: $json.execution?.error?.node?.name,
  },
  workflow: { id: $json.workflow?.id, name: $json.workflow?.name },
}) }}`;

/** Error Trigger → HTTP Request to Flowsmith. Its ids follow from the address, so it is the same every time. Pure. */
function toErrorHubDocument({ callbackUrl, secret }: ErrorHubOptions): N8nWorkflow {
  const node = (name: string, type: string, typeVersion: number, x: number, parameters: Record<string, unknown>) => ({
    id: toUuid(`${callbackUrl} ${name}`),
    name,
    type: `n8n-nodes-base.${type}`,
    typeVersion,
    position: [x, 0] as [number, number],
    parameters,
  });
  return {
    name: 'Flowsmith: report failed executions',
    nodes: [
      node('When a workflow fails', 'errorTrigger', 1, 0, {}),
      node('Tell Flowsmith', 'httpRequest', 4.2, 224, {
        method: 'POST',
        url: callbackUrl,
        sendHeaders: true,
        headerParameters: { parameters: [{ name: errorHubHeader, value: secret }] },
        sendBody: true,
        specifyBody: 'json',
        jsonBody: report,
        options: { timeout: 10_000, redirect: { redirect: { followRedirects: false } } },
      }),
    ],
    connections: { 'When a workflow fails': { main: [[{ node: 'Tell Flowsmith', type: 'main', index: 0 }]] } },
    settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
  };
}

/** Carried by every hub that reports there. Pure. */
export const errorHubMarker = (callbackUrl: string): string =>
  `error-hub-${createHash('sha256').update(callbackUrl).digest('hex').slice(0, 16)}`;

/**
 * The one published hub of this Flowsmith in n8n: found by its marker, made, brought up to date and published as
 * needed. Put its id into `settings.errorWorkflow`: n8n calls it for failed production executions only, not for manual
 * ones, and only while it is published (seen on 2.40.7). Two callers at once may make two: one at a time, and keep the id.
 * Throws N8nError.
 */
export async function ensureErrorHub(
  client: Pick<N8nClient, 'list' | 'get' | 'create' | 'update' | 'publish'>,
  capabilities: Pick<Capabilities, 'customTelemetryTags'>,
  options: ErrorHubOptions,
): Promise<StoredWorkflow> {
  const marker = errorHubMarker(options.callbackUrl);
  const document = withMarker(toErrorHubDocument(options), marker, capabilities);
  const found = await findByMarker(client, marker);
  const there = found && !found.isArchived ? found.id : undefined;
  const outcome = there ? await ensureUpdated(client, there, document, { expectedVersionId: undefined }) : undefined;
  if (outcome?.kind === 'updated' && outcome.published) return outcome.workflow;
  // Deleted or archived between the two looks: then there is none, and one is made.
  const { id } = outcome?.kind === 'updated' ? outcome.workflow : await client.create(document);
  return ensurePublished(client, id);
}

/** A node id that is always the same for the same words. */
function toUuid(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
