import type { Issue } from '#src/workflow/draft.ts';
import { type At, error, isTrigger, type Rule, type View, type ViewEdge, type ViewNode, warning } from '../view.ts';
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
    // n8n ignores leftovers of deleted nodes only when nothing is behind them.
    if (!to) return [];
    const message = `A connection starts at "${edge.from.slice(0, 128)}", which does not exist.`;
    return [error('unknown-connection-source', message, withFix({ path: 'connections' }, fixSource(edge, view)))];
  }
  const at: At = { node: edge.from, path: 'connections' };
  if (!to) {
    const message = `"${edge.from}" leads to "${edge.to.slice(0, 128)}", which does not exist.`;
    return [error('unknown-connection-target', message, withFix(at, fixTarget(edge, view)))];
  }
  if (!kind.test(edge.kind)) {
    const message = `The connection type "${edge.kind.slice(0, 60)}" does not exist.`;
    return [error('unknown-connection-type', message, withFix(at, fixKind(edge, view)))];
  }
  if (edge.inputKind !== edge.kind) {
    const message = `The connection of "${edge.from}" to "${edge.to}" is of type "${edge.inputKind.slice(0, 60)}" at its end and "${edge.kind}" at its start.`;
    return [error('unknown-connection-type', message, withFix(at, fixKind(edge, view)))];
  }
  if (edge.from === edge.to) return [selfLoop(edge, from, at)];
  if (edge.kind === 'main' && isTrigger(to)) {
    const message = `"${edge.to}" starts the workflow: nothing can lead into it.`;
    return [error('connection-into-trigger', message, { node: edge.to, path: 'connections' })];
  }
  return [...checkOutput(edge, from, to), ...checkInput(edge, to)];
}

const withFix = (at: At, fix: At['fix']): At => (fix ? { ...at, fix } : at);

function selfLoop(edge: ViewEdge, from: ViewNode, at: At): Issue {
  if (from.shortType === 'splitInBatches') return warning('self-loop', `"${edge.from}" is connected to itself.`, at);
  const message = `"${edge.from}" is connected to itself and would never end.`;
  return error('self-loop', message, withFix(at, fixIntoLoop(edge)));
}

function checkOutput(edge: ViewEdge, from: ViewNode, to: ViewNode): Issue[] {
  const { outputs } = from.ports;
  if (!outputs) return [];
  const count = outputs.get(edge.kind) ?? 0;
  if (edge.output < count) return [];
  const at: At = { node: edge.from, path: `connections.${edge.kind}[${edge.output}]` };
  if (count === 0) {
    const message = `"${edge.from}" has no ${nameOf(edge.kind)} output.`;
    return [error('output-type-mismatch', message, withFix(at, fixSubNode(edge, from, to)))];
  }
  const unhandled = from.onError !== 'continueErrorOutput' && edge.output === count;
  const hint = hasCountedOutputs(from)
    ? ' Its settings decide how many it has: add what leads there.'
    : unhandled
      ? ' Its error output is not switched on.'
      : '';
  const message = `"${edge.from}" has ${count} output${count === 1 ? '' : 's'}, but output ${edge.output + 1} is connected.${hint}`;
  return [error('output-out-of-range', message, withFix(at, unhandled ? fixError(from, count) : undefined))];
}

function checkInput(edge: ViewEdge, to: ViewNode): Issue[] {
  const { inputs } = to.ports;
  if (!inputs) return [];
  const count = inputs.get(edge.kind) ?? 0;
  const at = { node: edge.to, path: 'connections' };
  if (count === 0) return [error('input-type-mismatch', `"${edge.to}" has no ${nameOf(edge.kind)} input.`, at)];
  if (Number.isInteger(edge.input) && edge.input >= 0 && edge.input < count) return [];
  const message = `"${edge.to}" has ${count} input${count === 1 ? '' : 's'}, but input ${edge.input + 1} is connected.`;
  return [error('input-out-of-range', message, at)];
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
    const message = `"${edge.from}" is connected to "${edge.to}" twice, so that step would run twice.`;
    return [warning('duplicate-connection', message, { node: edge.from, path: 'connections' })];
  });
}

const nameOf = (type: string): string => (type === 'main' ? 'data' : type.replace(/^ai_/, 'AI '));
