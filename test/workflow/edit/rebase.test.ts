import { describe, expect, it } from 'vitest';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { straysOf } from '#src/workflow/edit/operated.ts';
import { rebase } from '#src/workflow/edit/rebase.ts';

const node = (name: string, parameters: N8nNode['parameters'] = {}, more: object = {}): N8nNode => ({
  id: `id of ${name}`,
  name,
  type: 'n8n-nodes-base.set',
  typeVersion: 2,
  position: [0, 0],
  parameters,
  ...more,
});
const to = (...names: string[]) => names.map((name) => ({ node: name, type: 'main', index: 0 }));
const base = (): N8nWorkflow => ({
  name: 'Report',
  nodes: [node('A', { text: 'one', options: { a: 1, b: 1 } }), node('B'), node('C')],
  connections: { A: { main: [to('B'), []] }, B: { main: [to('C')] } },
  settings: { timezone: 'Europe/Berlin', executionOrder: 'v1' },
});
const edited = (edit: (copy: N8nWorkflow) => void): N8nWorkflow => {
  const copy = base();
  edit(copy);
  return copy;
};
const first = ({ nodes }: N8nWorkflow): N8nNode => nodes[0] as N8nNode;
/** On top, with what the net says about it, which has to be nothing. */
function onTop(ours: N8nWorkflow, theirs: N8nWorkflow) {
  const { workflow, conflicts, operated } = rebase(base(), ours, theirs);
  expect(straysOf(theirs, workflow, operated)).toEqual([]);
  return { workflow, conflicts };
}

describe('a change on top of somebody else’s', () => {
  it('merges the whole document: name, settings, node settings, fields inside one parameter', () => {
    const ours = edited((copy) => {
      Object.assign(copy.settings, { errorWorkflow: 'e1' });
      Object.assign(first(copy), { retryOnFail: true });
      Object.assign(first(copy).parameters['options'] as object, { a: 2 });
    });
    const theirs = edited((copy) => {
      Object.assign(copy, { name: 'Theirs' });
      Object.assign(copy.settings, { timezone: 'Asia/Tokyo' });
      Object.assign(first(copy), { position: [16, 16], executeOnce: true });
      Object.assign(first(copy).parameters['options'] as object, { b: 2 });
    });
    const { workflow, conflicts } = onTop(ours, theirs);
    expect(conflicts).toEqual([]);
    expect(workflow).toMatchObject({ name: 'Theirs', settings: { timezone: 'Asia/Tokyo', errorWorkflow: 'e1' } });
    expect(first(workflow)).toMatchObject({ position: [16, 16], executeOnce: true, retryOnFail: true });
    expect(first(workflow).parameters['options']).toEqual({ a: 2, b: 2 });
  });

  it('tells where both changed the same: in a node, and of the workflow', () => {
    const change = (text: string, timezone: string, name: string) =>
      edited((copy) => {
        Object.assign(copy, { name });
        Object.assign(copy.settings, { timezone });
        Object.assign(first(copy).parameters, { text });
      });
    const { workflow, conflicts } = onTop(change('ours', 'UTC', 'Ours'), change('theirs', 'Asia/Tokyo', 'Theirs'));
    expect(conflicts).toEqual([
      { node: 'A', path: 'parameters.text' },
      { path: 'name' },
      { path: 'settings.timezone' },
    ]);
    expect(workflow).toMatchObject({ name: 'Ours', settings: { timezone: 'UTC' } });
    expect(first(workflow).parameters['text']).toBe('ours');
  });

  it('leads a new step to a node they renamed meanwhile, and leaves empty outputs as they are', () => {
    const ours = edited((copy) => {
      copy.nodes.push(node('New'));
      copy.connections['C'] = { main: [to('New')] };
    });
    const theirs = edited((copy) => {
      Object.assign(copy.nodes[2] as N8nNode, { name: 'Their C' });
      copy.connections['B'] = { main: [to('Their C')] };
    });
    expect(onTop(ours, theirs).workflow.connections).toEqual({
      A: { main: [to('B'), []] },
      B: { main: [to('Their C')] },
      'Their C': { main: [to('New')] },
    });
  });

  it('says so when both added a step of one name, and keeps theirs', () => {
    const add = (text: string) => edited((copy) => copy.nodes.push({ ...node('Wait', { text }), id: `id of ${text}` }));
    const { workflow, conflicts } = onTop(add('ours'), add('theirs'));
    expect(conflicts).toEqual([{ node: 'Wait', path: 'node' }]);
    expect(workflow.nodes.filter(({ name }) => name === 'Wait').map(({ parameters }) => parameters)).toEqual([
      { text: 'theirs' },
    ]);
  });

  it('does not bring back or lose anything when the change goes the other way round: an undo', () => {
    const changed = edited((copy) => {
      Object.assign(first(copy).parameters, { text: 'changed' });
      copy.nodes.pop();
      copy.connections['B'] = { main: [[]] };
    });
    const since = structuredClone(changed);
    Object.assign(since, { name: 'Renamed since' });
    Object.assign(since.nodes[1] as N8nNode, { parameters: { text: 'since' } });
    const { workflow, operated } = rebase(changed, base(), since);
    expect(straysOf(since, workflow, operated)).toEqual([]);
    expect(workflow.name).toBe('Renamed since');
    expect(workflow.nodes.map(({ name, parameters }) => [name, parameters['text']])).toEqual([
      ['A', 'one'],
      ['B', 'since'],
      ['C', undefined],
    ]);
    expect(workflow.connections['B']).toEqual({ main: [to('C')] });
  });
});
