import { describe, expect, it } from 'vitest';
import type { Draft } from '#src/model/draft.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { compile } from '#src/workflow/compile.ts';
import { catalog, draft, draftNode, link } from './documents.ts';

const first = draft(
  [
    draftNode('Start', 'scheduleTrigger', { rule: { field: 'days' } }),
    draftNode('Get orders', 'httpRequest', { url: 'https://example.com/orders', method: 'GET' }),
    draftNode('Tell', 'slack', { channel: '#sales', text: 'Hi' }),
  ],
  [link('Start', 'Get orders'), link('Get orders', 'Tell')],
);
const previous = compile(first, { catalog });
const revise = (given: Draft, before: N8nWorkflow = previous) => compile(given, { catalog, previous: before });
const idOf = (workflow: N8nWorkflow, name: string) => workflow.nodes.find((node) => node.name === name)?.id;
const at = (workflow: N8nWorkflow, name: string) => workflow.nodes.find((node) => node.name === name)?.position ?? [];

const renamed = (from: string, to: string, more: Partial<Draft['nodes'][number]> = {}): Draft => ({
  ...first,
  nodes: first.nodes.map((node) => (node.name === from ? { ...node, ...more, name: to } : node)),
  connections: first.connections.map((one) => ({
    ...one,
    from: one.from === from ? to : one.from,
    to: one.to === from ? to : one.to,
  })),
});

describe('a revision keeps', () => {
  it('ids and webhook ids of a node that was only renamed', () => {
    const next = revise(renamed('Tell', 'Tell the sales team'));
    const [old, now] = [previous.nodes[2], next.nodes[2]];
    expect(now).toMatchObject({ id: old?.id, webhookId: old?.webhookId });
  });

  it('the id of a node that was renamed and changed, as its neighbours are the same', () => {
    const next = revise(
      renamed('Get orders', 'Fetch', { parameters: { url: 'https://other.example', method: 'POST' } }),
    );
    expect(idOf(next, 'Fetch')).toBe(idOf(previous, 'Get orders'));
  });

  it('no id for a node of another type or another place', () => {
    const other = revise(renamed('Get orders', 'Fetch', { type: 'n8n-nodes-base.noOp', parameters: {} }));
    expect(previous.nodes.map(({ id }) => id)).not.toContain(idOf(other, 'Fetch'));
    const elsewhere = {
      ...first,
      nodes: [
        ...first.nodes.slice(0, 1),
        ...first.nodes.slice(2),
        draftNode('Report', 'httpRequest', { url: 'https://x.y' }),
      ],
      connections: [link('Start', 'Tell'), link('Tell', 'Report')],
    };
    expect(previous.nodes.map(({ id }) => id)).not.toContain(idOf(revise(elsewhere), 'Report'));
  });

  it('every id once', () => {
    const doubled = {
      ...first,
      nodes: [...first.nodes, draftNode('Tell 2', 'slack', { channel: '#sales', text: 'Hi' })],
    };
    const ids = revise(doubled).nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });
});

describe('places in a revision', () => {
  /** As a person arranged it in n8n. */
  const arranged: N8nWorkflow = {
    ...previous,
    nodes: previous.nodes.map((node, index) => ({ ...node, position: [index * 300 + 17, index % 2 ? 250 : -40] })),
  };
  const overlapping = (workflow: N8nWorkflow): string[] =>
    workflow.nodes.flatMap((a, index) =>
      workflow.nodes.slice(index + 1).flatMap((b) => {
        const apart = Math.abs(a.position[0] - b.position[0]) >= 96 || Math.abs(a.position[1] - b.position[1]) >= 96;
        return apart ? [] : [`${a.name}, ${b.name}`];
      }),
    );

  it('stay where a person put them, and a new node stands beside the one it follows', () => {
    const more = {
      ...first,
      nodes: [...first.nodes, draftNode('End', 'noOp')],
      connections: [...first.connections, link('Tell', 'End')],
    };
    const next = revise(more, arranged);
    for (const { name, position } of arranged.nodes) expect(at(next, name)).toEqual(position);
    expect(at(next, 'End')[0]).toBeGreaterThan(at(next, 'Tell')[0] ?? 0);
    expect(overlapping(next)).toEqual([]);
  });

  it('make room for a node put in between', () => {
    const between = {
      ...first,
      nodes: [...first.nodes, draftNode('Wait', 'wait', { amount: 1 })],
      connections: [link('Start', 'Get orders'), link('Get orders', 'Wait'), link('Wait', 'Tell')],
    };
    const next = revise(between, arranged);
    expect(at(next, 'Start')).toEqual(arranged.nodes[0]?.position);
    const xs = ['Start', 'Get orders', 'Wait', 'Tell'].map((name) => at(next, name)[0] ?? 0);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(overlapping(next)).toEqual([]);
  });

  it('are laid out anew while they are as we laid them', () => {
    const fewer = {
      ...first,
      nodes: [first.nodes[0], first.nodes[2]] as Draft['nodes'],
      connections: [link('Start', 'Tell')],
    };
    expect(at(revise(fewer), 'Tell')).toEqual([224, 0]);
  });
});
