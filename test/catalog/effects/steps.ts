import type { NodeType } from '#src/catalog/catalog.ts';
import { risksOf } from '#src/catalog/effects/risk.ts';
import { type RiskyStep, toRiskyStep } from '#src/catalog/effects/step.ts';
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
  const given = { ...whatShows(nodeType, parameters), ...parameters };
  return toRiskyStep({ type: nodeType.name, parameters: given, version: nodeType.covers.at(-1) ?? 1 }, nodeType);
}

/** What has to be chosen beside it for n8n to offer this operation, such as how it signs in. */
function whatShows(
  { properties }: NodeType,
  { resource, operation }: Record<string, unknown>,
): Record<string, unknown> {
  if (operation === undefined) return {};
  const fits = properties.find(
    ({ name, options, displayOptions }) =>
      name === 'operation' &&
      options?.some(({ value }) => value === operation) &&
      (resource === undefined || (displayOptions?.show?.['resource'] ?? [resource]).includes(resource)),
  );
  const shown = Object.entries(fits?.displayOptions?.show ?? {});
  return Object.fromEntries(
    shown.flatMap(([name, [first]]) => (/^@|^(?:resource|operation)$/.test(name) ? [] : [[name, first]])),
  );
}

/** What it does, in words, by name. */
export const of = (short: string, parameters: Record<string, unknown> = {}, domains: string[] = []): string =>
  risksOf(stepOf(short, parameters), { domains }).toSorted().join(' ');
