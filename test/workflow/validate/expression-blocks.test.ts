import { describe, expect, it } from 'vitest';
import { readBody, readExpression } from '#src/workflow/validate/code/script.ts';
import { blocksOf } from '#src/workflow/validate/expressions/expression-blocks.ts';

const isRead = (value: string): boolean =>
  blocksOf(value).every(({ code }) => {
    const script = readExpression(code);
    return script !== undefined && 'facts' in script;
  });

describe('blocks of an expression', () => {
  it.each<[string, string[]]>([
    ['=a {{ 1 }} b {{2}}', [' 1 ', '2']],
    ['={{ $json.a', [' $json.a']],
    ['=\\{{ 1 }}', []],
    ['=\\\\{{ 1 }}', [' 1 ']],
    ['={{ "}}" }}', [' "']],
    ['={{ "\\}}" }}', [' "}}" ']],
    ['=}} {{ 1 }}', [' 1 ']],
    ['= no braces', []],
  ])('%j', (value, codes) => {
    expect(blocksOf(value).map((block) => block.code)).toEqual(codes);
  });

  it('knows which one is not closed', () => {
    expect(blocksOf('={{ 1 }} {{ 2').map((block) => block.closed)).toEqual([true, false]);
  });

  it('stops after 500', () => {
    expect(blocksOf('{{ 1 }}'.repeat(2000))).toHaveLength(500);
  });
});

/** Read off n8n 2.40.7: what its expression engine takes and what it calls invalid syntax. */
describe('what n8n can read', () => {
  it.each([
    '={{ $json.id; }}',
    '={{ {a:1} }}',
    '={{ {a:{b:1} } }}',
    '={{ ({a:1}).a }}',
    '={{ // why\n $json.id }}',
    '={{ $json.id // why }}',
    '={{ `a\nb` }}',
    '={{ $json.a\n.b ?? 1 }}',
    '={{ 1;2 }}',
    '={{ $json.class }}',
    '={{ [1].map(x => { return x }) }}',
    '={{ 1,2 }}',
    '={{ async () => 1 }}',
    '= {{ 1 }}{{ 2 }} }}',
  ])('takes %j', (value) => {
    expect(isRead(value)).toBe(true);
  });

  it.each([
    '={{ }}',
    '={{}}',
    '={{ /* only a comment */ }}',
    '={{ $json.id + }}',
    '={{ {{ $json.id }} }}',
    '={{ $json.a b }}',
    '={{ await 1 }}',
    '={{ return 1 }}',
    '={{ const a = 1; a }}',
    '={{ if (1) 2 }}',
    '={{ "a\nb" }}',
    '={{ “x” }}',
    '={{ {a:{b:1}} }}',
    '={{ $json.2a }}',
    '={{ $json[a }}',
    "={{ $('It's').item }}",
    '={{ class A {} }}',
  ])('refuses %j', (value) => {
    expect(isRead(value)).toBe(false);
  });
});

describe('what a program says', () => {
  const facts = (code: string) => {
    const script = readBody(code);
    if (!script || !('facts' in script)) throw new Error(`not read: ${JSON.stringify(script)}`);
    return script.facts;
  };

  it('names the steps, and whether it comes past them for sure', () => {
    const { references } = facts(`
      const a = $('A').first();
      const b = a ? $node["B"].json : $items(\`C\`);
      for (const one of $('D').all()) $node.E;
      if (a) return $('F');
      const f = () => $('G');
      return $('H').all();
    `);
    expect(references).toEqual([
      { name: 'A', sure: true },
      { name: 'B', sure: false },
      { name: 'C', sure: false },
      { name: 'D', sure: true },
      { name: 'E', sure: false },
      { name: 'F', sure: false },
      { name: 'G', sure: false },
      { name: 'H', sure: false },
    ]);
  });

  it('tells what it reads from what it declares', () => {
    const { globals, variables } = facts(
      'const fetch = 1; function f({ $json: a, ...$rest }, [b = process]) { return $rest[a.fetch] + b } return $input.x',
    );
    expect([...globals]).toEqual(['process']);
    expect([...variables]).toEqual(['$input']);
  });

  it('tells what it returns itself from what its functions return', () => {
    expect(facts('const f = () => { return 1 }; f();').returns).toBe(false);
    expect(facts('if (x) { return [] }').returns).toBe(true);
    expect(facts("return 'a'").bareReturn).toBe('text');
    expect(facts('return { json: {} }').bareReturn).toBeUndefined();
  });

  it('names the line of what it cannot read', () => {
    expect(readBody('const a = 1;\nconst b = [;\n')).toMatchObject({ line: 2 });
  });
});
