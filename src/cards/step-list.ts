import { type CardElement, steps, text } from '#src/chat/card.ts';

const most = 12;

/** The steps of a workflow, at most 12 of them; how many more there are stands below and is no step. */
export function stepList(all: string[]): CardElement[] {
  const rest = all.length - most;
  return [steps(all.slice(0, most)), ...(rest > 0 ? [text(`and ${rest} more steps`, 'muted')] : [])];
}
