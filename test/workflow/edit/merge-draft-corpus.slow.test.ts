import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { applyOperations } from '#src/workflow/edit/apply-operations.ts';
import { mergeDraft } from '#src/workflow/edit/merge-draft.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { catalog } from '../documents.ts';

/** A gzipped file of `{file, workflow}` lines with workflows people really use; none of them belongs to this repository. */
const corpus = process.env['WORKFLOW_CORPUS'] ?? '../shared/corpus/real.jsonl.gz';
if (!existsSync(corpus)) console.warn(`edit-corpus: skipped, there is no ${corpus} (WORKFLOW_CORPUS names another).`);

function readCorpus(): { file: string; workflow: N8nWorkflow }[] {
  const all = gunzipSync(readFileSync(corpus)).toString().split('\n').filter(Boolean);
  // Every one takes half a minute: unless asked for by WORKFLOW_CORPUS, every sixth.
  const lines = process.env['WORKFLOW_CORPUS'] ? all : all.filter((_, index) => index % 6 === 0);
  return lines.map((line) => {
    const { file, workflow } = JSON.parse(line) as { file: string; workflow: N8nWorkflow };
    return { file, workflow: { ...workflow, name: workflow.name ?? 'Workflow', settings: workflow.settings ?? {} } };
  });
}

describe.skipIf(!existsSync(corpus))('workflows people really use', () => {
  const all = existsSync(corpus) ? readCorpus() : [];

  it('come back unchanged when nothing was changed', () => {
    expect(all.length).toBeGreaterThan(100);
    for (const { file: name, workflow } of all) {
      expect(mergeDraft(workflow, toDraft(workflow), { catalog }), name).toEqual(workflow);
    }
  });

  it('differ in the one node that was changed', () => {
    let tried = 0;
    for (const { file: name, workflow } of all) {
      const draft = toDraft(workflow);
      const target = draft.nodes[Math.floor(draft.nodes.length / 2)];
      if (!target || draft.nodes.filter((node) => node.name === target.name).length > 1) continue;
      const done = applyOperations(draft, [
        { op: 'setParameter', name: target.name, path: 'flowsmithProbe', value: 'changed' },
      ]);
      if (!done.ok) throw new Error(`${name}: ${done.problem}`);
      const merged = mergeDraft(workflow, done.draft, { catalog });
      expect(merged.connections, name).toBe(workflow.connections);
      for (const [index, node] of workflow.nodes.entries()) {
        const now = merged.nodes[index];
        if (node.name !== target.name) expect(JSON.stringify(now), name).toBe(JSON.stringify(node));
        else
          expect(now, name).toMatchObject({ ...node, parameters: { ...node.parameters, flowsmithProbe: 'changed' } });
      }
      tried += 1;
    }
    expect(tried).toBeGreaterThan(100);
  });

  it('keep every node but the name and references after a rename', () => {
    for (const { file: name, workflow } of all) {
      const draft = toDraft(workflow);
      const target = draft.nodes.at(-1);
      if (!target || draft.nodes.filter((node) => node.name === target.name).length > 1) continue;
      const done = applyOperations(draft, [{ op: 'renameNode', name: target.name, newName: 'A new name, "quoted"' }]);
      if (!done.ok) throw new Error(`${name}: ${done.problem}`);
      const back = applyOperations(done.draft, [
        { op: 'renameNode', name: 'A new name, "quoted"', newName: target.name },
      ]);
      const merged = mergeDraft(workflow, done.draft, { catalog, renames: done.renames });
      for (const [index, node] of workflow.nodes.entries()) {
        const { name: _name, parameters: _parameters, ...rest } = node;
        expect(merged.nodes[index], name).toMatchObject(rest);
      }
      expect(merged.nodes.length, name).toBe(workflow.nodes.length);
      if (back.ok && !JSON.stringify(draft).includes('$node.'))
        expect(toDraft(mergeDraft(merged, back.draft, { catalog })).connections, name).toEqual(draft.connections);
    }
  });
});
