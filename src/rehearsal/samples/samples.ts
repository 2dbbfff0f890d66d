import type { Catalog } from '#src/catalog/catalog.ts';
import type { OutputShapes } from '#src/catalog/outputs.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { SampleSource } from '#src/model/rehearsal.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import type { Outcome, Outcomes, Plan } from '../plan.ts';
import { viewOf } from '../view-of.ts';
import type { GivenSample } from './given.ts';
import { exampleOf, guessAs } from './guess.ts';
import { type FieldPath, type FieldRead, readsOf } from './reads.ts';
import { triggerExample } from './trigger.ts';

export interface Samples {
  outcomes: Outcomes;
  /** By the name of the step; none for steps nothing is read of. */
  sources: ReadonlyMap<string, SampleSource>;
  /** What the workflow reads of each step. */
  reads: ReadonlyMap<string, FieldRead[]>;
}

/** Their fields are what somebody made of them: n8n's description knows other people's columns. */
const ownColumns =
  /\.(?:googleSheets|googleSheetsTrigger|airtable|airtableTrigger|baserow|nocoDb|seaTable|grist|coda|dataTable|postgres|mySql|microsoftSql|snowflake|supabase|questDb|crateDb|timescaleDb|oracleDatabase|mongoDb|googleBigQuery|microsoftExcel|httpRequest|graphql|notion|notionTrigger|executeWorkflow|code|redis|quickbase|stackby|strapi|adalo|bubble)$/;

/** A sample for every step that does not do its work. Pure. */
export function toSamples(
  plan: Plan,
  workflow: N8nWorkflow,
  {
    catalog,
    outputs,
    given = {},
  }: { catalog: Catalog; outputs?: OutputShapes | undefined; given?: GivenSample | undefined },
): Samples {
  const view = viewOf(workflow, catalog);
  const reads = readsOf(view);
  const sources = new Map<string, SampleSource>();
  const outcomes: Outcomes = {};
  for (const step of plan.held) {
    const node = view.byName.get(step.node);
    if (!node || step.role === 'passes') continue;
    const paths = reads.get(step.node) ?? [];
    const own = given.steps?.[step.node];
    const shape = ownColumns.test(step.type) ? undefined : outputs?.of(step.type, step.typeVersion, step.parameters);
    const event = step.role === 'trigger' ? given.event : undefined;
    const known = step.role === 'trigger' ? triggerExample(node, event?.[0]) : undefined;
    const described = shape === undefined ? undefined : exampleOf(shape);
    const add = (outcome: Outcome, source: SampleSource | undefined) => {
      outcomes[step.key] = outcome;
      if (source) sources.set(step.node, source);
    };
    if (own) add(own, 'given');
    else if (event) add({ items: event.map((each) => triggerExample(node, each) ?? each) }, 'given');
    else if (known)
      add({ items: [withRead(known, paths)] }, paths.some(({ path }) => !has(known, path)) ? 'assumed' : 'known');
    else if (isRecord(described)) add({ items: [described] }, paths.length > 0 ? 'described' : undefined);
    else add({ items: [withRead({}, paths)] }, paths.length > 0 ? 'assumed' : undefined);
  }
  return { outcomes, sources, reads };
}

/** The item with a guess for every field that is read and not there. */
function withRead(item: Record<string, unknown>, paths: readonly FieldRead[]): Record<string, unknown> {
  const filled = structuredClone(item);
  // The longest first: what has fields of its own is no text.
  for (const read of [...paths].sort((a, b) => b.path.length - a.path.length)) fill(filled, read);
  return filled;
}

function fill(root: Record<string, unknown>, { path, kind }: FieldRead): void {
  let holder: Record<string | number, unknown> = root;
  for (const [index, key] of path.entries()) {
    if (key === '__proto__' || typeof holder !== 'object' || holder === null) return;
    const next = path[index + 1];
    // Only the first of a list is made up.
    const at = typeof key === 'number' ? 0 : key;
    if (next === undefined) {
      if (holder[at] === undefined) holder[at] = typeof at === 'number' ? {} : guessAs(kind, at);
      return;
    }
    if (holder[at] === undefined) holder[at] = typeof next === 'number' ? [] : {};
    holder = holder[at] as Record<string | number, unknown>;
  }
}

function has(item: Record<string, unknown>, path: FieldPath): boolean {
  let value: unknown = item;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string | number, unknown>)[key];
  }
  return true;
}
