import { describe, expect, it } from 'vitest';
import { doneCard } from '#src/cards/done-card.ts';
import type { WorkflowNow } from '#src/cards/workflow-now.ts';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import type { DoneOutcome } from '#src/model/outcome.ts';
import { actionsOf, ids, namesOf, noticesOf, nowOf, view } from '#test/support/cards.ts';

const url = 'https://n8n.example.com/workflow/7';
const at = new Date('2026-11-24T10:42:00Z');
const when = '24 Nov 2026, 10:42 UTC';
const live: DoneOutcome = { kind: 'published', url, live: true, message: 'It runs.' };
const created: DoneOutcome = { kind: 'created', url };
const saved: DoneOutcome = { kind: 'updated', url, live: false, message: 'Saved in n8n.' };
const savedLive: DoneOutcome = { kind: 'updated', url, live: true, message: 'Saved and live.' };
const byAna = (outcome: ActOutcome): WorkflowNow['switched'] => ({ by: 'Ana', at, outcome });
const inN8n = { inN8nAt: at };

describe('what is true now about a workflow that was created', () => {
  const cases: [what: string, DoneOutcome, Partial<WorkflowNow>, title: string, notice: string, buttons: string[]][] = [
    [
      'turned off by somebody',
      live,
      { state: 'unpublished', switched: byAna({ kind: 'unpublished' }) },
      '⚪ Off · Health check',
      `success: Turned off by Ana, ${when}: it does not run by itself any more.`,
      [url, 'publish', 'steps', 'delete'],
    ],
    [
      'turned on by somebody later',
      created,
      {
        state: 'published',
        switched: byAna({ kind: 'published', live: true, verified: true, message: 'Published and live.' }),
      },
      '🟢 Live · Health check',
      `success: Published and live. (Ana, ${when})`,
      [url, 'unpublish', 'steps'],
    ],
    [
      'deleted, where n8n has an archive',
      created,
      { state: 'archived', switched: byAna({ kind: 'archived' }) },
      '⚪ Deleted · Health check',
      `success: Deleted by Ana, ${when}: it is in the archive of n8n and does not run.`,
      [url, 'restore', 'steps'],
    ],
    [
      'deleted for good',
      created,
      { state: 'gone', switched: byAna({ kind: 'deleted' }) },
      '⚪ Deleted · Health check',
      `success: Deleted for good by Ana, ${when}.`,
      ['restore'],
    ],
    [
      'brought back',
      live,
      { state: 'unpublished', switched: byAna({ kind: 'unarchived' }) },
      '⚪ Off · Health check',
      `success: Brought back by Ana, ${when}. It is switched off.`,
      [url, 'publish', 'steps', 'delete'],
    ],
    [
      'unpublished in n8n',
      live,
      { state: 'unpublished', switched: inN8n },
      '⚪ Off · Health check',
      `info: Turned off in n8n (unpublished), seen ${when}: it does not run by itself.`,
      [url, 'publish', 'steps', 'delete'],
    ],
    [
      'published in n8n',
      created,
      { state: 'published', switched: inN8n },
      '🟢 On · Health check',
      `info: Turned on in n8n (published), seen ${when}.`,
      [url, 'unpublish', 'steps'],
    ],
    [
      'deleted in n8n',
      live,
      { state: 'gone', switched: inN8n },
      '⚪ Deleted · Health check',
      `info: Deleted in n8n, seen ${when}.`,
      ['restore'],
    ],
    [
      'changed in n8n',
      live,
      { changed: inN8n },
      '🟢 Live · Health check',
      `info: Changed in n8n, seen ${when}: it may do something else than this card says.`,
      [url, 'show', 'unpublish', 'steps'],
    ],
    [
      'not as it was left, nobody knows why',
      live,
      { state: 'unpublished' },
      '⚪ Off · Health check',
      'info: It is off now: it does not run by itself.',
      [url, 'publish', 'steps', 'delete'],
    ],
    [
      'a change that is live',
      savedLive,
      {},
      '🟢 Live · Health check',
      'success: Saved and live.',
      [url, 'undo', 'unpublish', 'steps'],
    ],
    [
      'a change that is saved, the version before is live',
      saved,
      {},
      '🟠 Saved · Health check',
      'info: Saved in n8n.',
      [url, 'publish', 'undo', 'unpublish', 'steps'],
    ],
    [
      'a change of which n8n does not tell whether it restarted',
      { ...savedLive, seen: 'savedUnverified' },
      {},
      '🟢 On · Health check',
      'info: Saved and turned on. n8n does not tell whether its trigger restarted: look at its next execution.',
      [url, 'undo', 'unpublish', 'steps'],
    ],
    [
      'a change that n8n did not start',
      { ...saved, seen: 'savedNotStarted' },
      {},
      '🟠 On, but not running · Health check',
      'warning: Saved and turned on, but n8n has not started its trigger. Open it in n8n, check the trigger and its credential, then turn it on there again (Publish).',
      [url, 'publish', 'undo', 'unpublish', 'steps'],
    ],
    [
      'turned on again, of which n8n does not tell whether it restarted',
      { ...live, live: false, verified: false, seen: 'unverified' },
      {},
      '🟢 On · Health check',
      'info: Turned on again. n8n does not tell whether its trigger restarted: look at its next execution in n8n.',
      [url, 'unpublish', 'steps'],
    ],
    [
      'a change that was replaced',
      savedLive,
      { superseded: true, changed: { by: 'Ben', at } },
      '⚪ Changed since · Health check',
      `info: Changed since by Ben, ${when}: it may do something else than this card says.`,
      [url, 'show'],
    ],
    [
      'something is being done',
      live,
      { busy: { verb: 'unpublish', by: 'Ana', detail: 'stillTrying' } },
      '🟡 Live · Health check',
      'info: Turning it off… (Ana) n8n does not answer as it should. I keep trying for a few minutes.',
      [url],
    ],
    [
      'something was tried and failed',
      live,
      { failed: { message: 'n8n refused.', code: 'n8n_refused', reference: 'abcd1234', retryable: false } },
      '🟢 Live · Health check',
      'error: n8n refused. (reference abcd1234)',
      [url, 'unpublish', 'steps'],
    ],
  ];

  it.each(cases)('%s', (_what, outcome, now, title, notice, buttons) => {
    const card = doneCard(view(), { name: 'Boss', at }, outcome, nowOf(now));
    expect(card.title).toBe(title);
    expect(noticesOf(card).at(-1)).toBe(notice);
    expect(namesOf(card)).toEqual(buttons);
  });

  it('says when it runs next only while it runs', () => {
    const next = { nextRuns: [{ at: new Date('2026-11-30T08:00:00Z'), about: false }], timezone: 'Europe/Berlin' };
    const shown = (outcome: DoneOutcome, now: Partial<WorkflowNow>) =>
      JSON.stringify(doneCard(view(next), { name: 'Boss', at }, outcome, nowOf(now)));
    expect(shown(live, {})).toContain('next run Mon 30 Nov, 09:00');
    for (const now of [
      { state: 'unpublished' },
      { state: 'archived' },
      { state: 'gone' },
      { superseded: true },
      { changed: inN8n },
    ] as const)
      expect(shown(live, now)).not.toContain('30 Nov');
    // Of what n8n did not start nobody knows that it runs; of a change that is not live, another version does.
    expect(shown({ ...live, live: false, verified: true, seen: 'notStarted' }, {})).not.toContain('30 Nov');
    expect(shown({ ...saved, seen: 'savedNotStarted' }, {})).not.toContain('30 Nov');
    expect(shown({ ...saved, seen: 'savedEarlierLive' }, {})).not.toContain('30 Nov');
    expect(shown({ ...savedLive, seen: 'savedUnverified' }, {})).toContain('30 Nov');
    expect(shown(created, { state: 'unpublished' })).not.toContain('30 Nov');
  });

  it('questions name the workflow as it is called now, and its old name is still there', () => {
    const now = nowOf({ name: 'Renamed', state: 'published' });
    const card = doneCard(view(), { name: 'Boss' }, live, now);
    expect(card.title).toBe('🟢 Live · Renamed');
    expect(JSON.stringify(card)).toContain('It was asked for as “Health check”.');
    expect(actionsOf(card)[0]?.confirm?.title).toBe('Turn off “Renamed”?');
    const unpublished = doneCard(view(), { name: 'Boss' }, created, nowOf({ name: 'Renamed', state: 'unpublished' }));
    expect(actionsOf(unpublished)[0]?.confirm).toMatchObject({
      title: 'Turn on “Renamed”?',
      text: 'From then on it runs every hour.',
    });
  });

  it('the button says “Turn on” of what was turned off, and that it is tried again only where that failed', () => {
    const labelOf = (outcome: DoneOutcome, now: Partial<WorkflowNow>) =>
      actionsOf(doneCard(view(), { name: 'Boss' }, outcome, nowOf({ state: 'unpublished', ...now }))).find(
        ({ action }) => action === 'publish',
      )?.label;
    const failed = { ...created, publishProblem: { message: 'x', code: 'x', reference: 'x', retryable: false } };
    expect(labelOf(created, {})).toBe('Turn on');
    expect(labelOf(live, { switched: byAna({ kind: 'unpublished' }) })).toBe('Turn on');
    expect(labelOf(failed, {})).toBe('Try to turn it on again');
    expect(labelOf(failed, { switched: byAna({ kind: 'unpublished' }) })).toBe('Turn on');
    expect(labelOf(saved, {})).toBe('Turn on');
    expect(labelOf(saved, { state: 'published' })).toBe('Make it live');
  });

  it('a credential that is missing comes after what was done', () => {
    const slack = { type: 'slackApi', displayName: 'Slack API', nodes: ['Post'], options: [] };
    const off = nowOf({ state: 'unpublished' });
    const levels = noticesOf(doneCard(view({ credentials: [slack] }), { name: 'Boss' }, created, off));
    expect(levels.map((each) => each.split(':')[0])).toEqual(['success', 'warning']);
  });

  it('publishing goes on with the approval while nothing else happened, and is an act of its own after that', () => {
    const publishOf = (outcome: DoneOutcome, now: Partial<WorkflowNow>) =>
      actionsOf(doneCard(view(), { name: 'Boss' }, outcome, nowOf({ state: 'unpublished', ...now }))).find(
        ({ action }) => action === 'publish',
      )?.value;
    expect(publishOf(created, {})).toEqual(ids);
    expect(publishOf(created, { changed: inN8n })).toEqual({ ...ids, workflowId: 'w-1' });
    expect(publishOf(live, { switched: byAna({ kind: 'unpublished' }) })).toEqual({ ...ids, workflowId: 'w-1' });
  });
});
