import type { Catalog } from '#src/catalog/catalog.ts';
import { effectsOf, isOutward } from '#src/catalog/effects/act.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { DraftNode } from '#src/model/draft.ts';
import { deepest, type Inner, innerOf } from '../validate/policy/inner.ts';
import { type Content, contentOf } from './message.ts';
import { stepPhrase } from './phrases.ts';
import { contentText, namesText } from './said-text.ts';
import { type SeenStep, seeStep } from './seen-step.ts';

export interface Phrasing {
  catalog: Catalog;
  words: WorkflowWords;
  /** What the workflow itself is called. */
  own: string;
  /** What a workflow of n8n is called, by its id, where whoever reads this may know. Its id stands for it otherwise. */
  nameOf: (id: string) => string | undefined;
  /** How many letters of what is said are shown; 0: none. */
  room: number;
}

const mostInside = 8;

/** What a node does and says, as the middle of a sentence; what it runs besides itself is named. */
export function stepInWords(
  step: SeenStep,
  phrasing: Phrasing,
  { inputs = [], depth = 0 }: { inputs?: readonly string[]; depth?: number } = {},
): string {
  const inner = innerOf(step);
  if (inner.length > 0) return inner.map((one) => innerInWords(one, phrasing, depth)).join(', ');
  return withContent(step, stepPhrase(step, phrasing.words, inputs), contentOf(step), phrasing);
}

function withContent(step: SeenStep, phrase: string, content: readonly Content[], { words, room }: Phrasing): string {
  if (step.short === 'set') return words.steps.prepare(namesText(content, room, words));
  const said = contentText(content, room, words);
  if (said === '') return phrase;
  return `${phrase}${words.tell.colon} ${said}`;
}

/** Nodes of the workflows written inside these, and inside those again. */
export function nodesInside(nodes: readonly Pick<DraftNode, 'type' | 'parameters'>[], depth = 0): DraftNode[] {
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
      const nodes = nodesOf(inner)
        .filter(({ type }) => catalog.get(type)?.kind !== 'trigger')
        .map((node) => seeStep(node, catalog.get(node.type, node.typeVersion)));
      const shown = depth < deepest ? mostTelling(nodes) : [];
      const phrases = shown.map((step) => stepInWords(step, phrasing, { depth: depth + 1 }));
      const rest = nodes.length - shown.length;
      const list = [...phrases, ...(rest > 0 ? [steps.andMore(rest)] : [])].join('; ') || steps.nothing;
      return (inner.path.endsWith('workflowObject') ? steps.putWorkflow : steps.runInline)(list);
    }
    default:
      return inner satisfies never;
  }
}

/** The first ones, and every one that leaves a mark outside. */
function mostTelling(steps: readonly SeenStep[]): SeenStep[] {
  const marks = new Set(steps.filter((step) => isOutward(effectsOf(step)) || innerOf(step).length > 0));
  let room = mostInside - marks.size;
  return steps.filter((step) => {
    if (marks.has(step)) return true;
    room -= 1;
    return room >= 0;
  });
}

const nodesOf = (inner: Inner): DraftNode[] =>
  inner.kind === 'workflow'
    ? inner.workflow.nodes
        .filter(({ type, disabled }) => !disabled && type !== 'n8n-nodes-base.stickyNote')
        .map(({ name, type, typeVersion, parameters }) => ({
          name,
          type,
          parameters,
          ...(typeVersion === undefined ? {} : { typeVersion }),
        }))
    : [];
