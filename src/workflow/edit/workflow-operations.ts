import type { Draft, DraftNode } from '#src/model/draft.ts';
import { namesLike } from '../near.ts';
import { isTimezone } from '../schedule/timezone.ts';
import { groupProblem } from './groups.ts';
import type { DraftOperation } from './operations.ts';

type Of<Op extends DraftOperation['op']> = Extract<DraftOperation, { op: Op }>;
export type WorkflowOperation = Of<
  | 'setName'
  | 'setDescription'
  | 'setAssumptions'
  | 'setTimezone'
  | 'setErrorWorkflow'
  | 'setTimeout'
  | 'setTags'
  | 'addStickyNote'
  | 'setStickyNote'
  | 'removeStickyNote'
  | 'setGroup'
  | 'removeGroup'
>;

/** Does one operation on what is not a step, in place. Says why it cannot be done, and what to do instead. */
export function changeWorkflow(draft: Draft, operation: WorkflowOperation): string | undefined {
  switch (operation.op) {
    case 'setName':
      draft.name = operation.name;
      return undefined;
    case 'setDescription':
      draft.description = operation.description;
      return undefined;
    case 'setAssumptions':
      draft.assumptions = operation.assumptions;
      delete draft.assumed;
      return undefined;
    case 'setTimezone':
      return setTimezone(draft, operation.timezone);
    case 'setErrorWorkflow':
      draft.errorWorkflow = operation.workflowId;
      return undefined;
    case 'setTimeout':
      draft.executionTimeout = operation.seconds;
      return undefined;
    case 'setTags':
      return setTags(draft, operation);
    case 'addStickyNote':
      return addStickyNote(draft, operation);
    case 'setStickyNote':
    case 'removeStickyNote':
      return changeStickyNote(draft, operation);
    case 'setGroup':
      return setGroup(draft, operation);
    case 'removeGroup':
      if (!draft.groups?.some(({ name }) => name === operation.name))
        return unknown('group', operation.name, groupsOf(draft));
      draft.groups = draft.groups.filter(({ name }) => name !== operation.name);
      return undefined;
    default:
      return operation satisfies never;
  }
}

const groupsOf = ({ groups = [] }: Draft): string[] => groups.map(({ name }) => name);

function unknown(what: string, name: string, known: readonly string[]): string {
  if (known.length === 0) return `There is no ${what} "${name}"; the workflow has none.`;
  const near = namesLike(name, known);
  const offered = (near.length > 0 ? near : known.slice(0, 10)).map((one) => `"${one}"`).join(', ');
  return `There is no ${what} "${name}". There is ${offered}.`;
}

function setTimezone(draft: Draft, timezone: string | null): string | undefined {
  if (timezone === null) {
    delete draft.timezone;
    return undefined;
  }
  if (!isTimezone(timezone))
    return `"${timezone.slice(0, 60)}" is no timezone. Use an IANA name such as Europe/Berlin or UTC.`;
  draft.timezone = timezone;
  return undefined;
}

const sameTag = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

function setTags(draft: Draft, { add = [], remove = [] }: Of<'setTags'>): string | undefined {
  const tags = draft.tags ?? [];
  if (add.length + remove.length === 0) return 'setTags needs tags to add or to remove.';
  const missing = remove.find((tag) => !tags.some((one) => sameTag(one, tag)));
  if (missing !== undefined) return unknown('tag', missing, tags);
  const kept = tags.filter((tag) => !remove.some((one) => sameTag(one, tag)));
  const fresh = add.map((tag) => tag.trim()).filter((tag) => !kept.some((one) => sameTag(one, tag)));
  draft.tags = [...kept, ...new Set(fresh)];
  return undefined;
}

const takenNames = ({ nodes, stickyNotes = [] }: Draft): Set<string> =>
  new Set([...nodes, ...stickyNotes].map(({ name }) => name));

function addStickyNote(draft: Draft, { content, near }: Of<'addStickyNote'>): string | undefined {
  if (near !== undefined && !draft.nodes.some(({ name }) => name === near))
    return unknown(
      'node',
      near,
      draft.nodes.map(({ name }) => name),
    );
  const taken = takenNames(draft);
  let name = 'Sticky Note';
  for (let count = 1; taken.has(name); count += 1) name = `Sticky Note${count}`;
  draft.stickyNotes = [...(draft.stickyNotes ?? []), { name, content, ...(near === undefined ? {} : { near }) }];
  return undefined;
}

function changeStickyNote(draft: Draft, operation: Of<'setStickyNote' | 'removeStickyNote'>): string | undefined {
  const notes = draft.stickyNotes ?? [];
  const note = notes.find(({ name }) => name === operation.name);
  if (!note)
    return unknown(
      'sticky note',
      operation.name,
      notes.map(({ name }) => name),
    );
  if (operation.op === 'setStickyNote') note.content = operation.content;
  else draft.stickyNotes = notes.filter((one) => one !== note);
  return undefined;
}

function setGroup(draft: Draft, { name, nodes, newName = name }: Of<'setGroup'>): string | undefined {
  const groups = draft.groups ?? [];
  const missing = nodes.find((one) => !takenNames(draft).has(one));
  if (missing !== undefined) return unknown('node', missing, [...takenNames(draft)]);
  const others = groups.filter((group) => group.name !== name);
  if (others.some((group) => group.name === newName)) return `There is a group "${newName}" already.`;
  const elsewhere = others.find((group) => group.nodes.some((one) => nodes.includes(one)));
  if (elsewhere)
    return `A node is in one group at most, and the group "${elsewhere.name}" has one of these. Change that one first.`;
  const problem = groupProblem(draft, nodes);
  if (problem) return problem;
  const group = { name: newName, nodes: [...new Set(nodes)] };
  draft.groups =
    groups.length > others.length ? groups.map((one) => (one.name === name ? group : one)) : [...groups, group];
  return undefined;
}

/** Changes what a node says of itself besides its parameters, in place. */
export function changeSettings(node: DraftNode, settings: Of<'setNodeSettings'>): string | undefined {
  const { op: _op, name: _name, ...given } = settings;
  const wanted = Object.entries(given).filter(([, value]) => value !== undefined);
  if (wanted.length === 0) return 'setNodeSettings needs at least one setting.';
  if (given.pinned === true) return 'Data can be pinned in n8n only. pinned: false takes them away.';
  if (given.pinned === false && !node.pinned) return `No data are pinned to "${node.name}".`;
  for (const [key, value] of wanted) {
    if (value === null || value === false || value === '') delete node[key as keyof DraftNode];
    else Object.assign(node, { [key]: value });
  }
  // A number of tries says that it shall be tried again; n8n wants it said.
  const tries = given.maxTries ?? given.waitBetweenTries;
  if (given.retryOnFail === undefined && tries !== undefined && tries !== null) node.retryOnFail = true;
  return undefined;
}
