import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { ExecutionRun, NodeRun } from '#src/n8n/run-data.ts';
import { readRun } from '#src/rehearsal/read.ts';
import { toTwin } from '#src/rehearsal/twin.ts';
import { chain, hook, node, slack } from '#test/contract/n8n-workflows.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const catalog = (await fullCatalog()) ?? createCoreCatalog();

function planOf(...nodes: Parameters<typeof chain>) {
  const twin = toTwin(chain(...nodes), { catalog });
  if (!twin) throw new Error('nothing starts it');
  return twin.plan;
}
const ran = (...runs: [string | undefined, ...object[][][]][]): ExecutionRun => ({
  ...{ id: '1', status: 'success' },
  runs: new Map(runs.map(([name = '', ...each]) => [name, each.map((outputs): NodeRun => ({ outputs }))])),
});
const conditions = (leftValue: string, operation: string) => ({
  conditions: {
    ...{ options: {}, combinator: 'and' },
    conditions: [{ leftValue, rightValue: 'x', operator: { type: 'string', operation } }],
  },
});

describe('what a branch decides by', () => {
  it.each([
    ['equals', ['rehearsal-decides-by-nothing']],
    ['notEmpty', []],
    ['exists', []],
  ])('is told when it is empty, unless that is what is asked: %s', (operation, codes) => {
    const plan = planOf(hook('a'), node('Which?', 'if', 2.2, conditions('={{ $json.body.kind }}', operation)), slack());
    const [step] = plan.kept;
    const key = step?.texts[0]?.blocks[0]?.key ?? '';
    const { issues } = readRun(plan, ran(['Which?', [[], [{}]]], [step?.leaf, [[{ [key]: {} }]]]), catalog);
    expect(issues.map(({ code }) => code)).toEqual(codes);
  });

  it('of a filter: how many it let through', () => {
    const plan = planOf(
      hook('a'),
      node('Only', 'filter', 2.2, conditions('={{ $json.body.kind }}', 'equals')),
      slack(),
    );
    const { shown } = readRun(plan, ran(['Only', [[]]]), catalog);
    expect(shown.branches).toMatchObject([{ node: 'Only', filters: true, outputs: [{ items: 0 }] }]);
  });
});

describe('a loop', () => {
  const plan = planOf(hook('a'), node('Loop', 'splitInBatches', 3, {}), slack());
  it('that nothing comes back to is told', () => {
    const { issues } = readRun(plan, ran(['Loop', [[], [{}]]]), catalog);
    expect(issues).toMatchObject([{ code: 'rehearsal-loop-open', severity: 'error', node: 'Loop' }]);
  });
  it('that came to its end is not, nor one with nothing to do', () => {
    expect(readRun(plan, ran(['Loop', [[], [{}]], [[{}], []]]), catalog).issues).toEqual([]);
    expect(readRun(plan, ran(['Loop', [[], []]]), catalog).issues).toEqual([]);
  });
});

describe('somebody to reach', () => {
  const says = (value: string, to = 'bot@example.com') =>
    planOf(
      hook('a'),
      node('Mail', 'emailSend', 2.1, { fromEmail: 'bot@example.com', toEmail: value, subject: 'Hi', text: to }),
    );
  it.each([
    ['left empty', '', 'rehearsal-nobody'],
    ['of blanks', '  ', 'rehearsal-nobody'],
    ['given', 'anna@example.com', undefined],
  ])('is told to be nobody when it is %s', (_, value, code) => {
    const plan = says(value);
    const { issues } = readRun(plan, ran([plan.held[1]?.counter, [[{}]]]), catalog);
    expect(issues[0]?.code).toBe(code);
  });
});
