import type { Catalog, NodeType } from '#src/catalog/catalog.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { redactSecrets, secretMark } from '#src/policy/secrets.ts';
import type { DraftNode } from '../draft.ts';
import type { NodeChange, ValueChange, WorkflowDiff } from '../edit/diff.ts';
import type { PartChange } from '../edit/parts.ts';
import { isRecord, toWord } from '../json/values.ts';
import type { N8nNode } from '../n8n-workflow.ts';
import { stepPhrase, triggerPhrase } from './phrases.ts';
import { capitalize, inWords, lowerFirst } from './text.ts';

/** As many lines are shown; the last one counts the rest. */
const maxLines = 20;
const longest = 60;
const secretKey = /(?:password|passwd|secret|token|api[-_ ]?key|authorization|credential)/i;

type Words = WorkflowWords['diff'];

/** A difference in plain words, one line per change, most telling first. Secrets are never shown. Pure. */
export function describeDiff(diff: WorkflowDiff, catalog: Catalog, language: Language = 'en'): string[] {
  const { workflow } = wordsIn(language);
  const words = workflow.diff;
  const typeOf = (node: N8nNode): NodeType | undefined => catalog.get(node.type, node.typeVersion);
  const doing = (node: N8nNode): string => doingOf(node, typeOf(node), workflow);
  const name = (text: string): string => words.quoted(clean(text, words));
  const lines = [
    ...(diff.name ? [words.name(name(diff.name.after), name(diff.name.before))] : []),
    ...diff.changed.flatMap((change) => describeChange(change, typeOf(change.before), typeOf(change.after), workflow)),
    ...diff.added.map((node) => words.adds(doing(node))),
    ...diff.removed.map((node) => words.removes(doing(node))),
    // A step that does something else is called something else: that need not be said as well.
    ...diff.renamed
      .filter(({ to }) => !diff.changed.some(({ node }) => node === to))
      .map(({ from, to }) => words.renamed(name(from), name(to))),
    ...describeOrder(diff, words),
    ...diff.parts.flatMap((part) => describePart(part, words)),
    ...diff.settingsChanged.map((change) => describeSetting(change, words)).filter(isSaid),
  ];
  const unique = [...new Set(lines)];
  if (unique.length <= maxLines) return unique;
  return [...unique.slice(0, maxLines - 1), words.more(unique.length - maxLines + 1)];
}

/** What a node is or does, e.g. "Post a message to Slack #ops"; with its name when that says more. */
function doingOf(node: N8nNode, nodeType: NodeType | undefined, words: WorkflowWords): string {
  return capitalize(clean(phraseOf(node, nodeType, words), words.diff));
}

function phraseOf(node: N8nNode | DraftNode, nodeType: NodeType | undefined, words: WorkflowWords): string {
  const isTrigger = nodeType ? nodeType.kind === 'trigger' : /trigger$/i.test(node.type);
  if (isTrigger) return triggerPhrase(node, nodeType, undefined, words);
  if (nodeType?.kind === 'subnode') return `${node.name} (${nodeType.displayName})`;
  return stepPhrase(node, nodeType, words);
}

function describeChange(
  { node, paths, before, after }: NodeChange,
  oldType: NodeType | undefined,
  newType: NodeType | undefined,
  workflow: WorkflowWords,
): string[] {
  const words = workflow.diff;
  const name = words.quoted(clean(node, words));
  if (before.type !== after.type) {
    const [was, is] = [doingOf(before, oldType, workflow), doingOf(after, newType, workflow)];
    return [words.replaced(is, lowerFirst(was), name)];
  }
  const [was, is] = [phraseOf({ ...before, name: after.name }, oldType, workflow), phraseOf(after, newType, workflow)];
  const told = was === is ? [] : [instead(clean(was, words), clean(is, words), after, words)];
  // A change the phrase shows by itself needs no line of its own.
  const untold = paths.filter(({ path }) => was === is || !isTold(path, before, after, oldType, workflow));
  return [
    ...told,
    ...groupByField(untold)
      .map((change) => describeValue(name, change, newType, words))
      .filter(isSaid),
  ];
}

const isSaid = (line: string | undefined): line is string => line !== undefined;

/** True when the phrase changes with this parameter alone. */
function isTold(
  path: string,
  before: N8nNode,
  after: N8nNode,
  nodeType: NodeType | undefined,
  words: WorkflowWords,
): boolean {
  const key = fieldOf(path);
  if (key === undefined) return false;
  const parameters = { ...before.parameters, [key]: after.parameters[key] };
  return phraseOf({ ...before, parameters }, nodeType, words) !== phraseOf(before, nodeType, words);
}

/** "Post a message to Slack #ops instead of #general": what both share is said once. */
function instead(was: string, is: string, node: N8nNode, words: Words): string {
  if (node.type === 'n8n-nodes-base.scheduleTrigger') return words.runs(lowerFirst(is), lowerFirst(was));
  const [old, now] = [was.split(' '), is.split(' ')];
  const most = Math.min(old.length, now.length) - 1;
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (words.endsAlike && start + end < most && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const rest = old.slice(start, old.length - end).join(' ');
  return words.instead(capitalize(is), start === 0 ? lowerFirst(rest) : rest);
}

/** `parameters.options.timeout` → `options`; undefined outside the parameters. */
const fieldOf = (path: string): string | undefined =>
  /^parameters(?:\.([^.[]+)|\["([^"]+)"\])/.exec(path)?.slice(1).find(Boolean);

/** One change per parameter: a dozen changed leaves of one field are one line. */
function groupByField(changes: readonly ValueChange[]): ValueChange[] {
  const groups = new Map<string, ValueChange[]>();
  for (const change of changes) {
    const key = fieldOf(change.path) ?? change.path.split(/[.[]/)[0] ?? '';
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups].flatMap(([key, all]) => {
    const visible = all.filter(({ path }) => !/(?:__rl|cachedResult\w*|\bid)$/.test(path));
    const [first] = visible;
    if (!first) return [];
    return visible.length === 1 ? [first] : [{ path: `parameters.${key}`, before: {}, after: {} }];
  });
}

function describeValue(
  name: string,
  change: ValueChange,
  nodeType: NodeType | undefined,
  words: Words,
): string | undefined {
  const { path, before, after } = change;
  const field = fieldOf(path);
  if (field === undefined) return describeNodeSetting(name, change, words);
  const label = nodeType?.properties.find((property) => property.name === field)?.displayName ?? inWords(field);
  const [old, now] = [show(path, before, words), show(path, after, words)];
  if (now === undefined && after !== undefined) return words.changes(name, label);
  if (now === undefined) return words.unset(name, label);
  return old === undefined ? words.set(name, label, now) : words.setInstead(name, label, now, old);
}

function describeNodeSetting(name: string, { path, after }: ValueChange, words: Words): string | undefined {
  switch (path.split(/[.[]/)[0]) {
    case 'disabled':
      return after === true ? words.off(name) : words.on(name);
    case 'onError':
    case 'continueOnFail':
      return after === undefined || after === 'stopWorkflow' || after === false
        ? words.errorStops(name)
        : words.errorDoesNotStop(name);
    case 'credentials':
      return words.credential(name);
    case 'notes':
      return words.note(name);
    case 'retryOnFail':
      return after === true ? words.retried(name) : words.notRetried(name);
    case 'typeVersion':
      return words.version(name);
    case 'maxTries':
      return after === undefined ? words.settings(name) : words.tries(name, toWord(after));
    case 'waitBetweenTries':
      return after === undefined ? words.settings(name) : words.wait(name, toWord(after));
    case 'executeOnce':
      return after === true ? words.once(name) : words.notOnce(name);
    case 'alwaysOutputData':
      return after === true ? words.emptyItem(name) : words.noEmptyItem(name);
    default:
      return undefined;
  }
}

/** New orders of nodes that were there before; what comes with an added or removed node goes without saying. */
function describeOrder(diff: WorkflowDiff, words: Words): string[] {
  const name = (text: string): string => words.quoted(clean(text, words));
  const gone = new Set(diff.removed.map((node) => node.name));
  const fresh = new Set(diff.added.map((node) => node.name));
  const plain = ({ from, to }: { from: string; to: string }) =>
    ![from, to].some((name) => gone.has(name) || fresh.has(name));
  const moved = diff.added.length + diff.removed.length > 0;
  return [
    ...diff.connectionsAdded.filter(plain).map(({ from, to }) => words.follows(name(to), name(from))),
    // Cut where a node was put in between: the added node says it.
    ...(moved
      ? []
      : diff.connectionsRemoved.filter(plain).map(({ from, to }) => words.followsNoMore(name(to), name(from)))),
  ];
}

/** Changes of what is no step. */
function describePart(part: PartChange, words: Words): string[] {
  const quoted = (text: string): string => words.quoted(clean(text, words));
  switch (part.kind) {
    case 'sticky': {
      const { before, after } = part;
      if (before === undefined) return [words.stickyAdded(quoted(after ?? ''))];
      return [
        after === undefined ? words.stickyRemoved(quoted(before)) : words.stickyChanged(quoted(after), quoted(before)),
      ];
    }
    case 'description':
      return [part.after === '' ? words.noDescription : words.description(quoted(part.after))];
    case 'tags':
      return [
        ...(part.added.length > 0 ? [words.tagged(part.added.map(quoted).join(', '))] : []),
        ...(part.removed.length > 0 ? [words.untagged(part.removed.map(quoted).join(', '))] : []),
      ];
    case 'unpinned':
      return [words.unpinned(quoted(part.node))];
    case 'group':
      if (!part.nodes) return [words.ungrouped(quoted(part.name))];
      return [words.grouped(quoted(part.name), part.nodes.map(quoted).join(', '))];
    default:
      return part satisfies never;
  }
}

function describeSetting({ path, before, after }: ValueChange, words: Words): string | undefined {
  if (path === 'timezone') return words.timezone(toWord(after), toWord(before));
  if (path === 'errorWorkflow') return after ? words.errorWorkflow : words.noErrorWorkflow;
  if (path === 'executionTimeout')
    return typeof after === 'number' && after > 0 ? words.timeout(String(after)) : words.noTimeout;
  // Markers and n8n's own bookkeeping say nothing to a reader.
  return ['saveDataErrorExecution', 'saveDataSuccessExecution', 'callerPolicy'].includes(path)
    ? words.setting(inWords(path))
    : undefined;
}

/** A value in words; undefined when it is nothing to show in a line. */
function show(path: string, value: unknown, words: Words): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (secretKey.test(path)) return words.aSecret;
  const plain = isRecord(value) && 'value' in value ? value['value'] : value;
  if (typeof plain === 'string' && plain.startsWith('=') && plain.includes('{{')) {
    return /^=\{\{[^}]*\}\}$/.test(plain)
      ? words.fromData
      : words.quoted(clean(plain.slice(1).replace(/\{\{[^}]*\}\}/g, '…'), words));
  }
  if (typeof plain === 'string') return words.quoted(clean(plain, words));
  if (typeof plain === 'number') return String(plain);
  if (typeof plain === 'boolean') return plain ? words.yes : words.no;
  return undefined;
}

/** One line without secrets, at most 60 characters. */
function clean(text: string, words: Words): string {
  const { text: safe } = redactSecrets(text.slice(0, 2000));
  const line = safe.replaceAll(secretMark, words.secret).replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
