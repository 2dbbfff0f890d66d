import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { programReach } from '#src/workflow/validate/code/program-reach.ts';

const js = (text: string) => programReach({ text, language: 'javaScript' });
const python = (text: string) => programReach({ text, language: 'python' });

describe('what a program reaches: JavaScript', () => {
  it.each([
    'return items;',
    'return $input.all().map((item) => ({ json: { ...item.json, total: item.json.a * 2 } }));',
    "const rows = $('Read').all(); let sum = 0; for (const { json } of rows) sum += json.amount; return [{ json: { sum } }];",
    'const out = {}; for (const key of Object.keys($json)) out[key.toLowerCase()] = $json[key]; return out;',
    'class Total { constructor() { this.sum = 0; } add(n) { this.sum += n; return this; } } return [{ json: { t: new Total().add(1).sum } }];',
    'const { DateTime: D } = { DateTime }; return { json: { now: D.now().toISO() } };',
    'const b = await this.helpers.getBinaryDataBuffer(0, "data"); return [{ json: { size: b.length } }];',
    "return [{ json: { x: 1 }, binary: { data: await helpers.prepareBinaryData(Buffer.from('x'), 'x.txt') } }];",
    'const state = $getWorkflowStaticData("global"); state.n = (state.n ?? 0) + 1; return [{ json: state }];',
    'result = []; for (row of items) result.push(row); return result;',
    'const matrix = [[1]]; return [{ json: { v: matrix[0][0], w: rows[i + 1 - 1] } }]; var rows, i;',
    "return [{ json: { text: 'this.helpers.httpRequest, require, fetch' } }];",
    'items.sort((a, b) => a.json.n - b.json.n); return items;',
  ])('%s computes', (text) => expect(js(text)).toBeUndefined());

  it.each([
    ["return await this.helpers.httpRequest({ url: 'http://10.0.0.5' });", 'this'],
    ['return await helpers.httpRequest({ url });  var url;', 'helpers'],
    ['return $helpers.httpRequest({})', '$helpers'],
    ['const { helpers } = this; return helpers', 'helpers'],
    ['const me = this; return me.helpers.request({})', 'this'],
    ['return this["hel" + "pers"].httpRequest({})', 'this'],
    ['return this[$json.a][$json.b]({})', '(computed)'],
    ['return (() => this)().helpers', 'this'],
    ['return (function () { return this })().helpers', 'this'],
    ['class A { [this.helpers.httpRequest({})]() {} }', 'this'],
    ['class A extends this.helpers.x {}', 'this'],
    ["return fetch('https://a.example')", 'fetch'],
    ["function f(fetch) {} return fetch('https://a.example')", 'fetch'],
    ["if (typeof fetch !== 'undefined') await fetch('https://a.example')", 'fetch'],
    ["return require('http').get('http://a.example')", 'require'],
    ["const r = require; return r('fs')", 'require'],
    ["return await import('node:fs')", 'import()'],
    ['return process.env', 'process'],
    ['return globalThis.helpers', 'globalThis'],
    ['return global.helpers', 'global'],
    ["return eval('1')", 'eval'],
    ["return new Function('return 1')()", 'Function'],
    ["return [].constructor.constructor('return 1')()", '.constructor'],
    ["return []['const' + 'ructor']", '.constructor'],
    ['const { constructor: C } = []; return C', '.constructor'],
    ["return Reflect.get([], 'constructor')", 'constructor'],
    ['const k = $json.k; return $json[k][k]("return 1")()', '(computed)'],
    ['const k = $json.k, F = (() => 0)[k]; return F("x")', 'F'],
    ['const { [$json.k]: F } = () => 0; return new F("x")', 'F'],
    ['return $env.SECRET', '$env'],
    ['return $secrets.vault.key', '$secrets'],
    ['return await this.getInputConnectionData("ai_languageModel", 0)', 'this'],
    ['return somethingNobodyKnows()', 'somethingNobodyKnows'],
    ['with ($json) { x }', 'with'],
    ['return [ }', '(unreadable)'],
    ['return 1 }(); helpers.httpRequest({}); (function () {', '(unreadable)'],
    ['={{ $json.program }}', '(expression)'],
    [`return ${'['.repeat(50_000)}`, '(unreadable)'],
  ])('%s reaches out', (text, by) => {
    if (by === '(computed)') expect(js(text)).toBeDefined();
    else expect(js(text)).toBe(by);
  });
});

describe('what a program reaches: Python', () => {
  it.each([
    'return _items',
    'import json\nfrom datetime import datetime, timedelta\nreturn [{"json": {"n": json.dumps(_items)}}]',
    'for item in _input.all():\n    item.json.total = item.json.a * 2\nreturn _input.all()',
    '# import os\ntext = "import os; open(1)"\nreturn [{"json": {"t": f"{text} and {len(_items)}"}}]',
    'import math, re as r\nreturn [{"json": {"x": r.sub("a", "b", "c")}}]',
  ])('%s computes', (text) => expect(python(text)).toBeUndefined());

  it.each([
    ['import os', 'import os'],
    ['import json, os', 'import os'],
    ['from urllib.request import urlopen', 'import urllib.request'],
    ['import requests as r', 'import requests'],
    ['import urllib', 'import urllib'],
    ['if True: import os', 'import'],
    ['x = 1; import os', 'import'],
    ['from js import fetch', 'import js'],
    ['return open("/etc/passwd").read()', 'open'],
    ['return __import__("os")', '__import__'],
    ['return ().__class__', '.__class__'],
    ['import random\nreturn random._os.environ', '._os'],
    ['import json\nreturn json.codecs.open("x")', 'codecs'],
    ['return getattr(_items, "x")', 'getattr'],
    ['return f"{__import__(1)}"', '__import__'],
    ['return ｏｐｅｎ("x")', 'open'],
    ['import json\nreturn json. \\\n _x', undefined],
    ['x = "a\nimport os', 'import os'],
    ["x = '''a'b''' ; eval('1')", 'eval'],
  ])('%s reaches out', (text, by) => {
    if (by === undefined) expect(python(text)).toBeDefined();
    else expect(python(text)).toContain(by);
  });
});

it('any text is judged without throwing', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('javaScript' as const, 'python' as const), (text, language) => {
      expect(['string', 'undefined']).toContain(typeof programReach({ text, language }));
    }),
  );
});
