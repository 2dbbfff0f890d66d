import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Draft, DraftNode } from '#src/model/draft.ts';
import { nextRuns } from '#src/workflow/schedule/next-runs.ts';

/** Node types are written without their package; those of the AI package start with `ai:`. */
const expectationSchema = z.strictObject({
  /** Any of these starts it. */
  trigger: z.array(z.string()).min(1),
  /** For each entry a node of its own, of any of these types. */
  nodes: z.array(z.array(z.string()).min(1)),
  /** Cron line with the same run times as what was asked for. */
  schedule: z.string().optional(),
  /** Words that stand in some parameter: channels, addresses. */
  says: z.array(z.string()).optional(),
});
const requestSchema = z.strictObject({
  id: z.string(),
  /** What a planner is tuned on, and what is only measured. */
  set: z.enum(['tune', 'held']),
  request: z.string(),
  expect: expectationSchema,
});

export type Expectation = z.infer<typeof expectationSchema>;
export type PlanRequest = z.infer<typeof requestSchema>;

const ownRequests = fileURLToPath(new URL('../fixtures/requests/requests.json', import.meta.url));

/** Requests in many wordings, with what a right plan of each holds; our own, or those of a file in the same form. */
export function readRequests(file = ownRequests): PlanRequest[] {
  return z.array(requestSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

const fullType = (type: string): string =>
  type.startsWith('ai:') ? `@n8n/n8n-nodes-langchain.${type.slice(3)}` : `n8n-nodes-base.${type}`;

/**
 * True when the draft is what the request asked for: the trigger and its times, every step wired to it, and the places
 * that were named. More steps than expected are fine.
 */
export function isPlannedCorrectly(draft: Draft, expect: Expectation): boolean {
  return whatIsWrong(draft, expect) === undefined;
}

/** The first thing that is not as expected, in words for whoever tunes a planner. */
export function whatIsWrong(draft: Draft, expect: Expectation): string | undefined {
  const triggers = draft.nodes.filter((node) => expect.trigger.some((type) => node.type === fullType(type)));
  const [trigger] = triggers;
  if (!trigger) return `no trigger ${expect.trigger.join(' or ')}`;
  const wired = reachable(draft, triggers);
  const steps = draft.nodes.filter((node) => wired.has(node.name) && !triggers.includes(node) && !node.disabled);
  const missing = firstMissing(steps, expect.nodes);
  if (missing) return `no ${missing.join(' or ')}`;
  const text = JSON.stringify(draft.nodes.map((node) => node.parameters)).toLowerCase();
  const unsaid = expect.says?.find((word) => !text.includes(JSON.stringify(word.toLowerCase()).slice(1, -1)));
  if (unsaid) return `“${unsaid}” stands nowhere`;
  if (expect.schedule && !hasSameTimes(triggers, expect.schedule)) return `other times than ${expect.schedule}`;
  return undefined;
}

/** Nodes the data reaches from the triggers, and what hangs below them. */
function reachable(draft: Draft, from: readonly DraftNode[]): Set<string> {
  const seen = new Set(from.map((node) => node.name));
  for (let before = -1; before !== seen.size; ) {
    before = seen.size;
    for (const { from: source, to, kind } of draft.connections) {
      if (kind === 'main' ? seen.has(source) : seen.has(to)) seen.add(kind === 'main' ? to : source);
    }
  }
  return seen;
}

/** Gives every expectation a node of its own; entries are few, so trying all ways is cheap. */
function firstMissing(steps: readonly DraftNode[], wanted: readonly string[][]): string[] | undefined {
  const [first, ...rest] = wanted;
  if (!first) return undefined;
  let missing: string[] | undefined = first;
  for (const node of steps) {
    if (!first.some((type) => node.type === fullType(type))) continue;
    const further = firstMissing(
      steps.filter((one) => one !== node),
      rest,
    );
    if (!further) return undefined;
    missing = further;
  }
  return missing;
}

function hasSameTimes(triggers: readonly DraftNode[], cron: string): boolean {
  const options = { count: 12, from: new Date('2026-01-01T00:00:30Z'), timezone: 'UTC' };
  const times = (nodes: unknown[]) =>
    nextRuns({ nodes: nodes as never, settings: {} }, options).map(({ at }) => at.getTime());
  const wanted = {
    type: fullType('scheduleTrigger'),
    parameters: { rule: { interval: [{ field: 'cronExpression', expression: cron }] } },
  };
  return JSON.stringify(times([...triggers])) === JSON.stringify(times([wanted]));
}
