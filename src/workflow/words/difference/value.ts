import type { NodeType } from '#src/catalog/catalog.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import { redactSecrets, secretMark } from '#src/policy/secrets.ts';
import { nameOf, type ValueChange } from '../../edit/value-changes.ts';
import { isRecord } from '../../json/values.ts';
import { conditionPhrase } from '../condition-phrase.ts';
import { capitalize, inWords } from '../text.ts';
import { excerpts, type Line, lineChanges, shorten } from './excerpt.ts';
import { fieldLabel, isId } from './field.ts';

type Words = WorkflowWords['diff'];

/** How much of a value is shown: in a card, or all of it. */
export interface Extent {
  /** Characters of one side of a difference. */
  value: number;
  /** Lines below one change. */
  lines: number;
}
export const inCard: Extent = { value: 100, lines: 6 };
export const whole: Extent = { value: 100_000, lines: 100_000 };

/** Values up to this long stand in the line itself. */
const brief = 60;
/** What stands under such a name is not shown. */
export const isSecretPath = (path: string): boolean => secretKey.test(path);
const secretKey = /(?:password|passwd|secret|token|api[-_ ]?key|authorization|credential)[^.[\]]*$/i;

export interface Telling {
  words: WorkflowWords;
  extent: Extent;
}

/** One changed value in words, what has lines of its own below; undefined when it says nothing to anybody. */
export function describeValue(
  name: string,
  change: ValueChange,
  type: NodeType | undefined,
  telling: Telling,
): string | undefined {
  const { before, after, at } = change;
  const words = telling.words.diff;
  if (isOwnId(change)) return undefined;
  const key = at.at(-1);
  const label = fieldLabel(change, type, words);
  if (change.reordered) return words.order(name, label, orderOf(after, telling));
  if (typeof key === 'number' && (before === undefined || after === undefined)) {
    const list = fieldLabel({ at: at.slice(0, -1), items: change.items.slice(0, -1) }, type, words);
    const item = valueText(before ?? after, telling);
    return before === undefined ? words.itemAdded(name, list, item) : words.itemRemoved(name, list, item);
  }
  return describePair(name, label, change, telling);
}

/** The same with a label of one's own. */
export function describePair(
  name: string,
  label: string,
  { path, before, after }: Pick<ValueChange, 'path' | 'before' | 'after'>,
  telling: Telling,
): string {
  const words = telling.words.diff;
  const isSecret =
    [before, after].some((one) => typeof one === 'string' && !one.startsWith('=')) && secretKey.test(path);
  if (after === undefined) return words.unset(name, label, isSecret ? words.aSecret : valueText(before, telling));
  if (isSecret) return before === undefined ? words.set(name, label, words.aSecret) : words.secretChanges(name, label);
  if (before === undefined) return setText(name, label, after, telling);
  if (typeof before === 'string' && typeof after === 'string')
    return describeTexts(name, label, before, after, telling);
  let [was, is] = [valueText(before, telling), valueText(after, telling)];
  // Said the same and yet different: as it is written.
  if (was === is && isCondition(before) && isCondition(after))
    [was, is] = [exactCondition(before, telling), exactCondition(after, telling)];
  if (was === is) return words.otherWay(name, label, is);
  return was.length > brief && is.length > brief
    ? excerpted(name, label, was, is, telling)
    : words.setInstead(name, label, is, was);
}

function setText(name: string, label: string, after: unknown, telling: Telling): string {
  const words = telling.words.diff;
  if (typeof after !== 'string' || !after.trim().includes('\n'))
    return words.set(name, label, valueText(after, telling));
  const lines = visible(after, words).split('\n');
  return withLines(
    words.changes(name, label),
    lines.map((text): Line => ({ sign: '+', text: shorten(text.trimEnd(), telling.extent.value) })),
    telling,
  );
}

function describeTexts(name: string, label: string, before: string, after: string, telling: Telling): string {
  const words = telling.words.diff;
  const [was, is] = [withoutSign(before), withoutSign(after)];
  // The sign of an expression is no text, but it decides whether the rest is one.
  const [computedThen, computed] = [before.startsWith('='), after.startsWith('=')];
  const how = computedThen === computed || isWholeExpression(after) ? '' : computed ? words.computed : words.fixed;
  if (was === is) return words.set(name, label, `${textOf(after, telling)}${how}`);
  const [old, now] = [visible(was, words), visible(is, words)];
  if (old === now) return words.secretChanges(name, label);
  const flat = [old, now].map((text) => text.replace(/\s+/g, ' ').trim());
  if (flat[0] === flat[1]) return `${words.spaces(name, label)}${how}`;
  if (old.includes('\n') || now.includes('\n'))
    return withLines(`${words.changes(name, label)}${how}`, lineChanges(old, now, telling.extent.value), telling);
  if (old.length <= brief && now.length <= brief)
    return words.setInstead(name, label, `${textOf(after, telling)}${how}`, textOf(before, telling));
  return `${excerpted(name, label, old, now, telling)}${how}`;
}

/** One place is told in the line, several below it. */
function excerpted(name: string, label: string, was: string, is: string, telling: Telling): string {
  const words = telling.words.diff;
  const hunks = excerpts(was, is, telling.extent.value);
  const [one] = hunks;
  if (hunks.length === 1 && one)
    return words.setInstead(name, label, words.quoted(one.after), words.quoted(one.before));
  const lines = hunks.flatMap(({ before, after }): Line[] => [
    { sign: '−', text: before },
    { sign: '+', text: after },
  ]);
  return withLines(words.changes(name, label), lines, telling);
}

/** The lines below a change, and how many more there are. */
function withLines(head: string, lines: readonly Line[], { words, extent }: Telling): string {
  const shown = lines.length > extent.lines + 1 ? lines.slice(0, extent.lines) : lines;
  const rest = lines.slice(shown.length).filter((line) => line?.sign !== ' ' && line !== null).length;
  // A no-break space: some platforms take a sign with a space behind it for a list.
  const below = shown.map((line) =>
    line ? `${line.sign}\u00a0${line.text.replaceAll('\t', '  ') || words.diff.emptyLine}` : '…',
  );
  return [head, ...below, ...(rest > 0 ? [words.diff.moreLines(rest)] : [])].join('\n');
}

/** A value in words, on one line. */
export function valueText(value: unknown, telling: Telling, depth = 0): string {
  const { words } = telling;
  if (value === undefined || value === null || value === '') return words.diff.nothing;
  if (typeof value === 'string') return textOf(value, telling);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? words.diff.yes : words.diff.no;
  if (depth > 20) return '…';
  if (Array.isArray(value)) {
    const items = value.map((item) => valueText(item, telling, depth + 1));
    return items.length > 0 ? shorten(items.join(', '), telling.extent.value) : words.diff.nothing;
  }
  if (!isRecord(value)) return '…';
  if (value['__rl'] === true) return chosenText(value, telling);
  if (isCondition(value)) return conditionText(value, telling);
  const fields = Object.entries(value).flatMap(([key, one]) => {
    if (key === 'id' && typeof one === 'string' && isId(one) && Object.keys(value).length > 1) return [];
    const said =
      secretKey.test(key) && typeof one === 'string' ? words.diff.aSecret : valueText(one, telling, depth + 1);
    return [`${capitalize(inWords(key))} ${said}`];
  });
  return fields.length > 0 ? shorten(fields.join(', '), telling.extent.value) : words.diff.nothing;
}

/** What was chosen from a list goes by the name people saw there. */
function chosenText({ value, cachedResultName: name }: Record<string, unknown>, telling: Telling): string {
  if ((value === '' || value === undefined || value === null) && typeof name === 'string' && name !== '')
    return quote(name, telling);
  const text = valueText(value, telling);
  return typeof name === 'string' && name !== '' && name !== value ? `${quote(name, telling)} (${text})` : text;
}

function conditionText(condition: Record<string, unknown>, telling: Telling): string {
  const { words } = telling;
  const phrase = conditionPhrase({ conditions: [condition], combinator: 'and' }, words);
  const short = [condition['leftValue'], condition['rightValue']].every((one) => String(one ?? '').length <= 40);
  return phrase !== undefined && short
    ? words.diff.quoted(visible(phrase, words.diff))
    : exactCondition(condition, telling);
}

function exactCondition(
  { leftValue, rightValue, operator, ...rest }: Record<string, unknown>,
  telling: Telling,
): string {
  const kind = isRecord(operator)
    ? Object.entries(operator)
        .map(([, one]) => inWords(String(one)))
        .join(' ')
    : '';
  const { id: _, ...more } = rest;
  const parts = [
    valueText(leftValue, telling),
    kind,
    ...(rightValue === undefined ? [] : [valueText(rightValue, telling)]),
  ];
  return [...parts, ...(Object.keys(more).length > 0 ? [valueText(more, telling)] : [])].join(' ');
}

const isCondition = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && 'leftValue' in value && 'operator' in value;

const orderOf = (list: unknown, telling: Telling): string =>
  (Array.isArray(list) ? list : [])
    .map((item, at) => {
      const name = nameOf(item);
      if (name !== undefined && !isId(name)) return quote(name, telling);
      return isRecord(item) && !('operator' in item) ? telling.words.diff.nth(at + 1) : valueText(item, telling);
    })
    .join(', ');

const withoutSign = (text: string): string => (text.startsWith('=') ? text.slice(1) : text);

const isWholeExpression = (value: string): boolean => /^=\s*\{\{[^}]*\}\}\s*$/.test(value);

/** A text, or what it is computed from. */
function textOf(value: string, telling: Telling): string {
  const { diff: words } = telling.words;
  const text = withoutSign(value);
  if (text.trim() === '') return words.nothing;
  return isWholeExpression(value) ? words.fromData(quote(text, telling)) : quote(text, telling);
}

function quote(text: string, { words, extent }: Telling): string {
  return words.diff.quoted(shorten(visible(text, words.diff).replace(/\s+/g, ' ').trim(), extent.value));
}

/** Without secrets. */
export function visible(text: string, words: Words): string {
  return redactSecrets(text).text.replaceAll(secretMark, words.secret);
}

/** The id n8n gives to an item of a list. */
function isOwnId({ at, before, after }: ValueChange): boolean {
  const inList = at.at(-1) === 'id' && typeof at.at(-2) === 'number';
  return inList && [before, after].every((one) => one === undefined || (typeof one === 'string' && isId(one)));
}
