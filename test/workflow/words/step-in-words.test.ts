import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftNode } from '#src/model/draft.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { catalog, draftNode, langchain, link } from '../documents.ts';

const start = draftNode('Start', 'manualTrigger');
const page = { name: 'Page', type: 'n8n-nodes-base.httpRequest', parameters: { url: 'https://example.com/x' } };
const called = { name: 'When called', type: 'n8n-nodes-base.executeWorkflowTrigger', parameters: {} };
const mail = { name: 'Mail', type: 'n8n-nodes-base.emailSend', parameters: { toEmail: 'a@example.com' } };
const inline = (nodes: unknown, type = 'executeWorkflow') =>
  draftNode('Sub', type, { source: 'parameter', workflowJson: JSON.stringify({ nodes, connections: {} }) });
const summary = (node: DraftNode, more: Partial<Parameters<typeof summarize>[1]> = {}) =>
  summarize(
    { name: 'Mine', description: '', nodes: [start, node], connections: [link('Start', 'Sub')], assumptions: [] },
    { catalog, ...more },
  );

describe('what a step runs besides itself is on the card', () => {
  it.each<[string, DraftNode, string]>([
    [
      'by its name',
      draftNode('Sub', 'executeWorkflow', { workflowId: { value: 'known' } }),
      'Run the workflow “Deploy”',
    ],
    [
      'by its id',
      draftNode('Sub', 'executeWorkflow', { workflowId: { value: 'abc', cachedResultName: 'Lies' } }),
      'Run the workflow “abc”',
    ],
    ['not named yet', draftNode('Sub', 'executeWorkflow'), 'Run another workflow'],
    ['itself', draftNode('Sub', 'executeWorkflow', { workflowId: '={{ $workflow.id }}' }), 'Run the workflow “Mine”'],
    [
      'from the data',
      draftNode('Sub', 'executeWorkflow', { workflowId: '={{ $json.id }}' }),
      'Run a workflow that is only known when it runs',
    ],
    [
      'a tool',
      draftNode('Sub', langchain('toolWorkflow'), { workflowId: { value: 'known' } }),
      'Run the workflow “Deploy”',
    ],
    [
      'inside',
      inline([called, page, mail]),
      'Run steps of its own (get data from example.com; send an e-mail to a@example.com)',
    ],
    [
      'inside a tool',
      inline([called, page], langchain('toolWorkflow')),
      'Run steps of its own (get data from example.com)',
    ],
    [
      'inside what is inside',
      inline([called, inline([page])]),
      'Run steps of its own (run steps of its own (get data from example.com))',
    ],
    [
      'many inside',
      inline(Array.from({ length: 12 }, () => page)),
      `Run steps of its own (${'get data from example.com; '.repeat(8)}and 4 more)`,
    ],
    [
      'put into n8n',
      draftNode('Sub', 'n8n', { workflowObject: JSON.stringify({ nodes: [page] }) }),
      'Put a workflow into n8n (get data from example.com)',
    ],
    [
      'an agent',
      draftNode('Sub', 'messageAnAgent', { agentId: { value: 'a' } }),
      'Let an agent that is kept in n8n work on it',
    ],
  ])('%s', (_what, node, expected) => {
    const nameOf = (id: string) => (id === 'known' ? 'Deploy' : undefined);
    expect(summary(node, { nameOf }).steps).toEqual([expected]);
  });

  it('in the reader’s language, with the apps it touches', () => {
    const node = inline([called, page, { ...mail, name: 'Slack', type: 'n8n-nodes-base.slack', parameters: {} }]);
    expect(summary(node).apps).toEqual(['Slack']);
    const first = (language: 'de' | 'fr' | 'es') => summary(inline([called, page]), { language }).steps[0];
    expect(first('de')).toMatch(/^Eigene Schritte ausführen \(.+example\.com.*\)$/);
    expect(first('fr')).toMatch(/^Exécuter ses propres étapes \(.+example\.com.*\)$/);
    expect(first('es')).toMatch(/^Ejecutar pasos propios \(.+example\.com.*\)$/);
  });

  it('never throws on what may be inside', () => {
    const nodes = fc.array(
      fc.record({
        name: fc.string(),
        type: fc.constantFrom(
          'n8n-nodes-base.slack',
          'n8n-nodes-base.if',
          'n8n-nodes-base.httpRequest',
          'n8n-nodes-base.wait',
          'x.y',
        ),
        parameters: fc.dictionary(
          fc.constantFrom('url', 'conditions', 'channelId', 'operation', 'amount', 'workflowJson'),
          fc.jsonValue(),
        ),
      }),
    );
    fc.assert(
      fc.property(nodes, (inside) => {
        expect(summary(inline(inside)).steps).toHaveLength(1);
      }),
    );
  });
});
