import { shortName } from '#src/catalog/names.ts';
import { unaccented } from '#src/catalog/search-words.ts';
import type { Draft, DraftNode } from '#src/model/draft.ts';
import { isRecord } from '#src/workflow/json/values.ts';

/** One value of a node. */
export interface Leaf {
  node: string;
  /** Name of the parameter it stands in; of a place that was picked, the parameter's. */
  key: string;
  /** Words and numbers as text, without accents and in small letters. */
  folded: string;
  raw: string;
}

/** A workflow as far as anything in it happens: steps that are switched off or that nothing leads to are not in it. */
export interface View {
  draft: Draft;
  nodes: readonly (DraftNode & { short: string })[];
  leaves: readonly Leaf[];
  /** Places in other apps that are left open for a person to pick. */
  open: readonly { node: string; key: string }[];
  /** Outputs in use, by node. */
  outputs: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Without accents, in small letters, single blanks. */
export const fold = (text: string): string => unaccented(text).replace(/\s+/g, ' ');

/** `n8n-nodes-base.slackTool` → `slack`. */
function shortOf(type: string): string {
  const short = shortName(type);
  return /^.+Tool$/.test(short) && !short.startsWith('tool') ? short.replace(/(?:Hitl)?Tool$/, '') : short;
}

export function viewOf(draft: Draft): View {
  const live = reachable(draft);
  const nodes = draft.nodes.filter(({ name, disabled }) => live.has(name) && !disabled);
  const leaves: Leaf[] = [];
  const open: { node: string; key: string }[] = [];
  for (const { name, parameters, maxTries, waitBetweenTries, notes } of nodes) {
    collect(parameters, '', { node: name, leaves, open });
    collect({ maxTries, waitBetweenTries, notes }, '', { node: name, leaves, open });
  }
  // What is set for all of the workflow stands at no step.
  const whole = {
    executionTimeout: draft.executionTimeout,
    tags: draft.tags,
    stickyNotes: draft.stickyNotes,
    groups: draft.groups,
  };
  collect(whole, '', { node: '', leaves, open });
  const enabled = new Set(nodes.map(({ name }) => name));
  const outputs = new Map<string, Set<string>>();
  for (const { from, to, output, kind } of draft.connections) {
    if (kind !== 'main' || !enabled.has(to)) continue;
    const used = outputs.get(from) ?? new Set<string>();
    outputs.set(from, used.add(String(output)));
  }
  return { draft, nodes: nodes.map((node) => ({ ...node, short: shortOf(node.type) })), leaves, open, outputs };
}

const isStart = ({ type }: DraftNode): boolean =>
  /trigger|webhook|emailReadImap|chatTrigger/i.test(type) && !/respondToWebhook/i.test(type);

function reachable({ nodes, connections }: Draft): Set<string> {
  const off = new Set(nodes.filter(({ disabled }) => disabled).map(({ name }) => name));
  const starts = nodes.filter((node) => isStart(node) && !off.has(node.name));
  const seen = new Set((starts.length > 0 ? starts : nodes).map(({ name }) => name));
  for (let before = -1; before !== seen.size; ) {
    before = seen.size;
    for (const { from, to, kind } of connections) {
      if (kind === 'main' ? seen.has(from) : seen.has(to)) seen.add(kind === 'main' ? to : from);
    }
  }
  return seen;
}

/** What n8n and planners write for themselves; none of it is a person's value. */
const ownKeys = new Set(['id', 'cachedResultUrl', 'version', 'typeVersion', '__rl', 'mode', 'combinator']);

function collect(
  value: unknown,
  key: string,
  into: { node: string; leaves: Leaf[]; open: { node: string; key: string }[] },
): void {
  if (Array.isArray(value)) {
    for (const each of value) collect(each, key, into);
    return;
  }
  if (isRecord(value)) {
    if (value['__rl'] === true && (value['value'] === '' || value['value'] === undefined))
      into.open.push({ node: into.node, key });
    for (const [name, each] of Object.entries(value))
      if (!ownKeys.has(name) || (name === 'id' && key === ''))
        collect(each, value['__rl'] === true && name === 'value' ? key : name, into);
    return;
  }
  if (typeof value !== 'string' && typeof value !== 'number') return;
  const raw = String(value);
  into.leaves.push({ node: into.node, key, raw, folded: fold(raw) });
}
