import type { Catalog, NodeType } from '#src/catalog/catalog.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { N8nNode } from '#src/model/n8n-workflow.ts';
import type { NodeChange, ValueChange, WorkflowDiff } from '../edit/diff.ts';
import type { Place } from '../edit/differences.ts';
import type { PartChange } from '../edit/parts.ts';
import { renameReferences } from '../edit/rename-references.ts';
import { isOne } from '../edit/value-changes.ts';
import { isEqual } from '../json/equal.ts';
import { formatPath, type Path } from '../json/paths.ts';
import { isRecord } from '../json/values.ts';
import { shorten } from './difference/excerpt.ts';
import { fieldLabel } from './difference/field.ts';
import { describeNodeSetting, describeSetting } from './difference/settings.ts';
import { isTold, phraseOf } from './difference/told.ts';
import {
  describePair,
  describeValue,
  inCard,
  isSecretPath,
  type Telling,
  valueText,
  visible,
  whole,
} from './difference/value.ts';
import { placesOf } from './difference/wires.ts';
import { capitalize, lowerFirst } from './text.ts';

export interface Described {
  /** A change each, in reading order; what has lines of its own has them behind a line break. */
  lines: string[];
  /** True when `whole` would show more. */
  cut: boolean;
}

export interface DescribeOptions {
  language?: Language;
  /** True for what was asked for just now: that comes first. */
  asked?: (place: Place) => boolean;
}

/** A difference in plain words, a change a line, as much of each as fits a card. Secrets are never shown. Pure. */
export function describeDiff(diff: WorkflowDiff, catalog: Catalog, language: Language = 'en'): string[] {
  return describeForCard(diff, catalog, { language }).lines;
}

/** The same, and whether it is all. */
export function describeForCard(diff: WorkflowDiff, catalog: Catalog, options: DescribeOptions = {}): Described {
  const lines = describe(diff, catalog, options, false);
  return { lines, cut: !isEqual(lines, describe(diff, catalog, options, true)) };
}

/** Everything that differs, nothing shortened. */
export function describeWhole(diff: WorkflowDiff, catalog: Catalog, options: DescribeOptions = {}): string[] {
  return describe(diff, catalog, options, true);
}

/** Where a change of a part stands in the document. */
const partKeys = { description: 'description', tags: 'tags', unpinned: 'pinData', group: 'nodeGroups' } as const;

/** One change in words, and where it is. */
interface Said {
  line: string;
  node?: string | undefined;
  path?: Path;
  /** It came with another change. */
  follows?: boolean;
}

function describe(
  diff: WorkflowDiff,
  catalog: Catalog,
  { language = 'en', asked }: DescribeOptions,
  all: boolean,
): string[] {
  const words = wordsIn(language).workflow;
  const telling: Telling = { words, extent: all ? whole : inCard };
  const say = createTeller(diff, catalog, telling);
  const said = say.everything();
  const places = new Map(diff.renamed.map(({ from, to }) => [to, from]));
  const rank = ({ node, path = [], follows }: Said): number => {
    if (follows) return 2;
    return !asked || asked({ ...(node === undefined ? {} : { node: places.get(node) ?? node }), path }) ? 0 : 1;
  };
  const sorted = said
    .map((one, at) => ({ line: one.line, rank: rank(one), at }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at);
  return [...new Set(sorted.map(({ line }) => line))];
}

function createTeller(diff: WorkflowDiff, catalog: Catalog, telling: Telling) {
  const { words: workflow, extent } = telling;
  const words = workflow.diff;
  const isWhole = extent === whole;
  const clean = (text: string): string => {
    const line = visible(text, words).replace(/\s+/g, ' ').trim();
    return isWhole ? line : shorten(line, 60);
  };
  const quote = (text: string): string => words.quoted(clean(text));
  const typeOf = (node: N8nNode): NodeType | undefined => catalog.get(node.type, node.typeVersion);
  const doing = (node: N8nNode): string => capitalize(clean(phraseOf(node, typeOf(node), workflow)));
  const places = placesOf(diff, catalog, words, quote);
  const kinds = Map.groupBy(diff.after.nodes, ({ type }) => type);

  function everything(): Said[] {
    const followers = diff.changed.map(followsRename);
    return [
      ...(diff.name ? [{ line: words.name(quote(diff.name.after), quote(diff.name.before)), path: ['name'] }] : []),
      ...diff.changed.flatMap((change, at) => (followers[at] ? [] : ofNode(change))),
      ...diff.added.map((node) => ({ line: added(node), node: node.name })),
      ...diff.removed.map((node) => ({
        line: words.removes(doing(node), quote(node.name), places.ofGone(node)),
        node: node.name,
      })),
      ...diff.renamed.map(({ from, to }) => ({
        line: words.renamed(quote(from), quote(to)),
        node: to,
        path: ['name'],
      })),
      ...places.others().map(({ node, line }) => ({ line, node, path: ['connections'] })),
      ...diff.parts.flatMap((part) => parts(part).map((line) => ({ line, path: [partKeys[part.kind]] }))),
      ...diff.settingsChanged.map((change) => ({
        line: describeSetting(change, telling),
        path: ['settings', ...change.at],
      })),
      ...notes(),
      ...followingNames(followers),
      ...(diff.moved > 0 ? [{ line: words.moved(diff.moved), follows: true }] : []),
    ];
  }

  /** True when all that is different in a node are names of steps that are called something else now. */
  function followsRename({ before, after, paths }: NodeChange): boolean {
    if (diff.renamed.length === 0 || paths.some(({ at }) => at[0] !== 'parameters')) return false;
    const parameters = diff.renamed.reduce(
      (all, { from, to }) => renameReferences(after.type, all, from, to),
      before.parameters,
    );
    return isEqual(parameters, after.parameters);
  }

  function followingNames(followers: readonly boolean[]): Said[] {
    const names = diff.changed.filter((_, at) => followers[at]).map(({ node }) => quote(node));
    return names.length > 0 ? [{ line: words.namesFollow(names), follows: true }] : [];
  }

  function ofNode({ node, paths, before, after }: NodeChange): Said[] {
    const name = quote(node);
    const at = (line: string, path: Path): Said => ({ line, node, path });
    if (before.type !== after.type) {
      return [
        at(withParameters(words.replaced(doing(after), lowerFirst(doing(before)), name), after), []),
        ...paths
          .filter((one) => !['type', 'typeVersion', 'parameters', 'webhookId'].includes(String(one.at[0])))
          .map((one) => setting(name, one, node)),
      ];
    }
    const [oldType, type] = [typeOf(before), typeOf(after)];
    const flat = (phrase: string): string => visible(phrase, words).replace(/\s+/g, ' ').trim();
    const was = flat(phraseOf({ ...before, name: after.name }, oldType, workflow));
    const is = flat(phraseOf(after, type, workflow));
    const inPhrase = was === is ? [] : paths.filter((one) => isTold(one, after, type, [was, is], workflow));
    const told = inPhrase.map((one) => at(instead(was, is, after, name), one.at)).slice(0, 1);
    return [
      ...told,
      ...paths.flatMap((one): Said[] => {
        if (inPhrase.includes(one)) return [];
        // n8n gives such ids to other nodes as well, where nobody meets them.
        if (one.at[0] === 'webhookId' && type?.kind !== 'trigger') return [];
        if (one.at[0] !== 'parameters') return [setting(name, one, node)];
        const line =
          one.at.length === 1
            ? describePair(name, words.parameters, one, telling)
            : describeValue(name, one, type, telling);
        return line === undefined ? [] : [at(line, one.at)];
      }),
    ];
  }

  /** A setting that goes with a change, like a credential or a version, comes behind it. */
  function setting(name: string, change: ValueChange, node: string): Said {
    return { line: describeNodeSetting(name, change, telling), node, path: change.at };
  }

  /** "Post a message to Slack #ops instead of #general": what both share is said once. */
  function instead(was: string, is: string, node: N8nNode, name: string): string {
    const several = (kinds.get(node.type)?.length ?? 0) > 1;
    const which = (line: string): string => (several ? `${line} (${name})` : line);
    if (node.type === 'n8n-nodes-base.scheduleTrigger') return which(words.runs(lowerFirst(is), lowerFirst(was)));
    const [old, now] = [was.split(' '), is.split(' ')];
    const most = Math.min(old.length, now.length) - 1;
    let start = 0;
    while (start < most && old[start] === now[start]) start += 1;
    let end = 0;
    while (words.endsAlike && start + end < most && old.at(-1 - end) === now.at(-1 - end)) end += 1;
    const rest = old.slice(start, old.length - end).join(' ');
    return which(words.instead(capitalize(is), start === 0 ? lowerFirst(rest) : rest));
  }

  const added = (node: N8nNode): string =>
    withParameters(words.adds(doing(node), quote(node.name), places.ofNew(node)), node);

  /** What a new step says, sends or does, below it; in a card the first of it. */
  function withParameters(head: string, node: N8nNode): string {
    const type = typeOf(node);
    const phrase = phraseOf(node, type, workflow);
    const lines = leavesOf(node.parameters, ['parameters'], []).flatMap(({ at, items, after }) => {
      const text = typeof after === 'string';
      if (text && (after === '' || phrase.includes(after))) return [];
      // Choices and switches say little; all of it is behind the button.
      if (!isWhole && !(text && /\s/.test(after))) return [];
      const value = text && isWhole ? visible(after, words) : valueText(after, telling);
      const label = fieldLabel({ at, items }, type, words);
      return [`${label}: ${isSecretPath(formatPath(at)) && text ? words.aSecret : value}`];
    });
    const shown = isWhole ? lines : lines.slice(0, 3);
    return [head, ...shown].join('\n');
  }

  function parts(part: PartChange): string[] {
    const list = (names: readonly string[]): string => names.map(quote).join(', ');
    switch (part.kind) {
      case 'description':
        return [part.after === '' ? words.noDescription : words.description(quote(part.after))];
      case 'tags':
        return [
          ...(part.added.length > 0 ? [words.tagged(list(part.added))] : []),
          ...(part.removed.length > 0 ? [words.untagged(list(part.removed))] : []),
        ];
      case 'unpinned':
        return [words.unpinned(quote(part.node))];
      case 'group':
        return [part.nodes ? words.grouped(quote(part.name), list(part.nodes)) : words.ungrouped(quote(part.name))];
      default:
        return part satisfies never;
    }
  }

  function notes(): Said[] {
    const text = (node: N8nNode): string => quote(String(node.parameters['content'] ?? ''));
    const { added: fresh, removed: gone, changed } = diff.notes;
    return [
      ...fresh.map((node) => ({ line: words.noteAdded(text(node)), node: node.name })),
      ...gone.map((node) => ({ line: words.noteRemoved(text(node)), node: node.name })),
      ...changed.flatMap(({ node, paths }) =>
        paths.map((change) => ({
          line: describePair(words.canvasNote, fieldLabel(change, undefined, words), change, telling),
          node,
          path: change.at,
        })),
      ),
    ];
  }

  return { everything };
}

type Leaf = Pick<ValueChange, 'at' | 'items' | 'after'>;

/** The single values of a new step. */
function leavesOf(value: unknown, at: Path, items: unknown[]): Leaf[] {
  if (isRecord(value) && !isOne(at, value))
    return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...at, key], items));
  if (Array.isArray(value) && value.some((one) => isRecord(one)))
    return value.flatMap((one, index) => leavesOf(one, [...at, index], [...items, one]));
  return [{ at, items, after: value }];
}
