import { chain, hourly, node } from './documents.ts';
import { code, describeRules, http, slack } from './rules.ts';

describeRules('expressions and code', [
  [
    'expression-without-prefix',
    'error',
    chain(hourly, http({ url: 'https://x.y/{{ $json.id }}' })),
    chain(hourly, http({ url: '=https://x.y/{{ $json.id }}' })),
  ],
  [
    'expression-unclosed',
    'error',
    chain(hourly, http({ url: '=https://x.y/{{ $json.id ' })),
    chain(hourly, http({ url: '=https://x.y/{{ JSON.stringify({a:{b:1}}) }}' })),
  ],
  [
    'unknown-node-reference',
    'error',
    chain(hourly, http({ url: "={{ $('Ghost').item.json.id }}" })),
    chain(hourly, http({ url: "={{ $('Start').item.json.id }}" })),
  ],
  [
    'unknown-node-reference',
    'error',
    chain(hourly, http({ url: '={{ $node["Ghost"].json.id }}' })),
    chain(hourly, http({ url: '={{ $node["Start"].json.id }}' })),
  ],
  [
    'unknown-node-reference',
    'error',
    chain(hourly, slack({ text: "={{ $('Ghost').first().json }}" })),
    chain(hourly, slack({ text: "=$('title') is no expression" })),
  ],
  [
    'unknown-node-reference',
    'warning',
    chain(hourly, code("return $('Ghost').all();")),
    chain(hourly, code("return $('Start').all();")),
  ],
  [
    'code-syntax',
    'error',
    chain(hourly, code('return [{')),
    chain(hourly, code('return [{ json: await Promise.resolve({}) }];')),
  ],
  ['code-empty', 'error', chain(hourly, code(' ')), chain(hourly, node('Code', 'code'))],
  [
    'code-network',
    'error',
    chain(hourly, code("const r = await fetch('https://x'); return [r];")),
    chain(hourly, code("// fetch('x')\nreturn [{ json: { text: 'fetch(1)', a: $json.fetch(2) } }];")),
  ],
  [
    'code-require',
    'warning',
    chain(hourly, code("const fs = require('fs'); return [];")),
    chain(hourly, code("return [{ json: { a: 'require(1)' } }];")),
  ],
  ['code-return', 'error', chain(hourly, code("return 'hello';")), chain(hourly, code('return items;'))],
  ['code-return', 'warning', chain(hourly, code('items.length;')), chain(hourly, code('return items;'))],
]);
