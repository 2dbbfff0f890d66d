import { describe, expect, it } from 'vitest';
import { toBlocks, validateBlocks } from '#adapters/slack/block-kit.ts';
import { teamsLimits, toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import { sizeOf } from '#adapters/teams/card-text.ts';
import { toTold } from '#src/cards/act-outcome.ts';
import { confirmCard } from '#src/cards/confirm-card.ts';
import { type ExecutionsView, executionsCard } from '#src/cards/executions-card.ts';
import { historyCard } from '#src/cards/history-card.ts';
import { type LinkRow, linksCard } from '#src/cards/links-card.ts';
import { type ListView, listCard, listText } from '#src/cards/list-card.ts';
import { waitingCard } from '#src/cards/waiting-card.ts';
import { nextRunsText, whenText } from '#src/cards/when.ts';
import { type WorkflowView, workflowCard } from '#src/cards/workflow-card.ts';
import type { Card } from '#src/chat/card.ts';
import { readerOf } from '#src/language/language.ts';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import { summaryWith } from '#test/support/summary.ts';

const long = (length: number) => 'Long *name* <!channel> [x](y) '.repeat(Math.ceil(length / 30)).slice(0, length);
const id = '0f8fad5b-d9cb-469f-a165-70867728950e';

const view = (change: Partial<WorkflowView> = {}): WorkflowView => ({
  workflowId: id,
  name: 'Weather',
  url: 'https://n8n.example.com/workflow/7',
  state: 'unpublished',
  unpublishedEdits: false,
  summary: summaryWith({
    sentence: 'Every hour, gets a page.',
    trigger: 'every hour',
    steps: ['Get the page'],
    apps: [],
    publishEffect: 'From then on it runs every hour.',
  }),
  credentials: [],
  nextRuns: [],
  timezone: 'Europe/Berlin',
  reader: readerOf({ timezone: 'Europe/Berlin' }),
  requesterName: 'Ana',
  canRun: false,
  hasArchive: true,
  ...change,
});

const labelsOf = (card: Card) =>
  card.elements.flatMap((element) => (element.kind === 'actions' ? element.buttons.map(({ label }) => label) : []));

describe('the card of a workflow', () => {
  it.each([
    [
      'unpublished',
      {},
      ['Turn on', 'Change…', 'History', 'Executions', 'Try it', 'Rename', 'Save as template', 'Delete', 'Open in n8n'],
    ],
    [
      'live',
      {},
      ['Turn off', 'Change…', 'History', 'Executions', 'Try it', 'Rename', 'Save as template', 'Delete', 'Open in n8n'],
    ],
    [
      'live',
      { canRun: true },
      [
        'Turn off',
        'Change…',
        'History',
        'Executions',
        'Try it',
        'Run once',
        'Rename',
        'Save as template',
        'Delete',
        'Open in n8n',
      ],
    ],
    [
      'live',
      { unpublishedEdits: true },
      [
        'Make it live',
        'Turn off',
        'Change…',
        'History',
        'Executions',
        'Try it',
        'Rename',
        'Save as template',
        'Delete',
        'Open in n8n',
      ],
    ],
    ['archived', {}, ['Undo: take it out of the archive', 'Open in n8n']],
    ['archived', { hasArchive: false }, ['Open in n8n']],
    ['gone', {}, ['Bring it back', 'History']],
  ] as const)('%s %o', (state, change, labels) => {
    expect(labelsOf(workflowCard(view({ state, ...change })))).toEqual([...labels]);
  });

  it('shows the picture of what n8n holds, and no buttons while something is under way', () => {
    const picture = { draftId: 'd-1', revision: 2 };
    const card = workflowCard(view({ picture }), { level: 'info', text: 'Turning it on…' }, { busy: true });
    expect(card.elements).toContainEqual(expect.objectContaining({ kind: 'image', picture }));
    expect(labelsOf(card)).toEqual(['Open in n8n']);
  });

  it('deleting says beforehand whether it is for good', () => {
    expect(JSON.stringify(confirmCard(view(), 'delete'))).toContain('can be brought back');
    const forGood = confirmCard(view({ hasArchive: false }), 'delete');
    expect(JSON.stringify(forGood)).toContain('deleted for good');
    expect(labelsOf(forGood)).toEqual(['Keep as it is', 'Delete for good']);
  });
});

const execution = { id: '9', status: 'success', url: 'https://n8n.example.com/workflow/7/executions/9' };
const outcomes: [ActOutcome, string, string][] = [
  [{ kind: 'published', live: true, verified: true, message: 'Live.' }, 'success', 'Live. (Ana)'],
  [{ kind: 'published', live: false, verified: true, message: 'Not started.' }, 'warning', 'Not started.'],
  [{ kind: 'unpublished' }, 'success', 'Turned off by Ana'],
  [{ kind: 'archived' }, 'success', 'in the archive'],
  [{ kind: 'deleted' }, 'success', 'for good'],
  [{ kind: 'gone' }, 'info', 'not in n8n any more'],
  [{ kind: 'unarchived' }, 'success', 'Brought back'],
  [{ kind: 'renamed', was: 'Old' }, 'success', 'it was called “Old”'],
  [{ kind: 'renamed' }, 'success', 'Renamed by Ana.'],
  [{ kind: 'ran', httpStatus: 200 }, 'success', 'answered 200'],
  [{ kind: 'ran', httpStatus: 500 }, 'warning', 'answered 500'],
  [{ kind: 'ran', httpStatus: 200, execution }, 'success', 'execution 9 succeeded'],
  [{ kind: 'not_run', message: 'It has no webhook.' }, 'warning', 'Not started.'],
  [{ kind: 'may_have_run', url: execution.url }, 'warning', 'it may have run'],
  [{ kind: 'retried', execution: { ...execution, status: 'error', explanation: 'No.' } }, 'warning', 'failed. No.'],
  [{ kind: 'retried', execution: { ...execution, status: 'running' } }, 'info', 'is running'],
  [
    { kind: 'failed', problem: { message: 'No.', code: 'x', reference: 'abcd1234', retryable: false } },
    'error',
    'abcd1234',
  ],
];
it.each(outcomes)('the outcome %o is %s: %s', (outcome, level, words) => {
  const told = toTold(outcome, 'Ana');
  expect(told.level).toBe(level);
  expect(told.text).toContain(words);
});

const list = (change: Partial<ListView> = {}): ListView => ({
  which: 'all',
  page: 0,
  pages: 1,
  total: 1,
  wholeInstance: false,
  allUrl: 'https://n8n.example.com/home/workflows',
  reader: readerOf({ timezone: 'UTC' }),
  rows: [
    { workflowId: id, name: 'Weather', url: 'https://n8n.example.com/workflow/7', state: 'there', published: true },
  ],
  ...change,
});

describe('the list', () => {
  it('turns pages both ways in the middle, one way at the ends', () => {
    const labels = (page: number) => labelsOf(listCard(list({ page, pages: 3, total: 25 })));
    const all = 'All of them in n8n';
    expect([0, 1, 2].map(labels)).toEqual([
      ['Next', all],
      ['Previous', 'Next', all],
      ['Previous', all],
    ]);
    expect(labelsOf(listCard(list()))).toEqual([]);
  });

  it('as words it says the same, with links', () => {
    expect(listText(list())).toContain('• Weather: On · no execution known https://n8n.example.com/workflow/7');
    expect(listText(list({ total: 0, rows: [] }))).toContain('Tell me what should happen and when');
  });
});

const executions: ExecutionsView = {
  workflowId: id,
  name: long(128),
  url: 'https://n8n.example.com/workflow/7/executions',
  reader: readerOf({ timezone: 'Nowhere/Nothing' }),
  rows: Array.from({ length: 10 }, (_, index) => ({
    ...{ id: String(index), status: 'error', at: 'no time at all', mode: 'by its trigger', retried: false },
    url: 'https://n8n.example.com/x',
  })),
  explained: { id: '3', what: long(3_000), advice: long(500), canRetry: true, url: 'https://n8n.example.com/x' },
};
const extremes: Record<string, Card> = {
  workflow: workflowCard(
    view({
      ...{ name: long(128), canRun: true, state: 'live', credentials: [long(400), long(400)] },
      summary: summaryWith({
        ...{
          sentence: long(4_000),
          trigger: long(500),
          apps: Array.from({ length: 60 }, () => long(40)),
        },
        steps: Array.from({ length: 200 }, () => long(300)),
        publishEffect: long(2_000),
      }),
    }),
    { level: 'error', text: long(5_000), links: [{ label: long(200), url: 'https://n8n.example.com/x' }] },
  ),
  confirm: confirmCard(view({ name: long(128), hasArchive: false }), 'delete'),
  list: listCard(
    list({
      ...{ page: 1, pages: 3, total: 30 },
      rows: Array.from({ length: 10 }, () => ({ ...list().rows[0], name: long(128) }) as ListView['rows'][number]),
    }),
  ),
  history: historyCard({
    ...{ workflowId: id, name: long(128), page: 1, pages: 3, reader: readerOf({ timezone: 'UTC' }), onlyOurs: true },
    rows: Array.from({ length: 10 }, (_, index) => ({
      ...{
        number: index,
        versionId: `v${index}`,
        at: '2026-11-24T09:00:00Z',
        who: long(200),
        current: false,
        live: true,
      },
      what: Array.from({ length: 40 }, () => long(300)),
    })),
  }),
  executions: executionsCard(executions),
  waiting: waitingCard({
    ...{ page: 1, pages: 3, total: 25, reader: readerOf({}) },
    rows: Array.from({ length: 10 }, () => ({
      ...{ draftId: id, revision: 1, name: long(128), requester: long(80), place: long(80), at: new Date(0) },
    })),
  }),
  'links that wait': linksCard({
    page: 1,
    pages: 3,
    total: 25,
    told: long(200),
    rows: links('waiting'),
    language: 'en',
  }),
  'links there are': linksCard({ page: 1, pages: 3, total: 25, rows: links('linked'), language: 'en' }),
};

function links(state: LinkRow['state']): LinkRow[] {
  return Array.from({ length: 10 }, () => ({
    linkId: id,
    state,
    who: long(300),
    ids: long(200),
    at: new Date(0),
    by: long(100),
  }));
}

describe.each(Object.entries(extremes))('the fullest card of its kind: %s', (_kind, card) => {
  it('is one that Slack takes', () => {
    const blocks = toBlocks(card);
    expect(validateBlocks(blocks)).toEqual([]);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(blocks)).not.toContain('<!channel>');
  });

  it('is one that Teams takes, with all its buttons', () => {
    const adaptive = toAdaptiveCard(card);
    expect(sizeOf(adaptive)).toBeLessThanOrEqual(teamsLimits.cardBytes);
    for (const label of labelsOf(card)) {
      if (label.length <= teamsLimits.buttonLabelLength)
        expect(JSON.stringify(adaptive)).toContain(JSON.stringify(label));
    }
  });
});

it('times are told in the zone of who reads, and nothing breaks on nonsense', () => {
  expect(whenText('2026-11-24T08:30:00Z', readerOf({ timezone: 'Europe/Berlin' }))).toBe('24 Nov 2026, 09:30');
  expect(whenText('2026-11-24T08:30:00Z', readerOf({}))).toBe('24 Nov 2026, 08:30 UTC');
  expect(whenText('nonsense', readerOf({}))).toBe('at an unknown time');
  expect(whenText(undefined, readerOf({}))).toBe('at an unknown time');
  expect(nextRunsText([{ at: new Date('2026-11-24T08:30:00Z'), about: true }], 'No/Where', readerOf({}))).toContain(
    '(UTC)',
  );
});
