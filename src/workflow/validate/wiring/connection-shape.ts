import type { Fix, Issue } from '#src/workflow/draft.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';
import { error } from '../view.ts';

const most = 20;

/**
 * Connections are written as n8n reads them: start → type → list per output → list of `{ node, type, index }`. What is
 * written in another way is dropped or refused by n8n.
 */
export function checkConnectionShape(connections: unknown): Issue[] {
  if (connections === undefined || connections === null) return [];
  if (!isRecord(connections)) {
    return [error('connections-malformed', 'The connections are not an object.', { path: 'connections' })];
  }
  const issues: Issue[] = [];
  for (const [from, kinds] of Object.entries(connections)) {
    if (issues.length >= most) break;
    if (!isRecord(kinds)) {
      issues.push(malformed(from, 'are not an object with the types of its outputs'));
      continue;
    }
    for (const [kind, outputs] of Object.entries(kinds)) issues.push(...checkOutputs(from, kind, outputs));
  }
  return issues.slice(0, most);
}

function checkOutputs(from: string, kind: string, outputs: unknown): Issue[] {
  if (!Array.isArray(outputs)) return [malformed(from, `of type ${kind.slice(0, 40)} are not a list`)];
  if (outputs.length > 0 && outputs.every(isTarget)) {
    const fix: Fix = {
      description: `Puts the connections of "${from.slice(0, 80)}" behind its first output.`,
      edits: [{ path: ['connections', from, kind], value: [outputs] }],
    };
    return [malformed(from, 'are not listed per output', fix)];
  }
  return outputs.flatMap((targets: unknown, output) => {
    if (targets === null || targets === undefined) return [];
    if (!Array.isArray(targets)) return [malformed(from, `behind output ${output + 1} are not a list`)];
    return targets.flatMap((target: unknown, slot) =>
      checkTarget(from, ['connections', from, kind, output, slot], target),
    );
  });
}

function checkTarget(from: string, path: (string | number)[], target: unknown): Issue[] {
  if (!isTarget(target)) return [malformed(from, 'lead to something that names no step')];
  const { index, type } = target;
  if (index === undefined || type === undefined) {
    const missing = index === undefined ? 'index' : 'type';
    const value = index === undefined ? 0 : String(path[2]);
    const fix: Fix = {
      description: `Adds the ${missing} of the connection.`,
      edits: [{ path: [...path, missing], value }],
    };
    return [malformed(from, `lack the ${missing} of the input they lead to`, fix)];
  }
  const whole = typeof index === 'number' && Number.isInteger(index) && index >= 0;
  return whole ? [] : [malformed(from, 'lead to an input whose number is no number')];
}

const isTarget = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && toText(value['node']) !== undefined;

function malformed(from: string, what: string, fix?: Fix): Issue {
  const message = `The connections of "${from.slice(0, 80)}" ${what}.`;
  return error('connections-malformed', message, { node: from, path: 'connections', ...(fix ? { fix } : {}) });
}
