import { isOutward } from '#src/catalog/effects/act.ts';
import type { Outline, OutlineBranch, OutlineItem, OutlineSection, OutlineStep } from '../outline/outline.ts';
import { type Phrasing, stepInWords } from '../step-in-words.ts';
import { capitalize } from '../text.ts';
import { triggerPhrase } from '../trigger-phrase.ts';
import { afterPhrase, backPhrase, gateOf, gatePhrase, isDecision, isLoop, labelPhrase } from './label-phrase.ts';

/** One line of a telling. */
export interface TellingLine {
  text: string;
  /** How many branches and loops it stands in. */
  depth: number;
  /** Its number among the lines that stand in none; absent for the other side of a condition. */
  number?: number;
  /** A step that leaves no mark outside and leads nowhere else: it may be counted where there are many. */
  inward?: true;
}

export interface Telling extends Phrasing {
  timezone: string | undefined;
}

/** The whole workflow but for a start that is its only one, a line for each step. */
export function toLines(outline: Outline, telling: Telling): TellingLine[] {
  const { tell } = telling.words;
  const { sections, unreachable } = outline;
  const lines = sections.flatMap((section): Line[] => {
    if (sections.length === 1) return sectionLines(section, 0, telling);
    const own = sectionLines(section, 1, telling);
    return own.length > 0 ? [{ text: `${startsText(section.starts, telling)}${tell.colon}`, depth: 0 }, ...own] : [];
  });
  if (unreachable.length > 0)
    lines.push({ text: `${capitalize(tell.unreachable)}${tell.colon}`, depth: 0, goesOn: true });
  for (const step of unreachable) lines.push(...stepLines(step, 1, '', telling));
  return numbered(lines);
}

function sectionLines({ starts, items }: OutlineSection, depth: number, telling: Telling): Line[] {
  const branches = starts.length === 1 ? starts.flatMap((start) => start.branches) : [];
  return [...branches.flatMap((branch) => branchLines(branch, depth, telling)), ...itemLines(items, depth, telling)];
}

/** When any of these triggers starts it. */
export function startsText(starts: readonly OutlineStep[], { words, timezone }: Telling): string {
  return starts.map(({ step }) => triggerPhrase(step, timezone, words)).join(words.summary.or);
}

/** Steps that stand in no branch are counted; what continues a condition is not. */
function numbered(lines: readonly (TellingLine & { goesOn?: true })[]): TellingLine[] {
  let number = 0;
  return lines.map(({ goesOn, ...line }) => {
    if (line.depth > 0 || goesOn) return line;
    number += 1;
    return { ...line, number };
  });
}

type Line = TellingLine & { goesOn?: true };

function itemLines(items: readonly OutlineItem[], depth: number, telling: Telling): Line[] {
  return items.flatMap((item, at): Line[] => {
    if (item.kind === 'back') return [{ text: capitalize(backPhrase(item, telling.words)), depth }];
    const before = afterPhrase(item, telling.words);
    const beyond = gateOf(item, at === items.length - 1);
    if (beyond) {
      const text = before + gatePhrase(item, stepInWords(item.step, telling), telling.words);
      return [{ text: capitalize(text), depth }, ...itemLines(beyond, depth, telling)];
    }
    if (isDecision(item) || isLoop(item)) return decisionLines(item, depth, before, telling);
    return stepLines(item, depth, before, telling);
  });
}

function decisionLines(item: OutlineStep, depth: number, before: string, telling: Telling): Line[] {
  return item.branches.flatMap((branch, at) =>
    branchLines(branch, depth, telling, at === 0 ? before : '').map(
      (line, index): Line => (at > 0 && index === 0 ? { ...line, goesOn: true } : line),
    ),
  );
}

/** The step, what it may use, and what is done only in some cases. */
function stepLines(item: OutlineStep, depth: number, before: string, telling: Telling): Line[] {
  const plain = item.branches.length === 0 && item.tools.length === 0 && before === '';
  const inward = plain && !isOutward(item.effects) ? { inward: true as const } : {};
  const text = before + stepInWords(item.step, telling, { inputs: item.inputs.flat() });
  const tools = item.tools.flatMap((tool) => stepLines(tool, depth + 1, '', telling));
  const may: Line[] =
    tools.length > 0
      ? [{ text: `${capitalize(telling.words.tell.may)}${telling.words.tell.colon}`, depth, goesOn: true }]
      : [];
  const branches = item.branches.flatMap((branch) =>
    branchLines(branch, depth, telling).map((line, index): Line => (index === 0 ? { ...line, goesOn: true } : line)),
  );
  return [{ text: capitalize(text), depth, ...inward }, ...may, ...tools, ...branches];
}

/** A branch of one step takes one line. */
function branchLines({ label, items }: OutlineBranch, depth: number, telling: Telling, before = ''): Line[] {
  const head = `${capitalize(before + labelPhrase(label, telling.words))}${telling.words.tell.colon}`;
  const [only, ...others] = items;
  if (only && others.length === 0) {
    if (only.kind === 'back') return [{ text: `${head} ${backPhrase(only, telling.words)}`, depth }];
    if (only.branches.length === 0 && only.tools.length === 0) {
      const said = afterPhrase(only, telling.words) + stepInWords(only.step, telling, { inputs: only.inputs.flat() });
      return [{ text: `${head} ${said}`, depth }];
    }
  }
  return [{ text: head, depth }, ...itemLines(items, depth + 1, telling)];
}

/**
 * At most so many lines, as far as that is possible: of steps that leave no mark outside some are counted instead. What
 * sends, writes or deletes is always there, and so is every case.
 */
export function foldLines(
  lines: readonly TellingLine[],
  most: number,
  { words }: Pick<Telling, 'words'>,
): TellingLine[] {
  if (lines.length <= most) return [...lines];
  let room = Math.max(1, most - lines.filter(({ inward }) => !inward).length);
  const folded: TellingLine[] = [];
  let hidden: TellingLine[] = [];
  const close = (): void => {
    const [first, ...more] = hidden;
    if (first && more.length === 0) folded.push(first);
    else if (first) folded.push({ text: capitalize(words.summary.moreSteps(hidden.length)), depth: first.depth });
    hidden = [];
  };
  for (const line of lines) {
    if (hidden.length > 0 && (!line.inward || line.depth !== hidden[0]?.depth)) close();
    if (!line.inward) folded.push(line);
    else if (room > 0) {
      room -= 1;
      folded.push(line);
    } else hidden.push(line);
  }
  close();
  return folded;
}
