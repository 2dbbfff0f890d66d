import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { corpusFolder } from '#test/bench/data/corpus.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { chain, hourly, langchain, node } from '../documents.ts';

const folder = join(corpusFolder, 'reported');
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const there = existsSync(join(folder, 'expected.json'));
const expected = (there ? read('expected.json') : {}) as Record<string, { want: string; why: string }>;
const catalog = await fullCatalog();
/** True of every one of these files, whatever it is about. */
const beside = new Set(['webhook-open', 'credential-missing', 'internal-url']);

const why = !there ? `no corpus in ${folder}` : catalog ? '' : 'the full catalogue cannot be had';
describe.skipIf(why !== '')(`workflows with what n8n does with them${why && ` (skipped: ${why})`}`, () => {
  it.each(Object.entries(expected))('%s', (file, { want, why: reason }) => {
    if (!catalog) return;
    const found = validateWorkflow(read(file), { catalog, unknownTypes: 'warning' });
    const [errors, warnings] = ['error', 'warning'].map((severity) =>
      found.filter((issue) => issue.severity === severity && !beside.has(issue.code)).map(({ code }) => code),
    );
    const level = errors?.length ? 'error' : warnings?.length ? 'warning' : 'none';
    expect(level, `${reason}; found ${JSON.stringify(found.map(({ code }) => code))}`).toBe(want);
  });
});

const rows = (filters: Record<string, unknown>) =>
  chain(
    hourly,
    node('Rows', 'dataTable', {
      resource: 'row',
      operation: 'rowExists',
      dataTableId: { __rl: true, mode: 'id', value: 'abc' },
      filters,
    }),
  );
const classify = (categories: unknown[]) =>
  chain(hourly, node('Classify', langchain('textClassifier'), { inputText: 'x', categories: { categories } }));
const foreign = (type: string) => chain(hourly, { ...node('Foreign', 'noOp', {}), type });

describe.skipIf(!catalog)('other nodes of the same kinds', () => {
  it.each([
    ['missing-parameter warning', rows({}), rows({ conditions: [{ keyName: 'a', keyValue: '1' }] })],
    ['entries-missing error', classify([]), classify([{ category: 'Bill' }])],
    ['unknown-node-type error', foreign('n8n-nodes-other.Two  Blanks'), foreign('n8n-nodes-other.Some Api')],
  ])('%s', (wanted, wrong, right) => {
    if (!catalog) return;
    const said = (given: unknown) =>
      validateWorkflow(given, { catalog, unknownTypes: 'warning' }).map(({ code, severity }) => `${code} ${severity}`);
    expect(said(wrong)).toContain(wanted);
    expect(said(right)).not.toContain(wanted);
  });
});
