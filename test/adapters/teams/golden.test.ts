import { expect, test } from 'vitest';
import type { AdaptiveCard } from '#adapters/teams/adaptive-types.ts';
import { problemOf } from '#adapters/teams/card-schema.ts';
import { toDialogCard } from '#adapters/teams/inputs.ts';
import { createRender } from '#adapters/teams/render.ts';
import { changeForm, fillForm } from '#src/cards/draft-card.ts';
import { templateForm } from '#src/cards/workflow-card.ts';
import { button, type Card, type Form, rows } from '#src/chat/card.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import { parseCard } from '#test/support/adaptive-cards.ts';
import { cardsFor } from '#test/support/golden-cards.ts';
import { managingCardsFor } from '#test/support/managing-cards.ts';
import { silent } from './support.ts';

const render = createRender({
  pictureUrl: ({ draftId, revision }) => `https://flowsmith.example.com/pictures/${draftId}-${revision}.png`,
  dialogs: true,
  strict: true,
  log: silent,
});
const thread = '19:general@thread.tacv2;messageid=1';
const url = 'https://n8n.example.com/workflow/7';
const aboutNoDraft = new Set(['progress', 'answer', 'error', 'question-buttons', 'question-list', 'question-answered']);
const managing = managingCardsFor('');
/** Cards about a draft can be drawn again from the store. */
const messageOf = (name: string, card: Card): OutboundMessage => ({
  text: name,
  card,
  ...(name in managing || aboutNoDraft.has(name) ? {} : { about: { draftId: 'd-1', revision: 2 } }),
});
const plain = cardsFor('Post new orders to #sales');

test.each(Object.keys(plain))('card %s: the golden file, the strict schema, Microsoft’s parser', async (name) => {
  const rendered = render(messageOf(name, plain[name] as Card), thread);
  expect(problemOf(rendered)).toBeUndefined();
  expect(parseCard(rendered).problems).toEqual([]);
  await expect(`${JSON.stringify(rendered, null, 2)}\n`).toMatchFileSnapshot(`../../fixtures/teams/cards/${name}.json`);
});

const worst: [what: string, words: string][] = [
  ['Markdown', '**b** _i_ [l](https://evil.example) <at>x</at> `c` # {{DATE(2026-01-01T00:00:00Z)}} '.repeat(20)],
  ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈'.repeat(120)],
  ['right to left', 'שלום עולם مرحبا \u202e'.repeat(100)],
  ['four bytes', '𝔘𝔫𝔦𝔠𝔬𝔡𝔢'.repeat(150)],
  ['one long word', 'x'.repeat(4_000)],
  ['nothing but blanks', '   \n\t '],
];
test.each(worst)('names of %s: every card within 25 KB of UTF-16, valid and well-formed', (_what, words) => {
  for (const [name, card] of Object.entries(cardsFor(words))) {
    const rendered = render(messageOf(name, card), thread);
    const json = JSON.stringify(rendered);
    expect([name, problemOf(rendered)]).toEqual([name, undefined]);
    expect([name, parseCard(rendered).problems]).toEqual([name, []]);
    expect(Buffer.byteLength(json, 'utf16le')).toBeLessThanOrEqual(25 * 1024);
    expect(json.isWellFormed()).toBe(true);
  }
});

const formsFor = (words: string): Record<string, Form | undefined> => ({
  change: changeForm({ draftId: 'd-1', revision: 2 }),
  fill: fillForm({
    draftId: 'd-1',
    revision: 2,
    needs: Array.from({ length: 12 }, () => ({ node: words, path: 'channelId', label: words, hint: words })),
  }),
  'save-as-template': templateForm('w-1', words),
});
const dialogOf = (form: Form | undefined) => toDialogCard(form as Form, { card: '1:abc', thread });

test.each(Object.entries(formsFor('Channel for #sales')))('dialog %s: the golden file', async (name, form) => {
  const rendered = dialogOf(form);
  expect(parseCard(rendered).problems).toEqual([]);
  await expect(`${JSON.stringify(rendered, null, 2)}\n`).toMatchFileSnapshot(
    `../../fixtures/teams/cards/dialog-${name}.json`,
  );
});

test.each(worst)('names of %s: every dialog within 25 KB of UTF-16', (_what, words) => {
  for (const [name, form] of Object.entries(formsFor(words))) {
    const json = JSON.stringify(dialogOf(form));
    expect([name, parseCard(JSON.parse(json)).problems]).toEqual([name, []]);
    expect(Buffer.byteLength(json, 'utf16le')).toBeLessThanOrEqual(25 * 1024);
    expect(json.isWellFormed()).toBe(true);
  }
});

const broken = (change: (card: AdaptiveCard) => unknown): AdaptiveCard => {
  const card = structuredClone(render(messageOf('draft-with-gaps', plain['draft-with-gaps'] as Card), thread));
  change(card);
  return card;
};
test.each<[what: string, change: (card: AdaptiveCard) => unknown]>([
  ['an unknown property', (card) => Object.assign(card.body[0] ?? {}, { maxLines: 2 })],
  ['an unknown element', (card) => card.body.push({ type: 'Media' } as never)],
  ['a text that is none', (card) => Object.assign(card.body[0] ?? {}, { text: 7 })],
  ['an empty text', (card) => Object.assign(card.body[0] ?? {}, { text: '' })],
  [
    'a link that runs a script',
    (card) =>
      card.body.push({
        type: 'ActionSet',
        actions: [{ type: 'Action.OpenUrl', title: 'x', url: 'javascript:alert(1)' }],
      }),
  ],
  [
    'a picture without TLS',
    (card) =>
      card.body.push({
        type: 'Image',
        url: 'http://flowsmith.example.com/x.png',
        altText: 'x',
        size: 'Stretch',
        msteams: { allowExpand: true },
      }),
  ],
  ['a version Teams does not draw', (card) => Object.assign(card, { version: '1.6' })],
  [
    'buttons without end',
    (card) =>
      card.body.push({
        type: 'ActionSet',
        actions: Array.from({ length: 7 }, () => ({ type: 'Action.OpenUrl' as const, title: 'x', url })),
      }),
  ],
  ['more than ids in a button', (card) => Object.assign(card.refresh?.action.data ?? {}, { secret: 'x' })],
  ['two inputs of one id', (card) => card.body.push(...card.body.filter(({ type }) => type === 'Input.ChoiceSet'))],
  ['too many bytes', (card) => card.body.push(...Array.from({ length: 90 }, () => card.body[1] as never))],
])('%s is found', (_what, change) => {
  expect(problemOf(broken(change))).toEqual(expect.any(String));
});

test('a card that breaks the rules is an error here, and its text in production', () => {
  const card: Card = { title: 'x', elements: [button({ kind: 'stop' }, 'x') as never] };
  const bad: Card = {
    title: 'Draft',
    elements: [
      rows([{ title: 'x', text: '', button: { ...button({ kind: 'stop' }, 'Go'), action: 'format' as never } }]),
    ],
  };
  expect(() => render({ text: 'x', card }, thread)).toThrow();
  expect(() => render({ text: 'The words', card: bad }, thread)).toThrow(/^Teams would not show this card: /);
  const lenient = createRender({ pictureUrl: () => undefined, dialogs: true, strict: false, log: silent });
  expect(lenient({ text: 'The words', card: bad }, thread).body).toMatchObject([{ text: 'The words' }]);
});
