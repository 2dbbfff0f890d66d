import { answerMessage } from '#src/cards/message-cards.ts';
import type { PlannerResult } from '#src/planner/planner.ts';
import { rememberWorkflow } from '#src/store/conversations.ts';
import { findWorkflow } from '#src/store/creations.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { ask, type ChoiceMeaning } from '../ask.ts';
import { type Command, meansIt } from '../commands.ts';
import type { EngineContext } from '../context.ts';
import type { ActionTurn, MessageTurn } from '../turn.ts';
import { findManaged, mayKnow } from './find.ts';
import { showList } from './list.ts';

/** Done here; or to be planned by the caller; or nothing this part knows about. */
export type ManageResult = 'done' | 'not mine' | { plan: { request: string; workflow?: WorkflowRecord } };

type Meant = Extract<ChoiceMeaning, { kind: 'manage' }>;

/** A command in words. Words that fit no workflow are not a command after all: the planner may know what is meant. */
export async function manageByWords(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  command: Command,
): Promise<ManageResult> {
  if (command.verb === 'help') return 'not mine';
  if (command.verb === 'list') return showList(context, turn, { which: command.which, page: 0 });
  const { verb, words, argument } = command;
  if (meansIt(words)) {
    const last = turn.conversation.workflow ? await findWorkflow(em, turn.conversation.workflow) : null;
    if (last && !last.removedAt)
      return manageWorkflow(context, em, turn, { kind: 'manage', verb, workflowId: last.id, argument });
    return 'not mine';
  }
  const found = await findManaged(context, turn, words);
  const [best, second] = found;
  if (!best) return 'not mine';
  if (!second || (best.score === 1 && second.score < 1)) {
    return manageWorkflow(context, em, turn, { kind: 'manage', verb, workflowId: best.workflow.id, argument });
  }
  await ask(
    context,
    turn,
    'Which one do you mean?',
    found.map(({ workflow }) => ({
      label: workflow.name,
      meaning: { kind: 'manage', verb, workflowId: workflow.id, argument },
    })),
  );
  return 'done';
}

/** What a planner understood; it named a workflow by our id, or not at all. */
export async function manageByPlan(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  { verb, workflowId, argument }: Extract<PlannerResult, { kind: 'command' }>,
): Promise<ManageResult> {
  if (verb === 'help') return 'not mine';
  if (verb === 'list') return showList(context, turn, { which: argument === 'all' ? 'all' : 'mine', page: 0 });
  if (workflowId) return manageWorkflow(context, em, turn, { kind: 'manage', verb, workflowId, argument });
  return manageByWords(context, em, turn, { verb, words: argument, argument: '', certain: false });
}

/** A click on a card about workflows. */
export async function manageByClick(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
): Promise<ManageResult> {
  void em;
  const { action, value } = turn.event;
  if (action === 'list')
    return showList(context, turn, { which: value.choice === 1 ? 'all' : 'mine', page: value.page ?? 0 });
  return 'not mine';
}

/** Does what is meant with exactly this workflow, after checking that this person may know it. */
export async function manageWorkflow(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  meant: Meant,
): Promise<ManageResult> {
  const workflow = await mayKnow(context, turn, meant.workflowId);
  if (!workflow || workflow.removedAt) return 'not mine';
  await rememberWorkflow(em, turn.conversation.id, workflow.id);
  if (meant.verb === 'edit') return { plan: { request: meant.argument, workflow } };
  await turn.speaker.say(answerMessage(`${workflow.name}: ${context.editorUrl}/workflow/${workflow.n8nId}`));
  return 'done';
}
