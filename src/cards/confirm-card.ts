import { actions, button, type Card, facts, notice, text } from '#src/chat/card.ts';
import { wordsIn } from '#src/language/words.ts';
import type { OnWorkflow, WorkflowAction } from '#src/model/action.ts';
import { type ConfirmedVerb, effectOf } from '#src/model/verbs.ts';
import type { DraftView } from './draft-card.ts';
import type { WorkflowView } from './workflow-card.ts';

export interface Wording {
  title: string;
  effect: string;
  confirm: string;
  danger: boolean;
}

/** What a verb is done with: an execution, or what somebody said, and the event in which that is kept. */
export interface About {
  executionId?: string | undefined;
  argument?: string;
  saidIn?: string;
  /** Why it did not work the last time, where nothing was done about it since. */
  triedBefore?: string;
}

/**
 * Names the workflow, says what would happen, and asks for the click that does it; the choice that changes nothing is
 * first. `on`: the draft whose card it stands on, and becomes again.
 */
export function confirmCard(
  view: WorkflowView,
  verb: ConfirmedVerb,
  { on, ...about }: About & { on?: Pick<DraftView, 'draftId' | 'revision'> | undefined } = {},
): Card {
  const { confirm: words, workflow } = wordsIn(view.reader.language).cards;
  const { title, effect, confirm, danger } = wordingOf(view, verb, about);
  const ids = { workflowId: view.workflowId, ...on };
  return {
    language: view.reader.language,
    title,
    elements: [
      ...(view.summary ? [text(view.summary.sentence)] : []),
      facts([[workflow.askedForBy, view.requesterName ?? words.somebody]]),
      notice(danger ? 'warning' : 'info', effect),
      ...(about.triedBefore ? [notice('warning', words.triedBefore(about.triedBefore))] : []),
      actions(
        button({ kind: 'keep', ...ids }, words.keep),
        button(confirmed(verb, ids, about), confirm, { style: danger ? 'danger' : 'primary' }),
      ),
    ],
  };
}

function confirmed(verb: ConfirmedVerb, ids: OnWorkflow, { executionId = '', saidIn }: About): WorkflowAction {
  if (verb === 'retry') return { kind: 'retry_execution', ...ids, executionId };
  const asked = effectOf(verb).button?.click === 'asks';
  return { kind: 'act', verb, ...ids, ...(saidIn ? { saidIn } : {}), ...(asked ? { confirmed: true } : {}) };
}

/** The question, and what would happen. */
export function wordingOf(
  view: Pick<WorkflowView, 'name' | 'reader'> & Partial<Pick<WorkflowView, 'summary' | 'hasArchive'>>,
  verb: ConfirmedVerb,
  { executionId, argument = executionId ?? '' }: About = {},
): Wording {
  const words = wordsIn(view.reader.language).cards.verbs[verb];
  const { label, effect } = (view.hasArchive ? undefined : words.forGood) ?? {
    label: words.label,
    effect: (verb === 'publish' ? view.summary?.publishEffect : undefined) ?? words.effect(argument),
  };
  const danger = effectOf(verb).danger ?? false;
  const { quoted } = wordsIn(view.reader.language).rehearsal;
  return { title: words.ask(quoted(view.name), quoted(argument)), effect, confirm: label, danger };
}
