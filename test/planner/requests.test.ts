import { describe, expect, it } from 'vitest';
import { ownTemplates } from '#src/planner/templates/own-templates.ts';
import { runPlanBench } from '#test/bench/plan.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { type Expectation, isPlannedCorrectly, readRequests, whatIsWrong } from '#test/support/requests.ts';
import { base, draft, draftNode, link } from '../workflow/documents.ts';

const requests = readRequests();
const catalog = await fullCatalog();

describe('requests to plan', () => {
  it('are eighty, half of them only measured', () => {
    expect(requests).toHaveLength(80);
    expect(requests.filter(({ set }) => set === 'held')).toHaveLength(40);
    expect(new Set(requests.map(({ id }) => id)).size).toBe(80);
    expect(new Set(requests.map(({ request }) => request)).size).toBe(80);
  });

  it.skipIf(!catalog)('expect nodes that n8n has', () => {
    const types = requests.flatMap(({ expect: { trigger, nodes } }) => [...trigger, ...nodes.flat()]);
    const full = types.map((type) =>
      type.startsWith('ai:') ? `@n8n/n8n-nodes-langchain.${type.slice(3)}` : base(type),
    );
    expect(full.filter((type) => !catalog?.get(type))).toEqual([]);
  });

  it('are no copies of a template', () => {
    for (const { request } of requests)
      expect(ownTemplates.map(({ description }) => description)).not.toContain(request);
  });
});

describe('whether a plan is right', () => {
  const wanted: Expectation = {
    trigger: ['scheduleTrigger'],
    nodes: [['slack'], ['slack'], ['emailSend', 'gmail']],
    schedule: '0 7 * * 1-5',
    says: ['#ops'],
  };
  const at = (hour: number) => ({
    rule: { interval: [{ field: 'weeks', triggerAtDay: [1, 2, 3, 4, 5], triggerAtHour: hour }] },
  });
  const plan = (hour = 7, connections = [link('S', 'A'), link('A', 'B'), link('A', 'M')]) =>
    draft(
      [
        draftNode('S', 'scheduleTrigger', at(hour)),
        draftNode('A', 'slack', { channelId: '#ops' }),
        draftNode('B', 'slack'),
        draftNode('M', 'gmail'),
      ],
      connections,
    );

  it('is told by trigger, times, steps and places', () => {
    expect(isPlannedCorrectly(plan(), wanted)).toBe(true);
    expect(whatIsWrong(plan(8), wanted)).toBe('other times than 0 7 * * 1-5');
    expect(whatIsWrong(plan(), { ...wanted, trigger: ['webhook'] })).toBe('no trigger webhook');
    expect(whatIsWrong(plan(), { ...wanted, nodes: [...wanted.nodes, ['slack']] })).toBe('no slack');
    expect(whatIsWrong(plan(), { ...wanted, says: ['#dev'] })).toBe('“#dev” stands nowhere');
    expect(whatIsWrong(plan(7, [link('S', 'A'), link('A', 'B')]), wanted)).toBe('no emailSend or gmail');
  });

  it('does not use one node twice, whatever the order', () => {
    const either: Expectation = { trigger: ['scheduleTrigger'], nodes: [['gmail', 'slack'], ['gmail']] };
    expect(isPlannedCorrectly(plan(), either)).toBe(true);
    expect(isPlannedCorrectly(plan(), { ...either, nodes: [['gmail'], ['gmail']] })).toBe(false);
  });
});

it('the template planner plans at least six in ten of each half', async () => {
  const { tune, held } = await runPlanBench();
  expect(Math.min(tune.share, held.share)).toBeGreaterThanOrEqual(0.6);
});
