import type { Catalog } from '#src/catalog/catalog.ts';
import { effectsOf, shortTypeName } from '#src/catalog/effects/act.ts';
import { answersCaller } from '#src/catalog/effects/answers.ts';
import { recipientsOf } from '#src/catalog/effects/recipients.ts';
import { clocks, type House, isTrigger, risksOf, runsUnread } from '#src/catalog/effects/risk.ts';
import { type Risk, risks } from '#src/catalog/effects/risk-names.ts';
import { type RiskyStep, toRiskyStep } from '#src/catalog/effects/step.ts';
import type { Doing } from '#src/policy/approval-rules.ts';
import { isStickyNote } from '../../n8n-workflow.ts';
import type { CalledWorkflows } from '../policy.ts';
import { besideSteps, comesTo, compareWorkflows } from './feeds.ts';
import { callsIn, deepest, errorWorkflowOf, type Inner, innerOf } from './inner.ts';
import type { JudgedNode, JudgedWorkflow } from './judged.ts';

export interface RisksOf {
  catalog: Catalog;
  house: House;
  /** What it is compared with; a new workflow with nothing. */
  before?: JudgedWorkflow | undefined;
  called: CalledWorkflows;
}

/**
 * What a workflow does, or what a change of one adds to it or changes in it: each effect with the step that has it. A
 * step counts as changed when anything that comes to it is, and other times beside all that as well; one that is switched off counts like any other, since one
 * click in n8n starts it. Pure; never throws.
 */
export function doingsOf(workflow: JudgedWorkflow, { before, ...context }: RisksOf): Doing[] {
  const unchanged = before && compareWorkflows(before, workflow);
  const nodes = workflow.nodes.filter((node) => !isStickyNote(node) && !unchanged?.(node).fed);
  const judging: Judging = { ...context, whole: workflow, depth: 0, seen: new Set() };
  const own = nodes.flatMap((node) => ofNode(node, workflow, judging));
  const error = errorWorkflowOf(workflow);
  const failing =
    error === undefined || (before && errorWorkflowOf(before) === error) ? [] : ofCalled([error], judging);
  const beside = before && besideSteps(before, workflow);
  const changes = beside?.others === true || nodes.some(({ type }) => !clocks.has(shortTypeName(type)));
  // What answers with what the last step puts out answers with something else.
  const answers = workflow.nodes.filter(
    (node) => unchanged?.(node).fed && answersCaller(toStep(node, context.catalog)),
  );
  return [
    ...own,
    ...(changes ? answers : []).map(({ name }): Doing => ({ what: 'sends-outside', node: name.slice(0, 80) })),
    ...failing.map((what): Doing => ({ what })),
    ...(beside?.times ? [{ what: 'schedule' } as const] : []),
    ...(beside?.others ? [{ what: 'other' } as const] : []),
  ];
}

interface Judging extends Omit<RisksOf, 'before'> {
  whole: JudgedWorkflow;
  depth: number;
  /** Called workflows that were read. */
  seen: Set<string>;
}

function ofNode(node: JudgedNode, workflow: JudgedWorkflow, judging: Judging): Doing[] {
  const inner = innerOf(node);
  const step = toStep(node, judging.catalog);
  // Whoever can read what it runs knows what it does.
  const own = runsUnread.has(step.short) && inner.length > 0 ? [] : risksOf(step, judging.house);
  const found = [...own, ...inner.flatMap((one) => ofInner(one, judging)), ...toMany(step, own, workflow, judging)];
  return [...new Set(found)].map((what) => ({ what, node: node.name.slice(0, 80) }));
}

/** A version that is not described has defaults nobody here knows. */
function toStep({ type, typeVersion, parameters }: JudgedNode, catalog: Catalog): RiskyStep {
  const found = catalog.get(type, typeVersion);
  const version = typeVersion ?? found?.defaultVersion ?? 1;
  return toRiskyStep({ type, parameters, version }, found?.covers.includes(version) ? found : undefined);
}

/** True for a step that is known to read and to do nothing else: it may be done twice. Pure. */
export function onlyReads(node: JudgedNode, catalog: Catalog): boolean {
  const step = toStep(node, catalog);
  const marks = risksOf(step, { domains: [] }).filter((risk) => risk !== 'reads' && risk !== 'sends-outside');
  // A request that reads sends its address outside; anything else that sends has another effect.
  return marks.length === 0 && innerOf(node).length === 0 && effectsOf(step).every((effect) => effect === 'reads');
}

function ofInner(inner: Inner, judging: Judging): readonly Risk[] {
  switch (inner.kind) {
    case 'unreadable':
      return risks;
    case 'call':
      return ofCalled([inner.id], judging);
    case 'self':
      // All of it once more, as it is with the change.
      return judging.depth > 0 ? risks : inside(judging.whole, { ...judging, depth: deepest });
    case 'workflow': {
      if (judging.depth >= deepest) return risks;
      const calls = inner.id === undefined ? [] : ofCalled([inner.id], judging);
      return [...inside(inner.workflow, { ...judging, depth: judging.depth + 1 }), ...calls];
    }
    default:
      return inner satisfies never;
  }
}

function inside(workflow: JudgedWorkflow, judging: Judging): Risk[] {
  const nodes = workflow.nodes.filter((node) => !isStickyNote(node));
  const found = nodes.flatMap((node) =>
    ofNode(node, workflow, judging).flatMap(({ what }) => (isRisk(what) ? [what] : [])),
  );
  const error = errorWorkflowOf(workflow);
  return [...found, ...(error === undefined ? [] : ofCalled([error], judging))];
}

const isRisk = (what: Doing['what']): what is Risk => risks.some((risk) => risk === what);

/** What nobody here may see, or could not read, may do anything. */
function ofCalled(ids: readonly string[], judging: Judging): readonly Risk[] {
  const { called, seen } = judging;
  const found: Risk[] = [];
  const next = new Set(ids);
  // A set goes on with what is added meanwhile.
  for (const id of next) {
    if (seen.has(id)) continue;
    seen.add(id);
    const one = called.get(id) ?? 'unread';
    if (typeof one === 'string') return risks;
    for (const version of one.versions) {
      for (const call of callsIn(version)) next.add(call);
      const there = { ...judging, whole: version, depth: judging.depth + 1 };
      found.push(...(there.depth > deepest ? risks : inside(version, there)));
    }
  }
  return found;
}

/** A message to whoever the run says, of what a step before it found: one for each of them. */
function toMany(step: RiskyStep, own: readonly Risk[], workflow: JudgedWorkflow, { catalog, house }: Judging): Risk[] {
  if (!own.includes('sends-outside') && !own.includes('sends-inside')) return [];
  if (!recipientsOf(step.parameters, house.domains).atRun) return [];
  const node = workflow.nodes.find(({ parameters, type }) => parameters === step.parameters && type === step.type);
  const names = node && comesTo(workflow)(node.name);
  if (!names) return ['many-recipients'];
  const before = workflow.nodes.filter(({ name }) => names.has(name)).map((one) => toStep(one, catalog));
  return before.some((one) => makesMany(one, house)) ? ['many-recipients'] : [];
}

/** Steps that may give more items than they got. */
const spreads: ReadonlySet<string> = new Set([
  'splitOut',
  'itemLists',
  'code',
  'function',
  'extractFromFile',
  'spreadsheetFile',
  'html',
]);

function makesMany(step: RiskyStep, house: House): boolean {
  if (isTrigger(step)) return false;
  if (spreads.has(step.short)) return true;
  const { operation } = step.values;
  const one =
    typeof operation === 'string' && /^get$|^read$|ById$/.test(operation) && step.values['returnAll'] !== true;
  return !one && risksOf(step, house).includes('reads');
}
