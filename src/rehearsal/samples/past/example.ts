import type { Catalog } from '#src/catalog/catalog.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { PastRun } from '#src/n8n/past-run.ts';
import { isEqual } from '#src/workflow/json/equal.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';
import type { ViewNode } from '#src/workflow/validate/view.ts';
import { shownParameters } from '../../held-texts.ts';
import type { Outcome } from '../../plan.ts';
import { viewOf } from '../../view-of.ts';
import { createMasking } from './mask.ts';

/** What steps put out in a real execution, masked. */
export interface PastExample {
  /** When that began: ISO 8601. */
  at: string;
  /** By the step's name in the workflow that is rehearsed. */
  steps: ReadonlyMap<string, Outcome>;
}

const mostItems = 5;
const mostBytes = 60_000;

/**
 * The masked output of the steps of a workflow that were the same when it ran: their name or id, type, version and
 * parameters. Undefined where there is none. Pure.
 */
export function toPastExample(
  run: PastRun | undefined,
  workflow: N8nWorkflow,
  catalog: Catalog,
): PastExample | undefined {
  if (!run) return undefined;
  const [then, now] = [toThen(run), workflow].map((each) => viewOf(each, catalog));
  const masking = createMasking(textsIn(workflow.nodes));
  const found = workflow.nodes.flatMap((node) => {
    const was = run.nodes.find(({ id, name }) => name === node.name || (id !== undefined && id === node.id));
    const gave = was && isSame(then?.byName.get(was.name), now?.byName.get(node.name)) && run.gave.get(was.name);
    if (!gave) return [];
    // A step in the middle works once for each item it is given.
    const most = gave.given === undefined || gave.given === 1 ? mostItems : 1;
    return [{ name: node.name, output: gave.output, items: gave.items.filter(isRecord).slice(0, most) }];
  });
  for (const { items } of found) for (const item of items) masking.learn(item);
  let room = mostBytes;
  const steps = new Map<string, Outcome>();
  for (const { name, output, items } of found) {
    const masked: Outcome['items'] = [];
    for (const item of items) {
      const one = masking.mask(item);
      const size = JSON.stringify(one).length;
      if (size > room) break;
      room -= size;
      masked.push(one);
    }
    if (masked.length > 0) steps.set(name, { items: masked, ...(output > 0 ? { output } : {}) });
  }
  return steps.size > 0 ? { at: run.startedAt, steps } : undefined;
}

/** The workflow as it ran, in the form in which it would be kept. */
function toThen({ nodes }: PastRun): N8nWorkflow {
  const placed = nodes.map((node) => ({ ...node, id: node.id ?? node.name, position: [0, 0] as [number, number] }));
  return redactWorkflow({ name: '', nodes: placed, connections: {}, settings: {} });
}

/** n8n writes every default into what it keeps of an execution. */
const isSame = (then: ViewNode | undefined, now: ViewNode | undefined): boolean =>
  then !== undefined &&
  now !== undefined &&
  then.type === now.type &&
  then.version === now.version &&
  isEqual(shownParameters(then), shownParameters(now));

/** What the workflow itself says: no data of anybody it worked on. */
function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > 20) return [];
  return Object.values(value).flatMap((each) => textsIn(each, depth + 1));
}
