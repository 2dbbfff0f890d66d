import { formatPath, type Path } from '#src/workflow/json/paths.ts';

/** Every text in a value, with its path as operations write it. */
export function textLeaves(value: unknown, path: Path = []): { path: string; at: Path; text: string }[] {
  if (typeof value === 'string') return [{ path: formatPath(path), at: path, text: value }];
  if (typeof value !== 'object' || value === null || path.length > 30) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, one]) => textLeaves(one, [...path, key]));
}
