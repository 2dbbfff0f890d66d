import { type ConfirmedVerb, confirmCard } from '#src/cards/confirm-card.ts';
import { workflowCard } from '#src/cards/workflow-card.ts';
import { type Dictionary, wordsIn } from '#src/language/words.ts';
import type { ManageVerb } from '#src/model/question.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { answer } from '../turn/answer.ts';
import { type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { newestFailure, showExecutions } from './executions.ts';
import { showHistory } from './history.ts';
import type { Seen } from './look.ts';
import { restore } from './restore.ts';
import { saveAsTemplate } from './save-template.ts';
import { restoreGone } from './versions-gone.ts';
import { loadWorkflowView } from './view.ts';

/** Said instead of doing anything with a workflow that is not there. */
export function absentText(
  { kind }: Exclude<Seen, { kind: 'there' }>,
  name: string,
  { answers }: Dictionary['engine'],
): string {
  if (kind === 'archived') return answers.archived(name);
  return kind === 'gone' ? answers.gone(name) : answers.unreachable;
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
  const { view, seen } = await loadWorkflowView(context, workflow, readerOfTurn(turn));
  const { answers } = wordsFor(turn);
  // Whoever wants an archived one back needs its card.
  if (verb === 'show' || verb === 'explain' || (verb === 'restore' && seen.kind === 'archived')) {
    const { executions, workflow: words } = wordsIn(view.reader.language).cards;
    const line = executions.about(view.name, view.summary?.sentence ?? words.state[view.state]);
    await turn.speaker.say({ text: line, card: workflowCard(view) });
    return;
  }
  if (seen.kind === 'gone' && verb === 'history') return showHistory(context, turn, workflow, undefined);
  if (seen.kind === 'gone' && verb === 'restore') {
    const refused = await restoreGone(context, turn, workflow, { words: argument });
    return refused ? answer(em, turn, refused) : undefined;
  }
  if (seen.kind !== 'there') return answer(em, turn, absentText(seen, view.name, wordsFor(turn)));
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
      if (!failed) return answer(em, turn, answers.nothingToRetry(view.name));
      return confirm(turn, view, 'retry', failed.id);
    }
    case 'publish':
      if (seen.stored.active && !view.unpublishedEdits) return answer(em, turn, answers.publishedAlready(view.name));
      return confirm(turn, view, verb);
    case 'unpublish':
      if (!seen.stored.active) return answer(em, turn, answers.notPublished(view.name));
      return confirm(turn, view, verb);
    case 'run':
      if (!seen.stored.active) return answer(em, turn, answers.notPublishedToRun(view.name));
      if (!view.canRun) return answer(em, turn, answers.cannotRun(view.name));
      return confirm(turn, view, verb);
    case 'delete':
      return confirm(turn, view, verb);
    default:
      return verb satisfies never;
  }
}

async function confirm(
  turn: MessageTurn,
  view: Parameters<typeof confirmCard>[0],
  verb: ConfirmedVerb,
  executionId?: string,
): Promise<void> {
  const card = confirmCard(view, verb, { executionId });
  await turn.speaker.say({ text: card.title, card });
}
