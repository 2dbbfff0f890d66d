import { describe, expect, it } from 'vitest';
import { fix } from '#src/workflow/validate/fix.ts';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { catalog, document, hourly, langchain, next, node } from '../documents.ts';
import { agent, branch, code, conditions, type Document, greater, hook, http, model, respond, set } from './rules.ts';

const rules = { values: [conditions({ type: 'number', operation: 'lt' })] };
const assignments = { assignments: { assignments: [{ id: '1', name: 'a', value: '={{ $json.b }}', type: 'number' }] } };
const sub = (from: string, kind: string): Document => ({
  [from]: { [kind]: [[{ node: 'Agent', type: kind, index: 0 }]] },
});
const plain = document(
  [
    hourly,
    hook({ responseMode: 'responseNode', httpMethod: 'POST' }),
    respond,
    set(assignments),
    branch(greater),
    node('Switch', 'switch', { rules: { values: [{ conditions: rules.values[0]?.['conditions'] }] }, options: {} }),
    node('Loop', 'splitInBatches', { batchSize: 3, options: {} }),
    http({ method: 'POST', sendBody: true, specifyBody: 'json', jsonBody: '={ "a": {{ $json.a }} }' }),
    code("return $('Set').all();"),
    agent,
    model,
    node('Memory', langchain('memoryBufferWindow'), { sessionIdType: 'customKey', sessionKey: 'x' }),
    next,
  ],
  {
    Start: ['Set'],
    Hook: ['Set'],
    Set: ['If'],
    If: ['Switch'],
    Switch: ['Loop'],
    Loop: ['HTTP'],
    HTTP: ['Loop', 'Code'],
    Code: ['Agent'],
    Agent: ['Answer'],
  },
);
const good: Document = {
  ...plain,
  connections: {
    ...(plain['connections'] as Document),
    ...sub('Model', 'ai_languageModel'),
    ...sub('Memory', 'ai_memory'),
  },
  settings: { timezone: 'Europe/Berlin', errorWorkflow: 'abc', executionTimeout: 60 },
  pinData: { Set: [{ json: { a: 1 } }] },
};

/** Objects whose own members are what every object is expected to have. */
const hostile = JSON.parse('{"__proto__":{"a":1},"toString":5,"valueOf":{},"constructor":null,"length":-1,"map":7}');
const values: unknown[] = [
  null,
  -1,
  '',
  '={{',
  `={{ ${'('.repeat(2000)} }}`,
  [],
  [null, hostile, [[]]],
  hostile,
  'x'.repeat(20_000),
  '[0-9'.repeat(500),
  Array.from({ length: 200 }, () => ({ a: '{{'.repeat(5000), b: `={{${'{'.repeat(9000)}` })),
];

type Path = (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return [here, ...pathsOf(entry, here)];
  });
}

function replaced(path: Path, value: unknown): Document {
  const copy = structuredClone(good);
  const holder = path.slice(0, -1).reduce<unknown>((at, step) => (at as Document)[step], copy) as Document;
  const last = path.at(-1) ?? '';
  if (value === undefined) delete holder[last];
  else holder[last] = structuredClone(value);
  return copy;
}

describe('any part of a workflow replaced by anything', { timeout: 120_000 }, () => {
  const paths = pathsOf(good);

  it('has enough parts, and is good', () => {
    expect(paths.length).toBeGreaterThan(250);
    expect(validateWorkflow(good, { catalog }).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each([...[...values, undefined].entries()])('value %s: is validated', (at, value) => {
    for (const path of paths.filter((_, index) => index % 4 === at % 4)) {
      const issues = validateWorkflow(replaced(path, value), { catalog });
      expect(issues.length, path.join('.')).toBeLessThanOrEqual(200);
    }
  });

  it('is mended without a new error, once and for all', () => {
    for (const path of paths.filter((_, index) => index % 10 === 0)) {
      const given = replaced(path, hostile);
      const before = structuredClone(given);
      const mended = fix(given, { catalog });
      expect(given).toEqual(before);
      if (mended.fixed.length === 0) expect(mended.workflow).toBe(given);
      expect(fix(mended.workflow, { catalog }).fixed, path.join('.')).toEqual([]);
    }
  });
});
