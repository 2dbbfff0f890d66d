import type { Catalog } from '#src/catalog/catalog.ts';
import { resolveParameters } from '#src/catalog/display-options.ts';
import type { Issue } from '#src/model/issue.ts';
import type { Shown, ShownStep, ShownValue } from '#src/model/rehearsal.ts';
import type { ExecutionRun, NodeRun } from '#src/n8n/run-data.ts';
import { redactSecrets } from '#src/policy/secrets.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { formatPath } from '#src/workflow/json/paths.ts';
import { isRecord, toWord } from '#src/workflow/json/values.ts';
import { redactText } from '#src/workflow/validate/secrets.ts';
import { mapTexts } from '#src/workflow/validate/strings.ts';
import { bodyIssues } from './bodies.ts';
import { labelAt, valuesOf } from './labels.ts';
import type { HeldStep, Plan } from './plan.ts';
import { branchesOf, decisionIssues, openLoops, roundsOf } from './read-ways.ts';
import { emptyRecipients } from './recipients.ts';
import { type Rendered, render } from './render.ts';
import { shorten } from './shorten.ts';
import { executionSeconds } from './twin.ts';

export interface Reading {
  shown: Shown;
  issues: Issue[];
}

const shownCalls = 5;
const longestMessage = 300;

/** Reads what a twin did: what would have gone out, which way, and what went wrong. Pure. */
export function readRun(plan: Plan, run: ExecutionRun, catalog: Catalog): Reading {
  const steps: ShownStep[] = [];
  const issues: Issue[] = [];
  const notReached: string[] = [];
  for (const step of plan.held) {
    if (step.role === 'trigger') continue;
    const { shown, found } = readStep(step, run, catalog);
    issues.push(...found);
    if (shown.times === 0) notReached.push(step.node);
    else steps.push(shown);
  }
  for (const { node } of plan.kept) if (!run.runs.has(node)) notReached.push(node);
  issues.push(...failuresOf(plan, run), ...decisionIssues(plan, run), ...roundsOf(plan, run), ...openLoops(plan, run));
  const order = [...run.runs.keys()];
  const place = ({ node }: ShownStep) => order.indexOf(node);
  return {
    shown: {
      ended: run.error === undefined && run.status === 'success',
      steps: steps.sort((a, b) => place(a) - place(b)),
      branches: branchesOf(plan, run),
      notReached,
    },
    issues: unique(issues),
  };
}

function readStep(step: HeldStep, run: ExecutionRun, catalog: Catalog): { shown: ShownStep; found: Issue[] } {
  const rendered = timesOf(step, run);
  const calls = rendered.slice(0, shownCalls).map((each) => toValues(step, each, catalog));
  const first = rendered[0]?.parameters ?? step.parameters;
  const attribution = addsAttribution(step, catalog);
  return {
    shown: {
      ...{ node: step.node, type: step.type, typeVersion: step.typeVersion, times: rendered.length, calls },
      parameters: mapTexts(first, redactText),
      ...(attribution ? { adds: 'attribution' } : {}),
    },
    found: rendered.flatMap((each) => issuesOf(step, each, catalog)),
  };
}

/** Each time the step would have done its work, in order. */
function timesOf(step: HeldStep, run: ExecutionRun): Rendered[] {
  const itemsOf = (name: string | undefined): unknown[] =>
    (name === undefined ? [] : (run.runs.get(name) ?? [])).flatMap(({ outputs }) => outputs.flat());
  const [texts, blocks] = [itemsOf(step.leaves.texts), itemsOf(step.leaves.blocks)];
  const count = Math.max(texts.length, blocks.length, itemsOf(step.counter).length);
  return Array.from({ length: count }, (_, index) => render(step, texts[index], blocks[index]));
}

function toValues(step: HeldStep, { parameters, texts }: Rendered, catalog: Catalog): ShownValue[] {
  const computed = new Set(texts.map(({ text }) => formatPath(text.path)));
  const masked = mapTexts(parameters, redactText);
  const isComputed = (path: readonly (string | number)[]) => computed.has(formatPath([...path]));
  return valuesOf(masked, { visible: visibleOf(step, catalog) }, isComputed).map(({ path, label, value }) => ({
    path: formatPath(path),
    label,
    text: typeof value === 'object' ? redactSecrets(toWord(value)).text : toWord(value),
    computed: isComputed(path),
  }));
}

function visibleOf({ type, typeVersion, parameters }: HeldStep, catalog: Catalog) {
  const nodeType = catalog.get(type, typeVersion);
  return nodeType ? resolveParameters(nodeType.properties, parameters, { version: typeVersion }).visible : [];
}

const odd = ['[object Object]', 'Invalid DateTime', 'NaN', 'undefined'];

function issuesOf(step: HeldStep, { texts, parameters }: Rendered, catalog: Catalog): Issue[] {
  const visible = visibleOf(step, catalog);
  const found = texts.flatMap((each) => {
    const { text, value, empty, failed } = each;
    const at = { node: step.node, path: `parameters.${formatPath(text.path)}` };
    const about = { node: step.node, field: labelAt(visible, text.path) };
    const shows =
      typeof value === 'string' ? odd.find((each) => value.includes(each) && !text.value.includes(each)) : undefined;
    return [
      ...failed.map(({ code, message }) =>
        error(
          'rehearsal-value-fails',
          { ...about, code: shorten(code, 120), message: shorten(message, longestMessage) },
          at,
        ),
      ),
      ...empty.map((code) => warning('rehearsal-value-empty', { ...about, code: shorten(code, 120) }, at)),
      ...(shows === undefined ? [] : [warning('rehearsal-value-odd', { ...about, shows }, at)]),
      ...bodyIssues(step, each),
    ];
  });
  const told = new Set(found.map(({ path }) => path));
  return [...found, ...emptyRecipients(step, parameters, visible).filter(({ path }) => !told.has(path))];
}

/** Steps that ran as they are and failed; what ended everything comes with the step it was in. */
function failuresOf(plan: Plan, run: ExecutionRun): Issue[] {
  if (/timed? ?out/i.test(run.error?.message ?? '') || run.status === 'canceled')
    return [error('rehearsal-timeout', { seconds: executionSeconds })];
  const own = new Set(plan.kept.map(({ node }) => node));
  // A step made to stop with an error does what it is there for.
  const meant = new Set(plan.kept.filter(({ type }) => type.endsWith('.stopAndError')).map(({ node }) => node));
  const failed = [...run.runs].flatMap(([node, runs]) => {
    const message = runs.find((each) => each.error !== undefined)?.error ?? caught(runs, plan, node);
    return own.has(node) && !meant.has(node) && message !== undefined ? [{ node, message }] : [];
  });
  return failed.map(({ node, message }) =>
    error('rehearsal-step-fails', { node, message: shorten(message, longestMessage) }, { node }),
  );
}

/** The message of a step that goes on after a failure: it stands in its items. */
function caught(runs: readonly NodeRun[], { kept }: Plan, name: string): string | undefined {
  const step = kept.find(({ node }) => node === name);
  if (step?.onError === undefined || step.onError === 'stopWorkflow') return undefined;
  const failed = runs
    .flatMap(({ outputs }) => outputs.flat())
    .find((item) => isRecord(item) && typeof item['error'] === 'string');
  return isRecord(failed) ? String(failed['error']) : undefined;
}

/** Telegram, Slack, mail and others add a line unless they are told not to. */
function addsAttribution({ type, typeVersion, parameters }: HeldStep, catalog: Catalog): boolean {
  const options = catalog
    .get(type, typeVersion)
    ?.properties.flatMap((property) => (property.type === 'collection' ? (property.options ?? []) : []));
  const given = Object.values(parameters).filter(isRecord);
  const named = (options ?? []).filter(({ name }) => name === 'appendAttribution' || name === 'includeLinkToWorkflow');
  const sends = ['send', 'post', 'sendAndWait', 'sendMessage', 'reply', undefined].includes(
    parameters['operation'] as string | undefined,
  );
  return (
    sends && named.some(({ name, default: usual }) => usual === true && !given.some((each) => each[name] === false))
  );
}

function unique(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [issue.message, issue])).values()];
}
