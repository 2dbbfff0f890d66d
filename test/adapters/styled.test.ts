import { describe, expect, it } from 'vitest';
import { cardTextToHtml } from '#adapters/playground/card-text.ts';
import { wordsToMrkdwn } from '#adapters/slack/mrkdwn.ts';
import { wordsToMarkdown } from '#adapters/teams/card-text.ts';
import { bold, linked, plainWords, type Words } from '#src/chat/words.ts';

const url = 'https://example.com/a?b=1&c=(2)';
const cases: [what: string, words: Words, slack: string, teams: string, html: string][] = [
  [
    'bold',
    [bold('Weekdays'), ' → posts'],
    '*Weekdays* → posts',
    '**Weekdays** → posts',
    '<strong>Weekdays</strong> → posts',
  ],
  ['blanks stay outside', [bold(' a '), 'b'], ' *a* b', ' **a** b', ' <strong>a</strong> b'],
  ['its own mark inside', [bold('a*b')], 'a*b', '**a\\*b**', '<strong>a*b</strong>'],
  ['italic', [{ text: 'so', style: 'italic' }], '_so_', '_so_', '<em>so</em>'],
  [
    'a link',
    ['See ', linked('the docs', url)],
    'See <https://example.com/a?b=1&amp;c=(2)|the docs>',
    'See [the docs](https://example.com/a?b=1&c=%282%29)',
    'See <a href="https://example.com/a?b=1&amp;c=%282%29" target="_blank" rel="noopener noreferrer">the docs</a>',
  ],
  ['no link to anything else', [linked('x', 'javascript:alert(1)')], 'x', 'x', 'x'],
  [
    'a name with marks',
    [linked('a|b>c](d', 'https://e.com/')],
    '<https://e.com/|a¦b&gt;c](d>',
    '[a\\|b\\>c\\]\\(d](https://e.com/)',
    '<a href="https://e.com/" target="_blank" rel="noopener noreferrer">a|b&gt;c](d</a>',
  ],
  [
    'plain text has no marks',
    '**a** [b](https://c.com) _d_',
    '**a** [b](https://c.com) _d_',
    '\\*\\*a\\*\\* \\[b\\]\\(https://c.com\\) \\_d\\_',
    '**a** [b](https://c.com) _d_',
  ],
];

describe.each(cases)('%s', (_what, words, slack, teams, html) => {
  it('in Slack', () => expect(wordsToMrkdwn(words)).toBe(slack));
  it('in Teams', () => expect(wordsToMarkdown(words, 1000)).toBe(teams));
  it('in the playground', () => expect(cardTextToHtml(wordsToMarkdown(words, 1000))).toBe(html));
});

it('read aloud it is its words', () => {
  expect(plainWords([bold('a'), ' ', linked('b', url)])).toBe('a b');
});
