import { describe, expect, it } from 'vitest';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { compile } from '#src/workflow/compile.ts';
import { applyOperations } from '#src/workflow/edit/apply-operations.ts';
import { mergeDraft } from '#src/workflow/edit/merge-draft.ts';
import type { DraftOperationInput } from '#src/workflow/edit/operations.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { parsePath, setAt } from '#src/workflow/json/paths.ts';
import { catalog, langchain } from '../documents.ts';

const one = (type: string, typeVersion: number, parameters: N8nNode['parameters']): N8nNode => ({
  id: 'n1',
  name: 'Step',
  type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
  typeVersion,
  position: [0, 0],
  parameters,
});

/** The node after the operations, in a workflow that holds nothing else. */
function change(node: N8nNode, ...operations: DraftOperationInput[]): N8nNode {
  const original: N8nWorkflow = { name: 'Old', nodes: [node], connections: {}, settings: {} };
  const done = applyOperations(toDraft(original), operations);
  if (!done.ok) throw new Error(done.problem);
  return mergeDraft(original, done.draft, { catalog }).nodes[0] as N8nNode;
}

const set = (path: string, value: unknown): DraftOperationInput => ({ op: 'setParameter', name: 'Step', path, value });

/** What people really have in their workflows, in the shape of then, with one text in it. */
const old: [string, N8nNode, string][] = [
  [
    'Set 2',
    one('set', 2, { keepOnlySet: true, values: { string: [{ name: 'a', value: 'one' }], number: [{ name: 'b' }] } }),
    'values.string[0].value',
  ],
  ['Set 3.2', one('set', 3.2, { fields: { values: [{ name: 'a', stringValue: 'one' }] } }), 'fields.values[0].name'],
  [
    'OpenAI 1.8',
    one(langchain('openAi'), 1.8, {
      modelId: { __rl: true, value: 'gpt-4o', mode: 'list' },
      messages: { values: [{ role: 'system', content: 'You are kind.' }, { content: '={{ $json.text }}' }] },
      options: {},
    }),
    'messages.values[0].content',
  ],
  [
    'IF 1',
    one('if', 1, { conditions: { string: [{ value1: '={{ $json.a }}', value2: 'yes' }] }, combineOperation: 'any' }),
    'conditions.string[0].value2',
  ],
  [
    'Switch 1',
    one('switch', 1, { value1: '={{ $json.a }}', dataType: 'string', rules: { rules: [{ value2: 'x', output: 1 }] } }),
    'rules.rules[0].value2',
  ],
  ['HTTP Request 1', one('httpRequest', 1, { url: 'a', headerParametersUi: { parameter: [{ name: 'x' }] } }), 'url'],
  ['a version nobody knows', one('set', 9, { whatever: { text: 'Hi {{name}}' } }), 'whatever.text'],
  ['a type nobody knows', one('community.thing', 1, { deep: [{ text: 'Hi' }] }), 'deep[0].text'],
];

describe('a node that is kept', () => {
  it.each(old)('%s is written in its own version: one text is changed, all else is the same', (_, node, path) => {
    const expected = structuredClone(node);
    setAt(expected.parameters, parsePath(path) ?? [], 'Another text');
    expect(JSON.stringify(change(node, set(path, 'Another text')))).toBe(JSON.stringify(expected));
  });

  it.each(old)('%s loses nothing by a rename', (_, node) => {
    expect(change(node, { op: 'renameNode', name: 'Step', newName: 'Other' })).toEqual({ ...node, name: 'Other' });
  });

  it('gets a value in the shape its property has, and nothing else of it', () => {
    const node = one('slack', 2.2, {
      text: 'Hi {{name}}',
      channelId: { __rl: true, mode: 'id', value: 'C1' },
      otherOptions: { mrkdwn: true },
    });
    expect(change(node, set('channelId', '#ops')).parameters).toEqual({
      ...node.parameters,
      channelId: { __rl: true, mode: 'name', value: '#ops' },
    });
    expect(change(node, set('text', 'Bye {{ $json.name }}')).parameters['text']).toBe('Bye {{ $json.name }}');
  });

  it('keeps what was written where it was written: nothing is moved to where it might belong', () => {
    const node = one('httpRequest', 4.2, { url: 'https://example.com', options: {} });
    expect(change(node, set('headers', { a: 'b' })).parameters).toEqual({ ...node.parameters, headers: { a: 'b' } });
  });

  it('is new once it is of another type', () => {
    const changed = change(one('set', 2, { values: {} }), {
      op: 'replaceNode',
      name: 'Step',
      type: 'n8n-nodes-base.noOp',
      parameters: {},
    });
    expect(changed.typeVersion).toBe(catalog.get('n8n-nodes-base.noOp')?.defaultVersion);
  });
});

it('a draft of its own compiles in the versions it names, and in the newest where it names none', () => {
  const draft = toDraft({ name: 'A', nodes: [one('set', 2, { values: {} })], connections: {}, settings: {} });
  const { nodes } = compile(
    { ...draft, nodes: [...draft.nodes, { name: 'B', type: 'n8n-nodes-base.set', parameters: {} }] },
    { catalog },
  );
  expect(nodes.map(({ typeVersion }) => typeVersion)).toEqual([2, catalog.get('n8n-nodes-base.set')?.defaultVersion]);
});
