import { describe, expect, it } from 'vitest';
import type { DraftView } from '#src/cards/draft-card.ts';
import { draftCard } from '#src/cards/draft-card.ts';
import type { Card } from '#src/chat/card.ts';
import { readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { Rehearsal } from '#src/model/rehearsal.ts';
import { isAsSaid } from '#src/rehearsal/as-said.ts';
import { error } from '#src/workflow/issues.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { linesBeforeButtons, wordsBeforeButtons } from '#test/support/card-length.ts';
import { view } from '#test/support/cards.ts';
import { branching, catalog, standUp } from '#test/support/example-drafts.ts';

const decided = {
  requesterName: 'Anna',
  expiresAt: new Date('2026-12-12T09:30:00Z'),
  nextRuns: [{ at: new Date('2026-11-30T08:00:00Z'), about: false }],
  timezone: 'Europe/Berlin',
  credentials: [
    {
      type: 'slackApi',
      displayName: 'Slack API',
      nodes: ['Post to #team'],
      options: [],
      bound: { id: '1', name: 'Company Slack' },
    },
  ],
} satisfies Partial<DraftView>;
const viewOf = (given: Draft, more: Partial<DraftView> = {}): DraftView =>
  view({ name: given.name, summary: summarize(given, { catalog }), ...decided, ...more });
const toHourly = (node: Draft['nodes'][number]) =>
  node.type.endsWith('scheduleTrigger')
    ? { ...node, parameters: { rule: { interval: [{ field: 'hours', hoursInterval: 1 }] } } }
    : node;
const shown = (card: Card): string => JSON.stringify(card.elements.filter(({ kind }) => kind !== 'actions'));

const rehearsal = (text: string, more: Partial<Rehearsal> = {}): Rehearsal => ({
  trigger: 'Weekdays',
  base: {
    ended: true,
    steps: [
      {
        ...{ node: 'Post to #team', type: 'n8n-nodes-base.slack', typeVersion: 2.3, times: 1 },
        calls: [
          [
            { path: 'text', label: 'Message Text', text, computed: true },
            { path: 'channelId', label: 'Channel', text: '#team', computed: false },
          ],
        ],
        parameters: {},
      },
    ],
    branches: [],
    notReached: [],
  },
  variants: [],
  issues: [],
  sources: {},
  notRehearsed: [{ code: 'services' }],
  ms: 900,
  ...more,
});

describe('what stands before the first button', () => {
  it('says the zone of the next run where nothing else does, and once', () => {
    const clocked = summarize({ ...standUp, timezone: 'Europe/Berlin' }, { catalog });
    expect(shown(draftCard(viewOf(standUp, { summary: clocked }))).match(/Berlin/g)).toHaveLength(1);
    const hourly = summarize(
      { ...standUp, timezone: 'Europe/Berlin', nodes: standUp.nodes.map(toHourly) },
      { catalog },
    );
    expect(shown(draftCard(viewOf(standUp, { summary: hourly })))).toMatch(/next run [^·]*\(Berlin\)/);
  });

  it('of the simplest draft: six lines, 45 words, with what will be said and what was rehearsed', () => {
    const plain = viewOf(standUp);
    const said = plain.summary.lines.map(({ text }) => text).join('\n');
    expect(isAsSaid(rehearsal('Stand-up in 5 minutes'), said)).toBe(true);
    const card = draftCard({
      ...plain,
      rehearsed: { heading: wordsIn('en').rehearsal.asSaid, lines: [], findings: [] },
    });
    expect(linesBeforeButtons(card)).toBeLessThanOrEqual(6);
    expect(wordsBeforeButtons(card)).toBeLessThanOrEqual(45);
    for (const part of ['Every weekday at 09:00 (Berlin)', '#team', 'Stand-up in 5 minutes', 'Rehearsed in n8n'])
      expect(shown(card)).toContain(part);
    for (const part of ['as Company Slack', 'next run Mon 30 Nov, 09:00', 'asked by Anna', 'until'])
      expect(shown(card)).toContain(part);
    // What one or two boxes show, the line has said.
    expect(card.elements.some(({ kind }) => kind === 'image')).toBe(false);
  });

  it('of a branch: twelve lines, both ways with whom they reach', () => {
    const card = draftCard(viewOf(branching));
    expect(linesBeforeButtons(card)).toBeLessThanOrEqual(12);
    for (const part of ['acme.com', '#vip', 'sales@example.com', 'Otherwise']) expect(shown(card)).toContain(part);
    expect(card.elements.some(({ kind }) => kind === 'image')).toBe(true);
  });

  it('what is missing comes second, and looks like a question', () => {
    const missing = error(
      'not-said',
      { words: 'Say which channel, e.g. #sales.', key: 'channelId' },
      {
        node: 'Post to #team',
        path: 'parameters.channelId',
      },
    );
    const card = draftCard(viewOf(standUp, { issues: [missing] }));
    expect(card.elements[1]).toMatchObject({ kind: 'notice', level: 'question' });
    expect(shown(card)).toContain('Needs one answer: ');
    expect(card.elements.some((element) => element.kind === 'notice' && element.level === 'error')).toBe(false);
  });

  it.each([
    ['en', 'Which spreadsheet?', 'Which spreadsheet is “Orders”? “Read” needs it.'],
    ['de', 'Welche Tabelle?', 'Welche Tabelle ist „Orders“?'],
    ['fr', 'Quelle feuille de calcul\u00a0?', 'est «\u00a0Orders\u00a0»'],
    ['es', '¿Qué hoja de cálculo?', 'es «Orders»?'],
  ] as const)('in %s what stands in a list is asked for as a choice, not by its link', (language, missing, named) => {
    const at = { node: 'Read', path: 'parameters.documentId' };
    const params = { node: 'Read', parameter: 'Document', key: 'documentId' };
    const asks = (issue: Issue) => {
      const found = [issue];
      const needs = placeholdersOf(found, language);
      const reader = readerOf({ locale: language });
      return shown(draftCard(viewOf(standUp, { issues: found, needs, reader })));
    };
    const open = error('missing-parameter', { ...params, blank: false }, at);
    const word = error('named-not-chosen', { ...params, app: 'Google Sheets', word: 'Orders' }, at);
    const byLink = /link|Link|lien|enlace/;
    for (const [issue, words] of [
      [open, missing],
      [word, named],
    ] as const) {
      const said = asks({ ...issue, searched: true });
      expect(said).toContain(words);
      expect(said).not.toMatch(byLink);
      expect(asks(issue)).toMatch(byLink);
    }
  });

  it('whatever leaves a mark outside is on the card, never in the menu alone', () => {
    const { lines } = summarize(branching, { catalog });
    const card = draftCard(viewOf(branching));
    for (const { text } of lines) expect(shown(card)).toContain(JSON.stringify(text).slice(1, -1));
  });

  it.each(['de', 'fr', 'es'] as const)('in %s it is as short', (language) => {
    const reader = readerOf({ locale: language });
    const heading = wordsIn(language).rehearsal.asSaid;
    const card = draftCard(
      viewOf(standUp, {
        summary: summarize(standUp, { catalog, language }),
        rehearsed: { heading, lines: [], findings: [] },
        reader,
      }),
    );
    expect(linesBeforeButtons(card)).toBeLessThanOrEqual(6);
    expect(wordsBeforeButtons(card)).toBeLessThanOrEqual(60);
  });
});

describe('a rehearsal that shows nothing else than the card says', () => {
  const said = summarize(standUp, { catalog })
    .lines.map(({ text }) => text)
    .join('\n');
  it.each([
    ['another text', rehearsal('Stand-up in 6 minutes')],
    ['something unknown', rehearsal('Stand-up in 5 minutes', { notRehearsed: [{ code: 'time_ran_out' }] })],
    ['a finding', rehearsal('Stand-up in 5 minutes', { issues: [{ code: 'x', severity: 'warning', message: 'x' }] })],
    [
      'nothing at all',
      rehearsal('Stand-up in 5 minutes', { base: { ended: false, steps: [], branches: [], notReached: [] } }),
    ],
  ])('is not one with %s', (_what, shows) => {
    expect(isAsSaid(shows, said)).toBe(false);
  });
});
