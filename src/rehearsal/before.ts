import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { Shown, ShownStep } from '#src/model/rehearsal.ts';
import { type Rehearsed, type RehearseOptions, rehearse } from './rehearse.ts';

/**
 * A rehearsal of a change, with what the workflow as it is in n8n does with the same example. What cannot be rehearsed of
 * the latter is left out. Throws as `rehearse` does for the change itself.
 */
export async function rehearseChange(
  changed: N8nWorkflow,
  before: N8nWorkflow,
  options: RehearseOptions,
): Promise<Rehearsed> {
  const now = await rehearse(changed, options);
  if (now.kind !== 'rehearsed') return now;
  const steps = Object.fromEntries(now.examples);
  const trigger = before.nodes.some(({ name }) => name === now.rehearsal.trigger) ? now.rehearsal.trigger : undefined;
  const was = await rehearse(before, { ...options, trigger, sample: { steps }, changes: undefined, variants: 0 }).catch(
    () => undefined,
  );
  if (was?.kind !== 'rehearsed') return now;
  const differing = otherwise(was.rehearsal.base, now.rehearsal.base);
  return {
    ...now,
    rehearsal: { ...now.rehearsal, ...(differing.length > 0 ? { before: differing } : {}) },
    removed: Promise.all([now.removed, was.removed]).then(() => {}),
  };
}

/** Steps that did something else, or did something at all. */
function otherwise(was: Shown, now: Shown): ShownStep[] {
  const said = ({ times, calls }: ShownStep) =>
    JSON.stringify([times, calls.map((each) => each.map(({ path, text }) => [path, text]))]);
  return was.steps.filter((step) => {
    const same = now.steps.find(({ node }) => node === step.node);
    return !same || said(same) !== said(step);
  });
}
