import { actions, button, type Card, facts, notice, text } from '#src/chat/card.ts';
import { wordsIn } from '#src/language/words.ts';
import type { OnWorkflow, WorkflowAction } from '#src/model/action.ts';
import type { DraftView } from './draft-card.ts';
import type { WorkflowView } from './workflow-card.ts';

/** What is only done after a click on a card that names the workflow. */
export type ConfirmedVerb = 'publish' | 'unpublish' | 'delete' | 'run' | 'retry';

export interface Wording {
  title: string;
  effect: string;
  confirm: string;
  danger: boolean;
}

/**
 * Names the workflow, says what would happen, and asks for the click that does it; the choice that changes nothing is
 * first. `on`: the draft whose card it stands on, and becomes again.
 */
export function confirmCard(
  view: WorkflowView,
  verb: ConfirmedVerb,
  {
    executionId,
    on,
  }: { executionId?: string | undefined; on?: Pick<DraftView, 'draftId' | 'revision'> | undefined } = {},
): Card {
  const { confirm: words, workflow } = wordsIn(view.reader.language).cards;
  const { title, effect, confirm, danger } = wordingOf(view, verb, executionId);
  const ids = { workflowId: view.workflowId, ...on };
  return {
    language: view.reader.language,
    title,
    elements: [
      ...(view.summary ? [text(view.summary.sentence)] : []),
      facts([
        [words.workflow, view.name],
        [workflow.askedForBy, view.requesterName ?? words.somebody],
      ]),
      notice(danger ? 'warning' : 'info', effect),
      actions(
        button({ kind: 'keep', ...ids }, words.keep),
        button(confirmed(verb, ids, executionId), confirm, { style: danger ? 'danger' : 'primary' }),
      ),
    ],
  };
}

function confirmed(verb: ConfirmedVerb, ids: OnWorkflow, executionId = ''): WorkflowAction {
  if (verb === 'retry') return { kind: 'retry_execution', ...ids, executionId };
  return verb === 'delete' ? { kind: verb, ...ids, confirmed: true } : { kind: verb, ...ids };
}

/** The question, and what would happen. */
export function wordingOf(
  view: Pick<WorkflowView, 'name' | 'reader'> & Partial<Pick<WorkflowView, 'summary' | 'hasArchive'>>,
  verb: ConfirmedVerb,
  executionId?: string,
): Wording {
  const { name } = view;
  const { confirm: words, workflow, outcome } = wordsIn(view.reader.language).cards;
  switch (verb) {
    case 'publish':
      return {
        title: words.publish(name),
        effect: view.summary?.publishEffect ?? workflow.publishEffect,
        confirm: outcome.publish,
        danger: false,
      };
    case 'unpublish':
      return {
        title: words.unpublish(name),
        effect: words.unpublishEffect,
        confirm: workflow.unpublish,
        danger: true,
      };
    case 'delete':
      return {
        title: words.delete(name),
        effect: view.hasArchive ? words.archiveEffect : words.deleteEffect,
        confirm: view.hasArchive ? workflow.delete : words.deleteForGood,
        danger: true,
      };
    case 'run':
      return {
        title: words.run(name),
        effect: words.runEffect,
        confirm: workflow.runOnce,
        danger: false,
      };
    case 'retry':
      return {
        title: words.retry(name),
        effect: words.retryEffect(executionId ?? ''),
        confirm: outcome.retry,
        danger: false,
      };
    default:
      return verb satisfies never;
  }
}
