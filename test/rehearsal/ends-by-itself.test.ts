import { describe, expect, it } from 'vitest';
import { isHarmlessProgram, isHarmlessText } from '#src/rehearsal/expression-scan.ts';

describe('a program that a rehearsal runs ends by itself', () => {
  it.each([
    'for (let i = 0; i < 1; i += 0) {}',
    'for (let i = 0; i < 1e12; i++) {}',
    'for (let i = 0; i < $json.count; i++) {}',
    'for (let i = 0; i < 10; i++) i = 0;',
    'for (let i = 5; i > 0; i++) {}',
    'const n = 5e9; for (let i = 0; i < n; i++) {}',
    'const a = [1]; for (const x of a) a.push(x);',
    'const a = [1]; const b = a; for (const x of b) a.push(x);',
    '((a, b) => { for (const x of a) b.push(x); })(items, items);',
    'for (const x of items[0].list) items[0].list.push(x);',
    'const a = []; for (let i = 0; i < a.length + 0; i++) {}',
    'const a = [1]; for (let i = 0; i < a.length; i++) a.push(i);',
    'const a = [1]; for (let i = 0; i < a.length; i++) a[a.length] = i;',
    'const f = (n) => f(n);',
    'const f = (n) => g(n), g = (n) => f(n);',
    'const f = (n) => g(n); const g = f;',
    '(function f(n) { return n > 40 ? 1 : f(n + 1) + f(n + 1); })(0);',
    '((x) => x(x))((x) => x(x));',
    '[(x) => x][0](1);',
    'const o = { f: () => 1 };',
    'const o = {}; o.f = () => o.f();',
    'const o = { get x() { return 1; } };',
    'for (const x of (function* g() { yield 1; })()) {}',
    'while (true) {}',
    'do {} while (true);',
    'Array.from({ length: 1e9 });',
    'Array.from({ ...$json });',
    'new Array(1e9).fill(0);',
    '"x".repeat(1e9);',
    '"x".repeat($json.n);',
    '2n ** 100000000n;',
    '/^(a+)+$/.test($json.text);',
    '$json.text.match("(a|aa)+$");',
    'new RegExp($json.pattern).test("a");',
    'items.map(() => items.map(() => items.map(() => items.map(() => 1))));',
  ])('not known: %s', (text) => expect(isHarmlessProgram(text)).toBe(false));

  it.each([
    'const out = []; for (const item of items) { out.push({ json: { a: item.json.a } }); } return out;',
    'const items = $input.all(); for (let i = 0; i < items.length; i++) { items[i].json.total = i * 2; } return items;',
    'const n = items.length; for (let i = 0; i < n; i += 2) {} return items;',
    'for (let i = items.length - 1; i >= 0; i--) {} return items;',
    'for (let i = 0; i < Math.min(items.length, 10); i++) {} return items;',
    'const fmt = (n) => n.toFixed(2); const line = (r) => `${r.name}: ${fmt(r.sum)}`; return items.map((i) => ({ json: { text: line(i.json) } }));',
    'const by = {}; for (const { json } of items) { by[json.team] ??= []; by[json.team].push(json.sum); } return Object.entries(by).map(([team, list]) => ({ json: { team, list } }));',
    'return items.reduce((sum, { json }) => { sum[json.k] = 1; return sum; }, {});',
    'return [...new Set(items.map(({ json }) => json.mail.trim().toLowerCase()))].map((mail) => ({ json: { mail } }));',
    'return $input.first().json.text.replace(/\\s+/g, " ").match(/(\\d+)-(\\d+)/);',
    'return new Date(1700000000000).toISOString();',
    'function total(rows) { return rows.reduce((sum, row) => sum + row.json.amount, 0); } return [{ json: { total: total(items) } }];',
  ])('known: %s', (text) => expect(isHarmlessProgram(text)).toBe(true));
});

describe('what n8n keeps for itself is not evaluated', () => {
  it.each([
    '={{ $vars.k }}',
    '={{ \\u0024vars.k }}',
    '={{ $\\u{76}ars.k }}',
    '={{ $(\'x\')["$va" + "rs"] && this.$vars }}',
    `=${'{{1}}'.repeat(500)}{{ $vars.k }}`,
    '<p>\\{{ $vars.apiKey + $secrets.vault.key }}</p>',
    '\\{{ (() => { while (true) {} })() }}',
  ])('%s', (text) => expect(isHarmlessText(text)).toBe(false));

  it.each(['={{ $json.vars }}', '={{ $json.environment }}', '<p>{{ $json.name }}</p>', 'a \\{{ b'])(
    '%s may be',
    (text) => expect(isHarmlessText(text)).toBe(true),
  );
});
