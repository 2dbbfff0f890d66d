import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trackedFiles } from './docs/markdown.ts';

const architecture = readFileSync('ARCHITECTURE.md', 'utf8');
const promises = readFileSync('docs/promises.md', 'utf8');
const words = (text: string) => text.split(/\s+/).filter(Boolean).length;

/** The first columns of the tables of a part, from its heading to the next of the same depth or higher. */
const firstColumns = (heading: string): string[] => {
  const depth = /^#+/.exec(heading)?.[0].length ?? 0;
  const [, after = ''] = architecture.split(`\n${heading}\n`);
  const [part = ''] = after.split(new RegExp(`\n#{1,${depth}} `));
  return [...part.matchAll(/^\| ([^|]+) \|/gm)].map(([, column = '']) => column);
};

const folders = (of: string) =>
  readdirSync(of, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && trackedFiles().some((file) => file.startsWith(`${of}/${entry.name}/`)))
    .map(({ name }) => `${of}/${name}`);

describe('ARCHITECTURE.md', () => {
  it('names every folder of src and adapters, and every room of the engine', () => {
    const named = new Set(firstColumns('## Rooms').flatMap((column) => column.match(/(?<=`)[^`]+(?=`)/g) ?? []));
    const there = [...folders('src'), ...folders('adapters'), ...folders('src/engine')];
    expect(there.filter((folder) => !named.has(folder))).toEqual([]);
    const engine = firstColumns('### Rooms of the engine').flatMap((column) => column.match(/src\/engine\/\w+/g) ?? []);
    expect(engine.toSorted()).toEqual(folders('src/engine').toSorted());
  });

  it('names every promise there is, in the same words', () => {
    const toTitles = (text: string) =>
      [...text.matchAll(/^\| (\d+[a-z]?)\. ([^|]+) \| (.*)$/gm)].map(([, number, title]) => `${number}. ${title}`);
    const [proved = ''] = promises.split('\n## ');
    expect(toTitles(architecture)).toEqual(toTitles(proved));
    expect(toTitles(architecture).length).toBeGreaterThan(9);
  });

  it('stays short, and so does README', () => {
    expect(words(architecture)).toBeLessThanOrEqual(1300);
    expect(words(readFileSync('README.md', 'utf8'))).toBeLessThanOrEqual(1200);
  });
});

describe('docs/promises.md', () => {
  it('names tests there are', () => {
    // What follows a file, up to the next one or the end of the row, are names of its tests.
    const parts = [...promises.matchAll(/`(test\/[^`]+\.ts)`((?:(?!`test\/)[^|\n])*)/g)];
    const named = parts.flatMap(([, file = '', after = '']) =>
      [...after.matchAll(/'([^']*"[^']*)'|"([^"]+)"/g)].map(([, a, b]) => ({ file, name: a ?? b ?? '' })),
    );
    expect(named.length).toBeGreaterThan(60);
    const lost = named.filter(({ file, name }) => !readFileSync(file, 'utf8').includes(name));
    expect(lost).toEqual([]);
  });
});
