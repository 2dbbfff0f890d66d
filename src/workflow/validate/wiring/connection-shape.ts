import type { IssueParams } from '#src/language/issue-words.ts';
import type { Fix, Issue } from '#src/model/issue.ts';
import { error } from '#src/workflow/issues.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';

const most = 20;

/**
 * Connections are written as n8n reads them: start → type → list per output → list of `{ node, type, index }`. What is
 * written in another way is dropped or refused by n8n.
 */
export function checkConnectionShape(connections: unknown): Issue[] {
  if (connections === undefined || connections === null) return [];
  if (!isRecord(connections)) {
    const params = { what: 'noObject', from: '', kind: '', output: 0 } as const;
    return [error('connections-malformed', params, { path: 'connections' })];
  }
  const issues: Issue[] = [];
  for (const [from, kinds] of Object.entries(connections)) {
    if (issues.length >= most) break;
    if (!isRecord(kinds)) {
      issues.push(malformed(from, { what: 'noTypes' }));
      continue;
    }
    for (const [kind, outputs] of Object.entries(kinds)) issues.push(...checkOutputs(from, kind, outputs));
  }
  return issues.slice(0, most);
}

function checkOutputs(from: string, kind: string, outputs: unknown): Issue[] {
  if (!Array.isArray(outputs)) return [malformed(from, { what: 'noList', kind: kind.slice(0, 40) })];
  if (outputs.length > 0 && outputs.every(isTarget)) {
    const fix: Fix = {
      description: `Puts the connections of "${from.slice(0, 80)}" behind its first output.`,
      edits: [{ path: ['connections', from, kind], value: [outputs] }],
    };
    return [malformed(from, { what: 'notPerOutput' }, fix)];
  }
  return outputs.flatMap((targets: unknown, output) => {
    if (targets === null || targets === undefined) return [];
    if (!Array.isArray(targets)) return [malformed(from, { what: 'outputNoList', output: output + 1 })];
    return targets.flatMap((target: unknown, slot) =>
      checkTarget(from, ['connections', from, kind, output, slot], target),
    );
  });
}

function checkTarget(from: string, path: (string | number)[], target: unknown): Issue[] {
  if (!isTarget(target)) return [malformed(from, { what: 'noStep' })];
  const { index, type } = target;
  if (index === undefined || type === undefined) {
    const missing = index === undefined ? 'index' : 'type';
    const value = index === undefined ? 0 : String(path[2]);
    const fix: Fix = {
      description: `Adds the ${missing} of the connection.`,
      edits: [{ path: [...path, missing], value }],
    };
    return [malformed(from, { what: missing === 'index' ? 'noIndex' : 'noType' }, fix)];
  }
  const whole = typeof index === 'number' && Number.isInteger(index) && index >= 0;
  return whole ? [] : [malformed(from, { what: 'badIndex' })];
}

const isTarget = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && toText(value['node']) !== undefined;

type Malformed = Pick<IssueParams<'connections-malformed'>, 'what'> &
  Partial<Pick<IssueParams<'connections-malformed'>, 'kind' | 'output'>>;

function malformed(from: string, { what, kind = '', output = 0 }: Malformed, fix?: Fix): Issue {
  const params = { what, from: from.slice(0, 80), kind, output };
  return error('connections-malformed', params, { node: from, path: 'connections', ...(fix ? { fix } : {}) });
}
