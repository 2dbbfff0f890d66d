import type { PlannerInput } from '../planner.ts';
import { asData } from './text.ts';

/** What is called nearly like something that the request names and that is not here. */
export function mayMeanText({ mayMean }: PlannerInput): string {
  if (!mayMean) return '';
  const named = (name: string): string => JSON.stringify(name.slice(0, 128));
  const lines = [
    ...mayMean.workflows.map(
      ({ id, name, published }) => `workflow ${id} ${named(name)}${published ? ', published' : ''}`,
    ),
    ...mayMean.drafts.map((name) => `open draft ${named(name)}`),
  ];
  const meant = lines.length > 0 ? `\n${asData('workflows', lines.join('\n'))}` : ' nothing here.';
  return `The request may be about something that exists, or ask for something new. No workflow is called exactly as it says; called nearly so:${meant}`;
}
