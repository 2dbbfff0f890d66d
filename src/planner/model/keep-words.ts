import type { Catalog, NodeProperty } from '#src/catalog/catalog.ts';
import { resolveParameters } from '#src/catalog/display-options.ts';
import { versionOf } from '#src/catalog/slice.ts';
import type { Draft, DraftNode } from '#src/model/draft.ts';
import type { Path } from '#src/workflow/json/paths.ts';
import { isRecord, toRecord, toText } from '#src/workflow/json/values.ts';
import { looksNamed, modesOf, nameIn, namingMode, toNamed } from '#src/workflow/shapes/named.ts';
import { propertiesAt } from '#src/workflow/validate/property-at.ts';
import { fold } from '../account/view.ts';

export interface KeepOptions {
  catalog: Catalog;
  /** Everything the person said in this conversation. */
  said: string;
  /** Nodes the planner wrote; the others stay as they are. */
  mayMend: (node: DraftNode) => boolean;
}

const deepest = 12;

/**
 * The draft with the person's words where it names things by them: `{"named": "Orders"}`, and a name that was written
 * where n8n wants an id. By a mode that takes names they stay values; elsewhere they are words to be resolved. Pure.
 */
export function keepWords(draft: Draft, { catalog, said, mayMend }: KeepOptions): Draft {
  const isSaid = saidIn(said);
  const nodes = draft.nodes.map((node) => {
    const nodeType = catalog.get(node.type, node.typeVersion);
    if (!nodeType || !mayMend(node)) return node;
    const { visible } = resolveParameters(nodeType.properties, node.parameters, { version: versionOf(nodeType) });
    const properties = [
      ...visible,
      ...nodeType.properties.filter(({ name }) => !visible.some((one) => one.name === name)),
    ];
    const parameters = toRecord(kept(node.parameters, [], { type: node.type, properties, isSaid }));
    return { ...node, parameters };
  });
  return { ...draft, nodes };
}

/** A whole draft in place of another: what went by a word there and is left out here goes by it still. Pure. */
export function withWordsOf(draft: Draft, before: Draft | undefined): Draft {
  const nodes = draft.nodes.map((node) => {
    const was = before?.nodes.find(({ name, type }) => name === node.name && type === node.type);
    const words = Object.entries(was?.parameters ?? {}).filter(
      ([key, value]) => nameIn(value) !== undefined && isBlank(node.parameters[key]),
    );
    return words.length > 0 ? { ...node, parameters: { ...node.parameters, ...Object.fromEntries(words) } } : node;
  });
  return { ...draft, nodes };
}

function isBlank(value: unknown): boolean {
  const inner = isRecord(value) && nameIn(value) === undefined && 'value' in value ? value['value'] : value;
  return inner === undefined || inner === null || inner === '';
}

/** Whether the person used these words, as words of their own. */
function saidIn(said: string): (word: string) => boolean {
  const plain = (text: string): string =>
    ` ${fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  const all = plain(said);
  return (word) => plain(word).trim() !== '' && all.includes(plain(word));
}

interface Keeping {
  type: string;
  /** Those that are shown, and what has a name of its own beside them. */
  properties: readonly NodeProperty[];
  isSaid: (word: string) => boolean;
}

function kept(value: unknown, path: Path, keeping: Keeping): unknown {
  if (path.length > deepest) return value;
  if (Array.isArray(value)) return value.map((one, at) => kept(one, [...path, at], keeping));
  const properties = propertiesAt(keeping.properties, path);
  if (typeof value === 'string') return bare(value, properties, keeping);
  if (!isRecord(value)) return value;
  const named = Object.keys(value).length === 1 ? toText(value['named'])?.trim() : undefined;
  if (named) return byName(properties, named);
  const text = value['__rl'] === true || 'mode' in value ? value['value'] : undefined;
  if (typeof text === 'string') return located(value, text, properties, keeping);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, kept(one, [...path, key], keeping)]));
}

function byName(properties: readonly NodeProperty[], word: string): unknown {
  const mode = namingMode(properties.flatMap(modesOf), word);
  return mode === undefined ? toNamed(word) : { __rl: true, mode, value: word };
}

function bare(text: string, properties: readonly NodeProperty[], { type, isSaid }: Keeping): unknown {
  return looksNamed(properties, text, { type }) && isSaid(text) ? toNamed(text) : text;
}

function located(
  value: Record<string, unknown>,
  text: string,
  properties: readonly NodeProperty[],
  { type, isSaid }: Keeping,
): unknown {
  const mode = toText(value['mode']);
  const modes = properties.flatMap(modesOf);
  if (mode !== undefined && modes.length > 0 && isSaid(text) && !modes.some(({ name }) => name === mode)) {
    const own = namingMode(modes, text);
    if (own !== undefined) return { ...value, mode: own };
  }
  return looksNamed(properties, text, { type, mode }) && isSaid(text) ? toNamed(text) : value;
}
