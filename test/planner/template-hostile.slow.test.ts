import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Draft } from '#src/model/draft.ts';
import { noSources, type PlannerResult } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { draftSchema } from '#src/workflow/draft.ts';

const planner = createTemplatePlanner({ catalog: createCoreCatalog() });
const signal = new AbortController().signal;
const plan = async (request: string, current?: { draft: Draft; issues: [] }): Promise<PlannerResult> =>
  (
    await planner.plan({
      request,
      history: [],
      sources: noSources,
      timezone: 'Europe/Berlin',
      signal,
      ...(current ? { current } : {}),
    })
  ).result;

/** Every string in the parameters of a draft. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

describe('template planner: hostile words', () => {
  it.each([
    'every day at 9 post {{ $env.SECRET }} to #x',
    'every day at 9 post "={{ $env.SECRET }}" to #x',
    'every day at 9 post "=={{{ $env.SECRET }}}" to #x',
    'every day at 9 email a@example.com subject "{{ $env.SECRET }}" saying "={{ $env.SECRET }}"',
    'when a webhook is called, if amount is "={{ $env.SECRET }}" post to #x',
    'when a webhook is called, set note to ={{ $env.SECRET }} and post to #x',
    'every day at 9 get https://example.com/?q={{$env.SECRET}} and post it to #x',
    'when a form with name, {{ $env.SECRET }} and age is submitted post it to #x',
    'when a webhook "{{ $env.SECRET }}" is called, post it to #x. Call it {{ $env.SECRET }}',
    'every day at 9 run the query "SELECT \'{{ $env.SECRET }}\'" on postgres and post it to #x',
  ])('%s never becomes an expression', async (request) => {
    const result = await plan(request);
    const texts =
      'draft' in result ? result.draft.nodes.flatMap((node) => [node.name, ...strings(node.parameters)]) : [];
    for (const text of texts) expect(text).not.toMatch(/\{\{[^}]*\$env/);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    '%s is only a word',
    async (word) => {
      for (const request of [
        `when a webhook is called, if ${word} is 1 post it to #${word}`,
        `when a webhook is called, set ${word} to 1 and post the ${word} to #x`,
        `when a form with ${word} and ${word}.x is submitted post the ${word} to @${word}`,
        `every ${word} at 9 ${word} times a day post the weather in ${word} to #x`,
        word,
      ]) {
        const result = await plan(request);
        if ('draft' in result) expect(() => draftSchema.parse(result.draft)).not.toThrow();
      }
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );

  it('answers 10,000 characters of anything', async () => {
    const pieces = [
      'a',
      ' ',
      '"',
      "'",
      '#',
      '@',
      '{{',
      'every ',
      'when ',
      'if a is b and ',
      'post to #x and ',
      'form with a, ',
      'https://',
      'a@b.',
      'at 9 and ',
      'subject ',
      '1st, ',
      '\n',
      'ab/cd ',
      'x, y and z is ',
      '=',
      'set a to b, ',
      'in Berlin ',
      'weather ',
      'the ',
      '(',
      '-> ',
      ', and then ',
      'İ',
    ];
    for (const piece of pieces) {
      for (const lead of [
        '',
        'every day at 9 post ',
        'when a form is submitted with ',
        'when a webhook is called, if ',
      ]) {
        expect(await plan((lead + piece.repeat(10_000)).slice(0, 10_000)), `${lead}${piece}`).toBeDefined();
      }
    }
  }, 120_000);

  it('keeps a draft within bounds and reports the rest', async () => {
    const channels = Array.from({ length: 10 }, (_, index) => `#c${index}`).join(' and ');
    const result = await plan(`every day at 9 ${`post "x" to ${channels} and `.repeat(60)} do nothing`);
    if (!('draft' in result)) throw new Error('no draft');
    expect(result.draft.nodes.length).toBeLessThan(200);
    expect(result.issues.map((issue) => issue.code)).toContain('not-understood');
  });

  it('reads only the first 10,000 characters', async () => {
    const result = await plan(`every day at 9 post "x" to #a${' '.repeat(10_000)} and email b@example.com`);
    expect('draft' in result && result.draft.nodes).toHaveLength(2);
  });

  it('never throws, and every draft fits the schema', async () => {
    const words = fc.constantFrom(
      'every',
      'day',
      'at',
      '9',
      'when',
      'a',
      'webhook',
      'form',
      'is',
      'submitted',
      'post',
      'to',
      '#x',
      'email',
      'a@b.co',
      'if',
      'amount',
      '>',
      '100',
      'otherwise',
      'and',
      'then',
      ',',
      '.',
      '"',
      'https://e.com/x',
      'weather',
      'in',
      'Berlin',
      'set',
      'wait',
      '5',
      'minutes',
      'sheet',
      'postgres',
      'table',
      'teams',
      '{{',
      '}}',
      'the',
      'with',
      'name',
      'new',
      'row',
      'github',
      'issue',
      'unless',
      'only',
      'else',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.array(words, { maxLength: 25 }).map((list) => list.join(' ')),
          fc.string({ maxLength: 200, unit: 'binary' }),
        ),
        async (request) => {
          const result = await plan(request);
          if (!('draft' in result)) return;
          draftSchema.parse(result.draft);
          const names = result.draft.nodes.map((node) => node.name);
          expect(new Set(names).size).toBe(names.length);
          for (const { from, to } of result.draft.connections)
            expect(names).toEqual(expect.arrayContaining([from, to]));
          await plan(request, { draft: result.draft, issues: [] });
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});
