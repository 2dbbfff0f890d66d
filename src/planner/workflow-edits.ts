import type { Catalog } from '#src/catalog/catalog.ts';
import { type Language, languageOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { softenKnown } from '#src/workflow/validate/soften-known.ts';
import { renamesByPlace } from './at-hand.ts';
import type { Planner, PlannerInput, PlannerResult, PlannerTurn, WorkflowAtHand } from './planner.ts';
import { quoteSaid } from './quote-said.ts';
import { reviseDraft } from './revise.ts';
import { reviseSwapped } from './revise-swapped.ts';
import { toEnglish } from './translate.ts';

/** Words that mean what is there already, even where the rest would do as a request of its own. */
const meansThere =
  /\b(?:instead|change|only|make it|rename|call it|move it|switch it|set it|no longer|from now on|retry|unpin|tag it|sticky note|time ?zone)\b/i;
/** Words that want something changed, whatever it is. */
const wantsChange =
  /\b(?:instead|change|only|make it|rename|also|add|insert|before|behind|remove|replace|without|not|no longer|it|this|that|from now on|retry|unpin|tag|note|time ?zone)\b/i;

/**
 * A planner without a model that also changes the workflow at hand: another time, channel, address, name, or a step at
 * its end. A whole new request stays one. What it cannot change it says, naming the workflow.
 */
export function withWorkflowEdits(planner: Planner, catalog: () => Catalog): Planner {
  return {
    name: planner.name,
    async plan(input) {
      const turn = await planner.plan(input);
      const { workflow } = input;
      if (!workflow || input.current || turn.result.kind === 'command') return turn;
      if (turn.result.kind === 'draft' && !meansThere.test(english(input.request))) return turn;
      const edit = await editByWords(input, workflow, catalog());
      if (edit) return { ...turn, result: edit };
      return turn.result.kind !== 'draft' && wantsChange.test(input.request)
        ? cannotChange(turn, workflow, languageOf(input.locale))
        : turn;
    },
  };
}

const english = (request: string): string => toEnglish(quoteSaid(request)).text;

async function editByWords(
  { request, timezone, sources, here }: PlannerInput,
  { id }: WorkflowAtHand,
  catalog: Catalog,
): Promise<PlannerResult | undefined> {
  const read = await sources.getWorkflow(id);
  if (!read) return undefined;
  const where = { timezone: read.draft.timezone ?? timezone, catalog, here };
  const revised = reviseSwapped(read.draft, request, where) ?? reviseDraft(read.draft, english(request), where);
  if (!revised || revised === 'open') return undefined;
  const { draft } = revised;
  const context = { catalog, facts: await sources.readFacts(), workflowId: read.n8nId };
  const renames = renamesByPlace(read.draft, draft);
  const found = softenKnown(
    validateDraft(draft, { ...context, before: read.draft, renames }),
    validateDraft(read.draft, { ...context, before: read.draft }),
    renames,
  );
  return { kind: 'edit', workflowId: id, draft, renames, issues: [...revised.issues, ...found] };
}

function cannotChange(turn: PlannerTurn, { name }: WorkflowAtHand, language: Language): PlannerTurn {
  const text = wordsIn(language).planning.cannotChange(name);
  return { ...turn, result: { kind: 'answer', text } };
}
