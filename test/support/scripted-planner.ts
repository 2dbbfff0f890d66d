import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Note } from '#src/model/note.ts';
import { noUsage, type Planner, type PlannerInput, type PlannerResult } from '#src/planner/planner.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';

export type PlannerScript = (input: PlannerInput, call: number) => PlannerResult | Promise<PlannerResult>;

/** A planner that does what a test says; `inputs` is what it was given. */
export function createScriptedPlanner(script: PlannerScript, notes: Note[] = []): Planner & { inputs: PlannerInput[] } {
  const inputs: PlannerInput[] = [];
  return {
    name: 'scripted',
    inputs,
    async plan(input) {
      inputs.push(input);
      return { result: await script(input, inputs.length), usage: noUsage, notes };
    },
  };
}

/** Takes until it is stopped. */
export const never = ({ signal }: PlannerInput): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

/** A draft as planners hand it over: judged by the core catalogue, or another one. */
export function drafted(
  input: Omit<Partial<Draft>, 'nodes'> & { nodes: Partial<Draft['nodes'][number]>[] },
  catalog = createCoreCatalog(),
) {
  const draft = draftSchema.parse({ name: 'Hourly health', description: 'Looks every hour.', ...input });
  return { kind: 'draft' as const, draft, issues: validateDraft(draft, { catalog }) };
}

const everyHour = {
  name: 'Every hour',
  type: 'n8n-nodes-base.scheduleTrigger',
  parameters: { rule: { interval: [{ field: 'hours', hoursInterval: 1 }] } },
};

/** Every hour, get a page. */
export const hourly = () =>
  drafted({
    nodes: [
      everyHour,
      {
        name: 'Get health',
        type: 'n8n-nodes-base.httpRequest',
        parameters: { method: 'GET', url: 'https://example.com/health', options: {} },
      },
    ],
    connections: [{ from: 'Every hour', to: 'Get health', output: 0, input: 0, kind: 'main' }],
  });

/** Every hour, post to a Slack channel nobody named. */
export const withoutChannel = () =>
  drafted({
    nodes: [
      everyHour,
      {
        name: 'Post',
        type: 'n8n-nodes-base.slack',
        parameters: { resource: 'message', operation: 'post', select: 'channel', text: 'Hello' },
      },
    ],
    connections: [{ from: 'Every hour', to: 'Post', output: 0, input: 0, kind: 'main' }],
  });
