import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Issue } from '#src/model/issue.ts';
import { readBody, readExpression } from '#src/workflow/validate/code/script.ts';
import { type InstanceFacts, validateWorkflow } from '#src/workflow/validate/index.ts';
import { catalog, document, hourly, node } from '../documents.ts';

type Document = Record<string, unknown>;
const hostile = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'Next', 'main', '0', '', 'ai_tool'];
const key = fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 8 }));
/** Connections of every shape, near to right ones and far from them. */
const target = fc.oneof(
  fc.record({ node: key, type: fc.oneof(key, fc.integer()), index: fc.oneof(fc.integer(), key) }, { requiredKeys: [] }),
  fc.jsonValue(),
);
const connections = fc.oneof(
  fc.dictionary(key, fc.dictionary(key, fc.array(fc.oneof(fc.array(target), fc.constant(null)), { maxLength: 3 }))),
  fc.jsonValue(),
);
const texts = fc
  .array(
    fc.constantFrom(
      '=',
      '{{',
      '}}',
      '$(',
      "'Next'",
      ')',
      '$json',
      '.a',
      '`',
      '${',
      '"',
      '\\',
      '//',
      '/*',
      '\n',
      '(',
      '=>',
      '#',
      '“',
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

const facts = fc.record(
  {
    credentials: fc.array(fc.record({ id: key, name: key, type: key }), { maxLength: 3 }),
    workflows: fc.array(
      fc.record({ id: key, name: key, published: fc.boolean(), triggers: fc.array(key, { maxLength: 2 }) }),
      { maxLength: 3 },
    ),
    webhooks: fc.array(fc.record({ method: key, path: key, workflowId: key, workflowName: key }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

/** A straight line of steps behind a trigger; the last one takes its data from one of those before it. */
const lines = fc
  .uniqueArray(fc.stringMatching(/^[A-Z][a-z]{3,9}$/), { minLength: 2, maxLength: 8 })
  .filter((names) => !names.includes('Start'))
  .chain((names) => fc.record({ names: fc.constant(names), from: fc.nat({ max: names.length - 2 }) }))
  .map(({ names, from }) => ({ names, source: String(names[from]), document: toLine(names, String(names[from])) }));

function toLine(names: string[], source: string): Document {
  const steps = names.map((name, index) =>
    index === names.length - 1
      ? node(name, 'httpRequest', { url: `=https://a.b/{{ $('${source}').item.json.id }}` })
      : node(name, 'noOp'),
  );
  const all = ['Start', ...names];
  return document([hourly, ...steps], Object.fromEntries(names.map((name, index) => [all[index], [name]])));
}

const errors = (given: unknown): Issue[] =>
  validateWorkflow(given, { catalog }).filter((issue) => issue.severity === 'error');
const swap = (given: Document, from: string, to: string): Document =>
  JSON.parse(JSON.stringify(given).replace(from, () => to)) as Document;

describe('wiring, expressions and facts', { timeout: 120_000 }, () => {
  it('never throw, and say something', () => {
    fc.assert(
      fc.property(connections, texts, facts, key, (wired, text, known, name) => {
        const nodes = [
          hourly,
          node(name || 'A', 'httpRequest', { url: text, [name]: text }, { credentials: { [name]: { id: name } } }),
          node('Next', 'code', { jsCode: text }),
        ];
        const given = document(nodes, {}, { connections: wired, settings: { errorWorkflow: name, [name]: 1 } });
        for (const issue of validateWorkflow(given, { catalog, facts: known as InstanceFacts })) {
          expect(issue.message).not.toBe('');
          for (const edit of issue.fix?.edits ?? []) expect(edit.path.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a straight line is fine', () => {
    fc.assert(fc.property(lines, ({ document: given }) => void expect(errors(given)).toEqual([])));
  });

  it.each<[string, (line: { names: string[]; source: string; document: Document }) => Document]>([
    ['a renamed reference', ({ source, document: given }) => swap(given, `$('${source}')`, `$('${source}zzzz')`)],
    ['an output that is not there', ({ document: given }) => swap(given, '{"main":[[', '{"main":[[],[],[')],
    ['an input that is not there', ({ document: given }) => swap(given, '"index":0', '"index":3')],
    [
      'a target that is not there',
      ({ names, document: given }) => swap(given, `"node":"${names[0]}"`, '"node":"Zzzzzz"'),
    ],
    ['an unclosed expression', ({ document: given }) => swap(given, ' }}"', ' "')],
    ['a broken expression', ({ document: given }) => swap(given, '.item.json', '.item..json')],
    ['a missing =', ({ document: given }) => swap(given, '"=https', '"https')],
    [
      'a loop to itself',
      ({ names, document: given }) => ({
        ...given,
        connections: {
          ...(given['connections'] as Document),
          [String(names.at(-1))]: { main: [[{ node: names.at(-1), type: 'main', index: 0 }]] },
        },
      }),
    ],
    [
      'a circle',
      ({ names, document: given }) => ({
        ...given,
        connections: {
          ...(given['connections'] as Document),
          [String(names.at(-1))]: { main: [[{ node: names[0], type: 'main', index: 0 }]] },
        },
      }),
    ],
    [
      'no trigger',
      ({ document: given }) => ({ ...given, nodes: (given['nodes'] as unknown[]).slice(1), connections: {} }),
    ],
    ['a broken interval', ({ document: given }) => swap(given, '"hoursInterval":1', '"hoursInterval":-1')],
    [
      'a broken cron',
      ({ document: given }) =>
        swap(given, '{"field":"hours","hoursInterval":1}', '{"field":"cronExpression","expression":"0 25 * * *"}'),
    ],
  ])('%s is caught', (_, mutate) => {
    fc.assert(
      fc.property(lines, (line) => void expect(errors(mutate(line))).not.toEqual([])),
      { numRuns: 50 },
    );
  });

  it('a cut connection is pointed out', () => {
    fc.assert(
      fc.property(lines, ({ document: given }) => {
        const cut = { ...given, connections: { ...(given['connections'] as Document), Start: { main: [[]] } } };
        expect(validateWorkflow(cut, { catalog }).map((issue) => issue.code)).toContain('unreachable-node');
      }),
      { numRuns: 30 },
    );
  });
});

describe('of any size', { timeout: 120_000 }, () => {
  it('50,000 nodes', () => {
    const nodes = Array.from({ length: 50_000 }, (_, index) => ({ name: `N${index}`, type: 'n8n-nodes-base.noOp' }));
    expect(errors(document(nodes)).map(({ code }) => code)).toEqual(['too-many-nodes']);
    const wide = nodes.map((one) => ({ ...one, parameters: { a: [1, 2, 3, 4, 5] } }));
    expect(errors(document(wide)).map(({ code }) => code)).toEqual(['too-large']);
  });

  it('2,000 nodes in a row, each with data of all over the place', () => {
    const steps = Array.from({ length: 1999 }, (_, index) =>
      node(`N${index}`, 'httpRequest', { url: `={{ $('N${(index * 7) % 1999}').item.json.a }}` }),
    );
    const names = ['Start', ...steps.map((one) => String(one['name']))];
    const wired = Object.fromEntries(names.slice(0, -1).map((name, index) => [name, [String(names[index + 1])]]));
    expect(validateWorkflow(document([hourly, ...steps], wired), { catalog })).toHaveLength(200);
  });

  it('200 nodes, each connected to each', () => {
    const steps = Array.from({ length: 199 }, (_, index) =>
      node(`N${index}`, 'httpRequest', { url: `={{ $('N${(index * 7) % 199}').item.json.a }}` }),
    );
    const names = steps.map((one) => String(one['name']));
    const wired = Object.fromEntries(['Start', ...names].map((name) => [name, names]));
    expect(errors(document([hourly, ...steps], wired)).length).toBeGreaterThan(0);
  });

  it('10 MB of text, of code and of expressions', () => {
    const long = 'x'.repeat(10_000_000);
    const step = (type: string, parameters: Document) =>
      document([hourly, node('H', type, parameters)], { Start: ['H'] });
    for (const given of [
      step('httpRequest', { url: `={{ ${long} }}` }),
      step('httpRequest', { url: long }),
      step('httpRequest', { url: '={{ $json.a }}'.repeat(700_000) }),
      step('code', { jsCode: long }),
    ]) {
      expect(Array.isArray(validateWorkflow(given, { catalog }))).toBe(true);
    }
  });

  it('programs that nest deeper than a parser can follow are not judged', () => {
    for (const text of ['('.repeat(60_000), '['.repeat(60_000), `${'a+'.repeat(60_000)}a`, `${'!'.repeat(60_000)}a`]) {
      for (const one of [readBody(text), readExpression(text)])
        expect(one === undefined || 'problem' in one || 'facts' in one).toBe(true);
    }
  });
});
