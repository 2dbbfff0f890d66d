import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { defaultNodePolicy, type NodePolicy } from '#src/policy/node-policy.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { checkPolicy, type JudgedWorkflow } from '#src/workflow/validate/policy.ts';
import { catalog, chain, hourly, node } from '../documents.ts';

const http = (url: string) => node('Call', 'httpRequest', { url });
const script = node('Script', 'code', { jsCode: 'return []' });
const judge = (given: unknown, policy: Partial<NodePolicy> = {}, before?: unknown): string[] =>
  checkPolicy(given as JudgedWorkflow, {
    policy: { ...defaultNodePolicy, ...policy },
    before: before as JudgedWorkflow | undefined,
  }).map(({ code, severity, node: name }) => `${severity} ${code} ${name}`);

describe('what the policy says of a workflow', () => {
  it.each<[unknown[], Partial<NodePolicy>, string[]]>([
    [[http('https://example.com')], {}, []],
    [[node('Run', 'executeCommand')], {}, ['error denied-node-type Run']],
    [[node('Run', 'executeCommand', {}, { disabled: true })], {}, ['error denied-node-type Run']],
    [[node('Run', 'ssh')], { nodes: { 'n8n-nodes-base.ssh': 'admin' } }, ['warning needs-admin Run']],
    [[node('Run', 'ssh')], { nodes: { 'n8n-nodes-base.ssh': 'allow' } }, []],
    [[node('Acme', 'n8n-nodes-acme.pay')], { nodes: { 'n8n-nodes-acme.*': 'deny' } }, ['error denied-node-type Acme']],
    [[script], {}, ['warning holds-code Script']],
    [[script], { code: 'admin' }, ['warning needs-admin Script']],
    [[script], { code: 'deny' }, ['error denied-code Script']],
    [
      [node('Tool', '@n8n/n8n-nodes-langchain.toolCode', { pythonCode: 'x' })],
      { code: 'deny' },
      ['error denied-code Tool'],
    ],
    [[http('http://169.254.169.254/latest/meta-data')], {}, ['error denied-address Call']],
    [[http("={{ 'http://10.0.0.5/' + $json.path }}")], {}, ['error denied-address Call']],
    [[http('http://10.0.0.5/')], { internalHosts: ['10.0.0.0/24'] }, []],
    [[http('http://10.0.0.5/')], { internalUrls: 'admin' }, ['warning needs-admin Call']],
    [[node('Tell', 'slack', { text: 'look at http://localhost:5678' })], {}, []],
    [
      [
        node('Page', 'httpRequest', {
          url: 'https://a.example',
          options: { pagination: { nextURL: 'http://localhost/' } },
        }),
      ],
      {},
      ['error denied-address Page'],
    ],
  ])('%j under %j', (nodes, policy, expected) => {
    expect(judge(chain(hourly, ...(nodes as Record<string, unknown>[])), policy)).toEqual(expected);
  });

  it('a change is judged by what it adds: what somebody made in n8n does not block it', () => {
    const run = node('Run', 'executeCommand', { command: 'date' });
    const before = chain(hourly, script, run);
    const later = chain({ ...hourly, parameters: { rule: { interval: [{ field: 'days' }] } } }, script, run);
    expect(judge(later, { code: 'deny' }, before)).toEqual([]);
    const moved = chain(hourly, { ...script, name: 'Renamed', position: [9, 9] }, run);
    expect(judge(moved, { code: 'deny' }, before)).toEqual([]);
    expect(judge(chain(hourly, script, { ...run, parameters: { command: 'rm' } }), {}, before)).toEqual([
      'error denied-node-type Run',
    ]);
    expect(judge(chain(hourly, script, { ...run, disabled: true }), {}, before)).toEqual([
      'error denied-node-type Run',
    ]);
  });

  it('what leads to such a node is part of it', () => {
    const run = node('Run', 'executeCommand', { command: '={{ $json.command }}' });
    const before = chain(hourly, run);
    const fed = chain(hourly, node('Fetch', 'httpRequest', { url: 'https://example.com' }), run);
    expect(judge(fed, {}, before)).toEqual(['error denied-node-type Run']);
  });

  it('drafts are validated with it, and a change of one by what it adds', () => {
    const draft = (jsCode: string) => ({
      name: 'X',
      description: '',
      nodes: [
        { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
        { name: 'Script', type: 'n8n-nodes-base.code', parameters: { jsCode } },
      ],
      connections: [{ from: 'Start', to: 'Script', output: 0, input: 0, kind: 'main' }],
      assumptions: [],
    });
    const facts = { policy: { ...defaultNodePolicy, code: 'deny' as const } };
    const codes = (context: object) =>
      validateDraft(draft('return []'), { catalog, ...context })
        .map(({ code }) => code)
        .filter((code) => code !== 'manual-only');
    expect(codes({})).toEqual([]);
    expect(codes({ facts })).toEqual(['denied-code']);
    expect(codes({ facts, before: draft('return []') })).toEqual([]);
    expect(codes({ facts, before: draft('return [{}]') })).toEqual(['denied-code']);
  });

  it('never throws on any nodes and connections', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ name: fc.string(), type: fc.string(), parameters: fc.dictionary(fc.string(), fc.jsonValue()) }),
        ),
        fc.jsonValue(),
        (nodes, connections) => {
          const given = { nodes, connections } as unknown as N8nWorkflow;
          expect(judge(given).length).toBeLessThanOrEqual(50);
          expect(judge(given, { code: 'deny' }, given)).toEqual(
            new Set(nodes.map(({ name }) => name)).size === nodes.length ? [] : expect.any(Array),
          );
        },
      ),
    );
  });
});
