import type { Draft, Issue } from './draft.ts';
import { type Path, parsePath, setAt } from './json/paths.ts';
import { capitalize } from './words/text.ts';

/** A value only a person can give, e.g. the channel a message goes to. */
export interface Placeholder {
  node: string;
  /** Inside the node's parameters, e.g. `channelId`. */
  path: string;
  /** What it is called in n8n, with the node it belongs to. */
  label: string;
  /** How to answer. */
  hint: string;
}

const mostPlaceholders = 10;

/** What is still needed, from what validation found missing or a planner was not told. Pure. */
export function placeholdersOf(issues: readonly Issue[]): Placeholder[] {
  const found = issues.flatMap(({ code, node, path, message }) => {
    const inside = path && /^parameters\.(.+)$/.exec(path)?.[1];
    if (!node || !inside) return [];
    if (code === 'not-said') {
      // One answer for several parameters cannot be typed into one of them.
      const shared = issues.filter((other) => other.code === code && other.message === message).length > 1;
      const [what = '', ...how] = message.replace(/^Say /, '').split(': ');
      return shared ? [] : [{ node, path: inside, label: capitalize(what), hint: capitalize(how.join(': ')) }];
    }
    if (code !== 'missing-parameter') return [];
    const [what = '', ...advice] = message.split(/(?<=\.)\s/);
    return [
      { node, path: inside, label: what.replace(/ is missing in ".*"\.$/, ` for “${node}”`), hint: advice.join(' ') },
    ];
  });
  return found.slice(0, mostPlaceholders);
}

/** The draft with the values filled in; empty ones stay open. Compiling brings them into n8n's shapes. Pure. */
export function fillPlaceholders(
  draft: Draft,
  values: readonly { node: string; path: string; value: string }[],
): Draft {
  const filled = structuredClone(draft);
  for (const { node, path, value } of values) {
    const parsed: Path | undefined = parsePath(path);
    const target = filled.nodes.find(({ name }) => name === node);
    const text = value.trim();
    if (!parsed || !target || text === '') continue;
    // A locator without a value is replaced whole: its mode belonged to the missing value.
    setAt(target.parameters, parsed, text);
  }
  return filled;
}
