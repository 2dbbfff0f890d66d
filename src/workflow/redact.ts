import type { Parameters } from '#src/model/draft.ts';
import { redactJson, redactSecrets, secretMark } from '#src/policy/secrets.ts';
import { findNode } from './edit/match-nodes.ts';
import { isEqual } from './json/equal.ts';
import { redactText } from './validate/secrets.ts';
import { mapTexts, type Text, textsOf } from './validate/strings.ts';

interface Holder {
  id?: string | undefined;
  name: string;
  type: string;
  parameters: Parameters;
  notes?: string | undefined;
}

/** What people wrote about the whole. Names of nodes are not among it: connections and expressions go by them. */
const texts = ['name', 'description', 'assumptions', 'assumed', 'example', 'stickyNotes'] as const;
type Texts = { [Field in (typeof texts)[number]]?: unknown };
function textsIn(workflow: object): Texts {
  return redactJson(
    Object.fromEntries(Object.entries(workflow).filter(([field]) => texts.some((one) => one === field))),
  );
}

/**
 * The workflow, or draft, without secrets in its texts, parameters and notes, and without pinned data: what may be
 * stored and shown to a model. Doing it
 * twice changes nothing more, and a node without secrets stays the very same value. Pure.
 */
export function redactWorkflow<
  N extends Holder,
  T extends { nodes: N[]; pinData?: Record<string, unknown> | undefined },
>(workflow: T): T {
  // What n8n returns holds the version that is live as well.
  const { activeVersion } = workflow as { activeVersion?: { nodes: N[] } };
  const { pinData } = workflow;
  return {
    ...workflow,
    ...textsIn(workflow),
    ...(activeVersion ? { activeVersion: redactWorkflow(activeVersion) } : {}),
    // What somebody pinned are data of people: which nodes have some is all there is to know.
    ...(pinData ? { pinData: Object.fromEntries(Object.keys(pinData).map((name) => [name, []])) } : {}),
    nodes: workflow.nodes.map((node) => {
      const parameters = mapTexts(node.parameters, redactText);
      const notes = node.notes === undefined ? undefined : redactSecrets(node.notes).text;
      if (parameters === node.parameters && notes === node.notes) return node;
      return { ...node, parameters, ...(notes === undefined ? {} : { notes }) };
    }),
  };
}

export interface Restored<T> {
  workflow: T;
  /** Where a secret was removed and cannot be put back: the value was changed, moved to another node, or never there. */
  lost: { node: string; path: string }[];
}

/**
 * Puts back what redactWorkflow took out, from the workflow as n8n holds it: where a value is exactly what redacting
 * makes of n8n's own in the same node. A value that was changed around a removed secret gets none back, so nobody can
 * lead a secret somewhere else by words. Pure.
 */
export function restoreSecrets<N extends Holder, T extends { nodes: N[] }>(
  workflow: T,
  original: ({ nodes: readonly Holder[] } & Texts) | undefined,
): Restored<T> {
  const lost: Restored<T>['lost'] = [];
  const nodes = workflow.nodes.map((node) => {
    const before = original && counterpart(node, original.nodes);
    const known = before ? originalsOf(before) : new Map<string, string>();
    const parameters = mapTexts(node.parameters, (text) => {
      if (!text.value.includes(secretMark)) return text.value;
      const value = known.get(placeOf(text, text.value)) ?? known.get(namedPlaceOf(text, text.value));
      if (value === undefined) lost.push({ node: node.name, path: text.path });
      return value ?? text.value;
    });
    const notes =
      before?.notes !== undefined && node.notes === redactSecrets(before.notes).text ? before.notes : node.notes;
    return parameters === node.parameters && notes === node.notes ? node : { ...node, parameters, notes };
  });
  return { workflow: { ...workflow, ...(original ? textsOfOriginal(workflow as Texts, original) : {}), nodes }, lost };
}

function textsOfOriginal(workflow: Texts, original: Texts): Texts {
  const left = textsIn(original);
  const same = texts.filter((field) => field in original && field in workflow && isEqual(workflow[field], left[field]));
  return Object.fromEntries(same.map((field) => [field, original[field]]));
}

function counterpart(node: Holder, all: readonly Holder[]): Holder | undefined {
  const same = findNode(all, node);
  return same?.type === node.type ? same : undefined;
}

/** Every value of the node that holds a secret, by where it stands and what is left of it. */
function originalsOf(node: Holder): Map<string, string> {
  const originals = new Map<string, string>();
  for (const text of textsOf(node)) {
    const left = redactText(text);
    if (!left.includes(secretMark)) continue;
    originals.set(placeOf(text, left), text.value);
    // In lists of named values the place moves when another one is taken out.
    if (!originals.has(namedPlaceOf(text, left))) originals.set(namedPlaceOf(text, left), text.value);
  }
  return originals;
}

const placeOf = ({ path }: Text, left: string): string => JSON.stringify([path, left]);
const namedPlaceOf = ({ key, holder, path }: Text, left: string): string => {
  const name = holder?.['name'];
  return typeof name === 'string' ? JSON.stringify([key, name, left]) : placeOf({ path } as Text, left);
};
