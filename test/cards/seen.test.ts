import { describe, expect, it } from 'vitest';
import { toBlocks } from '#adapters/slack/block-kit.ts';
import { createRender } from '#adapters/teams/render.ts';
import type { Card } from '#src/chat/card.ts';
import { buttonsOf, type CardNode, linesOfCard } from '#src/dev/demo-card.ts';
import { languages } from '#src/language/language.ts';
import { createLogger } from '#src/log.ts';
import { cardsFor } from '#test/support/golden-cards.ts';
import { hiddenIn, type Seen, unreadable, wordsIn } from '#test/support/seen.ts';
import { seenInAdaptiveCard } from '#test/support/seen-adaptive.ts';
import { seenInBlocks } from '#test/support/seen-slack.ts';

const render = createRender({
  pictureUrl: () => 'https://flowsmith.example.com/pictures/x.png',
  dialogs: true,
  strict: true,
  log: createLogger('silent'),
});
const toAdaptive = (card: Card) => render({ text: 'x', card }, '19:general@thread.tacv2;messageid=1');

const renderers: Record<string, (card: Card) => Seen> = {
  Slack: (card) => seenInBlocks(toBlocks(card)),
  Teams: (card) => seenInAdaptiveCard(toAdaptive(card)),
  'the terminal': (card) => {
    const node = toAdaptive(card) as unknown as CardNode;
    const texts = linesOfCard(node, { locale: 'en-GB', timezone: 'Europe/Berlin' });
    const rows = (node.body ?? []).filter(({ type }) => type === 'ActionSet');
    return { texts, buttons: rows.map((row) => buttonsOf(row).map(({ title }) => title ?? '')) };
  },
};
const name = 'Post new orders to #sales';
/** What people call things; it has to stand there as they wrote it. Slack has no way to keep *d* from being bold. */
const awkward = 'A & B <c> <!channel> [f](g) {{i}} #k \\l';

describe.each(Object.entries(renderers))('what a person sees in %s', (_where, seenBy) => {
  it.each(languages)(
    'in %s: words, and nothing of the markup; no button twice; nothing that opens later',
    (language) => {
      for (const [kind, card] of Object.entries(cardsFor(name, language))) {
        const seen = seenBy(card);
        expect({ kind, wrong: unreadable(seen) }).toEqual({ kind, wrong: [] });
        const everything = [...seen.texts, ...seen.buttons.flat()];
        const labels = new Set(wordsIn(card));
        const early = hiddenIn(card).filter((text) => text !== name && !labels.has(text) && everything.includes(text));
        expect({ kind, early }).toEqual({ kind, early: [] });
        expect({ kind, words: everything.join('').length > 10 }).toEqual({ kind, words: true });
      }
    },
  );

  it('names with marks of every kind stand there as they were written', () => {
    const { draft, workflow, list } = cardsFor(awkward);
    for (const card of [draft, workflow, list] as Card[]) {
      expect(seenBy(card).texts.join('\n')).toContain(awkward);
    }
  });
});

it('the terminal writes as people do: one line per line, a word beside what it is about, no heading that is the sender', () => {
  const lines = (card: Card | undefined) => linesOfCard(toAdaptive(card as Card) as unknown as CardNode);
  const { answer, failed, created, 'question-list': question } = cardsFor(name);
  expect(lines(answer)).toEqual([name, name]);
  expect(
    lines({ title: '', elements: [{ kind: 'text', style: 'plain', text: 'For example:\n• one\n• two' }] }),
  ).toEqual(['For example:', '• one', '• two']);
  expect(lines(failed).some((line) => /^Problem: /.test(line))).toBe(true);
  expect(lines(created).some((line) => /^Done: Created in n8n/.test(line))).toBe(true);
  expect(lines(created).filter((line) => line.includes('[ Turn on ]'))).toHaveLength(1);
  expect(lines(question)).toContain(`( ) ${name} 0`);
});
