import { isRecord } from '#src/workflow/json/values.ts';
import type { ViewNode } from '#src/workflow/validate/view.ts';
import { triggerExample } from './trigger.ts';
import { put } from './wanted.ts';

export type Item = Record<string, unknown>;

/**
 * What n8n's own trigger gives when its open part is what a model imagined: of a webhook the body; of a form no more than
 * its answers, by its own fields. Undefined for a trigger whose fields nobody but n8n decides. Pure.
 */
export function withIdea(node: ViewNode, known: Item, idea: Item): Item | undefined {
  switch (node.shortType) {
    case 'webhook':
      return triggerExample(node, idea);
    case 'formTrigger':
    case 'executeWorkflowTrigger':
    case 'chatTrigger':
      return withAnswers(node, known, idea);
    default:
      return undefined;
  }
}

/** A form has what can be answered in it. */
const withAnswers = (node: ViewNode, known: Item, idea: Item): Item =>
  Object.keys(known).reduce(
    (made, name) =>
      Object.hasOwn(idea, name) && isAlike(made[name], idea[name]) ? put(made, [name], idea[name], node) : made,
    known,
  );

/** The fields of `known` and no others, with the values of `idea` where they are of the same kind. Pure. */
export function withValues(known: unknown, idea: unknown): unknown {
  if (isRecord(known) && isRecord(idea))
    return Object.fromEntries(
      Object.entries(known).map(([key, value]) => [
        key,
        Object.hasOwn(idea, key) ? withValues(value, idea[key]) : value,
      ]),
    );
  if (Array.isArray(known) && Array.isArray(idea))
    return known.length > 0 && idea.length > 0 ? [withValues(known[0], idea[0])] : known;
  return isAlike(known, idea) ? idea : known;
}

const isAlike = (known: unknown, idea: unknown): boolean =>
  known !== null && typeof known !== 'object' && typeof known === typeof idea;
