import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { validateFiles } from '#src/cli/run/validate.ts';
import { catalog, chain, hourly, next, node } from '#test/workflow/documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowsmith-validate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
const file = (content: string | Buffer | unknown): string => {
  count += 1;
  const path = join(folder, `${count}.json`);
  writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return path;
};
const run = (files: string[], more: { json?: boolean; fix?: boolean } = { json: true }) => {
  const lines: string[] = [];
  const valid = validateFiles(files, { catalog, print: (line) => lines.push(line), ...more });
  return { valid, lines, results: more.json ? lines.map((line) => JSON.parse(line)) : [] };
};
const good = chain(hourly, next);
const mendable = chain(hourly, node('Limit', 'limit', { keepp: 'lastItems' }, { typeVersion: undefined }), next);

describe('validateFiles', () => {
  it('prints the keys that were promised, and no others', () => {
    const { results } = run([
      file(chain(hourly, node('H', 'httpRequest', { method: 'FROB', url: 'https://a.example' }))),
    ]);
    expect(Object.keys(results[0])).toEqual(['file', 'valid', 'issues', 'ms']);
    for (const issue of results[0].issues) {
      expect(['code', 'severity', 'node', 'path', 'message']).toEqual(expect.arrayContaining(Object.keys(issue)));
    }
    expect(results[0].issues[0]).toMatchObject({ code: 'unknown-option', severity: 'error', node: 'H' });
  });

  const unreadable: [string, () => string, string][] = [
    ['empty', () => file(''), 'file-empty'],
    ['only spaces', () => file(' \n'), 'file-empty'],
    ['not JSON', () => file('{"nodes": ['), 'not-json'],
    ['binary', () => file(Buffer.from([0, 159, 146, 150, 255])), 'not-json'],
    ['a list', () => file([good]), 'not-a-workflow'],
    ['a number', () => file('3'), 'not-a-workflow'],
    ['a folder', () => folder, 'file-unreadable'],
    ['not there', () => join(folder, 'none.json'), 'file-unreadable'],
    ['33 MB', () => file(' '.repeat(33 * 2 ** 20)), 'file-too-large'],
    [
      '10 MB',
      () => file({ ...good, notes: 'x'.repeat(300), nodes: Array.from({ length: 50_000 }, () => hourly) }),
      'too-large',
    ],
    ['10,000 deep', () => file(`{"nodes":${'['.repeat(10_000)}${']'.repeat(10_000)}}`), 'too-large'],
  ];
  it.each(unreadable)('%s: one error that says so, and the other files are still checked', (_what, path, code) => {
    const { valid, results } = run([path(), file(good)]);
    expect(valid).toBe(false);
    expect(results[0].issues).toMatchObject([
      { code, severity: 'error', message: expect.stringMatching(/\w.*\.$|JSON/) },
    ]);
    expect(results[1].valid).toBe(true);
  });

  it('a byte order mark and UTF-16 are read', () => {
    const text = JSON.stringify(good);
    const files = [file(`\uFEFF${text}`), file(Buffer.from(`\uFEFF${text}`, 'utf16le'))];
    expect(run(files).valid).toBe(true);
  });

  it('--fix writes what was mended in the layout of the file, once', () => {
    const path = file(`${JSON.stringify(mendable, null, 4)}\n`);
    const first = run([path], { json: true, fix: true });
    expect(first.results[0].fixed.map((issue: { code: string }) => issue.code).sort()).toEqual([
      'unknown-parameter',
      'version-missing',
    ]);
    const text = readFileSync(path, 'utf8');
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 4)}\n`);
    expect(JSON.parse(text).nodes[1]).toMatchObject({ typeVersion: 1, parameters: { keep: 'lastItems' } });
    expect(run([path], { json: true, fix: true }).results[0].fixed).toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('--fix leaves alone what needs none, and a file that cannot be written is told', () => {
    const text = ` ${JSON.stringify(good)}`;
    const path = file(text);
    run([path], { fix: true });
    expect(readFileSync(path, 'utf8')).toBe(text);
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    const inside = join(locked, 'a.json');
    writeFileSync(inside, JSON.stringify(mendable));
    chmodSync(inside, 0o400);
    // The superuser may write anywhere.
    if (process.getuid?.() === 0) return;
    expect(run([inside], { json: true, fix: true }).results[0].issues[0]).toMatchObject({ code: 'file-not-written' });
  });

  it('for people: a heading per file, a line per finding', () => {
    const { lines } = run([file(mendable)], { fix: true });
    expect(lines[0]).toMatch(/: valid\n {2}fixed [\w-]+ \(Limit\): [\s\S]*Renames "keepp" to "keep"/);
  });
});
