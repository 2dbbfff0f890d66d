import type { Catalog } from '#src/catalog/catalog.ts';
import { dayIn } from '#src/language/day-of-year.ts';
import { type Language, localeIn } from '#src/language/language.ts';
import { type Dictionary, wordsIn } from '#src/language/words.ts';
import type { Difference, Rehearsal, Shown, ShownStep, ShownValue, VariantAbout } from '#src/model/rehearsal.ts';
import { harmless, shorten } from '#src/workflow/words/text.ts';
import { branchLine, differenceLine, freshSteps, phraseOf, quotingSafely, unknownLine, variantLine } from './tell.ts';

type Words = Dictionary['rehearsal'];

/** A rehearsal in the few lines that a card has room for. */
export interface ShortRehearsal {
  heading: string;
  lines: string[];
}

/** In which language; the clock and the habits of the reader say on which day something ran. */
interface Telling {
  catalog: Catalog;
  language: Language;
  locale?: string;
  timezone?: string;
}

const mostLines = 8;
const mostValues = 4;
const mostDifferences = 3;
const longestLabel = 60;
const longestValue = 160;
const longestLine = 500;

/**
 * What would go out and to whom, which way, what differs, what is not known: eight lines at most, the telling ones first,
 * long values in part. Findings are not among them. Pure.
 */
export function toShortLines(
  { trigger, base, before = [], variants, notRehearsed, ranAt }: Rehearsal,
  { catalog, language, locale = localeIn(language, undefined), timezone = 'UTC' }: Telling,
): ShortRehearsal {
  const all = wordsIn(language);
  const words = quotingSafely(all.rehearsal);
  const steps = base.steps.map((step) => stepLine(step, phraseOf(step, catalog, all.workflow), words));
  const told = new Set(base.steps.map(({ node }) => node));
  const differing = byEffect(variants, base).map(({ abouts, fresh, others }) => {
    const news = fresh.map((step) => {
      const line = stepLine(step, phraseOf(step, catalog, all.workflow), words, told.has(step.node));
      told.add(step.node);
      return line;
    });
    const changes = [...news, ...others.map((each) => differenceLine(each, words))];
    const lines = changes.length > 0 ? changes.slice(0, mostDifferences) : [words.doneOnce];
    return `${abouts.map((about) => variantLine(about, words)).join(' / ')}: ${lines.join('; ')}`;
  });
  // What every service decides by itself is the same on every card.
  const unknown = notRehearsed.filter(({ code }) => code !== 'services').map((each) => unknownLine(each, words));
  const found = [
    ...(steps.length === 0 && base.ended ? [words.nothing] : steps),
    ...before.map((step) => `${words.before}: ${stepLine(step, phraseOf(step, catalog, all.workflow), words)}`),
    ...base.branches.map((each) => branchLine(each, words)),
    ...differing,
  ];
  const last = unknown.length > 0 ? [`${words.notRehearsed}: ${unknown.slice(0, 2).join('; ')}`] : [];
  const heading = words.heading(words.quoted(trigger));
  const day = ranAt && dayIn({ locale, timezone }, ranAt);
  const room = mostLines - last.length;
  const shown = found.length <= room ? found : [...found.slice(0, room - 1), words.moreLines(found.length - room + 1)];
  return {
    heading: day ? `${heading} ${words.afterRun(day)}` : heading,
    lines: [...shown, ...last].map((line) => shorten(line, longestLine)),
  };
}

interface Effect {
  abouts: VariantAbout[];
  /** What is done outside that the example itself does not do. */
  fresh: ShownStep[];
  others: Difference[];
}

/** Variants that lead to the same are told together. */
function byEffect(variants: Rehearsal['variants'], base: Shown): Effect[] {
  const effects = new Map<string, Effect>();
  for (const variant of variants) {
    const fresh = freshSteps(base, variant);
    const others = variant.differs.filter(({ node }) => !fresh.some((step) => step.node === node));
    if (fresh.length + others.length === 0 && variant.about.kind !== 'twice') continue;
    const key = JSON.stringify([fresh.map(({ node, times }) => [node, times]), others]);
    const known = effects.get(key);
    if (known) known.abouts.push(variant.about);
    else effects.set(key, { abouts: [variant.about], fresh, others });
  }
  return [...effects.values()];
}

/**
 * The first time it would work; how often stands before it. What n8n worked out comes before what is fixed; to whom it
 * goes is in the phrase already. `again`: its values stand on the card already.
 */
function stepLine({ node, times, calls }: ShownStep, what: string, words: Words, again = false): string {
  const open = again ? [] : (calls[0] ?? []).filter(({ text }) => !isAddressIn(what, text.trim()));
  const values = open.sort((a, b) => Number(b.computed) - Number(a.computed));
  const told = values.slice(0, mostValues).map((value) => valueText(value, words));
  const line = words.step(words.quoted(node), what, times);
  return told.length > 0 ? `${line} – ${told.join('; ')}` : line;
}

/** A channel or an address that the phrase names. */
const isAddressIn = (phrase: string, value: string): boolean =>
  /^(?:[#@]\S+|\S+@\S+)$/.test(value) && phrase.split(/[\s,;]+/).includes(value);

const valueText = ({ label, text }: ShownValue, words: Words): string =>
  words.value(
    shorten(harmless(label), longestLabel),
    words.quoted(shorten(text.replace(/\s+/g, ' ').trim(), longestValue)),
  );
