import type { Catalog } from '#src/catalog/catalog.ts';
import { describeNode, type Slice } from '#src/catalog/describe.ts';
import { searchNodes } from '#src/catalog/search.ts';
import { assumptionsOf } from '#src/language/assumed.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import { redactSecrets, secretMark } from '#src/policy/secrets.ts';
import { outlineOf } from './outline.ts';
import type { CountTokens } from './tokens.ts';

/** Stands where a long value was cut for the model; it may not come back from there. */
const cutMark = '…[cut]';
const longestValue = 1500;

/** Marks foreign text as data; it cannot close the mark itself. */
export function asData(kind: string, text: string): string {
  return `<data kind="${kind}">\n${text.replace(/<(?=\s*\/?\s*data)/gi, '‹')}\n</data>`;
}

/** True when the model wrote back what it was only shown in part. */
export function holdsHidden(value: unknown): boolean {
  const text = JSON.stringify(value) ?? '';
  return text.includes(cutMark) || text.includes(secretMark);
}

/** A draft as compact JSON: no defaults, long values cut, what looks like a secret replaced. */
function draftText(draft: Draft): string {
  const {
    name,
    description,
    nodes,
    connections,
    assumptions: own,
    assumed,
    example: _made,
    timezone,
    errorWorkflow,
    ...parts
  } = draft;
  const assumptions = assumptionsOf({ assumptions: own, assumed }, 'en');
  const compact = {
    name,
    ...(description ? { description } : {}),
    nodes: nodes.map(({ parameters, ...node }) => ({ ...node, parameters: shorten(parameters, 0) })),
    connections: connections.map(({ from, to, output, input, kind }) => ({
      from,
      to,
      ...(output === 0 ? {} : { output }),
      ...(input === 0 ? {} : { input }),
      ...(kind === 'main' ? {} : { kind }),
    })),
    ...(assumptions.length > 0 ? { assumptions } : {}),
    ...(timezone ? { timezone } : {}),
    // Its id means nothing to anybody.
    ...(errorWorkflow ? { errorWorkflow: 'set' } : {}),
    ...Object.fromEntries(Object.entries(parts).map(([key, value]) => [key, shorten(value, 0)])),
  };
  return redactSecrets(JSON.stringify(compact)).text;
}

/** What an outline may take: enough for 150 nodes with their first words. */
const outlineTokens = 6000;

/** How a draft is shown: all of it where it fits into the tokens, else its outline. */
export interface Shown {
  text: string;
  whole: boolean;
  /** Characters of a text that are shown at most. */
  width: number;
}

export function draftWithin(draft: Draft, most: number, count: CountTokens, outline = outlineTokens): Shown {
  const text = draftText(draft);
  // A token is at least one character; counting a megabyte would take longer than planning.
  const whole = text.length <= most * 8 && count(text) <= most;
  return whole ? { text, whole, width: longestValue } : { ...outlineOf(draft, outline, count), whole };
}

function shorten(value: unknown, depth: number): unknown {
  if (typeof value === 'string')
    return value.length > longestValue ? `${value.slice(0, longestValue)}${cutMark}` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 12) return cutMark;
  if (Array.isArray(value)) return value.map((entry) => shorten(entry, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, shorten(entry, depth + 1)]));
}

const mostIssues = 20;

/** Issues, one a line, errors first as validation sorts them. */
export function issuesText(issues: readonly Issue[]): string {
  const lines = issues.slice(0, mostIssues).map((issue) => {
    const { severity, node, path, fix } = issue;
    const where = [node && JSON.stringify(node), path].filter(Boolean).join(' ');
    return `- ${severity}${where ? ` ${where}` : ''}: ${toldOf(issue).slice(0, 400)}${fix ? ` (${fix.description})` : ''}`;
  });
  if (issues.length > mostIssues) lines.push(`and ${issues.length - mostIssues} more`);
  return redactSecrets(lines.join('\n')).text;
}

/** People are asked for values; a model is told what to do without them. */
function toldOf({ code, params, message }: Issue): string {
  if (params === undefined) return message;
  switch (code) {
    case 'missing-parameter':
      return `${params.parameter} is missing. ${knownOrLeft}`;
    case 'not-said':
      return 'Not said yet. The card asks for it.';
    case 'named-not-chosen':
      return `Known by the person's word ${JSON.stringify(params.word)}. Keep it: the card asks which one it is.`;
    case 'unknown-locator-mode':
    case 'invalid-locator':
      return `${message} ${knownOrLeft}`;
    default:
      return message;
  }
}

/** The one thing to do about a value that is not known; the rules say the same. */
const knownOrLeft = 'Write what was said of it, a name as {"named":"…"}, else leave it out: the card asks.';

/** Node types for a search, one a line. */
export function searchText(catalog: Catalog, query: string, limit = 6): string {
  const found = searchNodes(catalog, query, limit).map(({ type }) => type);
  return found.length > 0
    ? typesText(catalog, found)
    : 'No node type fits. Try other words, or n8n-nodes-base.httpRequest.';
}

/** One line each: type, kind where it is not an action, what it does. */
export function typesText(catalog: Catalog, types: readonly string[]): string {
  return types
    .map((type) => {
      const node = catalog.get(type);
      if (!node) return type;
      const kind = node.kind === 'action' ? '' : ` (${node.kind})`;
      return `${type}${kind}: ${node.description.slice(0, 90)}`;
    })
    .join('\n');
}

/**
 * Parameters of a node type as text; parameters beyond the budget are left out from the end, heading and shapes stay.
 * @param asked.version of a node that is there already; the newest otherwise
 */
export function describeText(
  catalog: Catalog,
  { type, version, ...slice }: Slice & { type: string; version?: number | undefined },
  budget?: { most: number; count: CountTokens },
): string {
  const found = catalog.get(type, version);
  if (found && version !== undefined && !found.covers.includes(version)) {
    return `${type} version ${version} is not described here: keep the shape its parameters have, and change no more of them than was asked for.`;
  }
  const node = found && version !== undefined ? { ...found, defaultVersion: version } : found;
  if (!node) {
    const near = searchNodes(catalog, type.split('.').at(-1) ?? type, 3).map((found) => found.type);
    return `There is no node type ${JSON.stringify(type)} here.${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''}`;
  }
  const heading = version === undefined ? '' : `As nodes with typeVersion ${version} have it:\n`;
  const text = `${heading}${describeNode(node, slice)}`.slice(0, 8000);
  return budget ? withinBudget(text, budget.most, budget.count) : text;
}

function withinBudget(text: string, most: number, count: CountTokens): string {
  if (count(text) <= most) return text;
  // How it is authenticated follows from the credential, where there is no way without one.
  const needed = text.split('\n').filter((line) => !/^ {2}authentication: (?!.*"none")/.test(line));
  const lines = needed.map((line) => {
    const short = shortLine(line);
    return { line: short, tokens: count(short) + 1 };
  });
  const cut: string[] = [];
  let over = lines.reduce((sum, { tokens }) => sum + tokens, 0) - (most - 40);
  // Parameters are indented; the deepest and last are the least needed, required ones stand first.
  for (const indent of [6, 4, 2]) {
    for (let at = lines.length - 1; at >= 0 && over > 0; at -= 1) {
      const { line, tokens } = lines[at] as (typeof lines)[number];
      const depth = line.length - line.trimStart().length;
      if (depth < indent || /^\s*\w+\*/.test(line)) continue;
      over -= tokens;
      lines.splice(at, 1);
      if (depth === 2) cut.unshift(/^\s*(\w+)/.exec(line)?.[1] ?? '');
    }
  }
  return [...lines.map(({ line }) => line), cutNote(cut)].join('\n');
}

/** What is not told is optional, and named: who needs none of it need not ask. */
function cutNote(cut: readonly string[]): string {
  const named = [...new Set(cut)].filter((name) => name !== '');
  const names = named.slice(0, 8).join(', ') + (named.length > 8 ? ', …' : '');
  return `(optional ${names === '' ? 'fields' : names} left out; describe_node of this alone tells them)`;
}

/** A parameter's line with the first words of its note, and not all of a hundred values. */
function shortLine(line: string): string {
  if (!line.startsWith('  ')) return line;
  const [head = '', note = ''] = line.split(/ — (.*)/s);
  const shape = head.length > 400 ? `${head.slice(0, 400)}…` : head;
  return note === '' ? shape : `${shape} — ${note.length > 50 ? `${note.slice(0, 49)}…` : note}`;
}
