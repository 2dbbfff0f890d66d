import type { Draft, DraftConnection, DraftNode } from '#src/model/draft.ts';
import { namesLike } from '../near.ts';
import { type DraftOperation, draftOperationSchema, maxOperations, type OperationsResult } from './operations.ts';
import { renameReferences } from './rename-references.ts';
import { changeValue, type ValueOperation } from './value-operations.ts';
import { changeSettings, changeWorkflow } from './workflow-operations.ts';

const maxNodes = 200;
const maxConnections = 1000;

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
    case 'appendText':
    case 'prependText':
    case 'replaceText':
    case 'insertItem':
    case 'setItem':
    case 'removeItem':
      return changeValueOf(draft, operation);
    case 'setNodeSettings':
      return withNode(draft, operation.name, (node) => changeSettings(node, operation));
    case 'connect': {
      const { op: _op, ...connection } = operation;
      return connect(draft, connection);
    }
    case 'disconnect':
      return disconnect(draft, operation);
    case 'moveNode':
      return moveNode(draft, operation);
    case 'setName':
    case 'setDescription':
    case 'setAssumptions':
    case 'setTimezone':
    case 'setErrorWorkflow':
    case 'setTimeout':
    case 'setTags':
    case 'addStickyNote':
    case 'setStickyNote':
    case 'removeStickyNote':
    case 'setGroup':
    case 'removeGroup':
      return changeWorkflow(draft, operation);
    default:
      return operation satisfies never;
  }
}

function withNode(draft: Draft, name: string, change: (node: DraftNode) => Problem): Problem {
  const node = draft.nodes.find((one) => one.name === name);
  return node ? change(node) : unknownNode(draft, name);
}

/** A note on the canvas has one text, its content. */
function changeValueOf(draft: Draft, operation: ValueOperation): Problem {
  const note = draft.stickyNotes?.find(({ name }) => name === operation.name);
  if (!note || isThere(draft, operation.name))
    return withNode(draft, operation.name, (node) => changeValue(node, operation));
  const holder = { name: note.name, parameters: { content: note.content } };
  const problem = changeValue(holder, operation);
  if (problem) return problem;
  const { content, ...others } = holder.parameters;
  if (typeof content !== 'string' || Object.keys(others).length > 0)
    return 'A sticky note has a content, and nothing else.';
  note.content = content;
  return undefined;
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
  inGroups(draft, (members) => members.filter((member) => member !== name));
  return reconnect ? joinAround(draft, name, touching) : undefined;
}

/** A group that lost its last member is gone. */
function inGroups(draft: Draft, change: (members: string[]) => string[]): void {
  if (!draft.groups) return;
  const groups = draft.groups.map((group) => ({ ...group, nodes: change(group.nodes) }));
  draft.groups = groups.filter(({ nodes }) => nodes.length > 0);
}

/** Joins what came before a node with what came after it. */
function joinAround(draft: Draft, name: string, touching: readonly DraftConnection[]): Problem {
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

/** Another place in the row; its connections to sub-nodes stay. */
function moveNode(draft: Draft, { name, after, output = 0, before }: DraftOperation & { op: 'moveNode' }): Problem {
  for (const one of [name, after, before])
    if (one !== undefined && !isThere(draft, one)) return unknownNode(draft, one);
  if (after === name || before === name) return `"${name}" cannot come after itself.`;
  const touching = draft.connections.filter((one) => one.kind === 'main' && (one.from === name || one.to === name));
  const ways = new Set(
    touching.map(({ from, to, output, input }) => (from === name ? `out ${output}` : `in ${to && input}`)),
  );
  if (
    [...ways].filter((way) => way.startsWith('out')).length > 1 ||
    [...ways].filter((way) => way.startsWith('in')).length > 1
  )
    return `"${name}" has several ways in or on: use disconnect and connect to say where each leads.`;
  draft.connections = draft.connections.filter((one) => !touching.includes(one));
  const joined = joinAround(draft, name, touching);
  if (joined) return joined;
  const replaced = draft.connections.filter(
    (one) =>
      one.from === after && one.output === output && one.kind === 'main' && (before === undefined || one.to === before),
  );
  draft.connections = draft.connections.filter((one) => !replaced.includes(one));
  const first = Number(touching.find((one) => one.from === name)?.output ?? 0);
  const next = replaced.map((one) => toMain(name, one.to, first, one.input));
  const led = before === undefined || next.length > 0 ? next : [toMain(name, before, first)];
  const links = [toMain(after, name, output, touching.find((one) => one.to === name)?.input), ...led];
  return links.map((link) => connect(draft, link)).find((problem) => problem !== undefined);
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
  inGroups(draft, (members) => members.map(renamed));
  renames.set(to, renames.get(from) ?? from);
  renames.delete(from);
  if (renames.get(to) === to) renames.delete(to);
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
