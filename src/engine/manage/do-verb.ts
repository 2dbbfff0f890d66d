import { type ConfirmedVerb, confirmCard } from '#src/cards/confirm-card.ts';
import { workflowCard } from '#src/cards/workflow-card.ts';
import type { ManageVerb } from '#src/planner/planner.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { answer } from '../answer.ts';
import type { EngineContext } from '../context.ts';
import type { MessageTurn } from '../turn.ts';
import { newestFailure, showExecutions } from './executions.ts';
import { showHistory } from './history.ts';
import type { Seen } from './look.ts';
import { restore } from './restore.ts';
import { saveAsTemplate } from './save-template.ts';
import { loadWorkflowView } from './view.ts';

/** Said instead of doing anything with a workflow that is not there. */
export function absentText({ kind }: Exclude<Seen, { kind: 'there' }>, name: string): string {
  if (kind === 'archived') return `“${name}” is in the archive of n8n. Say "show ${name}" to bring it back.`;
  if (kind === 'gone') return `“${name}” is not in n8n any more: somebody deleted it there.`;
  return 'n8n does not answer just now, so I cannot look at it. Try again in a minute; nothing was changed.';
}

/** Follows words about exactly this workflow. What changes anything in n8n only leads to a card with a button. */
export async function followWords(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  workflow: WorkflowRecord,
  verb: ManageVerb,
  argument: string,
): Promise<void> {
  const { view, seen } = await loadWorkflowView(context, workflow, turn.event.timezone);
  // Whoever wants an archived one back needs its card.
  if (verb === 'show' || verb === 'explain' || (verb === 'restore' && seen.kind === 'archived')) {
    const line = `${view.name}: ${view.summary?.sentence ?? view.state}`;
    await turn.speaker.say({ text: line, card: workflowCard(view) });
    return;
  }
  if (seen.kind !== 'there') return answer(em, turn, absentText(seen, view.name));
  switch (verb) {
    case 'history':
      return showHistory(context, turn, workflow, seen.stored);
    case 'executions':
      return showExecutions(context, turn, workflow);
    case 'restore': {
      const refused = await restore(context, turn, workflow, seen.stored, { words: argument });
      return refused ? answer(em, turn, refused) : undefined;
    }
    case 'save_template':
      return answer(em, turn, await saveAsTemplate(context, turn, workflow, seen.stored, argument));
    case 'retry': {
      const page = await context.n8n.executions.list({ workflowId: workflow.n8nId });
      const failed = newestFailure(page.executions);
      if (!failed) return answer(em, turn, `No execution of “${view.name}” waits to be tried again.`);
      return confirm(turn, view, 'retry', failed.id);
    }
    case 'publish':
      if (seen.stored.active && !view.unpublishedEdits) return answer(em, turn, `“${view.name}” is published already.`);
      return confirm(turn, view, verb);
    case 'unpublish':
      if (!seen.stored.active) return answer(em, turn, `“${view.name}” is not published: it does not run by itself.`);
      return confirm(turn, view, verb);
    case 'run':
      if (!seen.stored.active)
        return answer(em, turn, `“${view.name}” is not published. Only a published workflow can be started from here.`);
      if (!view.canRun) return answer(em, turn, cannotRunText(view.name));
      return confirm(turn, view, verb);
    case 'delete':
      return confirm(turn, view, verb);
    default:
      return verb satisfies never;
  }
}

const cannotRunText = (name: string): string =>
  `“${name}” has no webhook and no form that can be called from here. Open it in n8n and press Execute workflow.`;

async function confirm(
  turn: MessageTurn,
  view: Parameters<typeof confirmCard>[0],
  verb: ConfirmedVerb,
  executionId?: string,
): Promise<void> {
  const card = confirmCard(view, verb, { executionId });
  await turn.speaker.say({ text: card.title, card });
}
