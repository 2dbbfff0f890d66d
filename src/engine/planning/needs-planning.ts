import type { ChoiceMeaning } from '#src/model/question.ts';
import type { EventRecord } from '#src/store/entities.ts';

/** A turn that came as something quick needs the planner: it waits among those. */
export class NeedsPlanning extends Error {
  override name = 'NeedsPlanning';
}

/** To be called before anything happens that a turn which comes again would do twice. */
export function needPlanning(row: Pick<EventRecord, 'lane' | 'stopRequestedAt'>): void {
  if (row.lane !== 'plan' && !row.stopRequestedAt) throw new NeedsPlanning('needs the planner');
}

/** Whether following it asks the planner. */
export const isPlanned = (meaning: ChoiceMeaning): boolean => meaning.kind === 'words' || meaning.verb === 'edit';
