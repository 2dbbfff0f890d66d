import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft, DraftNode } from '#src/model/draft.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { compile } from '#src/workflow/compile.ts';
import { keepWritten } from '#src/workflow/edit/keep-written.ts';
import { keptBy } from '#src/workflow/edit/match-draft.ts';
import { isEqual } from '#src/workflow/json/equal.ts';
import { toRecord } from '#src/workflow/json/values.ts';
import { fix } from '#src/workflow/validate/fix.ts';
import type { InstanceFacts } from '#src/workflow/validate/index.ts';
import { connectionsOf } from '#src/workflow/wiring/connections.ts';

export interface FixOptions {
  catalog: Catalog;
  facts: InstanceFacts;
  /** Nodes that may be mended; what nobody asked to change stays as it is. */
  mayMend: (node: DraftNode) => boolean;
  connections: boolean;
  /** For a change: what n8n holds. In a node of it only what the change wrote is mended. */
  before?: Draft | undefined;
  renames?: Record<string, string> | undefined;
  workflowId?: string | undefined;
}

/**
 * The draft with the obvious fixes of its issues applied; the given one when there are none. Fixes are made to the
 * compiled workflow and taken back node by node, so that what was not mended keeps the short forms it was written in.
 * Pure.
 */
export function applyFixes(draft: Draft, options: FixOptions): Draft {
  // A mended type changes what its parameters mean: they are mended in a round of their own.
  const first = mend(draft, options);
  return first.retyped ? mend(first.draft, options).draft : first.draft;
}

function mend(draft: Draft, options: FixOptions): { draft: Draft; retyped: boolean } {
  const { catalog, facts, mayMend, connections, before, renames, workflowId } = options;
  const kept = before && keptBy(before, draft, renames);
  const compiled = compile(draft, { catalog, kept });
  const id = workflowId === undefined ? {} : { id: workflowId };
  const { workflow, fixed } = fix({ ...compiled, ...id }, { catalog, facts });
  if (fixed.length === 0) return { draft, retyped: false };
  const mended = workflow as N8nWorkflow;
  const pairs = draft.nodes.map((node, index) => {
    const [was, now] = [compiled.nodes[index], mended.nodes[index]];
    if (!was || !now || now.name !== node.name || !mayMend(node)) return { node };
    const old = kept?.nodes.get(index);
    if (old?.type !== node.type) return { node, was, now };
    const values = { was: old.parameters, wanted: node.parameters, shapedBefore: old.parameters };
    const parameters = toRecord(keepWritten({ ...values, shaped: now.parameters }));
    return { node, was: { ...was, parameters: node.parameters }, now: { ...was, parameters } };
  });
  const retyped = pairs.some(({ was, now }) => was && was.type !== now.type);
  const nodes = pairs.map(({ node, was, now }) => {
    if (!was) return node;
    if (retyped) return { ...node, type: now.type };
    return isEqual(was.parameters, now.parameters) ? node : { ...node, parameters: now.parameters };
  });
  const rewired = connections && !retyped && !isEqual(compiled.connections, mended.connections);
  return {
    draft: {
      ...draft,
      nodes,
      ...(rewired ? { connections: connectionsOf({ nodes, connections: mended.connections }) } : {}),
    },
    retyped,
  };
}
