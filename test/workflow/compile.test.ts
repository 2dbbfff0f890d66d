import { describe, expect, it } from 'vitest';
import type { Draft } from '#src/model/draft.ts';
import { compile } from '#src/workflow/compile.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { catalog, draft, draftNode, link } from './documents.ts';

const counting = (): (() => string) => {
  let count = 0;
  return () => {
    count += 1;
    return `id-${count}`;
  };
};
const compiled = (given: Draft) => compile(given, { catalog, createId: counting() });

const orders = draft(
  [
    draftNode('Hook', 'webhook', { path: 'orders', httpMethod: 'POST' }),
    draftNode('Large?', 'if', { conditions: [{ field: '$json.amount', operator: '>', value: 100 }] }),
    draftNode(
      'Tell',
      'slack',
      { channel: '#sales', text: 'Order {{ $json.id }}' },
      { onError: 'continueRegularOutput', notes: 'why' },
    ),
  ],
  [link('Hook', 'Large?'), link('Large?', 'Tell', { output: 1 })],
  { name: 'Orders', timezone: 'Europe/Berlin' },
);

describe('compile', () => {
  it('adds everything n8n needs (golden)', () => {
    expect(compiled(orders)).toEqual({
      name: 'Orders',
      nodes: [
        {
          id: 'id-3',
          name: 'Hook',
          type: 'n8n-nodes-base.webhook',
          typeVersion: 2.1,
          position: [0, 0],
          parameters: { path: 'orders', httpMethod: 'POST' },
          webhookId: 'id-2',
        },
        {
          id: 'id-4',
          name: 'Large?',
          type: 'n8n-nodes-base.if',
          typeVersion: 2.3,
          position: [224, 0],
          parameters: {
            looseTypeValidation: true,
            conditions: {
              options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 3 },
              conditions: [
                {
                  id: 'id-1',
                  leftValue: '={{ $json.amount }}',
                  rightValue: 100,
                  operator: { type: 'number', operation: 'gt' },
                },
              ],
              combinator: 'and',
            },
          },
        },
        {
          id: 'id-6',
          name: 'Tell',
          type: 'n8n-nodes-base.slack',
          typeVersion: 2.7,
          position: [448, 0],
          parameters: {
            select: 'channel',
            channelId: { __rl: true, mode: 'name', value: '#sales' },
            text: '=Order {{ $json.id }}',
          },
          webhookId: 'id-5',
          notes: 'why',
          onError: 'continueRegularOutput',
        },
      ],
      connections: {
        Hook: { main: [[{ node: 'Large?', type: 'main', index: 0 }]] },
        'Large?': { main: [[], [{ node: 'Tell', type: 'main', index: 0 }]] },
      },
      settings: { executionOrder: 'v1', timezone: 'Europe/Berlin' },
    });
    expect(errorsOf(validateDraft(orders, { catalog }))).toEqual([]);
  });

  it('keeps ids of nodes that stay by name, webhook ids of those of the same type', () => {
    const previous = compiled(orders);
    const changed = {
      ...orders,
      nodes: [...orders.nodes.slice(0, 1), draftNode('Large?', 'wait'), draftNode('New', 'webhook', { path: 'b' })],
      connections: [],
    };
    const [hook, large, fresh] = compile(changed, { catalog, previous }).nodes;
    expect(hook).toMatchObject({ id: 'id-3', webhookId: 'id-2' });
    expect(large?.id).toBe('id-4');
    expect(large?.webhookId).not.toBe('id-2');
    expect(fresh?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(fresh?.webhookId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('never changes the draft', () => {
    const before = structuredClone(orders);
    compiled(orders);
    expect(orders).toEqual(before);
  });

  it('gives unknown types version 1 and leaves their parameters alone', () => {
    expect(compiled(draft([draftNode('X', 'mystery', { a: [1], b: '{{ $json.c }}' })])).nodes[0]).toMatchObject({
      typeVersion: 1,
      parameters: { a: [1], b: '={{ $json.c }}' },
    });
  });

  it('uses the given timezone only when the draft names none', () => {
    const plain = draft([draftNode('N', 'noOp')]);
    expect(compile(plain, { catalog, timezone: 'UTC' }).settings['timezone']).toBe('UTC');
    expect(compile(plain, { catalog }).settings).toEqual({ executionOrder: 'v1' });
    expect(compile(orders, { catalog, timezone: 'UTC' }).settings['timezone']).toBe('Europe/Berlin');
  });

  it('drops doubled connections and keeps several targets in order', () => {
    const nodes = ['A', 'B', 'C'].map((name) => draftNode(name, 'noOp'));
    const { connections } = compiled(draft(nodes, [link('A', 'B'), link('A', 'C'), link('A', 'B')]));
    expect(connections['A']?.['main']).toEqual([
      [
        { node: 'B', type: 'main', index: 0 },
        { node: 'C', type: 'main', index: 0 },
      ],
    ]);
  });

  it('is not harmed by prototype keys', () => {
    const parameters = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"x":"{{ $json.a }}"}},"url":"https://a.b"}',
    );
    const nodes = [draftNode('__proto__', 'httpRequest', parameters), draftNode('constructor', 'noOp')];
    const result = compiled(draft(nodes, [link('__proto__', 'constructor'), link('constructor', '__proto__')]));
    expect(Object.keys(result.connections)).toEqual(['__proto__', 'constructor']);
    expect(Object.keys(result.nodes[0]?.parameters ?? {})).toEqual(['constructor', 'url']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
