import type { DraftNode } from '#src/model/draft.ts';
import type { PlannerResult } from '#src/planner/planner.ts';

const told = new Set(['not-understood', 'condition-not-understood', 'not-possible']);

/** What a node is set up for: its type, resource, operation and event. */
function whatOf({ type, parameters }: DraftNode): string {
  const { resource, operation, eventsUi } = parameters;
  const act = operation ? ` ${[resource, operation].filter(Boolean).join('.')}` : '';
  const event = [
    parameters['events'],
    parameters['event'],
    parameters['topic'],
    parameters['triggerOn'],
    eventsUi,
  ].find(Boolean);
  const name = type.slice(type.lastIndexOf('.') + 1);
  return `${name}${act}${event ? ` ${JSON.stringify(event).replace(/["[\]{}]/g, '')}` : ''}`;
}

/** The steps of what was planned in one line, and what is said not to be done in quotation marks behind `!`. */
export function flowOf(result: PlannerResult): string {
  if (result.kind === 'question') return `asks ${result.own?.code}`;
  if (!('draft' in result)) return 'text' in result ? `! ${result.text.split(/[.\n]/)[0]}` : result.kind;
  const undone = result.issues.filter(({ code }) => told.has(code)).map(({ message }) => /“(.*)”/.exec(message)?.[1]);
  return [...result.draft.nodes.map(whatOf), ...undone.map((part) => `! “${part}”`)].join(', ');
}
