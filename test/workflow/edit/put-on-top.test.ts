import { describe, expect, it } from 'vitest';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { putOnTop, straysOnTop } from '#src/workflow/edit/put-on-top.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';

const node = (name: string, parameters: N8nNode['parameters'], more: object = {}): N8nNode => ({
  id: `id of ${name}`,
  name,
  type: 'n8n-nodes-base.set',
  typeVersion: 2,
  position: [0, 0],
  parameters,
  ...more,
});
const base = (): N8nWorkflow => ({
  name: 'Report',
  nodes: [node('A', { text: 'one' }, { retryOnFail: true }), node('B', { text: 'two' })],
  connections: { A: { main: [[{ node: 'B', type: 'main', index: 0 }], []] } },
  settings: { timezone: 'Europe/Berlin', executionOrder: 'v1' },
});
const wanted = (change: (workflow: N8nWorkflow) => void): N8nWorkflow => {
  const copy = base();
  change(copy);
  return copy;
};
/** The change: another text in A. */
const ours = () => wanted(({ nodes }) => Object.assign(nodes[0] as object, { parameters: { text: 'ours' } }));

describe('a change on top of what n8n holds', () => {
  it('leaves name and settings that somebody changed meanwhile alone', () => {
    const current = { ...base(), name: 'Renamed', settings: { timezone: 'Asia/Tokyo', errorWorkflow: 'e1' } };
    const { document, conflicts } = putOnTop(current, { base: base(), wanted: ours() });
    expect(conflicts).toEqual([]);
    expect(document).toMatchObject({ name: 'Renamed', settings: {} });
    expect(document.nodes[0]?.parameters).toEqual({ text: 'ours' });
    expect(straysOnTop(current, document, { base: base(), wanted: ours() })).toEqual([]);
  });

  it('writes the settings and the name it is about, and sends no other', () => {
    const change = wanted((copy) =>
      Object.assign(copy, { name: 'Ours', settings: { ...copy.settings, timezone: 'UTC' } }),
    );
    const { document, conflicts } = putOnTop(
      { ...base(), settings: { ...base().settings, callerPolicy: 'any' } },
      { base: base(), wanted: change },
    );
    expect([document.name, document.settings, conflicts]).toEqual(['Ours', { timezone: 'UTC' }, []]);
  });

  it('takes a time zone away by the word n8n knows for it, once', () => {
    const change = { base: base(), wanted: wanted((copy) => delete copy.settings['timezone']) };
    expect(putOnTop(base(), change).document.settings).toEqual({ timezone: 'DEFAULT' });
    expect(putOnTop(change.wanted, change).document.settings).toEqual({});
  });

  it('tells when both changed the same, and not when both made it the same', () => {
    const change = wanted((copy) => Object.assign(copy, { name: 'Ours', settings: { timezone: 'UTC' } }));
    const approved = { base: base(), wanted: change };
    const theirs = { ...base(), name: 'Theirs', settings: { timezone: 'Asia/Tokyo' } };
    expect(putOnTop(theirs, approved).conflicts).toEqual(['name', 'settings.timezone']);
    expect(putOnTop({ ...base(), name: 'Ours', settings: { timezone: 'UTC' } }, approved).conflicts).toEqual([]);
  });

  it('puts secrets back, and says where one is not to be found any more', () => {
    const whole = {
      ...base(),
      nodes: [node('A', { text: 'one', apiKey: 'sk-proj-Zx8Qw7Er6Ty5Ui4Op3As2Df1Gh0Jk9' }), node('B', {})],
    };
    const kept = redactWorkflow<N8nNode, N8nWorkflow>(whole);
    const change = {
      base: kept,
      wanted: { ...kept, nodes: kept.nodes.map((one) => (one.name === 'B' ? { ...one, disabled: true } : one)) },
    };
    const { document, lost } = putOnTop(whole, change);
    expect([document.nodes[0], lost]).toEqual([whole.nodes[0], []]);
    expect(straysOnTop(whole, document, change)).toEqual([]);
    expect(putOnTop({ ...base(), nodes: [node('A', {}), node('B', {})] }, change).lost).toHaveLength(1);
  });
});

describe('the net under a write', () => {
  const spoiled: [string, (workflow: N8nWorkflow) => void, object][] = [
    [
      'a parameter of another node',
      ({ nodes }) => Object.assign(nodes[1] as object, { parameters: {} }),
      { node: 'B', path: ['parameters', 'text'] },
    ],
    [
      'a parameter beside the one that was changed',
      ({ nodes }) => Object.assign(nodes[0]?.parameters as object, { more: 1 }),
      { node: 'A', path: ['parameters', 'more'] },
    ],
    [
      'a version',
      ({ nodes }) => Object.assign(nodes[0] as object, { typeVersion: 3 }),
      { node: 'A', path: ['typeVersion'] },
    ],
    [
      'a position',
      ({ nodes }) => Object.assign(nodes[1] as object, { position: [0, 16] }),
      { node: 'B', path: ['position', 1] },
    ],
    [
      'retrying',
      ({ nodes }) => delete (nodes[0] as { retryOnFail?: boolean }).retryOnFail,
      { node: 'A', path: ['retryOnFail'] },
    ],
    [
      'credentials',
      ({ nodes }) => Object.assign(nodes[1] as object, { credentials: { a: { id: '1', name: 'A' } } }),
      { node: 'B', path: ['credentials', 'a', 'id'] },
    ],
    ['a node that is gone', ({ nodes }) => nodes.pop(), { node: 'B', path: [] }],
    ['a node that is new', ({ nodes }) => nodes.push(node('C', {})), { node: 'C', path: [] }],
    ['a connection', (workflow) => Object.assign(workflow, { connections: {} }), { node: 'A', path: ['connections'] }],
    ['the name', (workflow) => Object.assign(workflow, { name: 'Other' }), { path: ['name'] }],
    [
      'a setting',
      ({ settings }) => Object.assign(settings, { callerPolicy: 'any' }),
      { path: ['settings', 'callerPolicy'] },
    ],
  ];

  it.each(spoiled)('finds %s', (_, spoil, expected) => {
    const change = { base: base(), wanted: ours() };
    const written = structuredClone(putOnTop(base(), change).document);
    expect(straysOnTop(base(), written, change)).toEqual([]);
    spoil(written);
    expect(straysOnTop(base(), written, change)).toContainEqual(expect.objectContaining(expected));
  });
});
