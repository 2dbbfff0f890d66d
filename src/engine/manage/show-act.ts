import { type ActOutcome, toTold } from '#src/cards/act-outcome.ts';
import { type Told, workflowCard } from '#src/cards/workflow-card.ts';
import type { MessageRef } from '#src/chat/inbound.ts';
import type { ActVerb } from '#src/store/acts.ts';
import { findWorkflow } from '#src/store/creations.ts';
import type { ActRecord, WorkflowRecord } from '#src/store/entities.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { loadWorkflowView } from './view.ts';

const busyWords: Record<ActVerb, string> = {
  publish: 'Publishing it…',
  unpublish: 'Unpublishing it…',
  delete: 'Deleting it…',
  unarchive: 'Bringing it back…',
  run: 'Starting it…',
  retry: 'Trying the execution again…',
};

/** Rewrites the card an act was asked for on, to how the act stands now. */
export async function showAct(context: EngineContext, act: ActRecord, detail = ''): Promise<void> {
  const card = act.card as unknown as MessageRef | null;
  const workflow = await findWorkflow(context.store.fork(), act.workflow);
  if (!card || !workflow) return;
  if (act.status === 'pending') {
    const text = [`${busyWords[act.verb]} (${act.requestedByName})`, detail].filter(Boolean).join(' ');
    return showWorkflowOn(context, card, workflow, { level: 'info', text }, true);
  }
  await showWorkflowOn(context, card, workflow, toTold(act.outcome as unknown as ActOutcome, act.requestedByName));
}

/** Rewrites a card to what is true about the workflow now. */
export async function showWorkflowOn(
  context: EngineContext,
  card: MessageRef,
  workflow: WorkflowRecord,
  told?: Told,
  busy = false,
): Promise<void> {
  const { view } = await loadWorkflowView(context, workflow);
  const line = told ? `${view.name}: ${told.text}` : view.name;
  await platformOf(context, card.platform).update(card, { text: line, card: workflowCard(view, told, { busy }) });
}
