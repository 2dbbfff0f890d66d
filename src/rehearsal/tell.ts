import type { Catalog } from '#src/catalog/catalog.ts';
import type { Language } from '#src/language/language.ts';
import { type Dictionary, wordsIn } from '#src/language/words.ts';
import type {
  Difference,
  NotRehearsed,
  Rehearsal,
  Shown,
  ShownBranch,
  ShownStep,
  ShownValue,
  VariantAbout,
} from '#src/model/rehearsal.ts';
import { toMessage } from '#src/workflow/issues.ts';
import { stepPhrase } from '#src/workflow/words/phrases.ts';
import { seeNode } from '#src/workflow/words/seen-step.ts';
import { harmless } from '#src/workflow/words/text.ts';

type Words = Dictionary['rehearsal'];

/** One line of what is told, and how far it is indented. */
export interface Line {
  text: string;
  depth: 0 | 1 | 2;
}

/** A rehearsal in the reader's language: what would go out, which way, what differs, what is wrong, what is not known. */
export function toLines(rehearsal: Rehearsal, { catalog, language }: { catalog: Catalog; language: Language }): Line[] {
  const all = wordsIn(language);
  const words = quotingSafely(all.rehearsal);
  const { base, variants, issues, sources, notRehearsed, trigger } = rehearsal;
  const quote = words.quoted;
  return [
    { text: words.heading(quote(trigger)), depth: 0 },
    ...shownLines(base, (step) => phraseOf(step, catalog, all.workflow), words),
    ...titled(
      words.before,
      (rehearsal.before ?? []).flatMap((step) =>
        stepLines(step, phraseOf(step, catalog, all.workflow), words).map(
          ({ text, depth }) => '  '.repeat(depth) + text,
        ),
      ),
    ),
    ...issues.map((issue) => ({ text: `! ${toMessage(issue, language)}`, depth: 0 as const })),
    ...variants.flatMap((variant) => {
      const { about, differs, issues: found } = variant;
      const fresh = freshSteps(base, variant);
      const lines = [
        ...differs
          .filter(({ node }) => !fresh.some((step) => step.node === node))
          .map((each) => differenceLine(each, words)),
        ...found.map((issue) => toMessage(issue, language)),
        ...(about.kind === 'twice' && differs.length + found.length === 0 ? [words.doneOnce] : []),
      ].map((text) => ({ text, depth: 1 as const }));
      const told = fresh.flatMap((step) => stepLines(step, phraseOf(step, catalog, all.workflow), words));
      return [
        { text: `${variantLine(about, words)}:`, depth: 0 as const },
        ...lines,
        ...told.map(({ text, depth }) => ({ text, depth: depth === 0 ? (1 as const) : (2 as const) })),
      ];
    }),
    ...titled(
      words.examples,
      Object.entries(sources).map(([node, source]) => words.example(quote(node), words.sources[source])),
    ),
    ...titled(
      words.notRehearsed,
      notRehearsed.map((each) => unknownLine(each, words)),
    ),
  ];
}

/** What a variant does outside that the example itself does not. */
export const freshSteps = (base: Shown, { shown }: Pick<Rehearsal['variants'][number], 'shown'>): ShownStep[] =>
  shown.steps.filter(({ node }) => !base.steps.some((step) => step.node === node));

/** Names of steps and values are somebody's words: they do not end the quotation they stand in. */
export const quotingSafely = (words: Words): Words => ({ ...words, quoted: (text) => words.quoted(harmless(text)) });

export const phraseOf = (step: ShownStep, catalog: Catalog, words: Dictionary['workflow']): string =>
  stepPhrase(seeNode({ ...step, name: step.node }, catalog.get(step.type, step.typeVersion)), words);

function titled(title: string, lines: readonly string[]): Line[] {
  if (lines.length === 0) return [];
  return [{ text: `${title}:`, depth: 0 }, ...lines.map((text) => ({ text, depth: 1 as const }))];
}

/** Which way the items went at a step. */
export function branchLine({ node, outputs, filters }: ShownBranch, words: Words): string {
  if (filters) return words.through(words.quoted(node), outputs[0]?.items ?? 0);
  const taken = outputs.filter(({ items }) => items > 0).map(({ name, items }) => words.way(name, items));
  return words.branch(words.quoted(node), taken.join(', ') || '–');
}

function shownLines({ steps, branches, notReached }: Shown, phrase: (step: ShownStep) => string, words: Words): Line[] {
  const quote = words.quoted;
  const ways = branches.map((each) => branchLine(each, words));
  return [
    ...(steps.length === 0
      ? [{ text: words.nothing, depth: 0 as const }]
      : steps.flatMap((step) => stepLines(step, phrase(step), words))),
    ...ways.map((text) => ({ text, depth: 0 as const })),
    ...(notReached.length === 0
      ? []
      : [{ text: words.notReached(notReached.map(quote).join(', ')), depth: 0 as const }]),
  ];
}

function stepLines(step: ShownStep, what: string, words: Words): Line[] {
  const { node, times, calls, adds } = step;
  const more = times - calls.length;
  return [
    { text: words.step(words.quoted(node), what, times), depth: 0 },
    ...calls.flatMap((values) => values.map((value) => ({ text: valueLine(value, words), depth: 1 as const }))),
    ...(more > 0 ? [{ text: words.more(more), depth: 1 as const }] : []),
    ...(adds ? [{ text: words.attribution, depth: 1 as const }] : []),
  ];
}

const valueLine = ({ label, text }: ShownValue, words: Words): string => words.value(label, text);

export function variantLine(about: VariantAbout, { variants, quoted }: Words): string {
  switch (about.kind) {
    case 'missing':
    case 'empty':
    case 'negative':
      return variants[about.kind](quoted(about.field));
    case 'value':
      return variants.value(quoted(about.field), quoted(about.value));
    case 'two_items':
      return variants.twoItems(quoted(about.node));
    case 'twice':
      return variants.twice(quoted(about.node));
    case 'no_items':
      return variants.noItems(quoted(about.node));
    case 'fails':
      return variants.fails(quoted(about.node));
    default:
      return about satisfies never;
  }
}

export function differenceLine(difference: Difference, words: Words): string {
  const node = words.quoted(difference.node);
  return difference.kind === 'times'
    ? words.times(node, difference.times, difference.before)
    : words.turned(node, difference.to, difference.before);
}

export function unknownLine(unknown: NotRehearsed, { unknown: words, quoted }: Words): string {
  switch (unknown.code) {
    case 'withheld':
      return words.withheld(quoted(unknown.node), unknown.field);
    case 'own_ids':
      return words.ownIds(quoted(unknown.node));
    case 'time_ran_out':
      return words.timeRanOut;
    case 'services':
      return words.services;
    default:
      return words[unknown.code](quoted(unknown.node));
  }
}
