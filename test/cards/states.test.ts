import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toBlocks, validateBlocks } from '#adapters/slack/block-kit.ts';
import { toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import { type Language, languages } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { englishIn } from '#test/language/english-sentences.ts';
import { parseCard } from '#test/support/adaptive-cards.ts';
import { lengthOn, linesOn, renderedOn } from '#test/support/rendered-length.ts';
import { drawnIn } from '#test/support/states/complete.ts';
import { inSlackAlone, type StateName, sheets, states } from '#test/support/states/index.ts';
import { most } from '#test/support/states/most.ts';

const names = Object.keys(states) as StateName[];
const root = new URL('../../', import.meta.url);

describe.each(names)('the card “%s”', (name) => {
  it.each(languages)('in %s is as short as it says, and valid, in Slack and in Teams', (language) => {
    const card = states[name](language);
    const [lines, words] = most[name];
    for (const platform of renderedOn.filter((each) => each === 'slack' || !inSlackAlone.has(name))) {
      const length = lengthOn(platform, card);
      expect([platform, length.lines <= lines, length]).toEqual([platform, true, length]);
      expect([platform, length.words <= words, length]).toEqual([platform, true, length]);
    }
    expect(validateBlocks(toBlocks(card, { nonce: 'n' }))).toEqual([]);
    if (!inSlackAlone.has(name)) expect(parseCard(toAdaptiveCard(card)).problems).toEqual([]);
  });

  it.each(['de', 'fr', 'es'] as const)('in %s has no English on it', (language) => {
    expect(englishOn(name, language)).toEqual([]);
  });
});

/** What people and services call things in these states: it is in no language. */
const contents = [
  'New contact from the form',
  'Anna Example of Acme wrote',
  'Anna Example of  wrote',
  'Anna Example of wrote',
  'Stand-up in 5 minutes',
  'Stand-up in 10 minutes',
  'except on holidays',
  '‹Name› of Acme wrote',
  'n8n API',
];
/** Words of English alone, which no other of the languages has. */
const onlyEnglish = /(?<![\p{L}#])(?:the|is|of|and|with|nothing|by|this|that|was not|would|when|which|it)(?!\p{L})/giu;

function englishOn(name: StateName, language: Exclude<Language, 'en'>): string[] {
  const card = states[name](language);
  const shown = renderedOn
    .flatMap((platform) => JSON.stringify(platform === 'slack' ? toBlocks(card) : toAdaptiveCard(card).body))
    .concat(linesOn('slack', card).join('\n'));
  const text = contents.reduce((left, each) => left.replaceAll(each, ''), linesOn('slack', card).join('\n'));
  return [...englishIn(shown.join('\n'), language), ...(text.match(onlyEnglish) ?? [])];
}

it('the simplest draft is six lines and 45 words, one that decides twelve lines', () => {
  for (const platform of renderedOn) {
    const simplest = lengthOn(platform, states.draft('en'));
    expect(simplest.lines).toBeLessThanOrEqual(6);
    expect(simplest.words).toBeLessThanOrEqual(45);
    for (const language of languages)
      expect(lengthOn(platform, states['draft that decides'](language)).lines).toBeLessThanOrEqual(12);
  }
});

it('a card in German says “du”, as all of them do', () => {
  for (const name of names) {
    const said = linesOn('slack', states[name]('de')).join('\n');
    expect([name, said.match(/\p{L}+en Sie\b|\bIhnen\b|\bIhre/gu)]).toEqual([name, null]);
  }
});

it.each(languages)('in %s a question names the workflow in quotation marks, and once', (language) => {
  const { quoted } = wordsIn(language).rehearsal;
  for (const name of Object.values(drawnIn.asked)) {
    const [title, ...lines] = linesOn('slack', states[name](language));
    expect([name, title]).toEqual([name, expect.stringContaining(quoted('Stand-up in 5 minutes'))]);
    expect([name, lines.filter((line) => line === 'Stand-up in 5 minutes')]).toEqual([name, []]);
  }
});

it('says when it runs next only where it may run, or would', () => {
  for (const name of names) {
    const lines = linesOn('slack', states[name]('en'));
    const [title = ''] = lines;
    const told = lines.join('\n').includes('30 Nov');
    if (told && /^[^\w]/u.test(title)) expect([name, /^(?:🟡|🟢)/u.test(title)]).toEqual([name, true]);
  }
});

it('no mark of Markdown is left for people to read', () => {
  for (const name of names)
    for (const line of linesOn('slack', states[name]('en')))
      expect([name, line]).not.toEqual([name, expect.stringMatching(/\*\*|\]\(/)]);
});

describe('nothing is left out', () => {
  it('every function that makes a card is in a state', () => {
    const folder = new URL('src/cards/', root);
    const makers = readdirSync(folder).flatMap((file) =>
      [
        ...readFileSync(new URL(file, folder), 'utf8').matchAll(
          /export (?:function|const) (\w+)[^;{]*?(?:\)|=>|\})?: (?:Card|OutboundMessage)\b/g,
        ),
      ].map(([, name]) => name ?? ''),
    );
    expect(makers).toEqual(expect.arrayContaining(['draftCard', 'doneCard', 'goneMessage', 'failureMessage']));
    const used = readdirSync(new URL('test/support/states/', root))
      .map((file) => readFileSync(new URL(`test/support/states/${file}`, root), 'utf8'))
      .join('\n');
    expect(makers.filter((name) => !new RegExp(`\\b${name}\\b`).test(used))).toEqual([]);
  });

  it('every kind of what a card is made of is drawn, where it is said to be', () => {
    for (const kinds of Object.values(drawnIn)) for (const name of Object.values(kinds)) expect(names).toContain(name);
  });

  it('every state is in the pictures of Slack and Teams, and in what the page says of them', () => {
    const page = readFileSync(new URL('docs/cards-states.md', root), 'utf8');
    const told = [...page.matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map(([, name, title = '']) => [name, title.trim()]);
    expect(told).toEqual(names.map((name) => [name, states[name]('en').title]));
    const pictures = readdirSync(new URL('docs/states/', root));
    const wanted = Object.keys(sheets).flatMap((sheet) => [`slack-${sheet}.png`, `teams-${sheet}.png`]);
    expect(pictures).toEqual(expect.arrayContaining(wanted));
    for (const picture of pictures) expect(page).toContain(`states/${picture}`);
    const bytes = pictures.map((picture) => statSync(new URL(`docs/states/${picture}`, root)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2.6 * 2 ** 20);
  });
});
