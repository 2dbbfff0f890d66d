import { type ActOutcome, toTold } from '#src/cards/act-outcome.ts';
import { type Told, workflowCard } from '#src/cards/workflow-card.ts';
import { busyText } from '#src/cards/workflow-now.ts';
import type { ActionValue, MessageRef } from '#src/chat/inbound.ts';
import { findWorkflow } from '#src/store/creations.ts';
import type { ActRecord, WorkflowRecord } from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { refreshCard } from '../presentation.ts';
import { draftClicked } from '../workflow-now.ts';
import { loadWorkflowView } from './view.ts';

/** Where a click was: on the card of a workflow, or on that of the draft it came from. */
export interface Clicked {
  card: MessageRef;
  value: Pick<ActionValue, 'draftId'>;
}

/** Rewrites the card an act was asked for on, to how the act stands now. Says which draft's card that was, if any. */
export async function showAct(context: EngineContext, act: ActRecord, detail = ''): Promise<string | undefined> {
  const card = act.card as unknown as MessageRef | null;
  const workflow = await findWorkflow(context.store.fork(), act.workflow);
  if (!card || !workflow) return undefined;
  const payload = (await findEvent(context.store.fork(), act.event))?.payload;
  const clicked = { card, value: payload?.kind === 'action' ? payload.value : {} };
  const by = act.requestedByName;
  if (act.status !== 'pending')
    return showOnCard(context, clicked, workflow, { told: toTold(act.outcome as unknown as ActOutcome, by) });
  const told = { level: 'info', text: busyText({ verb: act.verb, by, detail }) } as const;
  return showOnCard(context, clicked, workflow, { told, busy: true, detail });
}

/**
 * Rewrites the card that was clicked to what is true now. A draft's stays a draft's: then all its cards follow, and its
 * id is returned.
 */
export async function showOnCard(
  context: EngineContext,
  { card, value }: Clicked,
  workflow: WorkflowRecord,
  { told, busy = false, detail }: { told?: Told; busy?: boolean; detail?: string } = {},
): Promise<string | undefined> {
  const draftId = await draftClicked(context.store.fork(), value, workflow);
  if (draftId) {
    await refreshCard(context, draftId, detail ? { detail } : {});
    return draftId;
  }
  const { view } = await loadWorkflowView(context, workflow);
  const line = told ? `${view.name}: ${told.text}` : view.name;
  await platformOf(context, card.platform).update(card, { text: line, card: workflowCard(view, told, { busy }) });
  return undefined;
}
