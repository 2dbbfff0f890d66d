import { describe, expect, it } from 'vitest';
import { isVisible } from '#src/catalog/display-options.ts';
import { reachOf } from '#src/catalog/reach.ts';
import { isHarmlessBlock, isHarmlessProgram, isHarmlessText } from '#src/rehearsal/expression-scan.ts';
import { harmlessTable } from '#src/rehearsal/harmless-table.ts';
import { harmlessTypes } from '#src/rehearsal/roles.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const catalog = await fullCatalog();

describe.skipIf(!catalog)('what may run in a rehearsal, against the catalogue', () => {
  if (!catalog) return;
  it.each([...harmlessTypes])('%s exists and reaches nothing but its data', (type) => {
    expect(catalog.get(type), type).toBeDefined();
    // Sort and Code hold programs, Wait and Respond to Webhook stand at a door: each has a condition of its own.
    expect(['own', 'code', 'door']).toContain(reachOf(type)?.reach);
    const entries = harmlessTable.filter(({ types }) => types.split(' ').includes(type.slice(type.indexOf('.') + 1)));
    if (reachOf(type)?.reach === 'code') expect(entries.every(({ never, program }) => never || program)).toBe(true);
    if (reachOf(type)?.reach === 'door') expect(entries.every(({ role }) => role === 'passes')).toBe(true);
    for (const { why } of entries) expect(why.length).toBeGreaterThan(20);
  });

  it('takes no credential in any version, in the way it may run', () => {
    const offered: string[] = [];
    for (const { types, role, only = {} } of harmlessTable) {
      if (role !== 'runs') continue;
      for (const short of types.split(' ')) {
        const type = `n8n-nodes-base.${short}`;
        const versions = catalog.all().find(({ name }) => name === type)?.versions ?? [];
        for (const version of versions) {
          const { credentials = [] } = catalog.get(type, version) ?? {};
          const ways = Object.entries(only).flatMap(([name, values]) => values.map((value) => ({ [name]: value })));
          for (const parameters of ways.length > 0 ? ways : [{}])
            for (const credential of credentials)
              if (isVisible(credential, { parameters, version })) offered.push(`${type} ${version} ${credential.name}`);
        }
      }
    }
    expect(offered).toEqual([]);
  });
});

describe('an expression', () => {
  it.each([
    '$json.amount > 100 ? "big" : "small"',
    "$('Orders').all().map(({ json }) => json.name).join(', ')",
    '$now.toFormat("yyyy")',
    ' $json.name; ',
    '{ a: 1 }',
  ])('%s may be evaluated', (code) => expect(isHarmlessBlock(code)).toBe(true));

  it.each([
    '$env.PASSWORD',
    '$vars.key',
    '$secrets.vault.key',
    '$evaluateExpression("{{ $e" + "nv.X }}")',
    'fetch("https://example.com")',
    '$json.constructor.constructor("return process")()',
    '(() => { while (true) {} })()',
    '(() => { for (;;) {} })()',
    'process.exit()',
    'this.helpers',
  ])('%s may not', (code) => expect(isHarmlessBlock(code)).toBe(false));

  it('counts with all the others of its text', () => {
    expect(isHarmlessText('=Hello {{ $json.name }}')).toBe(true);
    expect(isHarmlessText('=Hello {{ $json.name }} {{ $env.X }}')).toBe(false);
    // n8n's HTML node evaluates its page, which has no "=".
    expect(isHarmlessText('<p>{{ $env.X }}</p>')).toBe(false);
  });
});

describe('a program', () => {
  it('may run while it calls nothing and ends by itself', () => {
    expect(isHarmlessProgram('for (const item of $input.all()) item.json.n = 1; return $input.all();')).toBe(true);
    expect(isHarmlessProgram('for (let i = 0; i < 3; i += 1) {} return [];')).toBe(true);
    expect(isHarmlessProgram('while (true) {} return [];')).toBe(false);
    expect(isHarmlessProgram('return await this.helpers.httpRequest({ url: "https://example.com" });')).toBe(false);
    expect(isHarmlessProgram('return require("fs");')).toBe(false);
    expect(isHarmlessProgram('return [{ json: { a: $env.X } }];')).toBe(false);
    expect(isHarmlessProgram('const a = ;')).toBe(false);
  });
});
