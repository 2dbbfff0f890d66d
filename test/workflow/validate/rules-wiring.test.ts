import { chain, document, hourly, next, node } from '../documents.ts';
import { agent, branch, type Document, describeRules, fine, greater, hook, model, respond, wired } from './rules.ts';

const locator = { __rl: true, mode: 'id', value: 'abc' };

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
  ['endless-loop', 'error', ring([['Next'], ['Next']]), ring([['Next'], []])],
  ['endless-loop', 'error', ring([['Next'], ['Next', 'Done']]), ring([['Next'], ['Done']])],
  ['loop-not-closed', 'warning', batches([['Done'], ['Next']]), batches([['Done'], ['Next']], { Next: ['Loop'] })],
  ['loop-not-closed', 'warning', batches([['Next'], ['Done']], { Next: ['Loop'] }), batches([['Done'], []])],
  ['unreachable-node', 'warning', document([hourly, next]), fine],
]);

const form = (path: string): Document =>
  node('Form', 'formTrigger', {
    formTitle: 'Order',
    formFields: { values: [{ fieldLabel: 'Name' }] },
    options: { path },
  });

describeRules('webhooks', [
  ['webhook-path-missing', 'warning', chain(hook({ path: '' }), next), chain(hook(), next)],
  [
    'webhook-path-taken',
    'error',
    document([hook(), hook({}, 'Second'), next], { Hook: ['Next'], Second: ['Next'] }),
    document([hook(), hook({ httpMethod: 'GET' }, 'Second'), next], { Hook: ['Next'], Second: ['Next'] }),
  ],
  [
    'webhook-path-taken',
    'error',
    document([hook(), form('/orders/'), next], { Hook: ['Next'], Form: ['Next'] }),
    document([hook(), form('order-form'), next], { Hook: ['Next'], Form: ['Next'] }),
  ],
  ['webhook-open', 'warning', chain(hook({ authentication: 'none' }), next), chain(hook(), next)],
  [
    'respond-node-missing',
    'error',
    chain(hook({ responseMode: 'responseNode' }), next),
    chain(hook({ responseMode: 'responseNode' }), respond),
  ],
  ['respond-node-unused', 'error', chain(hook(), respond), chain(hook({ responseMode: 'responseNode' }), respond)],
  [
    'respond-node-missing',
    'error',
    document([hook({ responseMode: 'responseNode' }), next, hourly, respond], { Hook: ['Next'], Start: ['Answer'] }),
    document([hook({ responseMode: 'responseNode' }), next, respond], { Hook: ['Next'], Next: ['Answer'] }),
  ],
  [
    'respond-node-missing',
    'warning',
    chain(first(hook({ responseMode: 'responseNode' })), node('Call', 'executeWorkflow', { workflowId: locator })),
    chain(first(hook({ responseMode: 'responseNode' })), respond),
  ],
  ['respond-node-unused', 'warning', chain(first(hook()), respond), chain(hook(), next)],
  [
    'respond-node-unused',
    'error',
    chain(hook(), node('Wait', 'wait', { resume: 'webhook' }), respond),
    chain(hook(), node('Wait', 'wait', { resume: 'webhook', responseMode: 'responseNode' }), respond),
  ],
  [
    'respond-node-unused',
    'error',
    document([hook(), hook({ responseMode: 'responseNode', path: 'b' }, 'Second'), respond], {
      Hook: ['Answer'],
      Second: ['Answer'],
    }),
    document([hook(), hook({ responseMode: 'responseNode', path: 'b' }, 'Second'), next, respond], {
      Hook: ['Next'],
      Second: ['Answer'],
    }),
  ],
  ['respond-without-call', 'error', chain(hourly, respond), chain(hourly, first(respond))],
  ['respond-without-call', 'warning', chain(node('Failed', 'errorTrigger'), respond), fine],
]);

/** Start → Next → If → what its outputs lead to. */
function ring(outputs: string[][]): Document {
  const done = { ...next, id: 'done', name: 'Done' };
  const plain = document([hourly, next, branch(greater), done], { Start: ['Next'], Next: ['If'] });
  return { ...plain, connections: { ...(plain['connections'] as Document), If: to(outputs) } };
}

function batches(outputs: string[][], more: Record<string, string[]> = {}): Document {
  const done = { ...next, id: 'done', name: 'Done' };
  const plain = document([hourly, node('Loop', 'splitInBatches'), next, done], { Start: ['Loop'], ...more });
  return { ...plain, connections: { ...(plain['connections'] as Document), Loop: to(outputs) } };
}

function to(outputs: string[][]): Document {
  return { main: outputs.map((names) => names.map((name) => ({ node: name, type: 'main', index: 0 }))) };
}

/** In its first version, which n8n checks less. */
function first(given: Document): Document {
  return { ...given, typeVersion: 1 };
}
