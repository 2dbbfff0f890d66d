import { describe, expect, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { diffWorkflows } from '#src/workflow/edit/diff.ts';
import { describeDiff } from '#src/workflow/words/describe-diff.ts';
import { catalog, chain, document, node } from '../documents.ts';

type Values = Record<string, unknown>;
const daily = node('Every day', 'scheduleTrigger', { rule: { interval: [{ field: 'days', triggerAtHour: 9 }] } });
const weekdays = node('Every day', 'scheduleTrigger', {
  rule: { interval: [{ field: 'weeks', triggerAtDay: [1, 2, 3, 4, 5], triggerAtHour: 7 }] },
});
const post = (channel: string, text = 'Good morning', more: Values = {}): Values =>
  node('Post', 'slack', { select: 'channel', channelId: { __rl: true, mode: 'name', value: channel }, text }, more);
const mail = node('Mail', 'emailSend', { toEmail: 'a@example.com', subject: 'Hi' });
const fetchIt = (url: string, more: Values = {}): Values => node('Get', 'httpRequest', { url, ...more });

const flow = (value: Values): N8nWorkflow => value as unknown as N8nWorkflow;
const words = (before: Values, after: Values): string[] =>
  describeDiff(diffWorkflows(flow(before), flow(after)), catalog);

describe('the difference of two workflows', () => {
  it('is empty for the same but for where it stands', () => {
    const moved = { ...post('#ops'), position: [500, 500] };
    const sticky = node('Note', 'stickyNote', { content: 'x' });
    const diff = diffWorkflows(
      flow({ ...chain(daily, post('#ops')), nodes: [daily, post('#ops'), { ...sticky, position: [9, 9] }] }),
      flow({ ...chain(daily, moved), nodes: [daily, moved, sticky] }),
    );
    expect(diff).toMatchObject({
      added: [],
      removed: [],
      changed: [],
      renamed: [],
      connectionsAdded: [],
      connectionsRemoved: [],
      settingsChanged: [],
      parts: [],
      moved: 2,
      notes: { added: [], removed: [], changed: [] },
    });
    expect(describeDiff(diff, catalog)).toEqual(['2 steps stand elsewhere on the canvas']);
  });

  it('names every changed path', () => {
    const diff = diffWorkflows(flow(chain(daily, post('#a'))), flow(chain(weekdays, post('#b', 'Hi'))));
    expect(diff.changed.map(({ node: name, paths }) => [name, paths.map(({ path }) => path)])).toEqual([
      [
        'Every day',
        [
          'parameters.rule.interval[0].field',
          'parameters.rule.interval[0].triggerAtHour',
          'parameters.rule.interval[0].triggerAtDay',
        ],
      ],
      ['Post', ['parameters.channelId', 'parameters.text']],
    ]);
    expect(diff.changed[1]?.paths[1]).toMatchObject({ path: 'parameters.text', before: 'Good morning', after: 'Hi' });
  });

  it('follows a renamed node by its id and keeps its connections', () => {
    const renamed = { ...post('#ops'), name: 'Tell' };
    const diff = diffWorkflows(flow(chain(daily, post('#ops'))), flow(chain(daily, renamed)));
    expect(diff).toMatchObject({
      renamed: [{ from: 'Post', to: 'Tell' }],
      changed: [],
      connectionsAdded: [],
      connectionsRemoved: [],
    });
  });

  it.each<[string, Values, Values, string[]]>([
    [
      'a schedule',
      chain(daily, mail),
      chain(weekdays, mail),
      ['Runs every weekday at 07:00 instead of every day at 09:00'],
    ],
    [
      'a channel',
      chain(daily, post('#general')),
      chain(daily, post('#ops')),
      ['Post a message to Slack #ops instead of #general'],
    ],
    [
      'a text',
      chain(daily, post('#ops')),
      chain(daily, post('#ops', 'Hello')),
      ['“Post”: Text is now “Hello” instead of “Good morning”'],
    ],
    [
      'both',
      chain(daily, post('#a', 'x')),
      chain(daily, post('#b', 'y')),
      ['Post a message to Slack #b instead of #a', '“Post”: Text is now “y” instead of “x”'],
    ],
    [
      'an added step',
      chain(daily, mail),
      chain(daily, mail, post('#ops')),
      ['Adds “Post”: Post a message to Slack #ops, after “Mail”\nText: “Good morning”'],
    ],
    [
      'a removed step',
      chain(daily, mail, post('#ops')),
      chain(daily, mail),
      ['Removes “Post”: Post a message to Slack #ops, after “Mail”'],
    ],
    [
      'a step put in between',
      chain(daily, post('#ops')),
      chain(daily, mail, post('#ops')),
      ['Adds “Mail”: Send an e-mail to a@example.com, after “Every day”, before “Post”'],
    ],
    [
      'another kind of node',
      chain(daily, post('#ops')),
      chain(daily, { ...mail, id: 'id of Post', name: 'Post' }),
      ['Send an e-mail to a@example.com instead of: post a message to Slack #ops (“Post”)'],
    ],
    ['switched off', chain(daily, mail), chain(daily, { ...mail, disabled: true }), ['“Mail” is switched off']],
    [
      'on error',
      chain(daily, mail),
      chain(daily, { ...mail, onError: 'continueRegularOutput' }),
      ['“Mail”: an error does not stop the workflow'],
    ],
    [
      'a value from the data',
      chain(daily, post('#ops')),
      chain(daily, post('#ops', '={{ $json.a }}')),
      ['“Post”: Text is now a value from the data (“{{ $json.a }}”) instead of “Good morning”'],
    ],
    [
      'a setting taken away',
      chain(daily, fetchIt('https://a.example', { sendQuery: true })),
      chain(daily, fetchIt('https://a.example')),
      ['“Get”: Send query parameters is not set any more (it was on)'],
    ],
    [
      'another order',
      document([daily, mail, post('#a')], { 'Every day': ['Mail'] }),
      document([daily, mail, post('#a')], { 'Every day': ['Post'] }),
      ['“Post” now follows “Every day”', '“Mail” does not follow “Every day” any more'],
    ],
    [
      'timezone and name',
      document([daily], {}),
      document([daily], {}, { name: 'New', settings: { timezone: 'UTC' } }),
      ['Name: “New” instead of “Test”', "Times are meant in UTC instead of n8n's own timezone"],
    ],
  ])('says %s in words', (_what, before, after, expected) => {
    expect(words(before, after)).toEqual(expected);
  });

  it('never shows secrets and shortens long values', () => {
    const token = 'xoxb-123456789012-abcdefghijkl';
    const said = words(
      chain(daily, fetchIt('https://a.example'), post('#ops')),
      chain(
        daily,
        fetchIt(`https://user:hunter22@a.example/?x=${token}`, { authorizationToken: 'abc' }),
        post('#ops', `${token} ${'long '.repeat(50)}`),
      ),
    ).join('\n');
    expect(said).not.toMatch(/xoxb|hunter22|abc\b/);
    expect(said).toContain('…');
    expect(Math.max(...said.split('\n').map((line) => line.length))).toBeLessThan(250);
  });
});
