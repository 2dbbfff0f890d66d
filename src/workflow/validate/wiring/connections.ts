import type { Issue } from '#src/model/issue.ts';
import { type At, error, warning } from '#src/workflow/issues.ts';
import { isTrigger, type Rule, type View, type ViewEdge, type ViewNode } from '../view.ts';
import {
  fixError,
  fixIntoLoop,
  fixKind,
  fixSource,
  fixSubNode,
  fixTarget,
  hasCountedOutputs,
} from './connection-fixes.ts';

const kind = /^(?:main|ai_[A-Za-z]+)$/;

/** Every connection joins two nodes that exist, at an output and an input they have. */
export const checkConnections: Rule = (view) => [
  ...view.edges.flatMap((edge) => checkEdge(edge, view)),
  ...checkDoubles(view),
];

function checkEdge(edge: ViewEdge, view: View): Issue[] {
  const from = view.byName.get(edge.from);
  const to = view.byName.get(edge.to);
  if (!from) {
    // n8n ignores leftovers of deleted nodes only when nothing is behind them; what is behind need not exist.
    const at = withFix({ path: 'connections' }, fixSource(edge, view));
    return [error('unknown-connection-source', { from: edge.from.slice(0, 128) }, at)];
  }
  const at: At = { node: edge.from, path: 'connections' };
  if (!to) {
    const params = { from: edge.from, to: edge.to.slice(0, 128) };
    return [error('unknown-connection-target', params, withFix(at, fixTarget(edge, view)))];
  }
  if (!kind.test(edge.kind)) {
    const params = { from: edge.from, to: edge.to, type: edge.kind.slice(0, 60), start: null };
    return [error('unknown-connection-type', params, withFix(at, fixKind(edge, view)))];
  }
  if (edge.inputKind !== edge.kind) {
    const params = { from: edge.from, to: edge.to, type: edge.inputKind.slice(0, 60), start: edge.kind };
    return [error('unknown-connection-type', params, withFix(at, fixKind(edge, view)))];
  }
  if (edge.from === edge.to) return [selfLoop(edge, from, at)];
  if (edge.kind === 'main' && isTrigger(to)) {
    return [error('connection-into-trigger', { node: edge.to }, { node: edge.to, path: 'connections' })];
  }
  return [...checkOutput(edge, from, to), ...checkInput(edge, to)];
}

const withFix = (at: At, fix: At['fix']): At => (fix ? { ...at, fix } : at);

function selfLoop(edge: ViewEdge, from: ViewNode, at: At): Issue {
  if (from.shortType === 'splitInBatches') return warning('self-loop', { node: edge.from, endless: false }, at);
  return error('self-loop', { node: edge.from, endless: true }, withFix(at, fixIntoLoop(edge)));
}

function checkOutput(edge: ViewEdge, from: ViewNode, to: ViewNode): Issue[] {
  const { outputs } = from.ports;
  if (!outputs) return [];
  const count = outputs.get(edge.kind) ?? 0;
  if (edge.output < count || isDiscarded(edge, from)) return [];
  const at: At = { node: edge.from, path: `connections.${edge.kind}[${edge.output}]` };
  if (count === 0) {
    const params = { node: edge.from, kind: edge.kind };
    return [error('output-type-mismatch', params, withFix(at, fixSubNode(edge, from, to)))];
  }
  const unhandled = from.onError !== 'continueErrorOutput' && edge.output === count;
  const hint = hasCountedOutputs(from) ? 'counted' : unhandled ? 'error' : null;
  const params = { node: edge.from, count, output: edge.output + 1, hint } as const;
  return [error('output-out-of-range', params, withFix(at, unhandled ? fixError(from, count) : undefined))];
}

/** n8n runs what hangs on the second output of Filter, "Discarded", though the node declares one. */
const isDiscarded = (edge: ViewEdge, from: ViewNode): boolean =>
  from.type === 'n8n-nodes-base.filter' && edge.kind === 'main' && edge.output === 1;

function checkInput(edge: ViewEdge, to: ViewNode): Issue[] {
  const { inputs } = to.ports;
  if (!inputs) return [];
  const count = inputs.get(edge.kind) ?? 0;
  const at = { node: edge.to, path: 'connections' };
  if (count === 0) return [error('input-type-mismatch', { node: edge.to, kind: edge.kind }, at)];
  if (Number.isInteger(edge.input) && edge.input >= 0 && edge.input < count) return [];
  return [
    error(
      'input-out-of-range',
      { node: edge.to, count: Number.isFinite(count) ? count : null, input: edge.input + 1 },
      at,
    ),
  ];
}

/** The same connection twice: the step behind it would run twice. */
function checkDoubles(view: View): Issue[] {
  const seen = new Set<string>();
  return view.edges.flatMap((edge) => {
    const key = JSON.stringify([edge.from, edge.kind, edge.output, edge.to, edge.input]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      warning('duplicate-connection', { from: edge.from, to: edge.to }, { node: edge.from, path: 'connections' }),
    ];
  });
}
