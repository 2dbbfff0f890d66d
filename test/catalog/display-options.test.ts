import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeProperty } from '#src/catalog/catalog.ts';
import { meets } from '#src/catalog/display-conditions.ts';
import { isSurelyVisible, isVisible, resolveParameters } from '#src/catalog/display-options.ts';

const property = (name: string, more: Partial<NodeProperty> = {}): NodeProperty => ({
  ...{ name, displayName: name, type: 'string', default: '' },
  ...more,
});
const show = (conditions: Record<string, unknown[]>): Partial<NodeProperty> => ({
  displayOptions: { show: conditions },
});
const names = (properties: readonly NodeProperty[]): string[] => properties.map((one) => one.name);

describe('meets: operators of a condition', () => {
  const rows: [operator: string, operand: unknown, holds: unknown[], fails: unknown[]][] = [
    ['eq', 2, [2], [3, '2', undefined]],
    ['not', 2, [3, undefined], [2]],
    ['gte', 2.1, [2.1, 3], [2, undefined, 'x']],
    ['lte', 2, [1, 2], [2.1, undefined]],
    ['gt', 2, [2.1], [2]],
    ['lt', 2, [1.9], [2, undefined]],
    ['between', { from: 2, to: 3 }, [2, 2.5, 3], [1, 4, undefined]],
    ['startsWith', 'gpt', ['gpt-4'], ['o1', undefined, 3]],
    ['endsWith', 'mini', ['o1-mini'], ['mini-o1']],
    ['includes', 'b', ['abc'], ['acd', undefined]],
    ['regex', '^a+$', ['aa'], ['ab', undefined]],
    ['exists', true, [0, false, 'x'], ['', null, undefined]],
    ['surprise', 1, [], [1, undefined]],
  ];
  it.each(rows)('%s %j', (operator, operand, holds, fails) => {
    const wanted = [{ _cnd: { [operator]: operand } }];
    for (const value of holds) expect(meets(wanted, [value]), JSON.stringify(value)).toBe(true);
    for (const value of fails) expect(meets(wanted, [value]), JSON.stringify(value)).toBe(false);
  });

  it('of several values one equal is enough, but a condition holds for all', () => {
    expect(meets(['a'], ['b', 'a'])).toBe(true);
    expect(meets([{ _cnd: { gt: 1 } }], [2, 0])).toBe(false);
    expect(meets([{ _cnd: { not: 1 } }], [])).toBe(true);
    expect(meets([{ _cnd: { eq: 1 } }], [])).toBe(false);
  });
});

describe('isVisible', () => {
  const at = (parameters: Record<string, unknown>, more = {}) => ({ parameters, version: 2, ...more });

  it('all that shows has to hold, and nothing that hides', () => {
    const one = property('x', { displayOptions: { show: { a: [1], b: [2] }, hide: { c: [3] } } });
    expect(isVisible(one, at({ a: 1, b: 2 }))).toBe(true);
    expect(isVisible(one, at({ a: 1, b: 3 }))).toBe(false);
    expect(isVisible(one, at({ a: 1, b: 2, c: 3 }))).toBe(false);
  });

  it('looks at the root, the version, the variant, and into objects and locators', () => {
    expect(isVisible(property('x', show({ '/a': [1] })), at({ a: 2 }, { root: { a: 1 } }))).toBe(true);
    expect(isVisible(property('x', show({ '@version': [{ _cnd: { gte: 2 } }] })), at({}))).toBe(true);
    expect(isVisible(property('x', show({ '@version': [1] })), at({}))).toBe(false);
    expect(isVisible(property('x', show({ '@tool': [true] })), at({}))).toBe(false);
    expect(isVisible(property('x', show({ '@tool': [true] })), at({}, { tool: true }))).toBe(true);
    expect(isVisible(property('x', show({ 'options.a': [1] })), at({ options: { a: 1 } }))).toBe(true);
    expect(
      isVisible(property('x', show({ model: ['m'] })), at({ model: { __rl: true, mode: 'id', value: 'm' } })),
    ).toBe(true);
    expect(isVisible(property('x', show({ events: ['push'] })), at({ events: ['pull', 'push'] }))).toBe(true);
  });

  it('an expression that decides shows it, unless something before it does not hold', () => {
    const one = property('x', show({ a: [1], b: [2] }));
    expect(isVisible(one, at({ a: '={{ 1 }}', b: 0 }))).toBe(true);
    expect(isVisible(one, at({ a: 0, b: '={{ 1 }}' }))).toBe(false);
    expect(isSurelyVisible(one, at({ a: '={{ 1 }}', b: 2 }))).toBe(false);
    expect(isSurelyVisible(one, at({ a: 1, b: 2 }))).toBe(true);
  });

  it('inherited names are no values', () => {
    expect(isVisible(property('x', show({ constructor: [undefined] })), at({}))).toBe(true);
    expect(isVisible(property('x', show({ 'toString.name': ['toString'] })), at({}))).toBe(false);
  });
});

describe('resolveParameters', () => {
  const operation = (resource: string, fallback: string): NodeProperty =>
    property('operation', { type: 'options', default: fallback, ...show({ resource: [resource] }) });
  const properties = [
    property('text', show({ resource: ['message'], operation: ['post'] })),
    operation('message', 'post'),
    operation('channel', 'create'),
    property('resource', { type: 'options', default: 'message' }),
    property('note', { default: 'n', ...show({ text: ['never'] }) }),
    property('more', { default: 'm', ...show({ note: ['n'] }) }),
  ];

  it('fills defaults in the order of what depends on what, of twins the one that is shown', () => {
    const { values, visible } = resolveParameters(properties, {}, { version: 1 });
    expect(values).toEqual({ resource: 'message', operation: 'post', text: '', more: 'm' });
    expect(names(visible)).toEqual(['text', 'operation', 'resource', 'more']);
    expect(resolveParameters(properties, { resource: 'channel' }, { version: 1 }).values).toMatchObject({
      operation: 'create',
    });
  });

  it('keeps what is given, also where it is hidden', () => {
    const given = { resource: 'channel', text: 'hi', other: 1 };
    const { values, visible } = resolveParameters(properties, given, { version: 1 });
    expect(values).toMatchObject(given);
    expect(names(visible)).not.toContain('text');
  });

  it('conditions in a circle end', () => {
    const circle = [property('a', show({ b: [''] })), property('b', show({ a: [''] }))];
    expect(names(resolveParameters(circle, {}, { version: 1 }).visible)).toEqual(['a', 'b']);
  });

  it('takes any JSON, changes nothing of it, and is settled after one time', () => {
    const value = fc.oneof(fc.constantFrom('message', 'channel', 'post', '={{ 1 }}', ''), fc.jsonValue());
    const key = fc.constantFrom('resource', 'operation', 'text', 'note', '__proto__', 'constructor', 'toString');
    fc.assert(
      fc.property(fc.dictionary(key, value), (given) => {
        const before = structuredClone(given);
        const once = resolveParameters(properties, given, { version: 1 });
        expect(given).toEqual(before);
        expect(resolveParameters(properties, once.values, { version: 1 })).toEqual(once);
      }),
    );
  });
});
