import { describe, expect, it } from 'vitest';
import { doneCard } from '#src/cards/done-card.ts';
import { draftCard } from '#src/cards/draft-card.ts';
import { expiredCard } from '#src/cards/expired-card.ts';
import { answerMessage, errorMessage, progressMessage, questionMessage } from '#src/cards/message-cards.ts';
import { closedCard, creatingCard, failedCard } from '#src/cards/outcome-card.ts';
import { stepsCard } from '#src/cards/steps-card.ts';
import type { Card } from '#src/chat/card.ts';
import type { Issue } from '#src/model/issue.ts';
import type { DoneOutcome, Problem } from '#src/model/outcome.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { actionsOf, ids, namesOf, noticesOf, nowOf, view } from '#test/support/cards.ts';
import { catalog, draft, draftNode, link } from '#test/workflow/documents.ts';

const url = 'https://n8n.example.com/workflow/7';
const problem: Problem = { message: 'n8n is full.', code: 'n8n_full', reference: 'abcd1234', retryable: false };
const issue = (severity: Issue['severity'], message: string): Issue => ({ code: 'some-rule', severity, message });

/** Steps that leave no mark outside, one behind the other. */
const inRow = (names: readonly string[]) =>
  draft(
    [draftNode('Start', 'manualTrigger'), ...names.map((name) => draftNode(name, 'set'))],
    names.map((name, at) => link(names[at - 1] ?? 'Start', name)),
  );

describe('the card of a draft', () => {
  it('offers both ways to approve; publishing says first what it will do', () => {
    const card = draftCard(view());
    expect(namesOf(card)).toEqual(['approve_publish', 'change', 'approve', 'steps', 'discard']);
    expect(actionsOf(card)[0]).toMatchObject({ label: 'Turn on', style: 'primary' });
    expect(actionsOf(card)[0]?.confirm?.text).toBe('From then on it runs every hour.');
    expect(JSON.stringify(card)).not.toMatch(/until|n8n 2\.40\.7|revision \d/);
    expect(JSON.stringify(stepsCard(view()))).toContain('checked against your n8n 2.40.7');
  });

  it('says until when it is open, and once that is over offers to open it again and nothing to approve', () => {
    const expiresAt = new Date('2026-12-08T10:42:00Z');
    expect(draftCard(view({ expiresAt })).elements.at(-2)).toMatchObject({
      style: 'muted',
      text: ['asked by Ana · until ', { at: '2026-12-08T10:42:00Z' }],
    });
    const card = expiredCard(view({ expiresAt, issues: [issue('error', 'Say where to post.')] }));
    expect(card.title).toBe('⚪ Expired · Health check');
    expect(namesOf(card)).toEqual(['reopen', 'change']);
    expect(card.elements[0]).toMatchObject({ style: 'muted', text: 'Every hour, gets a page.' });
    const nothing = { kind: 'notice', text: expect.arrayContaining([{ at: '2026-12-08T10:42:00Z' }]) };
    expect(card.elements).toContainEqual(expect.objectContaining(nothing));
  });

  it.each([
    ['an error', [issue('error', 'Say where to post.')], ['change', 'steps', 'discard'], ['error: Say where to post.']],
    [
      'a warning',
      [issue('warning', 'No time zone.')],
      ['approve_publish', 'change', 'approve', 'steps', 'discard'],
      ['warning: No time zone.'],
    ],
    [
      'both, the error first',
      [issue('warning', 'No time zone.'), issue('error', 'Say where to post.')],
      ['change', 'steps', 'discard'],
      ['error: Say where to post.', 'warning: No time zone.'],
    ],
  ])('with %s', (_what, issues, names, notices) => {
    const card = draftCard(view({ issues }));
    expect(namesOf(card)).toEqual(names);
    expect(noticesOf(card)).toEqual(notices);
  });

  it('names each missing credential once, and the catalogue it was checked against', () => {
    const slack = { type: 'slackApi', displayName: 'Slack API', nodes: ['Post', 'Post again'] };
    const card = draftCard(view({ credentials: [slack], checkedAgainst: { kind: 'core', n8nVersion: '2.40.7' } }));
    expect(noticesOf(card)).toContainEqual(expect.stringMatching(/^warning: Not checked against your n8n/));
    expect(noticesOf(card)).toHaveLength(2);
    expect(noticesOf(card)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^warning: .*a credential for Slack API\./)]),
    );
    expect(namesOf(card)).toContain('https://n8n.example.com/home/credentials');
    const steps = stepsCard(view({ checkedAgainst: { kind: 'core', n8nVersion: '2.40.7' } }));
    expect(JSON.stringify(steps)).toContain("checked against Flowsmith's built-in list");
  });

  it('where n8n did not tell its credentials it does not claim that one is missing', () => {
    const need = { type: 'slackApi', displayName: 'Slack API', nodes: ['Post'] };
    const known = JSON.stringify(draftCard(view({ credentials: [{ ...need, options: [] }] })));
    const unknown = JSON.stringify(draftCard(view({ credentials: [need] })));
    expect(known).toContain('Still needed before it can run: a credential for Slack API');
    expect(unknown).toContain('n8n did not tell which ones it has');
    expect(unknown).not.toContain('Still needed');
  });

  it('says which credential it will use, and lets people choose where several fit', () => {
    const options = [
      { id: '1', name: 'Sales', type: 'slackApi' },
      { id: '2', name: 'Ops', type: 'slackApi' },
    ];
    const slack = { type: 'slackApi', displayName: 'Slack API', nodes: ['Post'], options };
    const open = draftCard(view({ credentials: [slack] }));
    expect(open.elements.find((element) => element.kind === 'select')).toMatchObject({
      action: 'choose',
      choices: ['Sales', 'Ops'],
      value: { ...ids, page: 0 },
    });
    const bound = draftCard(view({ credentials: [{ ...slack, bound: { id: '1', name: 'Sales' } }] }));
    expect(JSON.stringify(bound)).toContain('as Sales · asked by Ana');
    expect(bound.elements.some((element) => element.kind === 'select')).toBe(false);
  });

  it('a change says what is different, what is missing and when it runs next', () => {
    const card = draftCard(
      view({
        difference: ['Runs at 07:00 instead of 09:00'],
        changes: { wasPublished: true },
        needs: [{ node: 'Post', path: 'channelId', label: 'Channel for “Post”', hint: 'Say which channel.' }],
        nextRuns: [{ at: new Date('2026-12-01T06:00:00Z'), about: false }],
        timezone: 'Europe/Berlin',
      }),
    );
    expect(card.title).toBe('🟡 Change · Health check');
    const shown = JSON.stringify(card);
    for (const part of ['Runs at 07:00 instead of 09:00', 'Save and make live', 'next run Tue 1 Dec, 07:00'])
      expect(shown).toContain(part);
    expect(namesOf(card)).toEqual(['approve_publish', 'fill', 'change', 'approve', 'steps', 'discard']);
  });

  it('a change of what is live says which other edits would go live with it, and leaves the choice', () => {
    const notLive = ['“Mail” is switched off'];
    const card = draftCard(view({ difference: ['x'], changes: { wasPublished: true, notLive } }));
    const shown = JSON.stringify(card);
    expect(shown).toContain('edits that are not live yet: “Mail” is switched off');
    expect(shown).toContain('Save and make all of it live');
    expect(shown).toContain('It also makes live what is saved in n8n and not live yet: “Mail” is switched off.');
    expect(namesOf(card)).toEqual(['approve_publish', 'change', 'approve', 'steps', 'discard']);
    expect(shown).toContain('Save without making it live');
    expect(JSON.stringify(draftCard(view({ changes: { wasPublished: true } })))).not.toContain('not live yet');
  });

  it('stays readable however much there is to say', () => {
    const many = Array.from({ length: 40 }, (_, index) => `item ${index}`);
    const issues = many.map((message) => issue('error', message));
    const card = draftCard(
      view({ issues, assumptions: many, notes: many, summary: summarize(inRow(many), { catalog }) }),
    );
    expect(card.elements.length).toBeLessThan(25);
    expect(JSON.stringify(card)).toContain('28 more steps');
    expect(JSON.stringify(card)).toContain('and 35 more');
  });
});

describe('the card after the decision', () => {
  const boss = { name: 'Boss', at: new Date('2026-11-24T10:42:00Z') };
  const done = (outcome: DoneOutcome, live: boolean) =>
    doneCard(view(), boss, outcome, nowOf({ state: live ? 'published' : 'unpublished' }));
  const cases: { what: string; card: Card; title: string; buttons: string[]; notice: string }[] = [
    {
      what: 'created',
      card: done({ kind: 'created', url }, false),
      title: '⚪ Created, off · Health check',
      buttons: [url, 'publish', 'steps', 'delete'],
      notice: 'success: Created in n8n, switched off: it does not run yet.',
    },
    {
      what: 'created, not publishable',
      card: done({ kind: 'created', url, publishProblem: problem }, false),
      title: '⚪ Created, off · Health check',
      buttons: [url, 'publish', 'steps', 'delete'],
      notice: 'error: It could not be turned on. n8n is full. (reference abcd1234)',
    },
    {
      what: 'live',
      card: done({ kind: 'published', url, live: true, message: 'It runs.' }, true),
      title: '🟢 Live · Health check',
      buttons: [url, 'unpublish', 'steps'],
      notice: 'success: It runs.',
    },
    {
      what: 'published, not live',
      card: done({ kind: 'published', url, live: false, message: 'Its trigger did not start.' }, true),
      title: '🟠 On, but not running · Health check',
      buttons: [url, 'unpublish', 'steps'],
      notice: 'warning: Its trigger did not start.',
    },
    {
      what: 'failed',
      card: failedCard(view(), boss, { kind: 'failed', problem, nothingCreated: true }),
      title: '🔴 Not created · Health check',
      buttons: ['retry', 'change', 'discard'],
      notice: 'error: n8n is full. (reference abcd1234)',
    },
  ];

  it.each(cases)('$what', ({ card, title, buttons, notice }) => {
    expect(card.title).toBe(title);
    expect(namesOf(card)).toEqual(buttons);
    expect(noticesOf(card).at(-1)).toBe(notice);
    expect(card.elements.at(-2)).toMatchObject({
      style: 'muted',
      text: ['Approved by Boss, ', { at: '2026-11-24T10:42:00Z' }],
    });
    expect(JSON.stringify(card)).toContain('every hour');
  });

  it('has no buttons while it is created, or once it is closed', () => {
    const creating = creatingCard(view(), boss);
    expect(namesOf(creating)).toEqual([]);
    expect(noticesOf(creating)).toEqual(['info: Approved by Boss, 24 Nov 2026, 10:42 UTC. Putting it into n8n…']);
    expect(namesOf(closedCard(view(), 'Discarded by Boss.'))).toEqual([]);
  });

  it('once it is closed it is one grey line that leads to the newest', () => {
    expect(closedCard(view(), 'replaced by a newer version.', url)).toEqual({
      language: 'en',
      title: '',
      elements: [
        {
          kind: 'text',
          style: 'muted',
          text: ['Health check · ', 'replaced by a newer version.', ' ', { text: 'Open the newest', url }],
        },
      ],
    });
  });

  it('every button carries the ids of its draft, and of its workflow, and nothing else', () => {
    const cards = [draftCard(view()), ...cases.map(({ card }) => card)];
    for (const { action, value } of cards.flatMap(actionsOf)) {
      const ofWorkflow = action === 'unpublish' || action === 'delete';
      expect(value).toEqual(ofWorkflow ? { ...ids, workflowId: 'w-1' } : ids);
    }
  });
});

describe('words without a draft', () => {
  it('are the same with and without the card', () => {
    expect(questionMessage('q1', 'Which channel?', ['#ops', '#dev']).text).toBe('Which channel?\n1. #ops\n2. #dev');
    expect(questionMessage('q1', 'Which channel?', []).card?.elements).toHaveLength(2);
    const kinds = (choices: string[]) =>
      questionMessage('q1', 'Which one?', choices).card?.elements.map(({ kind }) => kind);
    expect(kinds(['x'.repeat(40), 'y'])).toEqual(['text', 'actions', 'text']);
    expect(kinds(['x'.repeat(41), 'y'])).toEqual(['text', 'select', 'text']);
    expect(answerMessage('One.\n\nTwo.').card?.elements).toHaveLength(2);
    expect(progressMessage('choosing', 'e1').card?.title).toBe('Working on it');
    const error = errorMessage('The model did not answer.', 'abcd1234');
    expect(error.text).toBe('The model did not answer. (reference abcd1234)');
    expect(JSON.stringify(error.card)).toContain('(reference abcd1234)');
  });
});
