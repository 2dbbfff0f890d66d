import type { Draft, DraftConnection, DraftNode } from '../draft.ts';
import { parsePath, removeAt, setAt, valueAt } from '../json/paths.ts';
import { namesLike } from '../near.ts';
import { isTimezone } from '../schedule/timezone.ts';
import { type DraftOperation, draftOperationSchema, maxOperations, type OperationsResult } from './operations.ts';
import { renameReferences } from './rename-references.ts';

const maxNodes = 200;
const maxConnections = 1000;
/** Characters of JSON one value may have; a workflow as a whole is checked by the validator. */
const maxValueLength = 100_000;

/** Says why an operation cannot be done; undefined when it was. */
type Problem = string | undefined;

/**
 * Does all operations in order, or none. The draft given is not changed. Never throws on JSON; a problem names the
 * operation and says what to do instead.
 */
export function applyOperations(draft: Draft, operations: readonly unknown[]): OperationsResult {
  if (operations.length === 0) return { ok: false, index: 0, problem: 'There is no operation. Send at least one.' };
  if (operations.length > maxOperations) {
    const problem = `${operations.length} operations are too many; at most ${maxOperations}. Send fewer, or a whole new draft.`;
    return { ok: false, index: maxOperations, problem };
  }
  const edited = structuredClone(draft);
  const renames = new Map<string, string>();
  for (const [index, given] of operations.entries()) {
    const parsed = draftOperationSchema.safeParse(given);
    const problem = parsed.success ? applyOne(edited, parsed.data, renames) : malformed(parsed.error.issues[0]);
    if (problem) return { ok: false, index, problem };
  }
  return { ok: true, draft: edited, renames: Object.fromEntries(renames) };
}

function malformed(issue: { path: PropertyKey[]; message: string } | undefined): string {
  const where = issue?.path.map(String).join('.') || 'op';
  return `The operation is malformed at "${where}": ${issue?.message ?? 'unknown shape'}.`;
}

function applyOne(draft: Draft, operation: DraftOperation, renames: Map<string, string>): Problem {
  switch (operation.op) {
    case 'addNode':
      return addNode(draft, operation);
    case 'removeNode':
      return removeNode(draft, operation, renames);
    case 'replaceNode':
      return withNode(draft, operation.name, (node) => {
        // Another type is a new node; the same one stays the version it is.
        if (node.type !== operation.type) delete node.typeVersion;
        node.type = operation.type;
        node.parameters = structuredClone(operation.parameters);
        return undefined;
      });
    case 'renameNode':
      return renameNode(draft, operation.name, operation.newName, renames);
    case 'setParameter':
    case 'unsetParameter':
      return withNode(draft, operation.name, (node) => changeParameter(node, operation));
    case 'setNodeSettings':
      return withNode(draft, operation.name, (node) => changeSettings(node, operation));
    case 'connect': {
      const { op: _op, ...connection } = operation;
      return connect(draft, connection);
    }
    case 'disconnect':
      return disconnect(draft, operation);
    case 'setName':
      draft.name = operation.name;
      return undefined;
    case 'setDescription':
      draft.description = operation.description;
      return undefined;
    case 'setAssumptions':
      draft.assumptions = operation.assumptions;
      return undefined;
    case 'setTimezone':
      return setTimezone(draft, operation.timezone);
    default:
      return operation satisfies never;
  }
}

function withNode(draft: Draft, name: string, change: (node: DraftNode) => Problem): Problem {
  const node = draft.nodes.find((one) => one.name === name);
  return node ? change(node) : unknownNode(draft, name);
}

function unknownNode(draft: Draft, name: string): string {
  const names = draft.nodes.map((node) => node.name);
  const near = namesLike(name, names);
  const offered = (near.length > 0 ? near : names.slice(0, 10)).map((one) => `"${one}"`).join(', ');
  return `There is no node "${name}". ${near.length > 0 ? 'Did you mean' : 'The nodes are'} ${offered}${near.length > 0 ? '?' : '.'}`;
}

const isThere = (draft: Draft, name: string): boolean => draft.nodes.some((node) => node.name === name);

function addNode(draft: Draft, { node, after, output = 0, before }: DraftOperation & { op: 'addNode' }): Problem {
  if (isThere(draft, node.name))
    return `There is a node "${node.name}" already. Give the new one another name, or use setParameter or replaceNode.`;
  if (draft.nodes.length >= maxNodes) return `A workflow holds at most ${maxNodes} nodes. Remove some first.`;
  for (const other of [after, before])
    if (other !== undefined && !isThere(draft, other)) return unknownNode(draft, other);
  const { typeVersion: _newest, ...fresh } = structuredClone(node);
  draft.nodes.push(fresh);
  const replaced = draft.connections.filter(
    (one) => one.from === after && one.to === before && one.output === output && one.kind === 'main',
  );
  draft.connections = draft.connections.filter((one) => !replaced.includes(one));
  const links = [
    ...(after === undefined ? [] : [toMain(after, node.name, output)]),
    ...(before === undefined ? [] : [toMain(node.name, before, 0, replaced[0]?.input)]),
  ];
  return links.map((link) => connect(draft, link)).find((problem) => problem !== undefined);
}

const toMain = (
  from: string,
  to: string,
  output: DraftConnection['output'] = 0,
  input: DraftConnection['input'] = 0,
): DraftConnection => ({
  from,
  to,
  output,
  input,
  kind: 'main',
});

function removeNode(
  draft: Draft,
  { name, reconnect }: DraftOperation & { op: 'removeNode' },
  renames: Map<string, string>,
): Problem {
  if (!isThere(draft, name)) return unknownNode(draft, name);
  if (draft.nodes.length === 1)
    return `"${name}" is the only node. Add another one first, or use replaceNode to make it something else.`;
  const touching = draft.connections.filter((one) => one.from === name || one.to === name);
  draft.connections = draft.connections.filter((one) => !touching.includes(one));
  draft.nodes = draft.nodes.filter((node) => node.name !== name);
  renames.delete(name);
  if (!reconnect) return undefined;
  const incoming = touching.filter((one) => one.to === name && one.from !== name && one.kind === 'main');
  const outgoing = touching.filter((one) => one.from === name && one.to !== name && one.kind === 'main');
  // A node with several outputs has no one way on: the first that is used carries on.
  const first = outgoing
    .map((one) => one.output)
    .sort((a, b) => String(a).localeCompare(String(b), 'en', { numeric: true }))[0];
  for (const before of incoming) {
    for (const next of outgoing.filter((one) => one.output === first)) {
      const problem = connect(draft, toMain(before.from, next.to, before.output, next.input));
      if (problem) return problem;
    }
  }
  return undefined;
}

function renameNode(draft: Draft, from: string, to: string, renames: Map<string, string>): Problem {
  if (!isThere(draft, from)) return unknownNode(draft, from);
  if (from === to) return undefined;
  if (isThere(draft, to)) return `There is a node "${to}" already. Choose a name that no node has.`;
  draft.nodes = draft.nodes.map((node) => ({
    ...node,
    name: node.name === from ? to : node.name,
    parameters: renameReferences(node.type, node.parameters, from, to),
  }));
  const renamed = (name: string): string => (name === from ? to : name);
  draft.connections = draft.connections.map((one) => ({ ...one, from: renamed(one.from), to: renamed(one.to) }));
  renames.set(to, renames.get(from) ?? from);
  renames.delete(from);
  if (renames.get(to) === to) renames.delete(to);
  return undefined;
}

function changeParameter(
  node: DraftNode,
  operation: DraftOperation & { op: 'setParameter' | 'unsetParameter' },
): Problem {
  const path = parsePath(operation.path.replace(/^parameters\./, ''));
  if (!path)
    return `"${operation.path}" is no path. Write it like text, options.timeout or rule.interval[0].triggerAtHour.`;
  if (operation.op === 'unsetParameter') {
    if (removeAt(node.parameters, path)) return undefined;
    return `"${node.name}" has no parameter "${operation.path}" to unset. ${presentKeys(node, path)}`;
  }
  if (operation.value === undefined) return 'setParameter needs a value; use unsetParameter to take one away.';
  const value: unknown = structuredClone(operation.value);
  if (JSON.stringify(value).length > maxValueLength)
    return `The value for "${operation.path}" is longer than ${maxValueLength} characters. Shorten it.`;
  const problem = setAt(node.parameters, path, value);
  return problem ? `"${operation.path}" of "${node.name}" cannot be set: ${problem}.` : undefined;
}

function presentKeys(node: DraftNode, path: readonly (string | number)[]): string {
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const holder = valueAt(node.parameters, path.slice(0, depth));
    if (typeof holder !== 'object' || holder === null) continue;
    const keys = Object.keys(holder).slice(0, 20);
    return keys.length > 0 ? `Set there: ${keys.join(', ')}.` : 'Nothing is set there.';
  }
  return 'Nothing is set there.';
}

function changeSettings(node: DraftNode, settings: DraftOperation & { op: 'setNodeSettings' }): Problem {
  const { disabled, onError, notes } = settings;
  if (disabled === undefined && onError === undefined && notes === undefined)
    return 'setNodeSettings needs disabled, onError or notes.';
  if (disabled === true) node.disabled = true;
  else if (disabled === false) delete node.disabled;
  if (onError === null) delete node.onError;
  else if (onError !== undefined) node.onError = onError;
  if (notes === null || notes === '') delete node.notes;
  else if (notes !== undefined) node.notes = notes;
  return undefined;
}

function connect(draft: Draft, connection: DraftConnection): Problem {
  for (const name of [connection.from, connection.to]) if (!isThere(draft, name)) return unknownNode(draft, name);
  if (draft.connections.some((one) => isSame(one, connection))) return undefined;
  if (draft.connections.length >= maxConnections) return `A workflow holds at most ${maxConnections} connections.`;
  draft.connections.push(connection);
  return undefined;
}

const isSame = (a: DraftConnection, b: DraftConnection): boolean =>
  a.from === b.from && a.to === b.to && a.output === b.output && a.input === b.input && a.kind === b.kind;

function disconnect(draft: Draft, given: DraftOperation & { op: 'disconnect' }): Problem {
  const { from, to, output, input, kind } = given;
  const cut = draft.connections.filter(
    (one) =>
      one.from === from &&
      one.to === to &&
      (output === undefined || one.output === output) &&
      (input === undefined || one.input === input) &&
      (kind === undefined || one.kind === kind),
  );
  // Only now: a connection to a node that is not there can be taken away too.
  if (cut.length === 0) {
    for (const name of [from, to]) if (!isThere(draft, name)) return unknownNode(draft, name);
    const targets = draft.connections
      .filter((one) => one.from === from)
      .map((one) => `"${one.to}" (${one.kind} ${one.output})`);
    const known =
      targets.length > 0 ? `"${from}" leads to ${targets.slice(0, 10).join(', ')}.` : `"${from}" leads nowhere.`;
    return `Nothing connects "${from}" to "${to}" there. ${known}`;
  }
  draft.connections = draft.connections.filter((one) => !cut.includes(one));
  return undefined;
}

function setTimezone(draft: Draft, timezone: string | null): Problem {
  if (timezone === null) {
    delete draft.timezone;
    return undefined;
  }
  if (!isTimezone(timezone))
    return `"${timezone.slice(0, 60)}" is no timezone. Use an IANA name such as Europe/Berlin or UTC.`;
  draft.timezone = timezone;
  return undefined;
}
