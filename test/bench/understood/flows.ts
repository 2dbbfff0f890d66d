import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';
import { noSources, type Planner, type PlannerResult } from '#src/planner/planner.ts';
import type { Apps } from './apps.ts';
import { readRequestLines } from './described.ts';
import type { Wanted } from './judge.ts';
import { type Line, partsOf, readFlow, toPriorDraft } from './notation.ts';

interface FlowBench {
  uid: number;
  request: string;
  prior: string | string[];
  expected: string[];
}

export interface Edit {
  uid: number;
  request: string;
  prior: Draft;
  before: Line[];
  after: Line[];
}

const textOf = (flow: string | string[]): string => (Array.isArray(flow) ? (flow[0] ?? '') : flow);

/** New flows as requests; every app of theirs that n8n has is wanted. */
export function newFlows(apps: Apps): Wanted[] | undefined {
  return readRequestLines<FlowBench>('flow-bench.jsonl')
    ?.filter(({ prior }) => textOf(prior) === '')
    .map(({ request, expected }) => {
      const calls = readFlow(expected[0] ?? '').filter(({ kind }) => kind === 'call');
      const all = new Set(calls.flatMap(({ text }) => partsOf(text, apps).app ?? []));
      const named = apps.namedIn(request, all);
      return { request, triggers: [], apps: named, mayHave: all };
    });
}

/** Changes of flows whose calls are all of apps that n8n has, with the flow before as a draft. */
export function flowEdits(catalog: Catalog, apps: Apps): Edit[] | undefined {
  return readRequestLines<FlowBench>('flow-bench.jsonl')?.flatMap(({ uid, request, prior, expected }): Edit[] => {
    if (textOf(prior) === '') return [];
    const before = readFlow(textOf(prior));
    const after = readFlow(expected[0] ?? '');
    const changed = [...without(after, before), ...without(before, after)].filter(({ kind }) => kind === 'call');
    if (changed.some(({ text }) => !partsOf(text, apps).app)) return [];
    return [{ uid, request, prior: toPriorDraft(before, catalog, apps), before, after }];
  });
}

/** Calls and tasks of the one flow that the other lacks. */
function without(lines: readonly Line[], others: readonly Line[]): Line[] {
  const left = others.map(({ text }) => text);
  return lines.filter(({ kind, text }) => {
    if (kind !== 'call' && kind !== 'task') return false;
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

export interface EditVerdict {
  uid: number;
  outcome: 'right' | 'told' | 'wrong';
  /** Nodes that were not asked for and differ. */
  touched: string[];
  detail: string;
}

/** Has one change planned and compares what came out with what is known to be right, node by node. */
export async function judgeEdit(
  { uid, request, prior, before, after }: Edit,
  planner: Planner,
  apps: Apps,
): Promise<EditVerdict> {
  const { result } = await planner.plan({
    request,
    history: [],
    current: { draft: prior, issues: [] },
    sources: noSources,
    timezone: 'UTC',
    signal: AbortSignal.timeout(10_000),
  });
  if (result.kind !== 'revision')
    return {
      uid,
      outcome: result.kind === 'draft' && !says(result) ? 'wrong' : 'told',
      touched: [],
      detail: result.kind,
    };
  const appsBy = (lines: readonly Line[]) => lines.flatMap(({ text }) => partsOf(text, apps).app ?? []).sort();
  const added = appsBy(without(after, before));
  const removed = appsBy(without(before, after));
  const renames = new Map(Object.entries(result.renames ?? {}));
  const was = new Map(prior.nodes.map((node) => [node.name, node]));
  const is = result.draft.nodes.map((node) => ({ node, before: was.get(renames.get(node.name) ?? node.name) }));
  const gone = prior.nodes.filter((node) => !is.some((one) => one.before === node));
  const come = is.filter((one) => !one.before).map((one) => one.node);
  const appsIn = (nodes: readonly { type: string }[]) => nodes.flatMap(({ type }) => apps.of(type) ?? []).sort();
  const differing = is.filter((one) => one.before && JSON.stringify(one.node) !== JSON.stringify(one.before));
  const conditionMoves = before.some(({ kind }) => kind === 'if');
  const touched = differing
    .filter(({ node }) => !(conditionMoves && node.type.endsWith('.if')))
    .map(({ node }) => node.name);
  const right =
    same(appsIn(come), added) &&
    same(appsIn(gone), removed) &&
    inOrder(result.draft, after, apps) &&
    touched.length === 0;
  const told = says(result);
  const made = `+${appsIn(come).join()} -${appsIn(gone).join()}`;
  const detail = `${made}, wanted +${added.join()} -${removed.join()}${told ? `; told ${told}` : ''}`;
  return { uid, outcome: right && !told ? 'right' : told ? 'told' : 'wrong', touched, detail };
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

/** What a result says it did not do, in short. */
const says = (result: PlannerResult): string =>
  'issues' in result
    ? result.issues
        .filter(({ code }) => /not-understood|not-possible/.test(code))
        .map(({ params }) => String((params as { part?: string } | undefined)?.part ?? ''))
        .join('; ')
    : '';

/** True when the apps stand in the draft in the order of the flow. */
function inOrder({ nodes, connections }: Draft, after: readonly Line[], apps: Apps): boolean {
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    order.push(name);
    for (const { to } of connections
      .filter((one) => one.from === name)
      .sort((a, b) => Number(a.output) - Number(b.output)))
      visit(to);
  };
  for (const { name } of nodes.slice(0, 1)) visit(name);
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const is = order.flatMap((name) => apps.of(byName.get(name)?.type ?? '') ?? []);
  const wanted = after.filter(({ kind }) => kind === 'call').flatMap(({ text }) => partsOf(text, apps).app ?? []);
  // An app that n8n has only a trigger for stands in the flow before as an HTTP request.
  return same(
    is,
    wanted.filter((app) => apps.stepsOf(app).length > 0),
  );
}
