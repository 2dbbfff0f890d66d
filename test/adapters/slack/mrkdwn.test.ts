import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutEscaped, escapeMrkdwn, splitEscaped, toPlainText, wordsToMrkdwn } from '#adapters/slack/mrkdwn.ts';
import { moment } from '#src/chat/words.ts';

test.each([
  ['<@U0BOT> do it', 'do it'],
  ['please <@U0BOT|flowsmith> do it', 'please  do it'],
  ['ask <@U9|ben> or <@U8>', 'ask @ben or @U8'],
  ['post to <#C1|sales> or <#C2> or <#C3|>', 'post to #sales or #C2 or #C3'],
  ['get <https://x.example/a?b=1&amp;c=2|https://x.example/a?b=1&amp;c=2>', 'get https://x.example/a?b=1&c=2'],
  ['get <https://x.example/>', 'get https://x.example/'],
  ['get <http://x.example|x.example>', 'get http://x.example'],
  ['see <https://x.example|the docs>', 'see the docs (https://x.example)'],
  ['mail <mailto:a@x.example|a@x.example>', 'mail a@x.example'],
  ['tell <!here> and <!subteam^S1|@ops> and <!channel>', 'tell @here and @ops and @channel'],
  ['if a &lt; b &amp;&amp; c &gt; d', 'if a < b && c > d'],
  ['literally &amp;lt;', 'literally &lt;'],
  ['&lt;@U0BOT&gt; typed', '<@U0BOT> typed'],
  ['a <b> c', 'a <b> c'],
])('%s', (sent, typed) => {
  expect(toPlainText(sent, 'U0BOT')).toBe(typed);
});

test('what is escaped comes back as it was typed', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      expect(escapeMrkdwn(typed)).not.toMatch(/[<>]/);
      expect(toPlainText(escapeMrkdwn(typed))).toBe(typed.trim());
    }),
  );
});

test('cuts leave no half entity and no half emoji', () => {
  expect(cutEscaped('a &amp; b', 5)).toBe('a…');
  expect(cutEscaped('ab🎉cd', 4)).toBe('ab…');
  expect(cutEscaped('abc', 3)).toBe('abc');
});

test('splitting loses nothing but the space it splits at', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('word', '&amp;', '🎉', '\n', 'x'.repeat(40)), { maxLength: 60 }), (words) => {
      const escaped = words.join(' ');
      const parts = splitEscaped(escaped, 30);
      expect(Math.max(0, ...parts.map(({ length }) => length))).toBeLessThanOrEqual(30);
      expect(parts.join('').replace(/\s/g, '')).toBe(escaped.replace(/\s/g, ''));
      expect(parts.every((part) => !/&[a-z]{0,3}$/.test(part))).toBe(true);
    }),
  );
});

test("a time is shown by the reader's own clock, and is never cut in half", () => {
  const words = ['Approved by <@U1>, ', moment(new Date('2026-11-24T10:42:00.9Z')), '.'];
  const escaped = wordsToMrkdwn(words);
  expect(escaped).toBe(
    'Approved by &lt;@U1&gt;, <!date^1795516920^{date_short_pretty}, {time}|24 Nov 2026, 10:42 UTC>.',
  );
  for (let max = 30; max < escaped.length; max++) {
    expect(cutEscaped(escaped, max)).not.toMatch(/<[^>]*$/);
    if (max > 80) expect(splitEscaped(escaped, max).every((part) => !/<[^>]*$/.test(part))).toBe(true);
  }
});
