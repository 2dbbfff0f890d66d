import { expect } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { PlannerError } from '#src/errors.ts';
import { createLogger } from '#src/log.ts';
import { createOpenAiPlanner, type OpenAiLimits } from '#src/planner/openai-planner.ts';
import { noSources, type PlannerInput } from '#src/planner/planner.ts';
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

/** Everything the model was told with one of its calls. */
export function toldTo(server: OpenAiServer, call: number): string {
  const messages = server.requests.at(call)?.body.messages ?? [];
  return messages.map(({ content }) => content ?? '').join('\n\n');
}

/** A planner in front of a scripted server. */
export async function setUp(script: Script, limits: Partial<OpenAiLimits> = {}) {
  const server = await createOpenAiServer(script);
  servers.push(server);
  const planner = createOpenAiPlanner({
    config: { apiKey: 'key-for-tests', baseUrl: server.baseUrl, model: 'test-model' },
    catalog: () => catalog,
    log,
    limits: { maxRetries: 0, ...limits },
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
