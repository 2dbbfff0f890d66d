import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Issue } from '#src/model/issue.ts';
import { fix } from '#src/workflow/validate/fix.ts';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { catalog, chain, hourly, next, node } from '../documents.ts';
import { branch, http, set, slack } from './rules.ts';

type Document = Record<string, unknown>;
const context = { catalog };
const mend = (parameters: Document): Document => nodeOf(fix(chain(hourly, parameters, next), context).workflow);
const nodeOf = (workflow: unknown): Document => (workflow as { nodes: Document[] }).nodes[1] as Document;
const errors = (issues: readonly Issue[]): string[] =>
  issues.filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path}`);

describe('fix', () => {
  const rows: [string, Document, Document][] = [
    [
      'conditions of version 1, with their combinator and their loose comparison',
      branch({
        conditions: {
          string: [{ value1: '={{ $json.a }}', operation: 'isEmpty' }],
          number: [{ value1: 1, value2: 2 }],
        },
        combineOperation: 'any',
      }),
      {
        parameters: {
          conditions: {
            combinator: 'or',
            options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
            conditions: [
              {
                ...{ id: 'string-1', leftValue: '={{ $json.a }}', rightValue: '' },
                operator: { type: 'string', operation: 'empty', singleValue: true },
              },
              { id: 'number-1', leftValue: 1, rightValue: 2, operator: { type: 'number', operation: 'lt' } },
            ],
          },
        },
      },
    ],
    [
      'fields of version 1, which kept the others',
      set({ values: { number: [{ name: 'a', value: 1 }] } }),
      {
        parameters: {
          assignments: { assignments: [{ id: 'number-1', name: 'a', value: 1, type: 'number' }] },
          includeOtherFields: true,
        },
      },
    ],
    [
      'rules of version 2',
      node('S', 'switch', {
        ...{ dataType: 'string', value1: '={{ $json.kind }}' },
        rules: {
          rules: [
            { value2: 'a', outputKey: 'A' },
            { operation: 'contains', value2: 'b' },
          ],
        },
      }),
      {
        parameters: {
          rules: {
            values: [
              {
                renameOutput: true,
                outputKey: 'A',
                conditions: { conditions: [{ operator: { operation: 'equals' } }] },
              },
              { conditions: { conditions: [{ leftValue: '={{ $json.kind }}', rightValue: 'b' }] } },
            ],
          },
        },
      },
    ],
    [
      'a locator by the form its value has',
      slack({ channelId: '#ops' }),
      { parameters: { channelId: { __rl: true, mode: 'name', value: '#ops' } } },
    ],
    ['an operation', slack({ operation: 'Post' }), { parameters: { operation: 'post' } }],
    [
      'one mistake behind another',
      { ...http({ method: 'post', options: [{ timeout: '5' }] }), type: 'nodes-base.HttpRequest', typeVersion: '4.2' },
      {
        ...{ type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 },
        parameters: { method: 'POST', options: { timeout: 5 } },
      },
    ],
  ];
  it.each(rows)('mends %s', (_what, wrong, right) => {
    expect(mend(wrong)).toMatchObject(right);
  });

  it('says what it mended and what is left, and leaves the given document alone', () => {
    const document = chain(hourly, http({ method: 'get', url: '' }), next);
    const before = structuredClone(document);
    const { fixed, issues, workflow } = fix(document, context);
    expect(document).toEqual(before);
    expect(workflow).not.toBe(document);
    expect(fixed.map(({ code }) => code)).toEqual(['unknown-option']);
    expect(issues.map(({ code }) => code)).toEqual(['missing-parameter']);
  });

  it('gives back the very document when there is nothing to mend', () => {
    const document = chain(hourly, next);
    expect(fix(document, context)).toEqual({ workflow: document, fixed: [], issues: [] });
    expect(fix(document, context).workflow).toBe(document);
  });

  it('does not guess: several choices are equally near, or a rule would change its output', () => {
    expect(mend(http({ method: 'PT' }))).toMatchObject({ parameters: { method: 'PT' } });
    const switched = { dataType: 'string', value1: 'x', rules: { rules: [{ value2: 'a', output: 2 }] } };
    expect(mend(node('S', 'switch', switched))).toMatchObject({ parameters: switched });
  });
});

/** What people bend in a step that was right. */
const value = fc.oneof(
  fc.constantFrom('true', '5', 'post', 'POSTS', '#ops', '={{ $json.a }}', '', 'https://a.example'),
  fc.jsonValue({ maxDepth: 2 }),
);
const names = ['method', 'url', 'sendHeaders', 'headerParameters', 'options', 'channelId', 'operation', 'resource'];
const more = ['text', 'conditions', 'assignments', 'values', 'fields', 'rules', 'tiemout', '__proto__', 'constructor'];
const bent = fc
  .tuple(
    fc.constantFrom(slack(), http(), branch({}), set({}), node('S', 'switch')),
    fc.dictionary(fc.constantFrom(...names, ...more), value, { maxKeys: 4 }),
    fc.record({ type: value, typeVersion: value, credentials: value }, { requiredKeys: [] }),
    fc.boolean(),
  )
  .map(([step, parameters, rest, whole]) => {
    const merged = { ...step, parameters: { ...(step['parameters'] as Document), ...parameters } };
    return chain(hourly, whole ? { ...merged, ...rest } : merged, next);
  });

describe('fix of anything', () => {
  it('brings no error that was not there, leaves nothing it could mend, and is settled after one time', () => {
    fc.assert(
      fc.property(bent, (document) => {
        const before = validateWorkflow(document, context);
        const result = fix(document, context);
        expect(result.issues).toEqual(validateWorkflow(result.workflow, context));
        const opened = result.fixed.filter(
          ({ severity, code }) => severity === 'error' || code.startsWith('unknown-node'),
        );
        const known = new Set(errors(before));
        if (opened.length === 0) expect(errors(result.issues).filter((one) => !known.has(one))).toEqual([]);
        const again = fix(result.workflow, context);
        expect(again.fixed).toEqual([]);
        expect(again.workflow).toBe(result.workflow);
      }),
      { numRuns: 400 },
    );
  });

  it('never throws on any JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.jsonValue().map((nodes) => ({ nodes, connections: {} })),
        ),
        (json) => {
          expect(fix(json, context).fixed).toEqual([]);
        },
      ),
    );
  });
});
