import type { Catalog } from '#src/catalog/catalog.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { DraftNode } from '../draft.ts';
import { repairParameters } from '../shapes/repair.ts';
import { type Inner, innerOf } from '../validate/policy/inner.ts';
import { stepPhrase } from './phrases.ts';

export interface Phrasing {
  catalog: Catalog;
  words: WorkflowWords;
  /** What the workflow itself is called. */
  own: string;
  /** What a workflow of n8n is called, by its id, where whoever reads this may know. Its id stands for it otherwise. */
  nameOf: (id: string) => string | undefined;
}

const mostInside = 8;
const deepest = 2;

/** What a node does, as the middle of a sentence; what it runs besides itself is named. */
export function stepInWords(node: DraftNode, phrasing: Phrasing, depth = 0): string {
  const inner = innerOf(node);
  if (inner.length === 0) return stepPhrase(node, phrasing.catalog.get(node.type), phrasing.words);
  return inner.map((one) => innerInWords(one, phrasing, depth)).join(', ');
}

/** Nodes of the workflows written inside these, and inside those again. */
export function nodesInside(nodes: readonly DraftNode[], depth = 0): DraftNode[] {
  if (depth > deepest) return [];
  return nodes
    .flatMap((node) => innerOf(node).flatMap(nodesOf))
    .flatMap((one) => [one, ...nodesInside([one], depth + 1)]);
}

function innerInWords(inner: Inner, phrasing: Phrasing, depth: number): string {
  const { catalog, words, own, nameOf } = phrasing;
  const { steps } = words;
  switch (inner.kind) {
    case 'call':
      return steps.runWorkflow((nameOf(inner.id) ?? inner.id).slice(0, 80));
    case 'self':
      return steps.runWorkflow(own);
    case 'unreadable':
      return inner.what === 'agent' ? steps.askAgent : steps.runUnknown;
    case 'workflow': {
      const nodes = nodesOf(inner).filter(({ type }) => catalog.get(type)?.kind !== 'trigger');
      const shown = depth < deepest ? nodes.slice(0, mostInside) : [];
      const phrases = shown.map((node) => stepInWords(repaired(node, catalog), phrasing, depth + 1));
      const rest = nodes.length - shown.length;
      const list = [...phrases, ...(rest > 0 ? [steps.andMore(rest)] : [])].join('; ') || steps.nothing;
      return (inner.path.endsWith('workflowObject') ? steps.putWorkflow : steps.runInline)(list);
    }
    default:
      return inner satisfies never;
  }
}

const repaired = (node: DraftNode, catalog: Catalog): DraftNode => ({
  ...node,
  parameters: repairParameters(node, catalog.get(node.type), () => ''),
});

const nodesOf = (inner: Inner): DraftNode[] =>
  inner.kind === 'workflow'
    ? inner.workflow.nodes
        .filter(({ type, disabled }) => !disabled && type !== 'n8n-nodes-base.stickyNote')
        .map(({ name, type, parameters }) => ({ name, type, parameters }))
    : [];
