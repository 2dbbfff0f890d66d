import type { Issue } from '../draft.ts';
import { error, isTrigger, type Rule, type View, type ViewEdge, type ViewNode, warning } from './view.ts';

const kind = /^(?:main|ai_[A-Za-z]+)$/;

/** Every connection joins two nodes that exist, at an output and an input they have. */
export const checkConnections: Rule = (view) => view.edges.flatMap((edge) => checkEdge(edge, view));

function checkEdge(edge: ViewEdge, view: View): Issue[] {
  const from = view.byName.get(edge.from);
  const to = view.byName.get(edge.to);
  if (!from) {
    const path = 'connections';
    // n8n ignores leftovers of deleted nodes only when nothing is behind them.
    return to
      ? [error('unknown-connection-source', `A connection starts at "${edge.from}", which does not exist.`, { path })]
      : [];
  }
  const at = { node: edge.from, path: 'connections' };
  if (!to)
    return [error('unknown-connection-target', `"${edge.from}" leads to "${edge.to}", which does not exist.`, at)];
  if (!kind.test(edge.kind)) {
    return [error('unknown-connection-type', `The connection type "${edge.kind.slice(0, 60)}" does not exist.`, at)];
  }
  if (edge.from === edge.to) {
    return from.shortType === 'splitInBatches'
      ? [warning('self-loop', `"${edge.from}" is connected to itself.`, at)]
      : [error('self-loop', `"${edge.from}" is connected to itself and would never end.`, at)];
  }
  if (edge.kind === 'main' && isTrigger(to)) {
    return [
      error('connection-into-trigger', `"${edge.to}" starts the workflow: nothing can lead into it.`, {
        node: edge.to,
        path: 'connections',
      }),
    ];
  }
  return [...checkOutput(edge, from), ...checkInput(edge, to)];
}

function checkOutput(edge: ViewEdge, from: ViewNode): Issue[] {
  const { outputs } = from.ports;
  if (!outputs) return [];
  const count = outputs.get(edge.kind) ?? 0;
  if (edge.output < count) return [];
  const at = { node: edge.from, path: `connections.${edge.kind}[${edge.output}]` };
  if (count === 0) {
    return [error('output-type-mismatch', `"${edge.from}" has no ${nameOf(edge.kind)} output.`, at)];
  }
  const hint =
    from.onError !== 'continueErrorOutput' && edge.output === count ? ' Its error output is not switched on.' : '';
  return [
    error(
      'output-out-of-range',
      `"${edge.from}" has ${count} output${count === 1 ? '' : 's'}, but output ${edge.output + 1} is connected.${hint}`,
      at,
    ),
  ];
}

function checkInput(edge: ViewEdge, to: ViewNode): Issue[] {
  const { inputs } = to.ports;
  if (!inputs) return [];
  const count = inputs.get(edge.kind) ?? 0;
  const at = { node: edge.to, path: 'connections' };
  if (count === 0) return [error('input-type-mismatch', `"${edge.to}" has no ${nameOf(edge.kind)} input.`, at)];
  if (edge.input >= 0 && edge.input < count) return [];
  return [
    error(
      'input-out-of-range',
      `"${edge.to}" has ${count} input${count === 1 ? '' : 's'}, but input ${edge.input + 1} is connected.`,
      at,
    ),
  ];
}

const nameOf = (type: string): string => (type === 'main' ? 'data' : type.replace(/^ai_/, 'AI '));
