import fc from 'fast-check';
import { expect, test } from 'vitest';
import { teamsLimits, toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import type { AdaptiveCard, AdaptiveElement } from '#adapters/teams/adaptive-types.ts';
import { escapeMarkdown, shorten, sizeOf } from '#adapters/teams/card-text.ts';
import {
  actions,
  actionsWithMenu,
  button,
  type Card,
  type CardElement,
  facts,
  image,
  link,
  notice,
  steps,
  text,
} from '#src/chat/card.ts';
import type { PictureRef } from '#src/chat/picture.ts';
import { parseCard } from '#test/support/adaptive-cards.ts';

const problemsOf = (json: AdaptiveCard): string[] => parseCard(json).problems;

const ids = { draftId: '0198c1de-0000-7000-8000-000000000001', revision: 3 };
const pictureUrl = ({ revision }: PictureRef) => `https://flowsmith.example/${revision}.png`;
const sample: Card = {
  title: 'Draft: *Daily* report',
  elements: [
    notice('info', 'One thing to know'),
    notice('success', 'Live'),
    notice('warning', 'No [credential](https://evil.example)'),
    notice('error', 'It did not start'),
    text('What it will do', 'bold'),
    steps(['Every day at 9:00', 'Read the sheet', 'Send it to #sales']),
    { kind: 'divider' },
    facts([
      ['Trigger', 'Schedule'],
      ['Apps', 'Google_Sheets, Slack'],
    ]),
    image(ids, 'Schedule, then Sheets, then Slack'),
    text('Planned by a model; check it.', 'muted'),
    actions(
      button({ kind: 'approve', ...ids }, 'Approve', { style: 'primary' }),
      button({ kind: 'discard', ...ids }, 'Discard', { style: 'danger' }),
      link('Open in n8n', 'https://n8n.example/workflow/1'),
    ),
    { kind: 'divider' },
  ],
};

function elementsOf<T extends AdaptiveElement['type']>(card: AdaptiveCard, type: T) {
  return card.body.filter((element): element is Extract<AdaptiveElement, { type: T }> => element.type === type);
}

test('every kind of element is valid Adaptive Cards 1.5', () => {
  const rendered = toAdaptiveCard(sample, { pictureUrl });
  expect(problemsOf(rendered)).toEqual([]);
  expect(rendered).toMatchObject({ version: '1.5', fallbackText: 'Draft: *Daily* report' });
  expect(elementsOf(rendered, 'Container').map(({ style }) => style)).toEqual([
    'accent',
    'good',
    'warning',
    'attention',
  ]);
  expect(elementsOf(rendered, 'Image').map(({ url, altText }) => [url, altText])).toEqual([
    ['https://flowsmith.example/3.png', 'Schedule, then Sheets, then Slack'],
  ]);
  expect(elementsOf(rendered, 'FactSet')).toMatchObject([{ separator: true, facts: [{ title: 'Trigger' }, {}] }]);
  const texts = elementsOf(rendered, 'TextBlock').map((block) => block.text);
  expect(texts).toEqual(
    expect.arrayContaining(['1\\. Every day at 9:00', '2\\. Read the sheet', '3\\. Send it to #sales']),
  );
});

test('a notice is a word as well as a colour, and its text is no link', () => {
  const [, , warning] = elementsOf(toAdaptiveCard(sample), 'Container');
  expect(warning?.items).toMatchObject([
    { text: '**Warning:** No \\[credential\\]\\(https://evil.example\\)', wrap: true },
  ]);
});

test('a button is Action.Execute with Action.Submit behind it, both with the same ids', () => {
  const [set] = elementsOf(toAdaptiveCard(sample), 'ActionSet');
  const data = { action: 'approve', ...ids };
  expect(set?.actions).toEqual([
    {
      type: 'Action.Execute',
      title: 'Approve',
      verb: 'approve',
      style: 'positive',
      data,
      fallback: { type: 'Action.Submit', title: 'Approve', style: 'positive', data },
    },
    expect.objectContaining({ verb: 'discard', style: 'destructive' }),
    { type: 'Action.OpenUrl', title: 'Open in n8n', url: 'https://n8n.example/workflow/1' },
  ]);
});

test('a button that asks first opens the question; what counts is the button below it', () => {
  const confirm = { title: 'Delete *Weather*?', text: 'It stops at once.', confirm: 'Delete' };
  const card = {
    title: 'x',
    elements: [
      actions(button({ kind: 'act', verb: 'delete', workflowId: 'w1' }, 'Delete…', { style: 'danger', confirm })),
    ],
  };
  const rendered = toAdaptiveCard(card);
  const data = { action: 'delete', workflowId: 'w1' };
  const toggle = (isVisible: boolean) => [{ elementId: 'confirm_0_0', isVisible }];
  expect(rendered.body.slice(1)).toEqual([
    {
      type: 'ActionSet',
      actions: [
        {
          type: 'Action.ToggleVisibility',
          title: 'Delete…',
          style: 'destructive',
          targetElements: toggle(true),
        },
      ],
    },
    {
      type: 'Container',
      id: 'confirm_0_0',
      style: 'emphasis',
      isVisible: false,
      items: [
        { type: 'TextBlock', text: 'Delete \\*Weather\\*?', wrap: true, weight: 'Bolder' },
        { type: 'TextBlock', text: 'It stops at once.', wrap: true },
        {
          type: 'ActionSet',
          actions: [
            { type: 'Action.ToggleVisibility', title: 'Not now', targetElements: toggle(false) },
            {
              type: 'Action.Execute',
              title: 'Delete',
              verb: 'delete',
              data,
              style: 'destructive',
              fallback: { type: 'Action.Submit', title: 'Delete', data, style: 'destructive' },
            },
          ],
        },
      ],
    },
  ]);
  expect(problemsOf(rendered)).toEqual([]);
});

test.each([
  ['https://n8n.example/', 1],
  ['http://127.0.0.1:5678/workflow/1', 1],
  ['http://localhost:5678/', 1],
  ['http://n8n.example/', 0],
  ['javascript:alert(1)', 0],
  ['nonsense', 0],
])('link %s', (url, shown) => {
  const rendered = toAdaptiveCard({ title: 'x', elements: [actions(link('Open', url))] });
  expect(elementsOf(rendered, 'ActionSet')).toHaveLength(shown);
});

test('never more than six buttons in a row, and none is lost', () => {
  const buttons = Array.from({ length: 8 }, (_, choice) =>
    button({ kind: 'answer', questionId: 'q1', choice }, `Choice ${choice} ${'x'.repeat(60)}`),
  );
  const rendered = toAdaptiveCard({ title: 'Which one?', elements: [actions(...buttons)] });
  expect(elementsOf(rendered, 'ActionSet').map((set) => set.actions.length)).toEqual([6, 2]);
  expect(problemsOf(rendered)).toEqual([]);
});

test('what is in the menu takes no place in the row, and none of it is lost', () => {
  const numbered = (label: string) => (_: unknown, choice: number) =>
    button({ kind: 'answer', questionId: 'q1', choice }, `${label} ${choice}`);
  const card = (row: number, menu: number) =>
    toAdaptiveCard({
      title: 'x',
      elements: [
        actionsWithMenu(
          Array.from({ length: row }, numbered('Button')),
          Array.from({ length: menu }, numbered('Item')),
        ),
      ],
    });
  const behind = (set: AdaptiveElement & { type: 'ActionSet' }) =>
    set.actions.filter((action) => 'mode' in action && action.mode === 'secondary').length;
  const rowsOf = (rendered: AdaptiveCard) =>
    elementsOf(rendered, 'ActionSet').map((set) => [set.actions.length - behind(set), behind(set)]);
  expect(rowsOf(card(4, 5))).toEqual([[4, 5]]);
  expect(rowsOf(card(8, 3))).toEqual([
    [6, 0],
    [2, 3],
  ]);
  expect(rowsOf(card(0, 2))).toEqual([[0, 2]]);
  expect(problemsOf(card(6, 5))).toEqual([]);
});

test('a picture without an address is left out', () => {
  const card: Card = { title: 'x', elements: [image(ids, 'What it shows'), text('words')] };
  expect(toAdaptiveCard(card).body.slice(1)).toMatchObject([{ text: 'words' }]);
  expect(toAdaptiveCard(card, { pictureUrl: () => undefined }).body).toHaveLength(2);
});

const nasty = '**b** _i_ [l](https://evil.example) <at>x</at> `c` {{DATE(2026-01-01T00:00:00Z)}} 👩‍👩‍👧‍👦 שלום 𝔘 ';
const huge = nasty.repeat(400);
const worstCases: [name: string, elements: CardElement[]][] = [
  ['long texts', [text(huge), text(huge, 'bold'), notice('error', huge)]],
  ['200 long steps', [steps(Array.from({ length: 200 }, () => huge))]],
  ['2000 steps', [steps(Array.from({ length: 2000 }, (_, index) => `Step ${index}`))]],
  ['long facts', [facts(Array.from({ length: 10 }, () => [huge, huge] as [string, string]))]],
  ['40 pictures with much to say', Array.from({ length: 40 }, () => image(ids, huge))],
  ['300 elements', Array.from({ length: 300 }, () => text(nasty))],
  ['60 rows of buttons', Array.from({ length: 60 }, () => actions(button({ kind: 'approve', ...ids }, nasty)))],
];
test.each(worstCases)('worst case stays within 25 KB and valid: %s', (_name, elements) => {
  const card = { title: huge, elements: [...elements, actions(button({ kind: 'approve', ...ids }, 'Approve'))] };
  const rendered = toAdaptiveCard(card, { pictureUrl });
  expect(sizeOf(rendered)).toBeLessThanOrEqual(teamsLimits.cardBytes);
  expect(Buffer.byteLength(JSON.stringify(rendered), 'utf16le')).toBeLessThanOrEqual(25 * 1024);
  expect(elementsOf(rendered, 'ActionSet').length).toBeGreaterThan(0);
  expect(JSON.stringify(rendered).isWellFormed()).toBe(true);
  expect(problemsOf(rendered)).toEqual([]);
});

test('steps that do not fit are counted', () => {
  const rendered = toAdaptiveCard({
    title: 'x',
    elements: [steps(Array.from({ length: 500 }, (_, n) => `Step ${n}`))],
  });
  const shown = rendered.body.length - 2;
  expect(rendered.body.at(-1)).toMatchObject({ text: `… and ${500 - shown} more` });
});

test('escaped text says what it said: backslashes out, the same text is left', () => {
  const read = (markdown: string) => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('\n\n', '\n');
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      (words) => read(escapeMarkdown(words)) === words.replace(/\r\n?/g, '\n'),
    ),
  );
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 2, max: 50 }), (words, max) => shorten(words, max).length <= max),
  );
});

test.each([
  ['# title', '\\# title'],
  ['- item', '\\- item'],
  ['  + item', '  \\+ item'],
  ['12. item', '12\\. item'],
  ['> quote', '\\> quote'],
  ['a*b_c', 'a\\*b\\_c'],
  ['{{DATE(x)}}', '{{DATE\\(x\\)}}'],
  ['a\nb', 'a\n\nb'],
])('escape %j', (plain, markdown) => {
  expect(escapeMarkdown(plain)).toBe(markdown);
});
