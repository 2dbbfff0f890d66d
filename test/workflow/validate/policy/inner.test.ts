import { describe, expect, it } from 'vitest';
import { defaultNodePolicy, type NodePolicy } from '#src/policy/node-policy.ts';
import { callsIn } from '#src/workflow/validate/policy/inner.ts';
import { type CalledWorkflows, checkPolicy, type JudgedWorkflow } from '#src/workflow/validate/policy.ts';
import { chain, document, hourly, langchain, node } from '../../documents.ts';

const run = node('Run', 'executeCommand', { command: 'id' });
const read = node('Read', 'readWriteFile', { fileSelector: '/etc/passwd' });
const http = node('Call', 'httpRequest', { url: 'https://example.com' });
const called = node('When called', 'executeWorkflowTrigger');
const inline = (workflow: unknown, more: Record<string, unknown> = {}) =>
  node('Sub', 'executeWorkflow', { source: 'parameter', workflowJson: JSON.stringify(workflow) }, more);
const byId = (id: unknown, name = 'Sub') => node(name, 'executeWorkflow', { workflowId: id });

const found = (given: unknown, policy: Partial<NodePolicy> = {}, workflows?: CalledWorkflows, before?: unknown) =>
  checkPolicy(given as JudgedWorkflow, {
    policy: { ...defaultNodePolicy, ...policy },
    called: workflows,
    before: before as JudgedWorkflow | undefined,
  });
const judge = (...given: Parameters<typeof found>): string[] =>
  found(...given).map(({ code, severity, node: name }) => `${severity} ${code} ${name}`);
const there = (...workflows: [string, ...unknown[]][]): CalledWorkflows =>
  new Map(
    workflows.map(([id, ...versions]) => [
      id,
      typeof versions[0] === 'string'
        ? (versions[0] as 'unseen')
        : { name: `Flow ${id}`, versions: versions as JudgedWorkflow[] },
    ]),
  );

describe('a workflow written inside a node is judged as if it stood in the workflow', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['a harmless one', inline(chain(called, http)), []],
    ['a denied step', inline(chain(called, read)), ['error denied-node-type Sub']],
    [
      'an address inside the network',
      inline(chain(called, node('Call', 'httpRequest', { url: 'http://127.0.0.1:5678/' }))),
      ['error denied-address Sub'],
    ],
    ['code', inline(chain(called, node('Script', 'code', { jsCode: 'return []' }))), ['warning holds-code Sub']],
    ['one in one', inline(chain(called, inline(chain(called, run)))), ['error denied-node-type Sub']],
    [
      'a credential of its own',
      inline(chain(called, { ...http, credentials: { httpBasicAuth: { id: '1' } } })),
      ['warning needs-admin Sub'],
    ],
    [
      'an expression',
      node('Sub', 'executeWorkflow', { source: 'parameter', workflowJson: '={{ $json.w }}' }),
      ['warning needs-admin Sub'],
    ],
    [
      'an expression for the source',
      node('Sub', 'executeWorkflow', { source: "={{ 'parameter' }}" }),
      ['warning needs-admin Sub'],
    ],
    [
      'broken JSON',
      node('Sub', 'executeWorkflow', { source: 'parameter', workflowJson: '{"nodes":[' }),
      ['warning needs-admin Sub'],
    ],
    [
      'a list that reads as JSON',
      node('Sub', 'executeWorkflow', { source: 'parameter', workflowJson: ['{"nodes":[]}'] }),
      ['warning needs-admin Sub'],
    ],
    ['no JSON', node('Sub', 'executeWorkflow', { source: 'parameter' }), ['warning needs-admin Sub']],
    ['something that is no node', inline({ nodes: [{ type: { toString: 1 } }] }), ['warning needs-admin Sub']],
    [
      'parameters that are none',
      inline({ nodes: [{ type: 'n8n-nodes-base.noOp', parameters: 'x' }] }),
      ['warning needs-admin Sub'],
    ],
    [
      'a local file',
      node('Sub', 'executeWorkflow', { source: 'localFile', workflowPath: '/tmp/x.json' }, { typeVersion: 1 }),
      ['warning needs-admin Sub'],
    ],
    [
      'an address',
      node('Sub', 'executeWorkflow', { source: 'url', workflowUrl: 'https://example.com/x.json' }, { typeVersion: 1 }),
      ['warning needs-admin Sub'],
    ],
    [
      'a tool',
      node('Sub', langchain('toolWorkflow'), { source: 'parameter', workflowJson: JSON.stringify(chain(called, run)) }),
      ['error denied-node-type Sub'],
    ],
    [
      'an old tool',
      node(
        'Sub',
        langchain('toolWorkflow'),
        { source: 'parameter', workflowJson: JSON.stringify(chain(called, run)) },
        { typeVersion: 1 },
      ),
      ['error denied-node-type Sub'],
    ],
    [
      'a retriever',
      node('Sub', langchain('retrieverWorkflow'), {
        source: 'parameter',
        workflowJson: JSON.stringify(chain(called, run)),
      }),
      ['error denied-node-type Sub'],
    ],
    [
      'what is put into n8n',
      node('Sub', 'n8n', { operation: 'create', workflowObject: JSON.stringify(chain(called, run)) }),
      // And whatever stands in it, with n8n's own key.
      ['error denied-node-type Sub', 'warning needs-admin Sub'],
    ],
    ['an agent kept in n8n', node('Sub', 'messageAnAgent', { agentId: { value: 'a' } }), ['warning needs-admin Sub']],
    [
      'a program that runs one',
      node('Sub', langchain('code'), { code: { execute: { code: 'return this.executeWorkflow({ id: "B" })' } } }),
      ['warning needs-admin Sub', 'warning needs-admin Sub'],
    ],
    [
      'an agent as a tool',
      node('Sub', 'messageAnAgentTool', { agentSource: 'inline', inlineAgent: {} }),
      ['warning needs-admin Sub'],
    ],
  ])('%s', (_what, sub, expected) => {
    expect(judge(chain(hourly, sub))).toEqual(expected);
  });

  it('says where the step is', () => {
    const [first] = found(chain(hourly, inline(chain(called, inline(chain(called, run))))));
    expect(first).toMatchObject({
      node: 'Sub',
      path: 'parameters.workflowJson',
      message:
        '"Run" inside "Sub" inside "Sub" uses executeCommand, which is not allowed here. Leave it out, or ask your Flowsmith operator.',
    });
  });

  it('is read five deep, and no deeper', () => {
    let nested: Record<string, unknown> = chain(called, http);
    for (let depth = 0; depth < 5; depth++) nested = chain(called, inline(nested));
    expect(judge(nested)).toEqual([]);
    expect(judge(chain(called, inline(nested)))).toEqual(['warning needs-admin Sub']);
  });

  it('an operator who names the node type exactly answers for what it runs', () => {
    const allowed = { nodes: { 'n8n-nodes-base.executeWorkflow': 'allow' } } as const;
    expect(judge(chain(hourly, inline(chain(called, run))), allowed)).toEqual([]);
    expect(judge(chain(hourly, byId('B')), allowed, there(['B', 'unseen']))).toEqual([]);
    expect(judge(chain(hourly, byId('B')), { nodes: { 'n8n-nodes-base.*': 'allow' } }, there(['B', 'unseen']))).toEqual(
      ['warning needs-admin Sub'],
    );
  });

  it('an unchanged one is nobody’s request, a changed one is', () => {
    const before = chain(hourly, inline(chain(called, run)));
    expect(judge(before, {}, undefined, before)).toEqual([]);
    const other = chain(hourly, inline(chain(called, { ...run, parameters: { command: 'rm' } })));
    expect(judge(other, {}, undefined, before)).toEqual(['error denied-node-type Sub']);
  });
});

describe('a workflow that is called by its id lends its rights', () => {
  const fine = chain(called, http);
  const privileged = chain(called, read);
  it.each<[string, unknown, CalledWorkflows | undefined, string[]]>([
    ['one that passes', byId('B'), there(['B', fine]), []],
    ['as a resource locator', byId({ __rl: true, mode: 'id', value: 'B' }), there(['B', fine]), []],
    ['one that reads files', byId('B'), there(['B', privileged]), ['warning needs-admin Sub']],
    ['one that does so in what is live', byId('B'), there(['B', fine, privileged]), ['warning needs-admin Sub']],
    [
      'one that calls such a one',
      byId('B'),
      there(['B', chain(called, byId('C'))], ['C', privileged]),
      ['warning needs-admin Sub'],
    ],
    [
      'one that holds such a one',
      byId('B'),
      there(['B', chain(called, inline(privileged))]),
      ['warning needs-admin Sub'],
    ],
    [
      'one whose error workflow is such a one',
      byId('B'),
      there(['B', { ...fine, settings: { errorWorkflow: 'C' } }], ['C', privileged]),
      ['warning needs-admin Sub'],
    ],
    [
      'one that calls one nobody may see',
      byId('B'),
      there(['B', chain(called, byId('C'))], ['C', 'unseen']),
      ['warning needs-admin Sub'],
    ],
    ['a circle', byId('B'), there(['B', chain(called, byId('C'))], ['C', chain(called, byId('B'))]), []],
    [
      'a circle that reads files',
      byId('B'),
      there(['B', chain(called, byId('C'))], ['C', chain(called, byId('B'), read)]),
      ['warning needs-admin Sub'],
    ],
    ['one that uses code', byId('B'), there(['B', chain(called, node('Script', 'code', { jsCode: 'return []' }))]), []],
    ['one with a credential', byId('B'), there(['B', chain(called, { ...http, credentials: { a: { id: '1' } } })]), []],
    ['one nobody may see', byId('B'), there(['B', 'unseen']), ['warning needs-admin Sub']],
    ['one that was not read', byId('B'), there(), ['warning needs-admin Sub']],
    ['nothing was looked at', byId('B'), undefined, []],
    ['an expression', byId('={{ $json.id }}'), there(), ['warning needs-admin Sub']],
    ['an expression in a locator', byId({ value: '={{ $json.id }}' }), undefined, ['warning needs-admin Sub']],
    ['a number', byId({ value: 5 }), there(), ['warning needs-admin Sub']],
    ['none yet', byId(''), there(), []],
    ['itself', byId('={{ $workflow.id }}'), there(), []],
    [
      'a tool',
      node('Sub', langchain('toolWorkflow'), { workflowId: { value: 'B' } }),
      there(['B', privileged]),
      ['warning needs-admin Sub'],
    ],
    [
      'a retriever',
      node('Sub', langchain('retrieverWorkflow'), { workflowId: 'B' }),
      there(['B', privileged]),
      ['warning needs-admin Sub'],
    ],
    ['from an inline one', inline(chain(called, byId('B'))), there(['B', privileged]), ['warning needs-admin Sub']],
    [
      'the error workflow of an inline one',
      inline({ ...fine, settings: { errorWorkflow: 'B' } }),
      there(['B', privileged]),
      ['warning needs-admin Sub'],
    ],
    [
      'an inline one that claims to be another',
      inline({ ...fine, id: 'B' }),
      there(['B', 'unseen']),
      ['warning needs-admin Sub'],
    ],
  ])('%s', (_what, sub, workflows, expected) => {
    expect(judge(chain(hourly, sub as Record<string, unknown>), {}, workflows)).toEqual(expected);
  });

  it('names it, and the step that speaks against it; one nobody may see goes by its id', () => {
    const [first] = found(chain(hourly, byId('B')), {}, there(['B', privileged]));
    expect(first?.message).toBe(
      '"Sub" runs "Flow B", where "Read" uses readWriteFile, which only an admin can approve here.',
    );
    const [hidden] = found(chain(hourly, byId('B')), {}, there(['B', 'unseen']));
    expect(hidden?.message).toBe(
      '"Sub" runs the workflow B, which whoever asked does not see here and which only an admin can approve here.',
    );
  });

  it('the workflow that runs when this one fails counts too, unless it did before', () => {
    const given = { ...chain(hourly, http), settings: { errorWorkflow: 'B' } };
    expect(judge(given, {}, there(['B', privileged]))).toEqual(['warning needs-admin undefined']);
    expect(judge(given, {}, there(['B', fine]))).toEqual([]);
    expect(judge(given, {}, there(['B', privileged]), given)).toEqual([]);
    expect(judge(given, {}, there(['B', privileged]), chain(hourly, http))).toEqual(['warning needs-admin undefined']);
  });

  it('calling itself lends what stayed as it was', () => {
    const before = document([called, read], { 'When called': ['Read'] });
    const after = document([called, read, hourly, byId('={{ $workflow.id }}')], {
      'When called': ['Read'],
      Start: ['Sub'],
    });
    expect(judge(after, {}, there(), before)).toEqual(['warning needs-admin Sub']);
  });

  it('what has to be read is told: inside inline ones and settings too', () => {
    const given = {
      ...chain(
        hourly,
        byId('A'),
        inline({ ...chain(called, byId('B', 'Other')), id: 'C', settings: { errorWorkflow: 'D' } }),
      ),
      settings: { errorWorkflow: 'E' },
    };
    expect(callsIn(given as unknown as JudgedWorkflow).sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
  });
});
