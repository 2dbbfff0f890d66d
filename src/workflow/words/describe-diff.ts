import type { Catalog, NodeType } from '#src/catalog/catalog.ts';
import { redactSecrets, secretMark } from '#src/policy/secrets.ts';
import type { DraftNode } from '../draft.ts';
import type { NodeChange, ValueChange, WorkflowDiff } from '../edit/diff.ts';
import { isRecord, toWord } from '../json/values.ts';
import type { N8nNode } from '../n8n-workflow.ts';
import { stepPhrase, triggerPhrase } from './phrases.ts';
import { capitalize, inWords, lowerFirst } from './text.ts';

/** As many lines are shown; the last one counts the rest. */
const maxLines = 20;
const longest = 60;
const secretKey = /(?:password|passwd|secret|token|api[-_ ]?key|authorization|credential)/i;

/** A difference in plain words, one line per change, most telling first. Secrets are never shown. Pure. */
export function describeDiff(diff: WorkflowDiff, catalog: Catalog): string[] {
  const typeOf = (node: N8nNode): NodeType | undefined => catalog.get(node.type, node.typeVersion);
  const lines = [
    ...(diff.name ? [`Name: “${clean(diff.name.after)}” instead of “${clean(diff.name.before)}”`] : []),
    ...diff.changed.flatMap((change) => describeChange(change, typeOf(change.before), typeOf(change.after))),
    ...diff.added.map((node) => `Adds: ${doing(node, typeOf(node))}`),
    ...diff.removed.map((node) => `Removes: ${doing(node, typeOf(node))}`),
    // A step that does something else is called something else: that need not be said as well.
    ...diff.renamed
      .filter(({ to }) => !diff.changed.some(({ node }) => node === to))
      .map(({ from, to }) => `“${clean(from)}” is now called “${clean(to)}”`),
    ...describeOrder(diff),
    ...diff.settingsChanged.map(describeSetting).filter((line) => line !== undefined),
  ];
  const unique = [...new Set(lines)];
  if (unique.length <= maxLines) return unique;
  return [...unique.slice(0, maxLines - 1), `And ${unique.length - maxLines + 1} more changes`];
}

/** What a node is or does, e.g. "Post a message to Slack #ops"; with its name when that says more. */
function doing(node: N8nNode, nodeType: NodeType | undefined): string {
  return capitalize(clean(phraseOf(node, nodeType)));
}

function phraseOf(node: N8nNode | DraftNode, nodeType: NodeType | undefined): string {
  const isTrigger = nodeType ? nodeType.kind === 'trigger' : /trigger$/i.test(node.type);
  if (isTrigger) return triggerPhrase(node, nodeType, undefined);
  if (nodeType?.kind === 'subnode') return `${node.name} (${nodeType.displayName})`;
  return stepPhrase(node, nodeType);
}

function describeChange(
  { node, paths, before, after }: NodeChange,
  oldType: NodeType | undefined,
  newType: NodeType | undefined,
): string[] {
  const name = `“${clean(node)}”`;
  if (before.type !== after.type)
    return [`${doing(after, newType)} instead of: ${lowerFirst(doing(before, oldType))} (${name})`];
  const [was, is] = [phraseOf({ ...before, name: after.name }, oldType), phraseOf(after, newType)];
  const told = was !== is ? [instead(clean(was), clean(is), newType?.kind === 'trigger')] : [];
  // A change the phrase shows by itself needs no line of its own.
  const untold = paths.filter(({ path }) => was === is || !isTold(path, before, after, oldType));
  return [
    ...told,
    ...groupByField(untold)
      .map((change) => describeValue(name, change, newType))
      .filter(isSaid),
  ];
}

const isSaid = (line: string | undefined): line is string => line !== undefined;

/** True when the phrase changes with this parameter alone. */
function isTold(path: string, before: N8nNode, after: N8nNode, nodeType: NodeType | undefined): boolean {
  const key = fieldOf(path);
  if (key === undefined) return false;
  const parameters = { ...before.parameters, [key]: after.parameters[key] };
  return phraseOf({ ...before, parameters }, nodeType) !== phraseOf(before, nodeType);
}

/** "Post a message to Slack #ops instead of #general": what both share is said once. */
function instead(was: string, is: string, isTrigger: boolean): string {
  const scheduled = /^every /i.test(was) && /^every /i.test(is);
  if (isTrigger && scheduled) return `Runs ${lowerFirst(is)} instead of ${lowerFirst(was)}`;
  const [old, now] = [was.split(' '), is.split(' ')];
  let shared = 0;
  while (shared < Math.min(old.length, now.length) - 1 && old[shared] === now[shared]) shared += 1;
  const rest = old.slice(shared).join(' ');
  return `${capitalize(is)} instead of ${shared === 0 ? lowerFirst(was) : rest}`;
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

function describeValue(name: string, change: ValueChange, nodeType: NodeType | undefined): string | undefined {
  const { path, before, after } = change;
  const field = fieldOf(path);
  if (field === undefined) return describeNodeSetting(name, change);
  const label = nodeType?.properties.find((property) => property.name === field)?.displayName ?? inWords(field);
  const [old, now] = [show(path, before), show(path, after)];
  if (now === undefined && after !== undefined) return `${name}: ${label} changes`;
  if (after === undefined) return `${name}: ${label} is not set any more`;
  return old === undefined ? `${name}: ${label} is now ${now}` : `${name}: ${label} is now ${now} instead of ${old}`;
}

function describeNodeSetting(name: string, { path, after }: ValueChange): string | undefined {
  switch (path.split(/[.[]/)[0]) {
    case 'disabled':
      return after === true ? `${name} is switched off` : `${name} is switched on again`;
    case 'onError':
    case 'continueOnFail':
      return after === undefined || after === 'stopWorkflow' || after === false
        ? `${name}: an error stops the workflow`
        : `${name}: an error does not stop the workflow`;
    case 'credentials':
      return `${name} uses another credential`;
    case 'notes':
      return `${name} has another note`;
    case 'retryOnFail':
      return after === true ? `${name} is tried again when it fails` : `${name} is not tried again when it fails`;
    case 'typeVersion':
      return `${name} uses another version of its node type`;
    case 'maxTries':
    case 'waitBetweenTries':
    case 'executeOnce':
    case 'alwaysOutputData':
      return `${name} has other settings`;
    default:
      return undefined;
  }
}

/** New orders of nodes that were there before; what comes with an added or removed node goes without saying. */
function describeOrder(diff: WorkflowDiff): string[] {
  const gone = new Set(diff.removed.map((node) => node.name));
  const fresh = new Set(diff.added.map((node) => node.name));
  const plain = ({ from, to }: { from: string; to: string }) =>
    ![from, to].some((name) => gone.has(name) || fresh.has(name));
  const moved = diff.added.length + diff.removed.length > 0;
  return [
    ...diff.connectionsAdded.filter(plain).map(({ from, to }) => `“${clean(to)}” now follows “${clean(from)}”`),
    // Cut where a node was put in between: the added node says it.
    ...(moved
      ? []
      : diff.connectionsRemoved
          .filter(plain)
          .map(({ from, to }) => `“${clean(to)}” does not follow “${clean(from)}” any more`)),
  ];
}

function describeSetting({ path, before, after }: ValueChange): string | undefined {
  if (path === 'timezone') {
    return `Times are meant in ${toWord(after) || "n8n's own timezone"} instead of ${toWord(before) || "n8n's own timezone"}`;
  }
  if (path === 'errorWorkflow') return after ? 'Another workflow handles its errors' : 'No workflow handles its errors';
  // Markers and n8n's own bookkeeping say nothing to a reader.
  return ['saveDataErrorExecution', 'saveDataSuccessExecution', 'executionTimeout', 'callerPolicy'].includes(path)
    ? `Setting ${inWords(path)} changes`
    : undefined;
}

/** A value in words; undefined when it is nothing to show in a line. */
function show(path: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (secretKey.test(path)) return 'a secret';
  const plain = isRecord(value) && 'value' in value ? value['value'] : value;
  if (typeof plain === 'string' && plain.startsWith('=') && plain.includes('{{')) {
    return /^=\{\{[^}]*\}\}$/.test(plain)
      ? 'a value from the data'
      : `“${clean(plain.slice(1).replace(/\{\{[^}]*\}\}/g, '…'))}”`;
  }
  if (typeof plain === 'string') return `“${clean(plain)}”`;
  if (typeof plain === 'number') return String(plain);
  if (typeof plain === 'boolean') return plain ? 'on' : 'off';
  return undefined;
}

/** One line without secrets, at most 60 characters. */
function clean(text: string): string {
  const { text: safe } = redactSecrets(text.slice(0, 2000));
  const line = safe.replaceAll(secretMark, '(secret)').replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
