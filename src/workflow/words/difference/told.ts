import type { NodeType } from '#src/catalog/catalog.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { DraftNode } from '#src/model/draft.ts';
import type { N8nNode } from '#src/model/n8n-workflow.ts';
import type { ValueChange } from '../../edit/diff.ts';
import { type Path, removeAt, setAt, valueAt } from '../../json/paths.ts';
import { isRecord } from '../../json/values.ts';
import { stepPhrase } from '../phrases.ts';
import { seeNode } from '../seen-step.ts';
import { triggerPhrase } from '../trigger-phrase.ts';

/** True when the phrase tells this change, and all of it. */
export function isTold(
  { at, before, after }: ValueChange,
  node: N8nNode,
  type: NodeType | undefined,
  [was, is]: readonly [string, string],
  words: WorkflowWords,
): boolean {
  if (at[0] !== 'parameters' || at.length < 2) return false;
  const parameters = structuredClone(node.parameters);
  putBack(parameters, at.slice(1), before, after);
  if (phraseOf({ ...node, parameters }, type, words) === phraseOf(node, type, words)) return false;
  return stands(before, after, was) && stands(after, before, is);
}

function putBack(root: Record<string, unknown>, at: Path, before: unknown, after: unknown): void {
  const holder = valueAt(root, at.slice(0, -1));
  const key = at.at(-1);
  if (Array.isArray(holder) && typeof key === 'number' && before === undefined) holder.splice(key, 1);
  else if (Array.isArray(holder) && typeof key === 'number' && after === undefined) holder.splice(key, 0, before);
  else if (before === undefined) removeAt(root, at);
  else setAt(root, at, before);
}

/** True when every text that is not in the other value stands in the phrase; a word of n8n's own has others there. */
function stands(value: unknown, other: unknown, phrase: string): boolean {
  if (typeof value === 'string') return value === other || /^[A-Za-z]{0,20}$/.test(value) || phrase.includes(value);
  if (Array.isArray(value))
    return value.every((one, at) => stands(one, (other as unknown[] | undefined)?.[at], phrase));
  if (!isRecord(value)) return true;
  const ofOther = isRecord(other) ? other : {};
  // A name n8n keeps beside what was chosen.
  const keys = Object.keys(value).filter((key) => !(value['__rl'] === true && key.startsWith('cachedResult')));
  return keys.every((key) => stands(value[key], ofOther[key], phrase));
}

/** When a trigger starts a workflow, or what a step does. */
export function phraseOf(node: N8nNode | DraftNode, nodeType: NodeType | undefined, words: WorkflowWords): string {
  const isTrigger = nodeType ? nodeType.kind === 'trigger' : /trigger$/i.test(node.type);
  const step = seeNode(node, nodeType);
  if (isTrigger) return triggerPhrase(step, undefined, words);
  if (nodeType?.kind === 'subnode') return `${node.name} (${nodeType.displayName})`;
  return stepPhrase(step, words);
}
