import { chain, document, hourly, next } from './documents.ts';
import { agent, branch, describeRules, fine, greater, hook, model, respond, wired } from './rules.ts';

describeRules('wiring', [
  ['unknown-connection-source', 'error', document([hourly, next], { Ghost: ['Next'] }), fine],
  ['unknown-connection-target', 'error', document([hourly, next], { Start: ['Ghost'] }), fine],
  ['unknown-connection-type', 'error', wired('bogus', 0, 0), wired('main', 0, 0)],
  ['output-out-of-range', 'error', wired('main', 1, 0), wired('main', 0, 0)],
  ['input-out-of-range', 'error', wired('main', 0, 5), wired('main', 0, 0)],
  ['output-type-mismatch', 'error', wired('ai_tool', 0, 0), wired('main', 0, 0)],
  [
    'input-type-mismatch',
    'error',
    document(
      [hourly, agent, model, next],
      { Start: ['Agent'] },
      { connections: { Start: { main: [[{ node: 'Model', type: 'main', index: 0 }]] } } },
    ),
    fine,
  ],
  ['connection-into-trigger', 'error', document([hourly, next], { Start: ['Next'], Next: ['Start'] }), fine],
  ['self-loop', 'error', document([hourly, next], { Start: ['Next'], Next: ['Next'] }), fine],
  [
    'endless-loop',
    'error',
    document([hourly, next, { ...next, id: 'b', name: 'B' }], { Start: ['Next'], Next: ['B'], B: ['Next'] }),
    document([hourly, next, branch(greater)], { Start: ['Next'], Next: ['If'], If: ['Next'] }),
  ],
  ['unreachable-node', 'warning', document([hourly, next]), fine],
]);

describeRules('webhooks', [
  ['webhook-path-missing', 'warning', chain(hook({ path: '' }), next), chain(hook(), next)],
  [
    'webhook-path-taken',
    'error',
    document([hook(), hook({}, 'Second'), next], { Hook: ['Next'], Second: ['Next'] }),
    document([hook(), hook({ httpMethod: 'GET' }, 'Second'), next], { Hook: ['Next'], Second: ['Next'] }),
  ],
  ['webhook-open', 'warning', chain(hook({ authentication: 'none' }), next), chain(hook(), next)],
  [
    'respond-node-missing',
    'error',
    chain(hook({ responseMode: 'responseNode' }), next),
    chain(hook({ responseMode: 'responseNode' }), respond),
  ],
  ['respond-node-unused', 'error', chain(hook(), respond), chain(hook({ responseMode: 'responseNode' }), respond)],
]);
