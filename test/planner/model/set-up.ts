import { expect } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { PlannerError } from '#src/errors.ts';
import { createLogger } from '#src/log.ts';
import { createModelPlanner, type ModelLimits } from '#src/planner/model/model-planner.ts';
import { createOpenAiProvider, type OpenAiOptions } from '#src/planner/model/openai/chat-completions.ts';
import { noSources, type PlannerInput, type PlannerSources } from '#src/planner/planner.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { createOpenAiServer, type OpenAiServer, type Script } from '#test/fakes/openai-server.ts';

const catalog = createCoreCatalog();
const log = createLogger('silent');
const servers: OpenAiServer[] = [];
/** Closes the servers of a test. */
export async function closeServers(): Promise<void> {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
}

export const slack = (channel: string) => ({
  name: 'Post',
  type: 'n8n-nodes-base.slack',
  parameters: {
    resource: 'message',
    operation: 'post',
    select: 'channel',
    channelId: { __rl: true, mode: 'name', value: channel },
    messageType: 'text',
    text: 'Hello',
  },
});
export const daily = {
  name: 'Every day',
  type: 'n8n-nodes-base.scheduleTrigger',
  parameters: { rule: { interval: [{ field: 'days', daysInterval: 1, triggerAtHour: 9, triggerAtMinute: 0 }] } },
};
export const good = {
  name: 'Hello',
  description: '',
  nodes: [daily, slack('#general')],
  connections: [{ from: 'Every day', to: 'Post' }],
  assumptions: ['At 9.'],
};
/** A node type that is near none: nothing mends it. */
export const broken = { ...good, nodes: [daily, { ...slack('#general'), type: 'n8n-nodes-base.zzzyx' }] };

export const input = (more: Partial<PlannerInput> = {}): PlannerInput => ({
  request: 'post hello to #general every day at 9',
  history: [],
  sources: noSources,
  timezone: 'Europe/Berlin',
  signal: new AbortController().signal,
  ...more,
});

/** A workflow in n8n, and all that can be looked up about it. */
export const live = draftSchema.parse({ ...good, name: 'Morning hello', assumptions: [] });
export const sources: PlannerSources = {
  ...noSources,
  findWorkflows: async () => [{ id: 'w1', name: 'Morning hello', published: true, mine: true }],
  getWorkflow: async (id) => (id === 'w1' ? { name: live.name, published: true, draft: live } : undefined),
  findExecutions: async () => [
    { id: '7', status: 'error', failedNode: 'Post', message: 'channel_not_found password: hunter22' },
  ],
  findTemplates: async () => [{ name: 'Daily joke', description: 'A joke a day.', draft: live }],
};
/** A conversation about that workflow. */
export const atHand = (more: Partial<PlannerInput> = {}) =>
  input({
    request: 'Change it as we spoke of',
    sources,
    workflow: { id: 'w1', name: 'Morning hello', published: true },
    ...more,
  });
export const at = (hour: number) => ({
  op: 'setParameter',
  name: 'Every day',
  path: 'rule.interval[0].triggerAtHour',
  value: hour,
});
export const changes = (...operations: unknown[]) => ({ tool: 'submit_changes', args: { operations } });

/** Everything the model was told with one of its calls. */
export function toldTo(server: OpenAiServer, call: number): string {
  const messages = server.requests.at(call)?.body.messages ?? [];
  return messages.map(({ content }) => content ?? '').join('\n\n');
}

/** A planner in front of a scripted server. */
export async function setUp(
  script: Script,
  {
    maxRetries = 0,
    promptCacheKey,
    ...limits
  }: Partial<ModelLimits> & OpenAiOptions & { promptCacheKey?: boolean } = {},
) {
  const server = await createOpenAiServer(script);
  servers.push(server);
  const planner = createModelPlanner({
    provider: createOpenAiProvider(
      {
        apiKey: 'key-for-tests',
        baseUrl: server.baseUrl,
        model: 'test-model',
        ...(promptCacheKey === undefined ? {} : { promptCacheKey }),
      },
      { maxRetries },
    ),
    catalog: () => catalog,
    log,
    limits,
  });
  return { server, planner };
}

/** The PlannerError a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<PlannerError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PlannerError);
  return error as PlannerError;
}
