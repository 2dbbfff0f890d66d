import { describe, expect, it } from 'vitest';
import { diffWorkflows } from '#src/workflow/edit/diff.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';
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
  it('is empty for the same, whatever the positions', () => {
    const moved = { ...post('#ops'), position: [500, 500] };
    const sticky = node('Note', 'stickyNote', { content: 'x' });
    const diff = diffWorkflows(
      flow({ ...chain(daily, post('#ops')), nodes: [daily, post('#ops'), { ...sticky, position: [9, 9] }] }),
      flow({ ...chain(daily, moved), nodes: [daily, moved, sticky] }),
    );
    expect(diff).toEqual({
      added: [],
      removed: [],
      changed: [],
      renamed: [],
      connectionsAdded: [],
      connectionsRemoved: [],
      settingsChanged: [],
      parts: [],
    });
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
      ['Post', ['parameters.channelId.value', 'parameters.text']],
    ]);
    expect(diff.changed[1]?.paths[1]).toEqual({ path: 'parameters.text', before: 'Good morning', after: 'Hi' });
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
    ['an added step', chain(daily, mail), chain(daily, mail, post('#ops')), ['Adds: Post a message to Slack #ops']],
    ['a removed step', chain(daily, mail, post('#ops')), chain(daily, mail), ['Removes: Post a message to Slack #ops']],
    [
      'a step put in between',
      chain(daily, post('#ops')),
      chain(daily, mail, post('#ops')),
      ['Adds: Send an e-mail to a@example.com'],
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
      ['“Post”: Text is now a value from the data instead of “Good morning”'],
    ],
    [
      'a setting taken away',
      chain(daily, fetchIt('https://a.example', { sendQuery: true })),
      chain(daily, fetchIt('https://a.example')),
      ['“Get”: Send query parameters is not set any more'],
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

  it('stays short for a whole new workflow', () => {
    const many = Array.from({ length: 60 }, (_, at) => node(`Step ${at}`, 'noOp'));
    const lines = words(
      chain(daily),
      chain(
        daily,
        ...many.map((one, at) => ({ ...one, type: 'n8n-nodes-base.code', parameters: { jsCode: `${at}` } })),
      ),
    );
    expect(lines).toHaveLength(20);
    expect(lines.at(-1)).toBe('And 41 more changes');
  });
});
