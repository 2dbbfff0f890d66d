import { describe, expect, it } from 'vitest';
import { chain, document, hourly, next, node } from '../documents.ts';
import { expectMended } from './mended.ts';
import { agent, code, type Document, describeRules, fine, greater, hook, model, respond } from './rules.ts';

const each = (jsCode: string): Document => node('Code', 'code', { mode: 'runOnceForEachItem', jsCode });
const attached = (parameters: Document, ...subNodes: [Document, string][]): Document =>
  document(
    [
      hourly,
      { ...agent, parameters: { ...(agent['parameters'] as Document), ...parameters } },
      ...subNodes.map(([one]) => one),
    ],
    { Start: ['Agent'] },
    {
      connections: {
        Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
        ...Object.fromEntries(
          subNodes.map(([one, type]) => [one['name'], { [type]: [[{ node: 'Agent', type, index: 0 }]] }]),
        ),
      },
    },
  );
const second = { ...model, id: 'model-2', name: 'Second' };
const wiredTo = (from: Document, outputs: string[][]): Document =>
  document(
    [hourly, from, next, { ...next, id: 'b', name: 'B' }],
    {},
    {
      connections: {
        Start: { main: [[{ node: from['name'], type: 'main', index: 0 }]] },
        [String(from['name'])]: {
          main: outputs.map((names) => names.map((name) => ({ node: name, type: 'main', index: 0 }))),
        },
      },
    },
  );
const rule = { ...greater, outputKey: 'x' };
const route = node('Route', 'switch', { rules: { values: [rule, rule] } });
const failing = node('HTTP', 'httpRequest', { url: 'https://example.com' }, { onError: 'continueErrorOutput' });

describeRules('what n8n 2.40.7 was seen to do', [
  ['unknown-connection-source', 'error', document([hourly, next], { Start: ['Next'], Gone: ['Gone too'] }), fine],
  [
    'code-input-access',
    'error',
    chain(hourly, each('return { json: $input.all()[0].json }')),
    chain(hourly, each('return { json: $input.item.json }')),
  ],
  [
    'code-input-access',
    'error',
    chain(hourly, each('if ($json.a) return $input.last();\nreturn $input.item;')),
    chain(hourly, code('return [$input.last()]')),
  ],
  ['code-name-lacking', 'warning', chain(hourly, each('return items[1];')), chain(hourly, code('return [items[1]];'))],
  ['code-name-lacking', 'warning', chain(hourly, code('return [item];')), chain(hourly, each('return item;'))],
  [
    'code-name-lacking',
    'warning',
    chain(hourly, code('return [{ json: structuredClone(items[0].json) }]')),
    chain(hourly, code('if (typeof structuredClone === "undefined") return [];\nreturn items;')),
  ],
  [
    'code-name-lacking',
    'warning',
    chain(hourly, code('return [{ json: { q: new URLSearchParams("a=1").get("a") } }]')),
    chain(
      hourly,
      code(
        'const { URLSearchParams } = require("url");\nreturn [{ json: { q: new URLSearchParams("a=1").get("a"), b: Buffer.from("a").length } }]',
      ),
    ),
  ],
  [
    'env-blocked',
    'warning',
    chain(hourly, code('return [{ json: { v: $env.HOME } }]')),
    chain(hourly, code('return [{ json: { v: $vars.home } }]')),
  ],
  [
    'env-blocked',
    'warning',
    chain(
      hourly,
      node('Set', 'set', {
        assignments: { assignments: [{ id: 'a', name: 'a', type: 'string', value: '={{ $env.HOME }}' }] },
      }),
    ),
    fine,
  ],
  [
    'too-many-helpers',
    'error',
    attached({}, [model, 'ai_languageModel'], [second, 'ai_languageModel']),
    attached({}, [model, 'ai_languageModel']),
  ],
  [
    'fallback-missing',
    'error',
    attached({ needsFallback: true }, [model, 'ai_languageModel']),
    attached({ needsFallback: true }, [model, 'ai_languageModel'], [second, 'ai_languageModel']),
  ],
  [
    'respond-node-disabled',
    'warning',
    chain(hook({ responseMode: 'responseNode' }), { ...respond, disabled: true }),
    chain(hook({ responseMode: 'responseNode' }), respond),
  ],
  [
    'respond-node-unused',
    'error',
    chain(hook({ responseMode: 'lastNode' }), { ...respond, disabled: true }),
    chain(hook({ responseMode: 'lastNode' }), next),
  ],
  ['outputs-unused', 'warning', wiredTo(route, [[], ['Next', 'B']]), wiredTo(route, [['Next'], ['B']])],
  ['error-output-unused', 'warning', wiredTo(failing, [['Next', 'B']]), wiredTo(failing, [['Next'], ['B']])],
  [
    'output-out-of-range',
    'error',
    wiredTo(node('Keep', 'filter', greater), [['Next'], [], ['B']]),
    wiredTo(node('Keep', 'filter', greater), [['Next'], ['B']]),
  ],
]);

describe('connections by id', () => {
  it('are mended at both ends at once', () => {
    const [a, b] = [String(hourly['id']), String(next['id'])];
    const given = document(
      [hourly, next],
      {},
      { connections: { [a]: { main: [[{ node: b, type: 'main', index: 0 }]] } } },
    );
    const mended = expectMended(given, 'unknown-connection-source') as Document;
    expect(mended['connections']).toEqual({ Start: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } });
  });
});
