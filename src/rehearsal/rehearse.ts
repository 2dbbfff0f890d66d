import type { Catalog } from '#src/catalog/catalog.ts';
import type { OutputShapes } from '#src/catalog/outputs.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { Difference, Rehearsal, RehearsedExample, Shown, VariantAbout } from '#src/model/rehearsal.ts';
import { error } from '#src/workflow/issues.ts';
import { notRehearsed } from './not-rehearsed.ts';
import type { Outcome } from './plan.ts';
import { type Reading, readRun } from './read.ts';
import { type NoRun, type Ran, type RehearsalN8n, type RunOptions, runTwin } from './run.ts';
import { exampleIn } from './samples/example.ts';
import type { GivenSample } from './samples/given.ts';
import type { PastExample } from './samples/past/example.ts';
import { type Samples, toSamples } from './samples/samples.ts';
import { toVariants, type Variant } from './samples/variants.ts';
import { executionSeconds, toTwin } from './twin.ts';

export interface RehearseOptions extends RunOptions {
  catalog: Catalog;
  n8n: RehearsalN8n;
  /** What n8n says its nodes put out, where that could be had. */
  outputs?: OutputShapes | undefined;
  /** An example somebody gave. */
  sample?: GivenSample | undefined;
  /** What steps put out in a real execution, masked. */
  past?: PastExample | undefined;
  /** What starts it might give, as a model imagines it. */
  imagined?: Record<string, unknown> | undefined;
  /** Name of the trigger to begin with [the first that leads somewhere]. */
  trigger?: string | undefined;
  /** How many variants of the example are tried at most, as far as the time allows [6]. */
  variants?: number | undefined;
  /** Values of the example that somebody changed. */
  changes?: RehearsedExample | undefined;
}

/** `no_trigger`: nothing starts it, so there is nothing to rehearse. */
export type Rehearsed =
  | {
      kind: 'rehearsed';
      rehearsal: Rehearsal;
      /** Each step's example, by the step's name. */
      examples: ReadonlyMap<string, Outcome>;
      removed: Promise<void>;
    }
  | { kind: 'no_trigger' };

const usualVariants = 6;

/**
 * Runs a workflow in the n8n it is meant for, with an example and everything that reaches outside held back, and tells
 * what would have been sent to whom. Leaves nothing in n8n once `removed` resolves. Throws N8nError when n8n refuses.
 */
export async function rehearse(workflow: N8nWorkflow, options: RehearseOptions): Promise<Rehearsed> {
  const { catalog, n8n, outputs, sample, past } = options;
  const startedAt = performance.now();
  const twin = toTwin(workflow, { catalog, trigger: options.trigger, failing: failingIn(workflow, sample?.steps) });
  if (!twin) return { kind: 'no_trigger' };
  const { changes, imagined } = options;
  const samples = toSamples(twin.plan, workflow, { catalog, outputs, given: sample, changes, past, imagined });
  const variants = toVariants(twin.plan, samples, options.variants ?? usualVariants);
  const outcomes = [samples.outcomes, ...variants.map((each) => each.outcomes)];
  const { ran, removed } = await runTwin(n8n, twin, outcomes, options);
  const readings = ran.map((each) => toReading(each, twin.plan, catalog));
  const rehearsal = toRehearsal({ readings, variants, samples, trigger: twin.plan.trigger });
  const unknown = notRehearsed(twin.plan, samples, catalog);
  const late = ran.length < outcomes.length && ran.length > 0 && 'run' in (ran.at(-1) as Ran);
  return {
    kind: 'rehearsed',
    rehearsal: {
      ...rehearsal,
      ...exampleIn(twin.plan, samples),
      ...(past && [...samples.sources.values()].includes('run') ? { ranAt: past.at } : {}),
      notRehearsed: [...unknown, ...(late ? [{ code: 'time_ran_out' as const }] : [])],
      ms: Math.round(performance.now() - startedAt),
    },
    examples: new Map(
      twin.plan.held.flatMap(({ key, node }) => {
        const outcome = samples.outcomes[key];
        return outcome ? [[node, outcome] as const] : [];
      }),
    ),
    removed,
  };
}

/** Steps that the example lets fail, and that nothing catches. */
function failingIn({ nodes }: N8nWorkflow, steps: Record<string, Outcome> = {}): Map<string, string> {
  const caught = new Set(
    nodes.filter(({ onError }) => (onError ?? 'stopWorkflow') !== 'stopWorkflow').map(({ name }) => name),
  );
  return new Map(
    Object.entries(steps).flatMap(([name, { error: message }]) =>
      message === undefined || caught.has(name) ? [] : [[name, message] as const],
    ),
  );
}

const nothing: Shown = { ended: false, steps: [], branches: [], notReached: [] };
const noRunIssues: Record<NoRun, () => Issue> = {
  too_slow: () => error('rehearsal-timeout', { seconds: executionSeconds }),
  too_large: () => error('rehearsal-too-large', {}),
  unheard: () => error('rehearsal-unheard', {}),
};

function toReading(ran: Ran, plan: Parameters<typeof readRun>[0], catalog: Catalog): Reading {
  return 'run' in ran ? readRun(plan, ran.run, catalog) : { shown: nothing, issues: [noRunIssues[ran.none]()] };
}

function toRehearsal(given: {
  readings: readonly Reading[];
  variants: readonly Variant[];
  samples: Samples;
  trigger: string;
}): Omit<Rehearsal, 'notRehearsed' | 'ms'> {
  const { readings, variants, samples, trigger } = given;
  const [base = { shown: nothing, issues: [] }, ...others] = readings;
  const said = new Set(base.issues.map(({ message }) => message));
  const issues = [...base.issues];
  const differing = others.flatMap(({ shown, issues: found }, index) => {
    const about = variants[index]?.about;
    const news = found.filter(({ message }) => !said.has(message));
    const fresh = about && isExample(about) ? [] : news;
    if (about && isExample(about))
      for (const issue of news) {
        said.add(issue.message);
        issues.push(issue);
      }
    const differs = differencesOf(base.shown, shown);
    // That the same is done once is news.
    if (!about || (about.kind !== 'twice' && fresh.length === 0 && differs.length === 0)) return [];
    // An empty field that the variant emptied is no finding: it is what the variant is about.
    return [{ about, shown, differs, issues: fresh }];
  });
  return { trigger, base: base.shown, variants: differing, issues, sources: Object.fromEntries(samples.sources) };
}

/** As good an example as the first one: what goes wrong with it is no wonder of an empty field. */
const isExample = ({ kind }: VariantAbout): boolean => kind === 'value' || kind === 'two_items';

/** What happens otherwise than with the example itself, step by step. */
function differencesOf(base: Shown, shown: Shown): Difference[] {
  const times = (of: Shown) => new Map(of.steps.map((step) => [step.node, step.times]));
  const [before, now] = [times(base), times(shown)];
  const counted = [...new Set([...before.keys(), ...now.keys()])].flatMap((node): Difference[] => {
    const [was, is] = [before.get(node) ?? 0, now.get(node) ?? 0];
    return was === is ? [] : [{ kind: 'times', node, times: is, before: was }];
  });
  const way = (of: Shown) =>
    new Map(
      of.branches.map(({ node, outputs }) => [
        node,
        outputs
          .filter(({ items }) => items > 0)
          .map(({ name }) => name)
          .join(', '),
      ]),
    );
  const [wayBefore, wayNow] = [way(base), way(shown)];
  const turned = [...wayNow].flatMap(([node, to]): Difference[] => {
    const was = wayBefore.get(node);
    return was === undefined || was === to ? [] : [{ kind: 'branch', node, to, before: was }];
  });
  return [...turned, ...counted];
}
