import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDecision } from './docs/decision.ts';
import { readMarkdown } from './docs/markdown.ts';

const folder = 'docs/decisions';
const files = readdirSync(folder).filter((file) => file !== 'README.md');
const read = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');
const decisions = files.map((file) => readDecision(file, read(file)));

describe('decisions', () => {
  it('have a number, a title, a status, a date, the decision and why', () => {
    expect(decisions.length).toBeGreaterThan(100);
    expect(decisions.flatMap(({ file, wrong }) => wrong.map((what) => `${file}: ${what}`))).toEqual([]);
  });

  it('have numbers of their own', () => {
    const numbers = decisions.map(({ number }) => number);
    expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([]);
  });

  it('that are superseded lead to one that counts', () => {
    const known = new Map(decisions.map((each) => [each.number, each]));
    const lost = decisions.filter(({ supersededBy }) => supersededBy !== undefined && !known.has(supersededBy));
    expect(lost.map(({ file }) => file)).toEqual([]);
  });

  it('stand in the index once each, under their title', () => {
    const index = read('README.md');
    const lines = [...index.matchAll(/^- \[(\d{4})\]\(([^)]+)\) (.*)$/gm)].map(([, ...parts]) => parts.join(' '));
    const wanted = decisions.map(({ number, file, title }) => `${number} ${file} ${title}`);
    expect(lines.toSorted()).toEqual(wanted.toSorted());
    expect(readMarkdown('README.md', index).links.length).toBe(lines.length);
  });
});

describe('a decision is refused', () => {
  const good =
    '# 0007. Short\n\n- Status: accepted\n- Date: 2026-11-29\n\n## Decision\n\nIt is so.\n\n## Why\n\nBecause.\n';
  const wrong = (text: string, file = '0007-short.md') => readDecision(file, text).wrong;

  it('never when it is whole', () => {
    expect(wrong(good)).toEqual([]);
    expect(wrong(good.replace('accepted', 'superseded by 0012'))).toEqual([]);
  });

  it.each([
    ['a number that is not the file’s', good.replace('0007', '0008'), 'number'],
    ['no status', good.replace('- Status: accepted\n', ''), 'status'],
    ['a status nobody knows', good.replace('accepted', 'maybe'), 'status'],
    ['no date', good.replace('- Date: 2026-11-29\n', ''), 'date'],
    ['a day there is not', good.replace('11-29', '02-30'), 'date'],
    ['no decision', good.replace('It is so.\n\n', ''), 'decision'],
    ['no reason', good.replace('Because.\n', ''), 'why'],
  ])('%s', (_, text, says) => {
    expect(wrong(text)).toEqual([says]);
  });

  it('for a name that is no topic', () => {
    expect(wrong(good, '7.md')).toContain('name of the file');
  });
});
