import { PlannerError } from '#src/errors.ts';
import { languageOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Logger } from '#src/log.ts';
import type { Note } from '#src/model/note.ts';
import type { Planner } from './planner.ts';

export const fallbackNote: Note = { code: 'unreachable' };

/**
 * Plans with `primary`; when that cannot be reached, with `fallback`, and says so on the card. When the fallback
 * cannot make anything of the words either, its answer says both. Other failures of the primary pass through.
 */
export function createFallbackPlanner(primary: Planner, fallback: Planner, log: Logger): Planner {
  return {
    name: `${primary.name}+${fallback.name}`,
    async plan(input) {
      try {
        return await primary.plan(input);
      } catch (error) {
        if (!(error instanceof PlannerError) || error.code !== 'planner_unreachable' || input.signal.aborted)
          throw error;
        log.warn({ code: error.code, fallback: fallback.name }, 'model unreachable, planning with the fallback');
        const planned = await fallback.plan(input);
        const turn = { ...planned, usage: error.usage ?? planned.usage };
        if (turn.result.kind !== 'answer') return { ...turn, notes: [fallbackNote] };
        const text = `${wordsIn(languageOf(input.locale)).engine.notes.templatesAsked}\n\n${turn.result.text}`;
        return { ...turn, result: { kind: 'answer', text }, notes: [fallbackNote] };
      }
    },
  };
}
