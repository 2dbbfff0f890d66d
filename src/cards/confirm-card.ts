import { actions, button, type Card, facts, notice, text } from '#src/chat/card.ts';
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
  const { title, effect, confirm, danger } = wordingOf(view, verb, executionId);
  const ids = { workflowId: view.workflowId, ...on };
  const act = { ...ids, ...(executionId ? { executionId } : {}), ...(verb === 'delete' ? { choice: 1 } : {}) };
  return {
    title,
    elements: [
      ...(view.summary ? [text(view.summary.sentence)] : []),
      facts([
        ['Workflow', view.name],
        ['Asked for by', view.requesterName ?? 'somebody in n8n'],
      ]),
      notice(danger ? 'warning' : 'info', effect),
      actions(
        button('discard', 'Keep as it is', ids),
        button(verb, confirm, act, { style: danger ? 'danger' : 'primary' }),
      ),
    ],
  };
}

/** The question, and what would happen. */
export function wordingOf(
  view: Pick<WorkflowView, 'name'> & Partial<Pick<WorkflowView, 'summary' | 'hasArchive'>>,
  verb: ConfirmedVerb,
  executionId?: string,
): Wording {
  const { name } = view;
  switch (verb) {
    case 'publish':
      return {
        title: `Publish ${name}?`,
        effect: view.summary?.publishEffect ?? 'It then runs by itself whenever its trigger fires.',
        confirm: 'Publish',
        danger: false,
      };
    case 'unpublish':
      return {
        title: `Unpublish ${name}?`,
        effect: 'It stops running by itself. Nothing is lost: it can be published again at any time.',
        confirm: 'Unpublish',
        danger: true,
      };
    case 'delete':
      return {
        title: `Delete ${name}?`,
        effect: view.hasArchive
          ? 'It stops running and goes into the archive of n8n. It can be brought back from there.'
          : 'It stops running and is deleted for good: this n8n has no archive, so it cannot be brought back.',
        confirm: view.hasArchive ? 'Delete' : 'Delete for good',
        danger: true,
      };
    case 'run':
      return {
        title: `Run ${name} now?`,
        effect: 'Its steps really happen once: what it sends is sent, what it writes is written.',
        confirm: 'Run once',
        danger: false,
      };
    case 'retry':
      return {
        title: `Retry the failed execution of ${name}?`,
        effect: `Execution ${executionId ?? ''} goes on at the step that failed, with the workflow as it is now. Steps from there on really happen.`,
        confirm: 'Retry',
        danger: false,
      };
    default:
      return verb satisfies never;
  }
}
