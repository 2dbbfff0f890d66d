import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { diffWorkflows } from '#src/workflow/edit/diff.ts';
import { changesOf } from '#src/workflow/edit/value-changes.ts';
import { describeDiff, describeForCard, describeWhole } from '#src/workflow/words/describe-diff.ts';
import { catalog, chain, node } from '../documents.ts';
import { at, changes, flow, sample } from './differences.ts';

const whole = (before: N8nWorkflow, after: N8nWorkflow): string[] =>
  describeWhole(diffWorkflows(before, after), catalog);

describe('whatever differs is told', () => {
  it.each(changes)('%s', (_, change, expected) => {
    const after = sample();
    change(after);
    const lines = whole(sample(), after);
    expect(lines.join('\n')).toMatch(expected);
    // Nothing besides: a single change is a line, a step that leaves a gap has one more.
    expect(lines.length).toBeLessThanOrEqual(2);
    expect(describeDiff(diffWorkflows(sample(), after), catalog).join('\n')).toMatch(expected);
  });

  it('nothing is told where nothing differs', () => {
    expect(whole(sample(), sample())).toEqual([]);
  });

  it('any of them together: each is told as it is alone, and nothing besides', () => {
    const removing = new Set([
      'a step gone',
      'a step gone with the way',
      'a connection gone',
      'another output',
      'a step between',
      'a step where a condition fails',
    ]);
    const free = changes.filter(([name]) => !removing.has(name));
    const alone = new Map(
      free.map(([name, change]) => {
        const after = sample();
        change(after);
        return [name, whole(sample(), after)];
      }),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...free), { minLength: 2, maxLength: 8, selector: ([name]) => name }),
        (chosen) => {
          const places = chosen.map(([name]) => placeOf.get(name) ?? name);
          fc.pre(new Set(places).size === places.length);
          const after = sample();
          for (const [, change] of chosen) change(after);
          const lines = whole(sample(), after);
          const expected = chosen.flatMap(([name]) => alone.get(name) ?? []);
          expect([...lines].sort()).toEqual([...new Set(expected)].sort());
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Changes of the same value or list exclude each other. */
const placeOf = new Map<string, string>([
  ...['a value by its name', 'a value more', 'a value less', 'another order'].map((name): [string, string] => [
    name,
    'values',
  ]),
  ...['a limit', 'a comparison'].map((name): [string, string] => [name, 'condition']),
  ...['a line of a long text', 'a word deep in a long text'].map((name): [string, string] => [name, 'message']),
  ...['an expression of a text', 'spaces'].map((name): [string, string] => [name, 'text']),
]);

describe('any two values', () => {
  const value = fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.constantFrom('a', 'b', '', '={{ $json.a }}', 'two\nlines', 'x'.repeat(200)),
      fc.integer({ min: 0, max: 3 }),
      fc.boolean(),
      fc.constant(null),
    ),
    any: fc.oneof(
      { depthSize: 'small' },
      tie('leaf'),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('name', 'value', 'text', 'rows'), tie('any'), { maxKeys: 4 }),
    ),
  })).any;
  const parameters = fc.dictionary(fc.constantFrom('one', 'two', 'three'), value, { maxKeys: 3 });

  it('differ in their changes, or are the same', () => {
    fc.assert(
      fc.property(parameters, parameters, (was, is) => {
        const same = JSON.stringify(sorted(was)) === JSON.stringify(sorted(is));
        expect(changesOf(was, is).length === 0).toBe(same);
      }),
    );
  });

  it('are told when they differ, and only then', () => {
    fc.assert(
      fc.property(parameters, parameters, (was, is) => {
        const [before, after] = [was, is].map((each) => flow(chain(node('Odd', 'noOp', each))));
        if (!before || !after) return;
        const lines = whole(before, after);
        const same = JSON.stringify(sorted(was)) === JSON.stringify(sorted(is));
        expect(lines.length === 0).toBe(same);
        for (const line of lines) expect(line).toContain('“Odd”');
      }),
    );
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

describe('on a card', () => {
  it('says whether it is all', () => {
    const after = sample();
    Object.assign(at(after, 'Post').parameters, { text: 'Bye' });
    expect(describeForCard(diffWorkflows(sample(), after), catalog).cut).toBe(false);
    Object.assign(at(after, 'Mail').parameters, {
      message: Array.from({ length: 40 }, (_, line) => `Line ${line}`).join('\n'),
    });
    const { lines, cut } = describeForCard(diffWorkflows(sample(), after), catalog);
    expect(cut).toBe(true);
    expect(lines.find((line) => line.includes('Mail'))?.split('\n').length).toBeLessThanOrEqual(8);
    expect(whole(sample(), after).join('\n')).toContain('Line 39');
  });

  it('puts first what was asked for, and behind it what came along', () => {
    const after = sample();
    Object.assign(at(after, 'Every day').parameters, { rule: { interval: [{ field: 'days', triggerAtHour: 7 }] } });
    Object.assign(at(after, 'Mail').parameters, { subject: 'Bye' });
    const asked = ({ node: name, path }: { node?: string; path: (string | number)[] }) =>
      name === 'Mail' && path[1] === 'subject';
    const lines = describeForCard(diffWorkflows(sample(), after), catalog, { asked }).lines;
    expect(lines).toEqual([
      '“Mail”: Subject is now “Bye” instead of “Hi”',
      'Runs every day at 07:00 instead of every day at 09:00',
    ]);
  });

  it('a new name that others follow is told once', () => {
    const [before, after] = [sample(), sample()];
    for (const workflow of [before, after]) {
      Object.assign(at(workflow, 'Post').parameters, {
        text: `={{ $('${workflow === after ? 'Fetch' : 'Get'}').item.json.a }}`,
      });
    }
    at(after, 'Get').name = 'Fetch';
    after.connections = JSON.parse(JSON.stringify(after.connections).replaceAll('"Get"', '"Fetch"'));
    expect(whole(before, after)).toEqual(['“Get” is now called “Fetch”', 'The new name is followed in “Post”']);
  });
});
