import { describe, expect, it } from 'vitest';
import { createCatalog, type NodeType } from '#src/catalog/catalog.ts';
import { toNodeTypes } from '#src/catalog/description.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { asNew } from '#src/workflow/validate/deprecated.ts';
import { validateChange, validateDraft, validateWorkflow } from '#src/workflow/validate/index.ts';
import { base, chain, catalog as core, hourly, next, node } from '../documents.ts';

/** As n8n 2.42.6 and later describe their Function node. */
const [givenUp] = toNodeTypes(
  [
    {
      ...{ name: 'function', displayName: 'Function', version: 1, hidden: true, deprecated: true },
      ...{ inputs: ['main'], outputs: ['main'], replacedByNodeType: base('code') },
      properties: [{ name: 'functionCode', displayName: 'Code', type: 'string', default: '' }],
    },
  ],
  'n8n-nodes-base',
) as [NodeType];
const catalog = createCatalog(core.source, {
  nodeTypes: [...core.all().map(({ name }) => core.get(name) as NodeType), givenUp],
});

const old = node('Old', 'function', { functionCode: 'return items;' });
const workflow = (...nodes: object[]): N8nWorkflow => chain(...(nodes as never[])) as unknown as N8nWorkflow;
const before = workflow(hourly, old, next);
const said = (issues: readonly { code: string; severity: string }[]) =>
  issues.filter(({ code }) => code.startsWith('deprecated-')).map(({ code, severity }) => `${severity} ${code}`);
const change = (edit: (nodes: N8nWorkflow['nodes']) => void): string[] => {
  const merged = structuredClone(before);
  edit(merged.nodes);
  return said(validateChange(merged, before, { catalog }));
};
const theOld = (nodes: N8nWorkflow['nodes']) => nodes[1] as N8nWorkflow['nodes'][number];

describe('a step that n8n has given up', () => {
  const refused = ['error deprecated-node-refused'];
  const told = ['warning deprecated-node-type'];

  it('is refused where it is new: in a file, in a draft, in a change', () => {
    expect(said(validateWorkflow(before, { catalog }))).toEqual(refused);
    expect(said(validateDraft(toDraft(before), { catalog }))).toEqual(refused);
    const plain = workflow(hourly, next);
    expect(said(validateChange(before, plain, { catalog }))).toEqual(refused);
    expect(said(validateDraft(toDraft(before), { catalog, before: toDraft(plain) }))).toEqual(refused);
  });

  it.each<[string, (nodes: N8nWorkflow['nodes']) => void]>([
    ['parameters', (nodes) => Object.assign(theOld(nodes).parameters, { functionCode: 'return [];' })],
    ['being switched off', (nodes) => Object.assign(theOld(nodes), { disabled: true })],
    ['what it does on failure', (nodes) => Object.assign(theOld(nodes), { onError: 'continueRegularOutput' })],
  ])('is refused with other %s', (_what, edit) => {
    expect(change(edit)).toEqual(refused);
  });

  it.each<[string, (nodes: N8nWorkflow['nodes']) => void]>([
    ['another step changes', (nodes) => Object.assign(nodes[2] ?? {}, { disabled: true })],
    ['it moves', (nodes) => Object.assign(theOld(nodes), { position: [400, 16] })],
    ['what n8n fills in is written out', (nodes) => Object.assign(theOld(nodes), { disabled: false, notes: '' })],
  ])('is told only when %s', (_what, edit) => {
    expect(change(edit)).toEqual(told);
  });

  it('is told only in a draft that leaves it as it was', () => {
    const draft = toDraft(before);
    const other = { ...draft, nodes: draft.nodes.map((one) => (one.name === 'Next' ? { ...one, notes: 'x' } : one)) };
    expect(said(validateDraft(other, { catalog, before: draft }))).toEqual(told);
  });

  it('says what replaced it, and that it may stay as it was', () => {
    const merged = structuredClone(before);
    Object.assign(theOld(merged.nodes).parameters, { functionCode: 'return [];' });
    const [issue] = validateChange(merged, before, { catalog }).filter(({ severity }) => severity === 'error');
    expect(issue?.params).toMatchObject({ node: 'Old', instead: ['Code'], changed: true });
  });

  it('is refused when what was lost is created anew', () => {
    const found = validateChange(before, before, { catalog });
    expect(said(found)).toEqual(told);
    expect(said(asNew(found, before, catalog))).toEqual(refused);
    expect(said(asNew(found, before, core))).toEqual(told);
  });

  it('is told where n8n does not refuse it', () => {
    expect(said(validateWorkflow(before, { catalog: core }))).toEqual(told);
  });
});
