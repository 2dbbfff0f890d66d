import { isOutward } from '#src/catalog/effects/act.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { Outline, OutlineBranch, OutlineItem, OutlineStep } from '../outline/outline.ts';
import { stepInWords } from '../step-in-words.ts';
import { capitalize } from '../text.ts';
import { afterPhrase, backPhrase, gateOf, gatePhrase, isDecision, isLoop, labelPhrase } from './label-phrase.ts';
import { startsText, type Telling } from './lines.ts';

/** From this length on less is said of what is sent. */
const enough = 600;
const rooms = [140, 50, 0];

/** When it starts and what it does: one sentence, or several where it decides. */
export function toSentence(outline: Outline, trigger: string, telling: Telling): string {
  let text = '';
  for (const room of rooms) {
    text = sentenceWith(outline, trigger, { ...telling, room });
    if (text.length <= enough) break;
  }
  return text;
}

function sentenceWith(outline: Outline, trigger: string, telling: Telling): string {
  const { summary } = telling.words;
  const { sections } = outline;
  const told = sections.map(({ starts, items }) => {
    const branches = starts.length === 1 ? starts.filter((start) => start.branches.length > 0) : [];
    const own = branches.map((start) => branchesText(start.branches, telling));
    const when = sections.length === 1 ? trigger : startsText(starts, telling);
    const [first = '', ...more] = [...own, ...partsOf(items, telling)];
    return [summary.sentence(when, first), ...more.map(asSentence)].join(' ');
  });
  return (told.length > 0 ? told.join(' ') : summary.sentence(trigger, '')) + unreached(outline, telling);
}

const asSentence = (text: string): string => `${capitalize(text)}.`;

function unreached({ unreachable }: Outline, telling: Telling): string {
  if (unreachable.length === 0) return '';
  const phrases = few(
    unreachable.map((item) => ({ text: phraseOf(item, telling), inward: !isOutward(item.effects) })),
    telling.words,
  );
  const { summary, tell } = telling.words;
  return ` ${asSentence(`${tell.unreachable}${tell.colon} ${summary.list(phrases)}`)}`;
}

interface Phrase {
  text: string;
  inward: boolean;
}

/** Lists of steps, and every decision as a part of its own. */
function partsOf(items: readonly OutlineItem[], telling: Telling): string[] {
  const { words } = telling;
  const parts: string[] = [];
  let phrases: Phrase[] = [];
  let decided = false;
  const close = (): void => {
    if (phrases.length === 0) return;
    const list = words.summary.list(few(phrases, words));
    parts.push(decided ? `${words.tell.thereafter}${words.tell.colon} ${list}` : list);
    phrases = [];
    decided = false;
  };
  for (const { item, beyond } of alongGates(items)) {
    const before = item.kind === 'step' ? afterPhrase(item, words) : '';
    // It says itself what it comes after.
    if (before !== '') {
      close();
      decided = false;
    }
    if (item.kind === 'step' && !beyond && (isDecision(item) || isLoop(item))) {
      close();
      parts.push(before + branchesText(item.branches, telling));
      decided = true;
    } else phrases.push(toPhrase(item, before, beyond, telling));
  }
  close();
  return parts;
}

function toPhrase(item: OutlineItem, before: string, beyond: boolean, telling: Telling): Phrase {
  if (item.kind === 'back') return { text: backPhrase(item, telling.words), inward: false };
  if (beyond) return { text: before + gatePhrase(item, stepInWords(item.step, telling), telling.words), inward: false };
  const plain = item.branches.length === 0 && item.tools.length === 0 && before === '';
  const inward = plain && !isOutward(item.effects);
  return { text: before + phraseOf(item, telling), inward };
}

/** What stands behind a condition with one side goes on in the same list. */
function alongGates(items: readonly OutlineItem[]): { item: OutlineItem; beyond: boolean }[] {
  const all: { item: OutlineItem; beyond: boolean }[] = [];
  let rest = items;
  while (rest.length > 0) {
    const last = rest.at(-1) as OutlineItem;
    const beyond = last.kind === 'step' ? gateOf(last, true) : undefined;
    all.push(...rest.slice(0, -1).map((item) => ({ item, beyond: false })), {
      item: last,
      beyond: beyond !== undefined,
    });
    rest = beyond ?? [];
  }
  return all;
}

/** A step with what it may use and what is done only in some cases. */
function phraseOf(item: OutlineStep, telling: Telling): string {
  const { words } = telling;
  const own = stepInWords(item.step, telling, { inputs: item.inputs.flat() });
  const tools = item.tools.map((tool) => ({ text: phraseOf(tool, telling), inward: !isOutward(tool.effects) }));
  const may =
    tools.length > 0 ? ` (${words.tell.may}${words.tell.colon} ${words.summary.list(few(tools, words))})` : '';
  const branches = item.branches.length > 0 ? ` (${branchesText(item.branches, telling)})` : '';
  return `${own}${may}${branches}`;
}

function branchesText(branches: readonly OutlineBranch[], telling: Telling): string {
  const { tell } = telling.words;
  return branches
    .map(({ label, items }) => {
      const parts = partsOf(items, telling);
      const nested = items.some((item) => item.kind === 'step' && (item.branches.length > 0 || item.after));
      const doing = parts.join('; ');
      if (branches.length === 1) return `${labelPhrase(label, telling.words)}${tell.colon} ${doing}`;
      return `${labelPhrase(label, telling.words)}${tell.colon} ${nested ? `(${doing})` : doing}`;
    })
    .join('; ');
}

const most = 5;

/** Of many steps some of those are counted that leave no mark outside. */
function few(phrases: readonly Phrase[], words: WorkflowWords): string[] {
  if (phrases.length <= most) return phrases.map(({ text }) => text);
  let room = Math.max(1, most - 1 - phrases.filter(({ inward }) => !inward).length);
  const told: string[] = [];
  let hidden: string[] = [];
  const close = (): void => {
    told.push(...(hidden.length > 1 ? [words.summary.moreSteps(hidden.length)] : hidden));
    hidden = [];
  };
  for (const { text, inward } of phrases) {
    if (inward && room <= 0) {
      hidden.push(text);
      continue;
    }
    close();
    if (inward) room -= 1;
    told.push(text);
  }
  close();
  return told;
}
