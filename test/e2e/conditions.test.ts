import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { takes } from '#src/workflow/shapes/comparisons.ts';
import { type Case, noOperators, operators, readings } from '#test/contract/conditions.ts';
import { chain, hook, node } from '#test/contract/n8n-workflows.ts';
import type {} from '#test/support/e2e-setup.ts';
import { eventually } from '#test/support/test-app.ts';

type Outcome = boolean | 'stops';
const n8n = inject('n8n');

async function api(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${n8n.baseUrl}/api/v1${path}`, {
    method,
    headers: { 'x-n8n-api-key': n8n.apiKey, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`n8n answered ${method} ${path} with ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

/** Runs a workflow that starts with a webhook and answers with its last step's items. */
async function run(workflow: ReturnType<typeof chain>, path: string, body: object): Promise<Record<string, unknown>[]> {
  const { id } = await api('POST', '/workflows', workflow);
  try {
    await api('POST', `/workflows/${String(id)}/activate`);
    let answer: { status: number; text: string } = { status: 0, text: '' };
    await eventually(async () => {
      const response = await fetch(`${n8n.baseUrl}/webhook/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(110_000),
      });
      answer = { status: response.status, text: await response.text() };
      return !answer.text.includes('is not registered');
    }, 'the webhook');
    expect(answer.status, answer.text.slice(0, 500)).toBe(200);
    return JSON.parse(answer.text) as Record<string, unknown>[];
  } finally {
    await api('POST', `/workflows/${String(id)}/deactivate`);
  }
}

const cell = (name: string): string => `={{ $json.${name} }}`;
/** A filter whose every part comes out of the item. */
const filter = {
  options: {
    caseSensitive: cell('caseSensitive'),
    leftValue: '',
    typeValidation: cell('typeValidation'),
    version: cell('version'),
  },
  conditions: [
    {
      id: 'one',
      leftValue: cell('left'),
      rightValue: cell('right'),
      operator: {
        type: cell('type'),
        operation: cell('operation'),
        rightType: cell('rightType'),
        singleValue: cell('singleValue'),
      },
    },
  ],
  combinator: 'and',
};

/** What the real n8n makes of each condition. A Switch puts the error of an item that fails into its first output. */
async function outcomesOf(cases: readonly Case[], conditions: object = filter): Promise<Outcome[]> {
  const path = `conditions-${randomUUID()}`;
  const items = cases.map(({ strict, ...one }, at) => ({
    ...one,
    at,
    caseSensitive: true,
    typeValidation: strict ? 'strict' : 'loose',
  }));
  const workflow = chain(
    hook(path, { responseMode: 'lastNode', responseData: 'allEntries' }),
    node('Each', 'splitOut', 1, { fieldToSplitOut: 'body.cases' }),
    node(
      'Choose',
      'switch',
      3.2,
      { mode: 'rules', rules: { values: [{ conditions }] }, options: { fallbackOutput: 'extra' } },
      { onError: 'continueRegularOutput' },
    ),
    node('Held', 'aggregate', 1, { aggregate: 'aggregateAllItemData', destinationFieldName: 'held' }),
    node('Others', 'aggregate', 1, { aggregate: 'aggregateAllItemData', destinationFieldName: 'others' }),
    node('Both', 'merge', 3, { mode: 'append' }),
  );
  const to = (name: string, index = 0) => [{ node: name, type: 'main', index }];
  const connections = {
    Hook: { main: [to('Each')] },
    Each: { main: [to('Choose')] },
    Choose: { main: [to('Held'), to('Others')] },
    Held: { main: [to('Both')] },
    Others: { main: [to('Both', 1)] },
  };
  const answers = await run({ ...workflow, connections }, path, { cases: items });
  const held = answers.flatMap((one) => (one['held'] ?? []) as { at?: number; error?: string }[]);
  const others = new Set(answers.flatMap((one) => (one['others'] ?? []) as { at: number }[]).map(({ at }) => at));
  // Both outputs are in the order of the items, so what stopped stands where an item is missing.
  const queue = [...held];
  return cases.map((_one, at) => {
    if (others.has(at)) return false;
    const next = queue.shift();
    return next?.at === at ? true : next?.error !== undefined ? 'stops' : expect.fail(`nothing came of case ${at}`);
  });
}

const told = (one: Case): string => JSON.stringify(one);

describe('conditions, in a real n8n', () => {
  it('compares by every operator as the table says, with and without converting', async () => {
    const rows = operators.flatMap(([type, operation, right, holds, not]) =>
      ([1, 2, 3] as const).flatMap((version) =>
        [true, false].flatMap((strict) =>
          (
            [
              [holds, true],
              [not, false],
            ] as const
          ).map(([[left, other], wanted]) => ({
            one: {
              ...{ type, operation, strict, version, left },
              ...(right === null ? { singleValue: true } : { right: other, rightType: right }),
            },
            wanted,
          })),
        ),
      ),
    );
    const outcomes = await outcomesOf(rows.map(({ one }) => one));
    expect(rows.flatMap(({ one, wanted }, at) => (outcomes[at] === wanted ? [] : [told(one)]))).toEqual([]);
  });

  it('never takes for true what is no operator', async () => {
    const cases = noOperators.flatMap(([type, operation]) =>
      [null, 'a', 5, true, ['a'], { a: 1 }].map((left) => ({
        ...{ type, operation, left, right: left, rightType: 'any', strict: false, version: 2 as const },
      })),
    );
    const outcomes = await outcomesOf(cases);
    expect(cases.flatMap((one, at) => (outcomes[at] === true ? [told(one)] : []))).toEqual([]);
  });

  it('fills in what is left out: all have to hold, strictly, minding large and small letters', async () => {
    const one: Case = { type: 'string', operation: 'equals', left: 'a', right: 'a', strict: true, version: 2 };
    const { combinator, options, ...bare } = filter;
    const cases = [one, { ...one, right: 'A' }, { ...one, left: 5, right: '5' }];
    expect(await outcomesOf(cases, bare)).toEqual([true, false, 'stops']);
  });

  it('stops at the right side of another type that nobody spoke of, and at an expression that is a text', async () => {
    const list = { type: 'array', operation: 'contains', left: ['a'], version: 2 as const };
    const silent = [true, false].flatMap((strict) => ['a', 'b', 5].map((right) => ({ ...list, right, strict })));
    expect(new Set(await outcomesOf(silent))).toEqual(new Set(['stops']));
    const [condition] = filter.conditions;
    const number = { type: 'number', operation: 'gt', left: 5, right: 1, version: 2 as const };
    for (const leftValue of ['= {{ $json.left }}', '={{ $json.left }} ']) {
      const text = { ...filter, conditions: [{ ...condition, leftValue }] };
      const cases = [true, false].map((strict) => ({ ...number, strict }));
      expect(await outcomesOf(cases, text)).toEqual(['stops', true]);
    }
  });

  it('stops at the values the table does not take, and at no others', async () => {
    const outcomes = await outcomesOf(readings);
    const wrong = readings.flatMap((one, at) => {
      const fits =
        takes(one.left, one.type, one) &&
        (one.singleValue === true || takes(one.right, one.rightType ?? one.type, one));
      return fits === (outcomes[at] !== 'stops') ? [] : [`${told(one)} ${String(outcomes[at])}`];
    });
    expect(wrong).toEqual([]);
  });
});
