import { describe, expect, it } from 'vitest';
import { validateDraft, validateWorkflow } from '#src/workflow/validate/index.ts';
import { catalog, chain, document, draft, draftNode, hourly, langchain, link, next, node } from '../documents.ts';
import { at, expectMended } from './mended.ts';
import { agent, branch, code, describeRules, greater, http, model, slack } from './rules.ts';

const url = (text: string) => chain(hourly, http({ url: text }));
const message = (text: string) => chain(hourly, slack({ text }));

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
    chain(hourly, http({ url: '=https://x.y/{{ JSON.stringify({ a: { b: 1 } }) }}' })),
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
    'error',
    chain(hourly, code("return $('Ghost').all();")),
    chain(hourly, code("return $('Start').all();")),
  ],
  [
    'unknown-node-reference',
    'warning',
    chain(hourly, code("if (items.length > 3) return $('Ghost').all(); return items;")),
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
    'code-module',
    'error',
    chain(hourly, code("const fs = require('fs'); return [];")),
    chain(hourly, code("const fs = require('fs'); const x = require('xlsx'); return [];")),
  ],
  [
    'code-require',
    'warning',
    chain(hourly, code("const crypto = require('crypto'); return [];")),
    chain(hourly, code("return [{ json: { a: 'require(1)' } }];")),
  ],
  ['code-return', 'error', chain(hourly, code("return 'hello';")), chain(hourly, code('return items;'))],
  ['code-return', 'error', chain(hourly, code('items.length;')), chain(hourly, code('return items;'))],
  ['code-return', 'error', chain(hourly, code('const f = () => { return items }')), chain(hourly, code('return f()'))],
  [
    'code-return',
    'warning',
    chain(hourly, node('Code', 'code', { mode: 'runOnceForEachItem', jsCode: '$json.a = 1;' })),
    chain(hourly, node('Code', 'code', { mode: 'runOnceForEachItem', jsCode: 'return { json: { a: 1 } };' })),
  ],
  [
    'code-return',
    'error',
    chain(hourly, node('Code', 'code', { language: 'python', pythonCode: 'x = "return"  # return' })),
    chain(hourly, node('Code', 'code', { language: 'python', pythonCode: 'return []' })),
  ],
  [
    'code-process',
    'warning',
    chain(hourly, code('return [{ json: { key: process.env.KEY } }];')),
    chain(hourly, code('const process = (x) => x; return [{ json: { key: process(1) } }];')),
  ],
  [
    'expression-in-code',
    'warning',
    chain(hourly, code("return [{ json: { name: 'Hi {{ $json.name }}' } }];")),
    chain(hourly, code("return [{ json: { name: 'Hi {{ name }}' } }];")),
  ],
  [
    'code-syntax',
    'error',
    chain(hourly, code('return [{ json: { name: {{ $json.name }} } }];')),
    chain(hourly, code('/* } */ const t = `${[1].map((x) => `<${x}>`)}`; return [{ json: { t } }];')),
  ],
  ['expression-syntax', 'error', url('={{ $json.id + }}'), url('={{ $json.id }} + {{ 1 }}')],
  ['expression-syntax', 'error', url('={{ }}'), url('=https://x.y/{{ "" }}')],
  ['expression-syntax', 'error', url('={{ {{ $json.id }} }}'), url("={{ '{' + $json.id + '}' }}")],
  ['expression-syntax', 'error', url('={{ JSON.stringify({a:{b:1}}) }}'), url('={{ JSON.stringify({a:{b:1} }) }}')],
  ['expression-syntax', 'error', url('={{ “$json.id” }}'), url('={{ $json["a “b”"] }}')],
  ['expression-method', 'error', url('={{ $now.plus({ days: 1 }).toISOString() }}'), url('={{ $now.toISO() }}')],
  ['expression-method', 'error', url('={{ DateTime.now().toISOString() }}'), url('={{ new Date().toISOString() }}')],
  ['expression-method', 'error', url('={{ $today.toISOString() }}'), url("={{ $today.format('yyyy') }}")],
  ['unknown-variable', 'warning', url('={{ $jsn.id }}'), url('={{ [1].map($x => $x + $itemIndex) }}')],
  ['expression-bare', 'warning', url('$json.url'), url('={{ $json.url }}')],
  ['expression-bare', 'warning', url('=$json.url'), message('=costs $5')],
  ['from-ai-outside-tool', 'error', url("={{ $fromAI('url') }}"), url('={{ $json.url }}')],
  ['unknown-node-reference', 'error', url('={{ $node.Ghost.json.id }}'), url('={{ $node.Start.json.id }}')],
  ['unknown-node-reference', 'error', url('={{ $items("Ghost").length }}'), url('={{ $items("Start").length }}')],
  [
    'unknown-node-reference',
    'warning',
    url("={{ $json.id ? $json.id : $('Ghost').item.json.id }}"),
    url("={{ $json.id ? $json.id : $('Start').item.json.id }}"),
  ],
  [
    'reference-not-upstream',
    'warning',
    chain(hourly, http({ url: "={{ $('Next').item.json.url }}" }), next),
    chain(hourly, next, http({ url: "={{ $('Next').item.json.url }}" })),
  ],
  [
    'expression-without-prefix',
    'error',
    message('Hello {{ $json.name }}'),
    message('Hello {{ name }}, {{#if vip}}dear{{/if}} {{ $price }} costs $5'),
  ],
]);

describe('in workflows from elsewhere', () => {
  const behind = (text: string) =>
    document([hourly, branch(greater), slack({ text })], { Start: ['If'], If: ['Slack'] });
  const severity = (given: Record<string, unknown>, code: string) =>
    validateWorkflow(given, { catalog }).find((issue) => issue.code === code)?.severity;

  it('what breaks behind a branch only is a warning', () => {
    expect(severity(behind("={{ $('Ghost').item.json.id }}"), 'unknown-node-reference')).toBe('warning');
    expect(severity(behind('Hello {{ $json.name }}'), 'expression-without-prefix')).toBe('warning');
    expect(severity(message("={{ $('Ghost').item.json.id }}"), 'unknown-node-reference')).toBe('error');
  });

  it('in a draft it stays an error', () => {
    const issues = validateDraft(
      draft(
        [
          draftNode('Start', 'scheduleTrigger'),
          draftNode('If', 'if', greater),
          draftNode('Wait', 'wait', { amount: "={{ $('Ghost').item.json.id }}" }),
        ],
        [link('Start', 'If'), link('If', 'Wait')],
      ),
      { catalog },
    );
    expect(issues.find((issue) => issue.code === 'unknown-node-reference')?.severity).toBe('error');
  });

  it('what runs twice in a loop may take data from behind itself', () => {
    const loop = document([hourly, http({ url: "={{ $('Next').item.json.url }}" }), next, branch(greater)], {
      Start: ['HTTP'],
      HTTP: ['Next'],
      Next: ['If'],
      If: ['HTTP'],
    });
    expect(severity(loop, 'reference-not-upstream')).toBeUndefined();
  });

  it('a sub-node takes data from what comes before its agent', () => {
    const tool = node('Tool', langchain('toolHttpRequest'), { url: "={{ $('Start').item.json.url }}" });
    const given = document(
      [hourly, agent, model, tool],
      {},
      {
        connections: {
          Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
          Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
          Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
        },
      },
    );
    expect(severity(given, 'reference-not-upstream')).toBeUndefined();
  });
});

describe('fixes of expressions', () => {
  it.each<[code: string, wrong: string, right: string]>([
    ['expression-without-prefix', 'https://x.y/{{ $json.id }}', '=https://x.y/{{ $json.id }}'],
    ['expression-unclosed', '=https://x.y/{{ $json.id', '=https://x.y/{{ $json.id }}'],
    ['expression-unclosed', '=https://x.y/{{ $json.id }', '=https://x.y/{{ $json.id }}'],
    ['expression-syntax', '={{ {{ $json.id }} }}', '={{ $json.id }}'],
    ['expression-syntax', '={{ “$json.id” }}', '={{ "$json.id" }}'],
    ['expression-syntax', '={{ f({a:{b:1}}) }}', '={{ f({a:{b:1} }) }}'],
    ['expression-syntax', '={{ {a:{b:1}} }}', '={{ {a:{b:1} } }}'],
    ['expression-method', '={{ $now.toISOString() }}', '={{ $now.toISO() }}'],
    ['expression-bare', '$json.url', '={{ $json.url }}'],
    ['unknown-node-reference', "={{ $('Stort').item.json.id }}", "={{ $('Start').item.json.id }}"],
    ['unknown-node-reference', '={{ $node["Start1"].json.id }}', '={{ $node["Start"].json.id }}'],
  ])('%s: %j', (code, wrong, right) => {
    expect(at(expectMended(url(wrong), code), 'nodes', 1, 'parameters', 'url')).toBe(right);
  });

  it('quotes a name that holds a quote', () => {
    const given = chain({ ...hourly, name: "It's time" }, http({ url: "={{ $('It's time').item.json.id }}" }));
    const mended = expectMended(given, 'expression-syntax');
    expect(at(mended, 'nodes', 1, 'parameters', 'url')).toBe(`={{ $("It's time").item.json.id }}`);
  });

  it('none where two steps are as near', () => {
    const given = chain(hourly, node('Get A', 'noOp'), node('Get B', 'noOp'), http({ url: "={{ $('Get C').item }}" }));
    expect(
      validateWorkflow(given, { catalog }).find((issue) => issue.code === 'unknown-node-reference')?.fix,
    ).toBeUndefined();
  });
});
