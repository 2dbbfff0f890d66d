import { describe, expect, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { applyOperations } from '#src/workflow/edit/apply-operations.ts';
import { diffWorkflows } from '#src/workflow/edit/diff.ts';
import { mergeDraft } from '#src/workflow/edit/merge-draft.ts';
import { operatedBy, straysOf } from '#src/workflow/edit/operated.ts';
import type { DraftOperationInput } from '#src/workflow/edit/operations.ts';
import { putOnTop } from '#src/workflow/edit/put-on-top.ts';
import { rebase } from '#src/workflow/edit/rebase.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';
import { describeDiff } from '#src/workflow/words/describe-diff.ts';
import { catalog, chain, hourly, node } from '../documents.ts';

const sticky = (name: string, content: string) => node(name, 'stickyNote', { content, width: 300 });
const live = (): N8nWorkflow =>
  ({
    ...chain(hourly, node('Get', 'httpRequest', { url: 'https://example.com' }), node('End', 'noOp')),
    ...{ name: 'Live', description: 'Old', tags: ['a', 'b'], settings: { errorWorkflow: 'w9', executionTimeout: 60 } },
    pinData: { Get: [{ json: { secret: 1 } }], End: [{ json: {} }] },
    nodeGroups: [{ id: 'g1', name: 'Work', description: 'Why', nodeIds: ['id of Get', 'id of End'] }],
  }) as unknown as N8nWorkflow;
const withNotes = (): N8nWorkflow => {
  const given = live();
  return { ...given, nodes: [...given.nodes, sticky('One', 'first'), sticky('Two', 'second')] as N8nWorkflow['nodes'] };
};

function change(original: N8nWorkflow, ...operations: DraftOperationInput[]) {
  const base = redactWorkflow(original);
  const done = applyOperations(toDraft(base), operations);
  if (!done.ok) throw new Error(done.problem);
  const { draft, renames } = done;
  const merged = mergeDraft(base, draft, { catalog, renames });
  expect(straysOf(base, merged, operatedBy(base, draft, renames))).toEqual([]);
  return { base, merged, written: putOnTop(original, { base, wanted: merged }).document };
}
const told = (before: N8nWorkflow, after: N8nWorkflow) => describeDiff(diffWorkflows(before, after), catalog);

describe('what is no step', () => {
  it('stays the very same where nobody speaks of it', () => {
    const { base, merged, written } = change(withNotes(), {
      op: 'setParameter',
      name: 'Get',
      path: 'url',
      value: 'https://a.example',
    });
    for (const key of ['tags', 'description', 'nodeGroups', 'pinData', 'settings'] as const)
      expect(merged[key]).toEqual(base[key]);
    expect(written).not.toHaveProperty('pinData');
    expect(written).not.toHaveProperty('tags');
    expect(written.nodes.slice(-2)).toEqual(withNotes().nodes.slice(-2));
  });

  it('notes: written, changed and removed by name, each for itself', () => {
    const { base, merged } = change(
      withNotes(),
      { op: 'addStickyNote', content: 'third', near: 'Get' },
      { op: 'replaceText', name: 'One', path: 'content', find: 'first', replace: '1st' },
      { op: 'removeStickyNote', name: 'Two' },
    );
    expect(merged.nodes.map(({ name, parameters }) => parameters['content'] ?? name)).toEqual([
      'Start',
      'Get',
      'End',
      '1st',
      'third',
    ]);
    expect(told(base, merged)).toEqual([
      'Adds a note on the canvas: “third”',
      'Removes a note on the canvas: “second”',
      'A note on the canvas: Content is now “1st” instead of “first”',
    ]);
  });

  it('pinned data: away where asked, along with a new name, and never read', () => {
    const { base, merged, written } = change(
      live(),
      { op: 'setNodeSettings', name: 'End', pinned: false },
      { op: 'renameNode', name: 'Get', newName: 'Fetch' },
    );
    expect(JSON.stringify(base)).not.toContain('secret');
    expect(merged.pinData).toEqual({ Fetch: [] });
    expect(written.pinData).toEqual({ Fetch: [{ json: { secret: 1 } }] });
    expect(told(base, merged)).toContain('“End”: the data pinned for test runs are taken away');
  });

  it('groups: a step gone is gone from its group, one renamed stays in it, another name keeps its description', () => {
    const renamed = change(
      live(),
      { op: 'renameNode', name: 'Get', newName: 'Fetch' },
      { op: 'removeNode', name: 'End' },
    );
    expect(renamed.merged.nodeGroups).toEqual([{ id: 'g1', name: 'Work', description: 'Why', nodeIds: ['id of Get'] }]);
    const called = change(live(), { op: 'setGroup', name: 'Work', nodes: ['End'], newName: 'Rest' });
    expect(called.merged.nodeGroups).toEqual([{ id: 'g1', name: 'Rest', description: 'Why', nodeIds: ['id of End'] }]);
  });

  it.each([
    ['a trigger', ['Start', 'Get'], 'a trigger cannot be in a group'],
    ['steps apart', ['Get', 'Far'], 'connected to each other'],
    ['two ways out', ['Get', 'End', 'Far'], 'connected to each other'],
    ['a step of another group', ['End', 'Get'], 'in one group at most'],
  ])('a group of %s is refused as n8n would', (_name, nodes, problem) => {
    const far = node('Far', 'noOp');
    const workflow = { ...live(), nodes: [...live().nodes, far] } as N8nWorkflow;
    const free = nodes.includes('Far') || nodes.includes('Start') ? { ...workflow, nodeGroups: [] } : workflow;
    const done = applyOperations(toDraft(free), [{ op: 'setGroup', name: 'New', nodes }]);
    expect(done.ok ? '' : done.problem).toContain(problem);
  });

  it('settings and the like: set, taken away, told', () => {
    const { base, merged, written } = change(
      live(),
      { op: 'setErrorWorkflow', workflowId: null },
      { op: 'setTimeout', seconds: null },
      { op: 'setDescription', description: 'New' },
      { op: 'setTags', add: ['c'], remove: ['A'] },
    );
    expect(written).toMatchObject({
      settings: { errorWorkflow: 'DEFAULT', executionTimeout: -1 },
      description: 'New',
      tags: ['b', 'c'],
    });
    expect(told(base, merged)).toEqual([
      'Description: “New”',
      'Gets the tags “c”',
      'Loses the tags “a”',
      'No workflow handles its errors',
      'A run is not stopped after a time any more',
    ]);
  });

  it('what others did meanwhile stays: tags one by one, a description is a conflict', () => {
    const { base, merged } = change(
      live(),
      { op: 'setTags', add: ['c'] },
      { op: 'setDescription', description: 'New' },
    );
    const theirs = { ...live(), tags: ['b', 'x'], description: 'Theirs' };
    const { document, conflicts } = putOnTop(theirs, { base, wanted: merged });
    expect(document.tags).toEqual(['b', 'x', 'c']);
    expect(conflicts).toEqual(['description']);
    expect(rebase(base, merged, redactWorkflow(theirs)).conflicts).toContainEqual({ path: 'description' });
  });

  it('a step moves to another place in the row', () => {
    const { merged } = change(live(), { op: 'moveNode', name: 'Get', after: 'End' });
    expect(merged.connections).toEqual({
      Start: { main: [[{ node: 'End', type: 'main', index: 0 }]] },
      End: { main: [[{ node: 'Get', type: 'main', index: 0 }]] },
    });
  });
});
