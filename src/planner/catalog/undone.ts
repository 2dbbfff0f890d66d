/** Why something that was asked for is not in the workflow. */
export interface Undone {
  reason: 'no-app' | 'no-act' | 'no-trigger' | 'no-event' | 'by-person';
  app: string;
}

export const isUndone = (found: unknown): found is Undone =>
  typeof found === 'object' && found !== null && 'reason' in found;
