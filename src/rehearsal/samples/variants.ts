import type { VariantAbout } from '#src/model/rehearsal.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import type { Outcome, Outcomes, Plan } from '../plan.ts';
import type { FieldPath, FieldRead } from './reads.ts';
import type { Samples } from './samples.ts';

export interface Variant {
  about: VariantAbout;
  outcomes: Outcomes;
}

const mostFields = 3;

/**
 * Variants of an example, the telling ones first: fields that are read are missing, empty or negative, there are two
 * items, a step that handles its own failures fails. Pure.
 */
export function toVariants(plan: Plan, { outcomes, reads }: Samples, most: number): Variant[] {
  const source = plan.held.find(({ key, node }) => outcomes[key] && (reads.get(node)?.length ?? 0) > 0);
  const variants: Variant[] = [];
  const add = (about: VariantAbout, key: string, outcome: Outcome) => {
    variants.push({ about, outcomes: { ...outcomes, [key]: outcome } });
  };
  const given = source && outcomes[source.key];
  const [item] = given?.items ?? [];
  if (source && given && item) {
    const { key, node } = source;
    const fields = fieldsOf(item, reads.get(node) ?? []);
    for (const path of fields.slice(0, 1))
      add({ kind: 'missing', node, field: named(path) }, key, changed(given, path, undefined));
    if (given.items.length === 1)
      add({ kind: 'two_items', node }, key, { ...given, items: [item, another(item, fields)] });
    for (const path of fields.filter((each) => typeof at(item, each) === 'number'))
      add({ kind: 'negative', node, field: named(path) }, key, changed(given, path, -5));
    for (const path of fields) add({ kind: 'empty', node, field: named(path) }, key, changed(given, path, ''));
    for (const path of fields.slice(1))
      add({ kind: 'missing', node, field: named(path) }, key, changed(given, path, undefined));
  }
  const failing = plan.held.find(
    ({ role, onError }) => role === 'stands' && onError !== undefined && onError !== 'stopWorkflow',
  );
  if (failing) {
    const about = { kind: 'fails', node: failing.node } as const;
    const outcome = { items: [], error: 'Example: the service did not answer' };
    variants.splice(1, 0, { about, outcomes: { ...outcomes, [failing.key]: outcome } });
  }
  const list = plan.held.find(({ role, key, node }) => role === 'stands' && outcomes[key] && reads.has(node));
  if (list) {
    const about = { kind: 'no_items', node: list.node } as const;
    variants.push({ about, outcomes: { ...outcomes, [list.key]: { items: [] } } });
  }
  return variants.slice(0, most);
}

/** Fields with a plain value that are read, each once; those that decide or are said come first as they are read. */
function fieldsOf(item: Record<string, unknown>, reads: readonly FieldRead[]): FieldPath[] {
  const seen = new Set<string>();
  return reads
    .map(({ path }) => path)
    .filter((path) => {
      const value = at(item, path);
      const name = named(path);
      if (seen.has(name) || value === undefined || value === null || typeof value === 'object') return false;
      seen.add(name);
      return true;
    })
    .slice(0, mostFields);
}

const named = (path: FieldPath): string => path.filter((part) => typeof part === 'string').join('.');

function at(item: unknown, path: FieldPath): unknown {
  let value = item;
  for (const key of path)
    value = isRecord(value) || Array.isArray(value) ? (value as Record<string | number, unknown>)[key] : undefined;
  return value;
}

function changed(outcome: Outcome, path: FieldPath, value: unknown): Outcome {
  return { ...outcome, items: outcome.items.map((item) => withValue(item, path, value)) };
}

function withValue(item: Record<string, unknown>, path: FieldPath, value: unknown): Record<string, unknown> {
  const copy = structuredClone(item);
  const last = path.at(-1);
  const holder = at(copy, path.slice(0, -1)) as Record<string | number, unknown> | undefined;
  if (last === undefined || typeof holder !== 'object') return copy;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

/** A second one that can be told from the first. */
function another(item: Record<string, unknown>, fields: readonly FieldPath[]): Record<string, unknown> {
  let second = structuredClone(item);
  for (const path of fields) {
    const value = at(item, path);
    if (typeof value === 'number') second = withValue(second, path, value * 2 + 1);
    if (typeof value === 'string') second = withValue(second, path, /@/.test(value) ? `second.${value}` : `${value} 2`);
  }
  return second;
}
