import type { VariantAbout } from '#src/model/rehearsal.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import type { HeldStep, Outcome, Outcomes, Plan } from '../plan.ts';
import { mayGiveSeveral } from './closed.ts';
import type { FieldPath } from './paths.ts';
import type { FieldRead } from './reads.ts';
import type { Samples } from './samples.ts';

export interface Variant {
  about: VariantAbout;
  outcomes: Outcomes;
}

const mostFields = 3;

/**
 * Variants of an example, the telling ones first: values that lead another way, two items, a step that handles its own
 * failures fails, fields that are read are missing, empty or negative. Pure.
 */
export function toVariants(plan: Plan, samples: Samples, most: number): Variant[] {
  const { outcomes, reads } = samples;
  const read = plan.held.filter(({ key, node }) => outcomes[key] && (reads.get(node)?.length ?? 0) > 0);
  const [others, lists] = [otherWays(plan, samples), read.flatMap((step) => severalOf(step, samples))];
  const changes = read.slice(0, 1).flatMap((step) => changesOf(step, samples));
  const failing = plan.held.find(
    ({ role, onError }) => role === 'stands' && onError !== undefined && onError !== 'stopWorkflow',
  );
  const fails: Variant[] = [];
  if (failing) {
    const about = { kind: 'fails', node: failing.node } as const;
    const outcome = { items: [], error: 'Example: the service did not answer' };
    fails.push({ about, outcomes: { ...outcomes, [failing.key]: outcome } });
  }
  const list = read.find(({ role }) => role === 'stands');
  const none: Variant[] = list
    ? [{ about: { kind: 'no_items', node: list.node }, outcomes: { ...outcomes, [list.key]: { items: [] } } }]
    : [];
  return [
    ...others.slice(0, 3),
    ...lists.slice(0, 1),
    ...read.flatMap((step) => twiceOf(plan, step, samples)).slice(0, 1),
    ...changes.slice(0, 1),
    ...fails,
    ...others.slice(3),
    ...changes.slice(1),
    ...none,
  ].slice(0, most);
}

/** Every other way of what decides, by a value that leads there. */
function otherWays(plan: Plan, { outcomes, wanted, sources }: Samples): Variant[] {
  const seen = new Set<string>();
  return wanted.flatMap(({ source, path, leads, others }) => {
    const step = plan.held.find(({ node }) => node === source);
    const outcome = step && outcomes[step.key];
    const [item] = outcome?.items ?? [];
    if (!step || !outcome || !item || at(item, path) === undefined) return [];
    // What really happened does not always lead on.
    const ways = sources.get(source) === 'run' ? [...others, leads] : others;
    return ways.flatMap((value): Variant[] => {
      const about = { kind: 'value', node: source, field: named(path), value: plain(value) } as const;
      const same = JSON.stringify(at(item, path)) === JSON.stringify(value);
      if (same || seen.has(JSON.stringify(about))) return [];
      seen.add(JSON.stringify(about));
      return [{ about, outcomes: { ...outcomes, [step.key]: changed(outcome, path, value) } }];
    });
  });
}

const plain = (value: unknown): string =>
  (Array.isArray(value) ? value.map(plain).join(', ') : String(value)).slice(0, 100);

/** Two of what may come several at a time. */
function severalOf({ key, node, role, type }: HeldStep, { outcomes, reads }: Samples): Variant[] {
  const given = outcomes[key];
  const [item] = given?.items ?? [];
  if (!given || !item || given.items.length !== 1 || (role === 'trigger' && !mayGiveSeveral(type))) return [];
  const items = [item, another(item, fieldsOf(item, reads.get(node) ?? []))];
  return [{ about: { kind: 'two_items', node }, outcomes: { ...outcomes, [key]: { ...given, items } } }];
}

/** The same two times, where a step compares what came with each other: else everything is done twice, and that is no news. */
function twiceOf({ kept }: Plan, { key, node, role, type }: HeldStep, { outcomes }: Samples): Variant[] {
  const given = outcomes[key];
  const [item] = given?.items ?? [];
  const compares = kept.some((step) => step.type === 'n8n-nodes-base.removeDuplicates');
  if (!compares || !given || !item || (role === 'trigger' && !mayGiveSeveral(type))) return [];
  return [{ about: { kind: 'twice', node }, outcomes: { ...outcomes, [key]: { ...given, items: [item, item] } } }];
}

/** Its fields missing, negative, empty. */
function changesOf({ key, node }: HeldStep, { outcomes, reads }: Samples): Variant[] {
  const given = outcomes[key];
  const [item] = given?.items ?? [];
  if (!given || !item) return [];
  const fields = fieldsOf(item, reads.get(node) ?? []);
  const as = (kind: 'missing' | 'negative' | 'empty', path: FieldPath, value: unknown): Variant => ({
    about: { kind, node, field: named(path) },
    outcomes: { ...outcomes, [key]: changed(given, path, value) },
  });
  return [
    ...fields.slice(0, 1).map((path) => as('missing', path, undefined)),
    ...fields.filter((path) => typeof at(item, path) === 'number').map((path) => as('negative', path, -5)),
    ...fields.map((path) => as('empty', path, '')),
    ...fields.slice(1).map((path) => as('missing', path, undefined)),
  ];
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
