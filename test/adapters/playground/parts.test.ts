import { describe, expect, test } from 'vitest';
import { cardTextToHtml } from '#adapters/playground/card-text.ts';
import { createTimeline } from '#adapters/playground/timeline.ts';
import { escapeMarkdown } from '#adapters/teams/card-text.ts';
import { isLoopbackAddress, isLoopbackHost } from '#src/loopback.ts';

describe('timeline', () => {
  const said = (id: string, text = id, conversation = 'c1') => ({ id, conversation, kind: 'said', text }) as const;

  test('forgets the oldest beyond the number of entries', () => {
    const timeline = createTimeline({ entries: 3, size: 1e6 });
    for (const id of ['a', 'b', 'c', 'd']) timeline.put(said(id));
    expect(timeline.of('c1').map((entry) => entry.id)).toEqual(['b', 'c', 'd']);
  });

  test('forgets the oldest beyond the size, and counts a replaced entry once', () => {
    const timeline = createTimeline({ entries: 100, size: 1000 });
    for (let round = 0; round < 20; round++) timeline.put(said('a', 'x'.repeat(300)));
    timeline.put(said('b', 'x'.repeat(300)));
    expect(timeline.of('c1')).toHaveLength(2);
    timeline.put(said('c', 'x'.repeat(300)));
    expect(timeline.of('c1').map((entry) => entry.id)).toEqual(['b', 'c']);
  });

  test('keeps its place and first time when replaced', () => {
    const timeline = createTimeline({ entries: 3, size: 1e6 });
    timeline.put(said('a'));
    timeline.put(said('b'));
    const [before] = timeline.of('c1');
    timeline.put(said('a', 'new'));
    expect(timeline.of('c1')).toMatchObject([{ id: 'a', text: 'new', at: before?.at }, { id: 'b' }]);
  });

  test('tells listeners of the conversation until they stop', () => {
    const timeline = createTimeline({ entries: 3, size: 1e6 });
    const heard: string[] = [];
    const stop = timeline.listen('c1', (entry) => heard.push(entry.id));
    timeline.put(said('a'));
    timeline.put(said('b', 'b', 'c2'));
    stop();
    timeline.put(said('c'));
    expect(heard).toEqual(['a']);
  });
});

describe('guard', () => {
  test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => {
    expect(isLoopbackAddress(address)).toBe(true);
  });
  test.each(['10.0.0.1', '::ffff:10.0.0.1', '2001:db8::1', '', '127.0.0.1.example'])('%j is not', (address) => {
    expect(isLoopbackAddress(address)).toBe(false);
  });
  test.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000'])('Host %s is loopback', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });
  test.each(['localhost.evil.example', '0.0.0.0', '127.0.0.1:x', 'a@localhost', '::1'])('Host %s is not', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});

describe('card text', () => {
  test.each([
    'plain',
    '*not bold* _nor this_ `code` ~x~ | a !',
    '# not a heading',
    '1. not a list',
    '[label](https://example.com) {{DATE(2026-01-01,SHORT)}}',
    'back\\slash \\* stays',
  ])('what the card escapes reads the same on the page: %s', (plain) => {
    expect(cardTextToHtml(escapeMarkdown(plain))).toBe(plain);
  });

  test('HTML stays text and line breaks stay lines', () => {
    expect(cardTextToHtml(escapeMarkdown('<img src=x onerror="a()">\n& b'))).toBe(
      '&lt;img src=x onerror=&quot;a()&quot;&gt;<br>&amp; b',
    );
  });
});
