import type { NodeType } from '#src/catalog/catalog.ts';
import { withDefaults } from '#src/catalog/display-options.ts';
import { shortTypeName } from '#src/catalog/effects/act.ts';
import { type RiskyStep, risksOf } from '#src/catalog/effects/risk.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

/** Of a whole n8n; undefined where it cannot be had. */
export const catalog = await fullCatalog();
export const packages = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'];

export function versionsOf(short: string): NodeType[] {
  const summary = packages.flatMap((name) => catalog?.all().find((one) => one.name === `${name}.${short}`) ?? []);
  return summary.flatMap(({ name, versions }) =>
    versions.toReversed().flatMap((version) => catalog?.get(name, version) ?? []),
  );
}

/** With the newest version that has the operation. */
function stepOf(short: string, parameters: Record<string, unknown>): RiskyStep {
  const all = versionsOf(short === 'code' && !parameters['resource'] ? 'code' : short);
  const has = (one: NodeType) =>
    parameters['operation'] === undefined ||
    one.properties.some(
      ({ name, options }) => name === 'operation' && options?.some(({ value }) => value === parameters['operation']),
    );
  const nodeType = all.find(has) ?? all[0];
  if (!nodeType) throw new Error(`n8n has no ${short}`);
  const values = withDefaults(nodeType, parameters, nodeType.covers.at(-1) ?? 1);
  return {
    type: nodeType.name,
    short: shortTypeName(nodeType.name),
    parameters,
    values: { ...values, ...parameters },
    nodeType,
  };
}

/** What it does, in words, by name. */
export const of = (short: string, parameters: Record<string, unknown> = {}, domains: string[] = []): string =>
  risksOf(stepOf(short, parameters), { domains }).toSorted().join(' ');
