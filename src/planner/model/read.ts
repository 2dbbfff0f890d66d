import type { Draft } from '#src/model/draft.ts';
import { redactSecrets } from '#src/policy/secrets.ts';
import { noteShown, placeKey, type Sight, underDiscussion } from './sight.ts';
import { asData, describeText, draftWithin, searchText } from './text.ts';
import { textLeaves } from './text-leaves.ts';
import type { CountTokens } from './tokens.ts';
import { moreOperations } from './tool-definitions.ts';
import type { Args } from './tools.ts';
import type { Turn } from './turn.ts';
import { olderVersions } from './versions-at-hand.ts';

const describedTokens = 1500;
const mostTemplates = 3;
const workflowTokens = 6000;
const templateTokens = 700;
const mostMessage = 500;
const unknownId =
  'There is no workflow of that id among those you were told. Use find_workflows, and the ids it gives.';

/** Node types for each of the queries. */
export function searchNodesFor({ catalog }: Turn, { queries }: Args<'search_nodes'>): string {
  const found = queries.map((query) =>
    queries.length > 1 ? `${query}:\n${searchText(catalog, query)}` : searchText(catalog, query),
  );
  return asData('catalogue', found.join('\n\n'));
}

/** One node type is told whole; several share the room: all of it is sent again with every further call. */
export function describeNodes({ catalog, count, input, read }: Turn, { nodes }: Args<'describe_node'>): string {
  const atHand = [...read.values(), ...(input.current ? [input.current.draft] : [])];
  // New nodes are of the newest version, nodes that are kept stay in theirs: both are told.
  const asked = nodes.flatMap((node) => [
    node,
    ...olderVersions(catalog, node.type, atHand).map((version) => ({ ...node, version })),
  ]);
  const budget =
    asked.length > 1 ? { most: Math.max(400, Math.floor(describedTokens / asked.length)), count } : undefined;
  return asData('catalogue', asked.map((node) => describeText(catalog, node, budget)).join('\n\n'));
}

export async function findTemplatesFor({ input, count }: Turn, { words }: Args<'find_templates'>): Promise<string> {
  const found = (await input.sources.findTemplates(words)).slice(0, mostTemplates);
  if (found.length === 0) return 'No template fits.';
  const texts = found.map(
    ({ name, description, draft }) => draftWithin({ ...draft, name, description }, templateTokens, count).text,
  );
  return asData('template', texts.join('\n'));
}

export async function findWorkflowsFor({ input, told }: Turn, { words }: Args<'find_workflows'>): Promise<string> {
  const found = (await input.sources.findWorkflows(words)).slice(0, 10);
  if (found.length === 0)
    return words === ''
      ? 'There are no workflows yet.'
      : 'No workflow of that name was made here. Without words all are listed.';
  for (const { id } of found) told.add(id);
  const lines = found.map(({ id, name, published, mine }) =>
    JSON.stringify({ id, name: name.slice(0, 128), published, mine }),
  );
  return asData('workflow', redactSecrets(lines.join('\n')).text);
}

const mostValues = 20;

/** What there is in a connected service: names that others gave, so data. */
export async function findValuesFor({ input }: Turn, asked: Args<'find_values'>): Promise<string> {
  const found = (await input.sources.findValues(asked)).slice(0, mostValues);
  if (found.length === 0)
    return 'Nothing is known there. Write {"named": "…"} with the word of the person: the card asks.';
  return asData(
    'value',
    redactSecrets(found.map(({ name, value }) => JSON.stringify({ name, value })).join('\n')).text,
  );
}

/** A workflow, or the draft under discussion: all of it or its outline, or some of its nodes whole. */
export async function readWorkflow(turn: Turn, { id, ...wanted }: Args<'get_workflow'>): Promise<string> {
  const { input, count, sights, last } = turn;
  const named = id ?? (input.current || last ? undefined : input.workflow?.id);
  if (named !== undefined && !turn.told.has(named)) return unknownId;
  const submitted = last && (named === undefined || (last.target.kind === 'edit' && last.target.workflowId === named));
  const kept = submitted ? last.draft : named === undefined ? input.current?.draft : turn.read.get(named);
  const draft = kept ?? (named === undefined ? undefined : await keepRead(turn, named));
  if (!draft)
    return named === undefined
      ? 'There is no draft yet.'
      : 'That workflow cannot be read now. Say so, or propose an action.';
  const key = named ?? (last?.target.kind === 'edit' ? last.target.workflowId : underDiscussion);
  if (wanted.nodes)
    return asData('workflow', nodesText(draft, { ...wanted, nodes: wanted.nodes }, noteShown(sights, key, 0), count));
  const { text, width } = draftWithin(draft, workflowTokens, count);
  noteShown(sights, key, width);
  const told = input.current !== undefined || input.workflow !== undefined;
  return `${asData('workflow', text)}${told ? '' : `\n${moreOperations}`}`;
}

/** Characters of one text that are told at once. */
const pieceLength = 12_000;

/** Nodes with all their parameters; a text that is too long for that comes in pieces. */
function nodesText(
  draft: Draft,
  { nodes, path, from = 0 }: { nodes: string[]; path?: string | undefined; from?: number | undefined },
  sight: Sight,
  count: CountTokens,
): string {
  let left = workflowTokens;
  const told = nodes.map((name) => {
    const note = draft.stickyNotes?.find((one) => one.name === name);
    const node =
      draft.nodes.find((one) => one.name === name) ?? (note && { name, parameters: { content: note.content } });
    if (!node) return `There is no node ${JSON.stringify(name)}.`;
    const texts = textLeaves(node.parameters);
    if (path !== undefined) {
      const leaf = texts.find((one) => one.path === path.replace(/^parameters\./, ''));
      if (!leaf) return `"${path}" of ${JSON.stringify(name)} is no text.`;
      const end = Math.min(leaf.text.length, from + pieceLength);
      const seen = placeKey(name, leaf.path);
      if (from <= (sight.read.get(seen) ?? 0)) sight.read.set(seen, Math.max(end, sight.read.get(seen) ?? 0));
      left -= count(leaf.text.slice(from, end));
      return `${JSON.stringify(name)} ${leaf.path}, characters ${from} to ${end} of ${leaf.text.length}:\n${leaf.text.slice(from, end)}`;
    }
    const whole = JSON.stringify(node);
    if (whole.length > left * 8 || count(whole) > left) {
      const long = texts.filter(({ text }) => text.length > 400).map((one) => `${one.path} (${one.text.length})`);
      return `${JSON.stringify(name)} is too long to be told with the others: ask for it alone, or for one text by path: ${long.slice(0, 20).join(', ')}`;
    }
    left -= count(whole);
    for (const { path: place, text } of texts) sight.read.set(placeKey(name, place), text.length);
    return whole;
  });
  return redactSecrets(told.join('\n')).text;
}

/** Reads a workflow once per turn: what is changed later is what the model saw. */
export async function keepRead(
  { input, read, n8nIds }: Pick<Turn, 'input' | 'read' | 'n8nIds'>,
  id: string,
): Promise<Draft | undefined> {
  const found = await input.sources.getWorkflow(id);
  if (found) read.set(id, found.draft);
  if (found?.n8nId !== undefined) n8nIds.set(id, found.n8nId);
  return found?.draft;
}

export async function readExecutions({ input, told }: Turn, { id }: Args<'find_executions'>): Promise<string> {
  if (!told.has(id)) return unknownId;
  const read = await input.sources.findExecutions(id);
  if (read === undefined) return 'Its executions cannot be read now. Say so; do not say that it has not run.';
  const found = read.slice(0, 5);
  if (found.length === 0) return 'It has not run yet.';
  const lines = found.map(({ message, ...rest }) =>
    JSON.stringify({ ...rest, ...(message ? { message: message.slice(0, mostMessage) } : {}) }),
  );
  return asData('execution', redactSecrets(lines.join('\n')).text);
}
