import type { Issue } from '#src/model/issue.ts';
import type { ShownBranch } from '#src/model/rehearsal.ts';
import type { ExecutionRun } from '#src/n8n/run-data.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { formatPath } from '#src/workflow/json/paths.ts';
import { isRecord, toRecord } from '#src/workflow/json/values.ts';
import { outputName } from '#src/workflow/wiring/port-names.ts';
import { type HeldText, type KeptStep, mostRounds, type Plan } from './plan.ts';
import { render } from './render.ts';
import { shorten } from './shorten.ts';

/** Which way the items went. */
export function branchesOf(plan: Plan, run: ExecutionRun): ShownBranch[] {
  return plan.kept.flatMap((step): ShownBranch[] => {
    const { node, type, typeVersion, parameters, outputs, leaf } = step;
    const runs = run.runs.get(node);
    const filters = type.endsWith('.filter') && leaf !== undefined;
    if ((outputs < 2 && !filters) || !runs || type.endsWith('.splitInBatches')) return [];
    const of = { type, parameters, typeVersion };
    const counts = Array.from({ length: outputs }, (_, output) => ({
      output,
      name: outputName(of, output) ?? String(output + 1),
      items: runs.reduce((sum, each) => sum + (each.outputs[output]?.length ?? 0), 0),
    }));
    return [{ node, outputs: counts, ...(filters ? { filters: true } : {}) }];
  });
}

/** These decide by a field being there or not. */
const byBeingThere = new Set(['exists', 'notExists', 'empty', 'notEmpty', 'true', 'false']);

/** What a branch or a filter decides by, and that is not there: it would go the same way always. */
export function decisionIssues(plan: Plan, run: ExecutionRun): Issue[] {
  return plan.kept.flatMap((step) => {
    if (step.leaf === undefined) return [];
    const items = (run.runs.get(step.leaf) ?? []).flatMap(({ outputs }) => outputs.flat());
    const texts = step.texts.filter(({ path }) => !byBeingThere.has(operationAt(step, path)));
    return items.flatMap((blocks) => {
      const rendered = render({ ...step, texts }, undefined, blocks);
      return rendered.texts.flatMap(({ text, empty, failed }) => {
        const at = { node: step.node, path: `parameters.${formatPath(text.path)}` };
        return [
          ...empty.map((code) =>
            warning('rehearsal-decides-by-nothing', { node: step.node, code: shorten(code, 120) }, at),
          ),
          ...failed.map(({ code, message }) =>
            error('rehearsal-step-fails', { node: step.node, message: shorten(`{{ ${code} }}: ${message}`, 300) }, at),
          ),
        ];
      });
    });
  });
}

function operationAt({ parameters }: KeptStep, path: HeldText['path']): string {
  let value: unknown = parameters;
  for (const key of path.slice(0, -1))
    value = isRecord(value) || Array.isArray(value) ? (value as never)[key] : undefined;
  return String(toRecord(toRecord(value)['operator'])['operation'] ?? '');
}

export function roundsOf(plan: Plan, run: ExecutionRun): Issue[] {
  return plan.guards.flatMap(({ node, to }) =>
    (run.runs.get(node)?.length ?? 0) > mostRounds
      ? [warning('rehearsal-rounds', { node: to, rounds: mostRounds }, { node: to })]
      : [],
  );
}

/** Loops that handed something out and never heard of it again: all but the first round is left undone. */
export function openLoops({ kept }: Plan, run: ExecutionRun): Issue[] {
  if (run.error !== undefined) return [];
  return kept.flatMap(({ node, type, typeVersion }) => {
    const runs = run.runs.get(node);
    if (!type.endsWith('.splitInBatches') || typeVersion < 2 || !runs) return [];
    const done = typeVersion < 3 ? 1 : 0;
    const handedOut = runs.some(({ outputs }) => (outputs[1 - done]?.length ?? 0) > 0);
    const finished = runs.some(({ outputs }) => (outputs[done]?.length ?? 0) > 0);
    return handedOut && !finished ? [error('rehearsal-loop-open', { node }, { node })] : [];
  });
}
