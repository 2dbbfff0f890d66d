import type { NodeProperty } from '#src/catalog/catalog.ts';
import type { Issue } from '#src/model/issue.ts';
import { warning } from '#src/workflow/issues.ts';
import { nearestWord } from '#src/workflow/near.ts';
import { nodeFix, pathText } from '../view.ts';
import type { Level } from './level.ts';

const maxNamed = 50;

/** Parameters n8n ignores: it has none of that name, or hides it with these values. */
export function checkUnlisted(level: Level, shown: ReadonlyMap<string, readonly NodeProperty[]>): Issue[] {
  const issues: Issue[] = [];
  for (const name of Object.keys(level.given)) {
    if (shown.has(name) || issues.length >= maxNamed) continue;
    const same = level.properties.filter((property) => property.name === name);
    issues.push(...(same.length === 0 ? unknown(level, name, shown) : hidden(level, name, same)));
  }
  return issues;
}

function unknown(level: Level, name: string, shown: ReadonlyMap<string, unknown>): Issue[] {
  const { node, given } = level;
  const at = { node: node.name, path: pathText([...level.path, name]) };
  const free = [...shown.keys()].filter((one) => !Object.hasOwn(given, one));
  const meant = name === '__proto__' ? undefined : nearestWord(name, free);
  const params = { node: node.name, parameter: name.slice(0, 80), meant: meant || null };
  const issue = warning('unknown-parameter', params, at);
  if (!meant) return [issue];
  const fix = nodeFix(
    node,
    `Renames "${name.slice(0, 80)}" to "${meant}".`,
    { path: [...level.path, meant], value: given[name] },
    { path: [...level.path, name], remove: true },
  );
  return [{ ...issue, fix }];
}

/** n8n keeps what was filled in before another choice hid it; only the node's own level is worth a word. */
function hidden(level: Level, name: string, same: readonly NodeProperty[]): Issue[] {
  const { node, given } = level;
  const value = given[name];
  if (level.kind !== 'node' || value === '' || value === undefined || value === null) return [];
  const text = JSON.stringify(value);
  if (same.some((property) => JSON.stringify(property.default) === text)) return [];
  const at = { node: node.name, path: pathText([...level.path, name]) };
  return [warning('hidden-parameter', { node: node.name, parameter: name }, at)];
}
