import type { EntityManager } from '#src/store/orm.ts';
import { findWorkflow } from '#src/store/workflows.ts';
import type { EngineContext } from '../context.ts';
import { noteFailure } from '../reach/note-failure.ts';
import type { FailureTurn } from '../turn/turn.ts';

/** A report that a process of the release before took in, while one after the other is replaced: it is counted like others. */
export async function respondToFailure(context: EngineContext, em: EntityManager, turn: FailureTurn): Promise<void> {
  const { workflowId, executionId, step, problem } = turn.event;
  const workflow = await findWorkflow(em, workflowId);
  if (!workflow || workflow.removedAt) return;
  await noteFailure(context, { workflow: workflow.id, executionId, step, problem }, turn.conversation.id);
}
