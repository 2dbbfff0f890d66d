import type { Catalog } from '#src/catalog/catalog.ts';
import type { OutputShapes } from '#src/catalog/outputs.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { RehearsedExample, SampleSource } from '#src/model/rehearsal.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import type { ViewNode } from '#src/workflow/validate/view.ts';
import type { HeldStep, Outcome, Outcomes, Plan } from '../plan.ts';
import { viewOf } from '../view-of.ts';
import { isClosed } from './closed.ts';
import { fill, has } from './fill.ts';
import type { GivenSample } from './given.ts';
import { exampleOf } from './guess.ts';
import { type Item, withIdea, withValues } from './imagined.ts';
import { ofPage } from './page.ts';
import type { PastExample } from './past/example.ts';
import { type FieldRead, readsOf } from './reads.ts';
import { withoutSlips } from './slips.ts';
import { triggerExample } from './trigger.ts';
import { put, type Wanted, wantedIn } from './wanted.ts';

export interface Samples {
  outcomes: Outcomes;
  /** By the name of the step; none for steps nothing is read of. */
  sources: ReadonlyMap<string, SampleSource>;
  /** What the workflow reads of each step. */
  reads: ReadonlyMap<string, FieldRead[]>;
  /** What the workflow decides by. */
  wanted: readonly Wanted[];
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
    changes,
    past,
    imagined,
  }: {
    catalog: Catalog;
    outputs?: OutputShapes | undefined;
    given?: GivenSample | undefined;
    changes?: RehearsedExample | undefined;
    past?: PastExample | undefined;
    imagined?: Record<string, unknown> | undefined;
  },
): Samples {
  const view = viewOf(workflow, catalog);
  const reads = readsOf(view);
  const wanted = wantedIn(view);
  const sources = new Map<string, SampleSource>();
  const outcomes: Outcomes = {};
  for (const step of plan.held) {
    const node = view.byName.get(step.node);
    if (!node || step.role === 'passes') continue;
    const paths = reads.get(step.node) ?? [];
    const own = given.steps?.[step.node];
    const real = past?.steps.get(step.node);
    const idea =
      step.role === 'trigger' && isRecord(imagined) && Object.keys(imagined).length > 0 ? imagined : undefined;
    const shape = ownColumns.test(step.type) ? undefined : outputs?.of(...describedAs(step));
    const event = step.role === 'trigger' ? given.event : undefined;
    const known = step.role === 'trigger' ? triggerExample(node, event?.[0]) : undefined;
    const described = shape === undefined ? undefined : exampleOf(shape);
    const changed = changes?.node === step.node ? changes.fields : [];
    const add = (outcome: Outcome, source: SampleSource | undefined) => {
      const items = outcome.items.map((item) =>
        changed.reduce((made, { path, value }) => put(made, path, value), item),
      );
      outcomes[step.key] = { ...outcome, items };
      if (source) sources.set(step.node, changed.length > 0 ? 'given' : source);
    };
    const made = (item: Record<string, unknown>): Outcome => ({
      items: [fitted(ofPage(item, step.node, view), wanted, step.node, node)],
    });
    if (own) add(own, 'given');
    else if (event) add({ items: event.map((each) => triggerExample(node, each) ?? each) }, 'given');
    else if (real) {
      const items = real.items.map((item) => ofPage(item, step.node, view));
      add({ ...real, items }, paths.length > 0 ? 'run' : undefined);
    } else if (known) {
      const open = paths.filter(({ path }) => !isClosed(node, path));
      const whole = idea && withIdea(node, known, idea);
      if (whole) add(made(whole), open.length > 0 ? 'imagined' : undefined);
      else add(made(withRead(known, open)), open.some(({ path }) => !has(known, path)) ? 'assumed' : 'known');
    } else if (isRecord(described))
      add(made(idea ? (withValues(described, idea) as Item) : described), paths.length > 0 ? 'described' : undefined);
    else if (idea) add(made(idea), paths.length > 0 ? 'imagined' : undefined);
    else add(made(withRead({}, paths)), paths.length > 0 ? 'assumed' : undefined);
  }
  return { outcomes, sources, reads, wanted };
}

/** With values that lead on where the workflow decides by them: what nothing gets to would not be rehearsed. */
function fitted(
  item: Record<string, unknown>,
  wanted: readonly Wanted[],
  name: string,
  node: ViewNode,
): Record<string, unknown> {
  const mine = wanted.filter((each) => each.source === name && has(item, each.path));
  // The first to decide by a field has its way.
  const first = new Map(mine.toReversed().map((each) => [each.path.join('.'), each]));
  return [...first.values()].reduce((made, { path, leads }) => put(made, path, leads, node), item);
}

/** The trigger of Gmail gives what Gmail gives when it is asked; "simple" is the short form, in other words. */
function describedAs({ type, typeVersion, parameters }: HeldStep): Parameters<OutputShapes['of']> {
  if (type !== 'n8n-nodes-base.gmailTrigger') return [type, typeVersion, parameters];
  const short = parameters['simple'] !== false;
  return short
    ? ['n8n-nodes-base.gmail', 2.2, { resource: 'message', operation: 'getAll' }]
    : ['n8n-nodes-base.gmail', 2.1, { resource: 'message', operation: 'get' }];
}

/** The item with a guess for every field that is read and not there. */
function withRead(item: Record<string, unknown>, paths: readonly FieldRead[]): Record<string, unknown> {
  const filled = structuredClone(item);
  // The longest first: what has fields of its own is no text.
  for (const read of withoutSlips(paths).sort((a, b) => b.path.length - a.path.length)) fill(filled, read);
  return filled;
}
