import { describe, expect, it } from 'vitest';
import { isLinearPattern } from '#src/rehearsal/patterns.ts';
import { toTwin } from '#src/rehearsal/twin.ts';
import { chain, hook, node, slack } from '#test/contract/n8n-workflows.ts';
import { catalog } from '#test/support/example-drafts.ts';

describe('a pattern of which the time does not double with every character', () => {
  it.each([
    '^https?://',
    '(?:https?:\\/\\/)?(?:www\\.)?',
    '^(\\d+)-(\\d+)$',
    '[^a-z0-9]+',
    '(foo|bar)',
    '(abc)+',
    '(?<year>\\d{4})',
  ])('is %s', (pattern) => expect(isLinearPattern(pattern)).toBe(true));
  it.each(['^(a+)+$', '^((a+))+$', '^(a?a?)*$', '([a)]+)+', '(a|aa)+$', '(a{1,9}){1,99}', '(.*)\\1', '(a', '[a'])(
    'is not, or nobody knows, %s',
    (pattern) => expect(isLinearPattern(pattern)).toBe(false),
  );
});

describe('a step with such a pattern has a stand-in in a rehearsal', () => {
  const runs = (step: ReturnType<typeof node>): boolean => {
    const twin = toTwin(chain(hook('a'), step, slack()), { catalog });
    return twin?.plan.kept.some((kept) => kept.node === step.name) ?? false;
  };
  const filter = (rightValue: string, operation = 'regex') =>
    node('Which?', 'filter', 2.2, {
      conditions: {
        options: { version: 2 },
        combinator: 'and',
        conditions: [{ leftValue: '={{ $json.a }}', rightValue, operator: { type: 'string', operation } }],
      },
    });
  const copies = (duplicateCount: unknown) =>
    node('Fields', 'set', 3.4, { duplicateItem: true, duplicateCount, assignments: { assignments: [] } });

  it.each([
    ['a filter by a linear pattern runs', filter('^a+$'), true],
    ['a filter by another does not', filter('^((a+))+$'), false],
    ['a filter by a pattern of the data does not', filter('={{ "(a+)+" }}'), false],
    ['what only looks like one runs', filter('(a+)+', 'contains'), true],
    ['a few copies are made', copies(3), true],
    ['a hundred million are not', copies(100_000_000), false],
  ])('%s', (_what, step, expected) => expect(runs(step)).toBe(expected));
});
