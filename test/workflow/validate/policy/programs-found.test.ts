import { describe, expect, it } from 'vitest';
import { defaultNodePolicy, type NodePolicy } from '#src/policy/node-policy.ts';
import { checkPolicy, type JudgedWorkflow } from '#src/workflow/validate/policy.ts';
import { chain, hourly, langchain, node } from '../../documents.ts';

const run = node('Run', 'executeCommand', { command: 'id' });
const called = node('When called', 'executeWorkflowTrigger');
const inline = (workflow: unknown) =>
  node('Sub', 'executeWorkflow', { source: 'parameter', workflowJson: JSON.stringify(workflow) });
const judge = (given: unknown, policy: Partial<NodePolicy> = {}): string[] =>
  checkPolicy(given as JudgedWorkflow, { policy: { ...defaultNodePolicy, ...policy } }).map(
    ({ code, severity, node: name }) => `${severity} ${code} ${name}`,
  );

describe('programs are found wherever n8n runs one', () => {
  const js = 'return items';
  it.each<[Record<string, unknown>, boolean]>([
    [node('X', 'sort', { type: 'code', code: js }), true],
    [node('X', 'sort', { type: "={{ 'code' }}", code: js }), true],
    [node('X', 'sort', { type: 'simple', code: js }), false],
    [node('X', 'itemLists', { operation: 'sort', type: 'code', code: js }), true],
    [node('X', 'functionItem', { functionCode: js }), true],
    [node('X', 'function', { functionCode: js }), true],
    [node('X', 'aiTransform', { jsCode: js }), true],
    [node('X', 'codeTool', { jsCode: js }), true],
    [node('X', langchain('code'), { code: { execute: { code: js } } }), true],
    [node('X', langchain('code'), { code: { supplyData: { code: js } } }), true],
    [node('X', langchain('toolCode'), { pythonCode: js }), true],
    [inline(chain(called, node('Y', 'sort', { type: 'code', code: js }))), true],
    [node('X', 'set', { code: js }), false],
  ])('%j', (step, holds) => {
    expect(judge(chain(hourly, step), { code: 'deny' }).length > 0).toBe(holds);
  });

  it('a program that comes from the data is left to admins', () => {
    expect(judge(chain(hourly, node('X', 'code', { jsCode: '={{ $json.code }}' })))).toEqual(['warning needs-admin X']);
  });

  it('many harmless findings hide no grave one', () => {
    const scripts = Array.from({ length: 60 }, (_, index) => node(`S${index}`, 'code', { jsCode: js }));
    expect(judge(chain(hourly, ...scripts, run))[0]).toBe('error denied-node-type Run');
  });

  it('what is too much to be read is left to admins', () => {
    const padding = Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`p${index}`, 'x']));
    expect(judge(chain(hourly, node('X', 'code', { ...padding, jsCode: js })), { code: 'deny' })).toEqual([
      'warning needs-admin X',
    ]);
  });
});
