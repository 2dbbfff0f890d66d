import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsToMrkdwn } from '#adapters/slack/mrkdwn.ts';
import { wordsToMarkdown } from '#adapters/teams/card-text.ts';
import { answerMessage, questionMessage } from '#src/cards/message-cards.ts';
import { readMarkdown } from '#src/chat/markdown.ts';
import { plainWords } from '#src/chat/words.ts';

const read = (markdown: string) => readMarkdown(markdown);

describe('Markdown of a model', () => {
  it.each([
    ['bold', 'It is **n8n**.', [['It is ', { text: 'n8n', style: 'bold' }, '.']]],
    ['italics', 'so *it* is _so_', [['so ', { text: 'it', style: 'italic' }, ' is ', { text: 'so', style: 'italic' }]]],
    ['code', 'say `list`', [['say ', { text: 'list', style: 'code' }]]],
    [
      'a link',
      'see [the docs](https://docs.n8n.io/a_(b))',
      [['see ', { text: 'the docs', url: 'https://docs.n8n.io/a_(b)' }]],
    ],
    ['a heading', '## What it does\n\nMuch.', [[{ text: 'What it does', style: 'bold' }], ['Much.']]],
    ['a list', '- one\n- **two**', [['• ', 'one', '\n', '• ', { text: 'two', style: 'bold' }]]],
    ['a block of code', '```js\nlet a;\n```', [[{ text: 'let a;', style: 'code' }]]],
    ['escaped marks', '\\*\\*not bold\\*\\*', [['*', '*', 'not bold', '*', '*']]],
    ['names with underscores', 'snake_case_name and 2 * 3 * 4', [['snake_case_name and 2 * 3 * 4']]],
    ['marks that never close', '**half and `half', [['**half and `half']]],
    ['no link to anything but the web', '[x](javascript:alert(1))', [['[x](javascript:alert(1))']]],
  ])('%s', (_what, markdown, words) => {
    expect(read(markdown)).toEqual(words);
  });

  it('is shown in the way of each platform, and in the notification without marks', () => {
    const answer = '**n8n** runs it, see [docs](https://docs.n8n.io).';
    const message = answerMessage(answer, 'en', { markdown: true });
    expect(message.text).toBe('n8n runs it, see docs.');
    const [paragraph] = read(answer);
    expect(wordsToMrkdwn(paragraph ?? '')).toBe('*n8n* runs it, see <https://docs.n8n.io|docs>.');
    expect(wordsToMarkdown(paragraph ?? '', 1000)).toBe('**n8n** runs it, see [docs](https://docs.n8n.io/).');
    expect(questionMessage('q1', 'Which **one**?', ['a'], 'en', { markdown: true }).text).toBe('Which one?\n1. a');
  });

  it('words of our own have no Markdown', () => {
    expect(answerMessage('**x** [y](https://z.com)').card?.elements).toMatchObject([
      { text: '**x** [y](https://z.com)' },
    ]);
  });

  it('whatever it holds, nothing a person would read is lost', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('**', '*', '_', '`', '[a](https://b.c)', '\n', '\n\n', '- ', '# ', 'word', ' ', '\n```\n'),
        ),
        (parts) => {
          const words = read(parts.join(''))
            .map((one) => plainWords(one))
            .join('\n');
          expect(words.match(/word/g)?.length ?? 0).toBe(parts.filter((part) => part === 'word').length);
        },
      ),
    );
  });
});
