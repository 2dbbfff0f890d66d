import { expect, test } from 'vitest';
import { wordsToMarkdown } from '#adapters/teams/card-text.ts';
import { moment } from '#src/chat/words.ts';

const words = ['Approved by A*n*a, ', moment(new Date('2026-11-24T10:42:00.9Z')), '.'];

test('a time is a formatting function that nobody else can write', () => {
  expect(wordsToMarkdown(words, 400)).toBe(
    'Approved by A\\*n\\*a, {{DATE(2026-11-24T10:42:00Z,SHORT)}}, {{TIME(2026-11-24T10:42:00Z)}}.',
  );
  expect(wordsToMarkdown('{{DATE(2026-11-24T10:42:00Z,SHORT)}}', 400)).not.toContain('DATE(');
});

test('text is shortened around a time, which is whole or not there', () => {
  expect(wordsToMarkdown(words, 12)).toBe('Approved by…');
  expect(wordsToMarkdown(words, 30)).toBe('Approved by A\\*n\\*a, …');
});
