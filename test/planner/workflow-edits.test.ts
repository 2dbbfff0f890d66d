import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { noSources, type PlannerInput } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { withWorkflowEdits } from '#src/planner/workflow-edits.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { daily, slack } from './model/set-up.ts';

const catalog = createCoreCatalog();
const planner = withWorkflowEdits(createTemplatePlanner({ catalog }), () => catalog);
const live = draftSchema.parse({
  name: 'Hello',
  nodes: [{ ...daily, name: 'Every day at 09:00' }, slack('#general')],
  connections: [{ from: 'Every day at 09:00', to: 'Post' }],
});
const input = (request: string): PlannerInput => ({
  request,
  history: [],
  workflow: { id: 'w1', name: 'Hello', published: true },
  sources: {
    ...noSources,
    getWorkflow: async (id) => (id === 'w1' ? { name: 'Hello', published: true, draft: live } : undefined),
  },
  timezone: 'Europe/Berlin',
  signal: new AbortController().signal,
});
const plan = async (request: string) => (await planner.plan(input(request))).result;

describe('changing a workflow without a model', () => {
  it('gives it another time and other days, and tells which node was called what', async () => {
    const result = await plan('at 7, and only weekdays');
    expect(result).toMatchObject({ kind: 'edit', workflowId: 'w1', issues: [] });
    if (result.kind !== 'edit') return;
    const [trigger, post] = result.draft.nodes;
    expect(trigger?.parameters).toEqual({
      rule: { interval: [expect.objectContaining({ triggerAtDay: [1, 2, 3, 4, 5], triggerAtHour: 7 })] },
    });
    expect(post).toEqual(live.nodes[1]);
    expect(result.renames).toEqual({ [trigger?.name ?? '']: 'Every day at 09:00' });
    expect(result.draft.connections).toEqual([expect.objectContaining({ from: trigger?.name, to: 'Post' })]);
  });

  it.each([
    ['post it to #ops instead', '#ops'],
    ['also email ana@example.com', 'ana@example.com'],
    ['call it "Good morning"', 'Good morning'],
  ])('%s', async (request, said) => {
    const result = await plan(request);
    expect(result.kind).toBe('edit');
    expect(JSON.stringify(result)).toContain(said);
  });

  it.each<[string, object]>([
    ['retry Post up to 3 times, waiting 2 seconds', { retryOnFail: true, maxTries: 3, waitBetweenTries: 2000 }],
    ['run Post only once', { executeOnce: true }],
    ['Post should always output data', { alwaysOutputData: true }],
    ['continue when Post fails', { onError: 'continueRegularOutput' }],
  ])('%s', async (request, settings) => {
    const result = await plan(request);
    expect(result).toMatchObject({
      kind: 'edit',
      draft: { nodes: [live.nodes[0], { ...live.nodes[1], ...settings }] },
    });
  });

  it.each<[string, object]>([
    ['tag it with finance', { tags: ['finance'] }],
    ['add a sticky note “Ask Ana first”', { stickyNotes: [{ name: 'Sticky Note', content: 'Ask Ana first' }] }],
    ['change the time zone to Asia/Tokyo', { timezone: 'Asia/Tokyo' }],
    ['set the timeout to 5 minutes', { executionTimeout: 300 }],
    ['change the description to “Says hello”', { description: 'Says hello' }],
  ])('%s: the steps stay', async (request, parts) => {
    const result = await plan(request);
    expect(result).toMatchObject({ kind: 'edit', draft: { ...parts, nodes: live.nodes } });
  });

  it('does not set what n8n would not do', async () => {
    expect((await plan('retry Post 30 times')).kind).toBe('answer');
  });

  it('takes a whole new request for a new workflow', async () => {
    expect((await plan('every hour get https://example.com/health')).kind).toBe('draft');
  });

  it('says what it can change when it cannot do this', async () => {
    expect(await plan('make it summarize the mood of the team')).toMatchObject({
      kind: 'answer',
      text: expect.stringContaining('“Hello”'),
    });
  });

  it('lists on request, as without a workflow at hand', async () => {
    expect(await plan('list workflows')).toMatchObject({ kind: 'command', verb: 'list' });
  });
});

describe('a workflow does not stand in its own way', () => {
  const hooked = draftSchema.parse({
    name: 'Orders',
    nodes: [
      { name: 'Webhook', type: 'n8n-nodes-base.webhook', parameters: { path: 'orders', httpMethod: 'POST' } },
      slack('#general'),
    ],
    connections: [{ from: 'Webhook', to: 'Post' }],
  });
  const issuesOf = async (owner: string): Promise<string[]> => {
    const { result } = await planner.plan({
      ...input('post it to #ops instead'),
      sources: {
        ...noSources,
        getWorkflow: async () => ({ name: 'Orders', published: true, draft: hooked, n8nId: 'n1' }),
        readFacts: async () => ({
          webhooks: [{ method: 'POST', path: 'orders', workflowId: owner, workflowName: 'Orders' }],
        }),
      },
    });
    return 'issues' in result ? result.issues.map(({ code }) => code) : [result.kind];
  };

  it('its own webhook is not taken by itself when it is edited', async () => {
    expect(await issuesOf('n1')).not.toContain('webhook-path-taken');
  });

  it('by another workflow it is', async () => {
    expect(await issuesOf('n2')).toContain('webhook-path-taken');
  });
});
