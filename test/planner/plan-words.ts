import { type Planned, planOne } from '#src/cli/run/plan-one.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

/** The whole catalogue of n8n, undefined where it cannot be had. */
export const catalog = await fullCatalog();
const planner = catalog && createTemplatePlanner({ catalog, now: () => new Date('2026-11-29T08:00:00Z') });

/** One request planned without a model, with its account, as `flowsmith plan` does it. */
export async function planWords(request: string): Promise<Planned> {
  if (!catalog || !planner) throw new Error('no catalogue');
  return planOne(request, { planner, catalog, timezone: 'Europe/Berlin' });
}

/** The steps in order, without the package of their types. */
export const steps = ({ nodes }: Planned): string =>
  nodes.map(({ type }) => type.slice(type.lastIndexOf('.') + 1)).join(' ');
/** Parameters of the first step of a type. */
export const set = ({ nodes }: Planned, short: string): Record<string, unknown> =>
  (nodes.find(({ type }) => type.endsWith(`.${short}`))?.parameters ?? {}) as Record<string, unknown>;
