import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { noSources, type Planner } from '#src/planner/planner.ts';
import { withWorkflowEdits } from '#src/planner/workflow-edits.ts';
import { mergeDraft } from '#src/workflow/edit/merge-draft.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { isStickyNote } from '#src/workflow/n8n-workflow.ts';

/** A change in a person's words, and what alone may differ afterwards. */
interface Trial {
  request: string;
  /** Names of nodes that may differ, or be gone. */
  mayTouch: (node: N8nNode) => boolean;
  /** What has to be so when the change was made. */
  done: (before: N8nWorkflow, after: N8nWorkflow) => boolean;
}

export interface RealEditResult {
  workflows: number;
  edits: number;
  made: number;
  told: number;
  /** Made, but not what was asked, or more than that. */
  faults: { file: string; request: string; detail: string }[];
}

const quoted = (name: string): string => `"${name}"`;
const steps = ({ nodes }: N8nWorkflow): N8nNode[] =>
  nodes.filter((node) => !isStickyNote(node) && !/trigger|webhook/i.test(node.type) && !/["{}\n]/.test(node.name));

/** True where its schedule has that time of day, as fields or in a cron line. */
function runsAt({ nodes }: N8nWorkflow, hour: number, minute: number): boolean {
  const schedule = nodes.find(({ type }) => type === 'n8n-nodes-base.scheduleTrigger');
  const rule = schedule?.parameters['rule'] as { interval?: Record<string, unknown>[] } | undefined;
  return (rule?.interval ?? []).some(
    ({ triggerAtHour, triggerAtMinute, expression }) =>
      (triggerAtHour === hour && triggerAtMinute === minute) || String(expression).startsWith(`${minute} ${hour} `),
  );
}

/** True where a new step is joined with the named one on that side, and all that the named one leads to is still reached. */
function stands(before: N8nWorkflow, after: N8nWorkflow, name: string, side: 'after' | 'before'): boolean {
  const added = after.nodes.filter((node) => !before.nodes.some((one) => one.name === node.name));
  const [step, merge, ...more] = added;
  if (!step || more.length > 0 || (merge && !merge.type.endsWith('.merge'))) return false;
  const behind = (workflow: N8nWorkflow, from: string): string[] =>
    Object.values(workflow.connections[from] ?? {}).flatMap((outputs) =>
      (outputs ?? []).flatMap((output) => (output ?? []).map(({ node }) => node)),
    );
  const reached = (workflow: N8nWorkflow, from: string, seen = new Set<string>()): Set<string> => {
    for (const next of behind(workflow, from)) if (!seen.has(next)) reached(workflow, next, seen.add(next));
    return seen;
  };
  const joins = side === 'after' ? behind(after, name).includes(step.name) : reached(after, step.name).has(name);
  return joins && [...reached(before, name)].every((one) => reached(after, name).has(one));
}

/** Changes that a person could say of this workflow, known exactly. */
function trialsOf(workflow: N8nWorkflow): Trial[] {
  const list = steps(workflow);
  const schedules = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.scheduleTrigger');
  const has = (after: N8nWorkflow, name: string) => after.nodes.find((node) => node.name === name);
  const picked = [list[0], list[Math.floor(list.length / 2)], list.at(-1)].flatMap((node) => node ?? []);
  const none = () => false;
  return [
    ...picked.flatMap((node): Trial[] => [
      {
        request: `remove the step ${quoted(node.name)}`,
        mayTouch: ({ name }) => name === node.name,
        done: (_, after) => !has(after, node.name),
      },
      {
        request: `retry ${quoted(node.name)} 3 times`,
        mayTouch: ({ name }) => name === node.name,
        done: (_, after) => has(after, node.name)?.maxTries === 3,
      },
    ]),
    ...picked.slice(1, 2).flatMap((node): Trial[] =>
      (['after', 'before'] as const).map((side) => ({
        request: `add a step ${side} ${quoted(node.name)} that posts "In between" to #ops in Slack`,
        mayTouch: none,
        done: (before, after) => stands(before, after, node.name, side),
      })),
    ),
    {
      request: 'also post "Done with it" to #ops in Slack',
      mayTouch: none,
      done: (before, after) =>
        after.nodes.length === before.nodes.length + 1 && JSON.stringify(after).includes('Done with it'),
    },
    {
      request: 'also create a Jira issue called "Look at this"',
      mayTouch: none,
      done: (before, after) =>
        after.nodes.length === before.nodes.length + 1 && JSON.stringify(after).includes('Look at this'),
    },
    { request: 'rename it to Night shift', mayTouch: none, done: (_, after) => after.name === 'Night shift' },
    ...(schedules.length === 1
      ? [
          {
            request: 'every day at 7:15 instead',
            mayTouch: ({ type }: N8nNode) => type === 'n8n-nodes-base.scheduleTrigger',
            done: (_: N8nWorkflow, after: N8nWorkflow) => runsAt(after, 7, 15),
          },
        ]
      : []),
  ];
}

/** Changes said in words on real workflows: what was made, what was said not to be, and every node that differs unasked. */
export async function editReal(
  workflows: readonly { file: string; workflow: N8nWorkflow }[],
  planner: Planner,
  catalog: Catalog,
): Promise<RealEditResult> {
  const result: RealEditResult = { workflows: workflows.length, edits: 0, made: 0, told: 0, faults: [] };
  const editing = withWorkflowEdits(planner, () => catalog);
  for (const { file, workflow } of workflows) {
    for (const trial of trialsOf(workflow)) {
      result.edits += 1;
      const { result: planned } = await editing.plan({
        request: trial.request,
        history: [],
        workflow: { id: 'w', name: workflow.name, published: false },
        sources: {
          ...noSources,
          getWorkflow: async () => ({ name: workflow.name, published: false, draft: toDraft(workflow) }),
        },
        timezone: 'UTC',
        signal: AbortSignal.timeout(30_000),
      });
      const unread =
        'issues' in planned && planned.issues.some(({ code }) => /not-understood|not-possible|not-said/.test(code));
      if (planned.kind !== 'edit') {
        if (planned.kind === 'draft' && !unread)
          result.faults.push({ file, request: trial.request, detail: 'a workflow of its own' });
        else result.told += 1;
        continue;
      }
      const detail = faultOf(workflow, planned.draft, planned.renames, trial, catalog);
      if (detail) result.faults.push({ file, request: trial.request, detail });
      else result.made += 1;
    }
  }
  return result;
}

function faultOf(
  before: N8nWorkflow,
  draft: Draft,
  renames: Record<string, string>,
  { mayTouch, done }: Trial,
  catalog: Catalog,
): string | undefined {
  const after = mergeDraft(before, draft, { catalog, renames });
  const newName = new Map(Object.entries(renames).map(([now, was]) => [was, now]));
  for (const node of before.nodes) {
    if (mayTouch(node)) continue;
    const is = after.nodes.find(({ name }) => name === (newName.get(node.name) ?? node.name));
    if (!is) return `“${node.name}” is gone`;
    if (JSON.stringify(is) !== JSON.stringify(node)) return `“${node.name}” differs`;
  }
  return done(before, after) ? undefined : 'not what was asked';
}
