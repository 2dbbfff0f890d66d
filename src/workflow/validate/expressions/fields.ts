import type { Issue } from '#src/model/issue.ts';
import { type At, warning } from '#src/workflow/issues.ts';
import { isRecord, toList, toRecord, toText } from '#src/workflow/json/values.ts';
import type { ScriptFacts } from '../code/script-facts.ts';
import type { Text } from '../strings.ts';
import type { View, ViewNode } from '../view.ts';

/** What a node puts out, where that is certain. */
interface Fields {
  names: ReadonlySet<string>;
  /** The step that decides it. */
  source: ViewNode;
}

const mostSteps = 50;

interface Memory {
  into: Map<string, Fields[] | undefined>;
  /** Names of the steps that lead to a step, by its name. */
  before: ReadonlyMap<string, readonly string[]>;
}
const memories = new WeakMap<View, Memory>();

/** Findings about fields an expression reads and that no step before it gives, as far as that is certain. */
export function checkFields({ fields, wrongItemAccess }: ScriptFacts, text: Text, node: ViewNode, view: View): Issue[] {
  const at: At = { node: node.name, path: text.path };
  const issues: Issue[] = [];
  if (wrongItemAccess !== undefined) {
    issues.push(warning('item-without-json', { node: node.name, field: wrongItemAccess.slice(0, 60) }, at));
  }
  for (const { step, field } of fields) {
    const named = step === undefined ? undefined : view.byName.get(step);
    const given = step === undefined ? fieldsInto(node, view) : named && fieldsOutOf(named, view);
    const [first] = given ?? [];
    if (!first || given?.some(({ names }) => names.has(field))) continue;
    const names = [...first.names].slice(0, 6).map((one) => one.slice(0, 40));
    const gives = first.source.shortType === 'webhook' ? null : names;
    const params = { node: node.name, field: field.slice(0, 60), source: first.source.name, gives };
    issues.push(warning('unknown-field', params, at));
  }
  return issues;
}

/** What the items that reach a node hold, one entry per step they may come from; undefined where nobody can know. */
export function fieldsInto(node: ViewNode, view: View): Fields[] | undefined {
  const { into } = memoryOf(view);
  if (!into.has(node.name)) into.set(node.name, incoming(node, view, new Set()));
  return into.get(node.name);
}

const fieldsOutOf = (node: ViewNode, view: View): Fields[] | undefined =>
  isPassing(node) && isKnown(node, view) ? fieldsInto(node, view) : fieldsOf(node, view, new Set());

function memoryOf(view: View): Memory {
  const known = memories.get(view);
  if (known) return known;
  const before = new Map<string, string[]>();
  for (const { from, to, kind } of view.edges) {
    if (kind !== 'main') continue;
    const names = before.get(to);
    if (!names) before.set(to, [from]);
    else if (names.length < mostSteps) names.push(from);
  }
  const memory: Memory = { into: new Map(), before };
  memories.set(view, memory);
  return memory;
}

function incoming(node: ViewNode, view: View, seen: Set<string>): Fields[] | undefined {
  if (seen.has(node.name) || seen.size > mostSteps) return undefined;
  seen.add(node.name);
  const names = memoryOf(view).before.get(node.name);
  if (!names) return undefined;
  const all: Fields[] = [];
  for (const name of names) {
    const from = view.byName.get(name);
    const fields = from && fieldsOf(from, view, seen);
    if (!fields) return undefined;
    all.push(...fields);
  }
  return all;
}

const isKnown = (node: ViewNode, view: View): boolean => !Object.hasOwn(view.pinned, node.name) && node.described;
/** True for a step that lets items through as they are. */
export const isPassing = (node: ViewNode): boolean => node.disabled || passing.has(node.type);

function fieldsOf(node: ViewNode, view: View, seen: Set<string>): Fields[] | undefined {
  if (!isKnown(node, view)) return undefined;
  if (isPassing(node)) return incoming(node, view, seen);
  if (node.onError !== undefined && node.onError !== 'stopWorkflow') return undefined;
  const make = Object.hasOwn(makers, node.type) ? makers[node.type] : undefined;
  const names = make?.(node);
  return names && [{ names: new Set(names), source: node }];
}

/** Steps that let items through as they are. */
const passing = new Set(
  ['noOp', 'if', 'filter', 'switch', 'limit', 'sort', 'removeDuplicates'].map((name) => `n8n-nodes-base.${name}`),
);

const makers: Record<string, (node: ViewNode) => readonly string[] | undefined> = {
  'n8n-nodes-base.webhook': () => ['headers', 'params', 'query', 'body', 'webhookUrl', 'executionMode', 'jwtPayload'],
  'n8n-nodes-base.scheduleTrigger': () => scheduleFields,
  'n8n-nodes-base.set': (node) => (node.version >= 3.3 ? setFields(node) : oldSetFields(node)),
};

const scheduleFields =
  'timestamp|Readable date|Readable time|Day of week|Year|Month|Day of month|Hour|Minute|Second|Timezone'.split('|');

function setFields({ parameters }: ViewNode): string[] | undefined {
  if (parameters['mode'] === 'raw' || parameters['includeOtherFields'] === true || parameters['include'] !== undefined)
    return undefined;
  if (typeof parameters['includeOtherFields'] === 'string' || typeof parameters['mode'] === 'object') return undefined;
  const list = toRecord(parameters['assignments'])['assignments'];
  return Array.isArray(list) && list.length > 0 ? roots(list) : undefined;
}

function oldSetFields({ parameters, version }: ViewNode): string[] | undefined {
  if (version >= 3 || parameters['keepOnlySet'] !== true || !isRecord(parameters['values'])) return undefined;
  return roots(Object.values(parameters['values']).flatMap(toList));
}

/** The outermost names of the fields set; `a.b` makes a field `a`. */
function roots(entries: readonly unknown[]): string[] | undefined {
  const names = entries.map((entry) => toText(toRecord(entry)['name']));
  if (names.some((name) => name === undefined || name.startsWith('='))) return undefined;
  return names.flatMap((name) => [name ?? '', name?.split(/[.[]/)[0] ?? '']);
}
