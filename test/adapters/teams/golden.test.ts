import { expect, test } from 'vitest';
import type { AdaptiveCard } from '#adapters/teams/adaptive-types.ts';
import { problemOf } from '#adapters/teams/card-schema.ts';
import { toDialogCard } from '#adapters/teams/inputs.ts';
import { createRender } from '#adapters/teams/render.ts';
import { doneCard } from '#src/cards/done-card.ts';
import { changeForm, type DraftView, draftCard, fillForm } from '#src/cards/draft-card.ts';
import {
  answeredQuestionMessage,
  answerMessage,
  errorMessage,
  progressMessage,
  questionMessage,
} from '#src/cards/message-cards.ts';
import type { DoneOutcome, Problem } from '#src/cards/outcome.ts';
import { closedCard, creatingCard, failedCard } from '#src/cards/outcome-card.ts';
import { templateForm } from '#src/cards/workflow-card.ts';
import type { WorkflowNow } from '#src/cards/workflow-now.ts';
import { button, type Card, type Form, rows } from '#src/chat/card.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import { readerOf } from '#src/language/language.ts';
import { parseCard } from '#test/support/adaptive-cards.ts';
import { nowOf } from '#test/support/cards.ts';
import { managingCardsFor } from './managing-cards.ts';
import { silent } from './support.ts';

const render = createRender({
  pictureUrl: ({ draftId, revision }) => `https://flowsmith.example.com/pictures/${draftId}-${revision}.png`,
  dialogs: true,
  strict: true,
  log: silent,
});
const thread = '19:general@thread.tacv2;messageid=1';
const url = 'https://n8n.example.com/workflow/7';

/** Every kind of card there is, told with these words. */
function cardsFor(words: string): Record<string, Card> {
  const issue = (severity: 'error' | 'warning') => ({ code: 'rule', severity, message: words });
  const view = (change: Partial<DraftView> = {}): DraftView => ({
    draftId: 'd-1',
    revision: 2,
    name: words,
    summary: {
      sentence: words,
      trigger: words,
      steps: Array.from({ length: 30 }, () => words),
      apps: [words, 'Slack'],
      publishEffect: words,
    },
    issues: [],
    assumptions: [words, words],
    notes: [words],
    requesterName: words,
    checkedAgainst: { kind: 'instance', n8nVersion: '2.40.7' },
    credentials: [],
    credentialsUrl: 'https://n8n.example.com/home/credentials',
    needs: [],
    nextRuns: [0, 1, 2].map((day) => ({ at: new Date(Date.UTC(2026, 10, 25 + day, 8)), about: false })),
    timezone: 'Europe/Berlin',
    reader: readerOf({}),
    ...change,
  });
  const problem: Problem = { message: words, code: 'n8n_full', reference: 'abcd1234', retryable: true };
  const need = { nodes: [words], type: 'slackApi', displayName: words };
  const options = [1, 2, 3].map((id) => ({ id: String(id), name: `${words} ${id}`, type: 'slackApi' }));
  const at = new Date('2026-11-24T10:42:00Z');
  const approved = { name: words, at };
  const done = (outcome: DoneOutcome, now: Partial<WorkflowNow> = {}): Card =>
    doneCard(view(), approved, outcome, nowOf({ name: words, ...now }));
  const cardOf = ({ card }: { card?: Card }): Card => card ?? { title: '', elements: [] };
  const choices = (count: number) => Array.from({ length: count }, (_, index) => `${words} ${index}`);
  return {
    draft: draftCard(view()),
    'draft-with-gaps': draftCard(
      view({
        issues: [issue('error'), issue('warning')],
        needs: [{ node: words, path: 'channelId', label: words, hint: words }],
        credentials: [
          { ...need, options },
          { ...need, type: 'googleApi', options },
          { ...need, options: [] },
        ],
      }),
    ),
    change: draftCard(view({ difference: [words, words], changes: { wasPublished: true } })),
    closed: closedCard(view(), words),
    creating: creatingCard(view(), approved),
    created: done({ kind: 'created', url }, { state: 'unpublished' }),
    'publish-problem': done({ kind: 'created', url, publishProblem: problem }, { state: 'unpublished' }),
    live: done({ kind: 'published', url, live: true, message: words }),
    'not-running': done({ kind: 'published', url, live: false, message: words }),
    unpublished: done(
      { kind: 'published', url, live: true, message: words },
      { state: 'unpublished', switched: { by: words, at, outcome: { kind: 'unpublished' } }, changed: { inN8nAt: at } },
    ),
    updated: done({ kind: 'updated', url, live: false, message: words }),
    conflict: failedCard(view(), approved, { kind: 'conflict', url, theirs: [words], ours: [words, words] }),
    failed: failedCard(view(), approved, { kind: 'failed', problem, nothingCreated: true }),
    progress: cardOf(progressMessage('choosing', 'e-1')),
    answer: cardOf(answerMessage(`${words}\n\n${words}`)),
    error: cardOf(errorMessage(words, 'abcd1234')),
    'question-buttons': cardOf(questionMessage('q-1', words, choices(3))),
    'question-list': cardOf(questionMessage('q-1', words, choices(6))),
    'question-answered': cardOf(answeredQuestionMessage(words, words, words)),
    ...managingCardsFor(words),
  };
}

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
