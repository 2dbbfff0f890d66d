import { toTold } from '#src/cards/act-outcome.ts';
import { type Told, workflowCard } from '#src/cards/workflow-card.ts';
import { busyText } from '#src/cards/workflow-now.ts';
import type { ActionValue } from '#src/chat/inbound.ts';
import { type Reader, readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import type { MessageRef } from '#src/model/chat.ts';
import { findAct, isNewestOnCard } from '#src/store/acts.ts';
import { type Claim, owe, oweCards } from '#src/store/deliveries.ts';
import type { ActRecord, WorkflowRecord } from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findWorkflow } from '#src/store/workflows.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { redrawCards, showCards } from '../shown/show-cards.ts';
import { busyWith, draftClicked } from '../shown/workflow-now.ts';
import { deliverNow } from '../turn/owed.ts';
import { loadWorkflowView } from './view.ts';

/** Where a click was: on the card of a workflow, or on that of the draft it came from. */
export interface Clicked {
  card: MessageRef;
  value: Pick<ActionValue, 'draftId'>;
}

/**
 * How an act stands is owed to the card it was asked for on: that of the workflow, or of a draft, whose cards all follow.
 * Call it in the transaction of the change, before its audit row. `followers`: further drafts whose cards it concerns.
 */
export async function oweAct(
  tx: EntityManager,
  act: ActRecord,
  workflow: WorkflowRecord,
  { inMs, followers = [] }: { inMs?: number; followers?: string[] } = {},
): Promise<void> {
  const when = inMs === undefined ? {} : { inMs };
  const clicked = await draftOfAct(tx, act, workflow);
  await oweCards(tx, [...followers, ...(clicked ? [clicked] : [])], when);
  if (!clicked && act.card) await owe(tx, { kind: 'act', subject: act.id, conversation: act.conversation, ...when });
}

/** Shows what is owed of it now; see `deliverNow`. */
export async function showAct(context: EngineContext, act: ActRecord): Promise<void> {
  const em = context.store.fork();
  const workflow = await findWorkflow(em, act.workflow);
  const clicked = workflow && (await draftOfAct(em, act, workflow));
  if (clicked) return showCards(context, clicked);
  await deliverNow(context, { kind: 'act', subject: act.id }, (claim) => showActCard(context, claim));
}

async function draftOfAct(em: EntityManager, act: ActRecord, workflow: WorkflowRecord): Promise<string | undefined> {
  const payload = (await findEvent(em, act.event))?.payload;
  return payload?.kind === 'action' ? draftClicked(em, payload.value, workflow) : undefined;
}

/** Rewrites the card of the workflow to how the act stands now; a newer one that was asked for there has its own say. */
export async function showActCard(context: EngineContext, { subject }: Claim): Promise<undefined> {
  const em = context.store.fork();
  const act = await findAct(em, subject);
  const workflow = act && (await findWorkflow(em, act.workflow));
  if (!act?.card || !workflow || !(await isNewestOnCard(em, act))) return;
  const reader = await readerOfAct(em, act);
  const by = act.requestedByName;
  const busy = act.status === 'pending';
  const told: Told = busy
    ? { level: 'info', text: busyText(await busyWith(em, act), reader.language) }
    : toTold(act.outcome as ActOutcome, by, reader.language);
  await showOnWorkflowCard(context, act.card, workflow, { reader, told, busy });
}

/** Whoever pressed the button. */
export async function readerOfAct(em: EntityManager, act: Pick<ActRecord, 'event'>): Promise<Reader> {
  return readerOf((await findEvent(em, act.event))?.payload ?? {});
}

/** Rewrites the card that was clicked to what is true now. A draft's stays a draft's: then all its cards follow. */
export async function showOnCard(
  context: EngineContext,
  { card, value }: Clicked,
  workflow: WorkflowRecord,
  { reader, told }: { reader: Reader; told?: Told },
): Promise<void> {
  const draftId = await draftClicked(context.store.fork(), value, workflow);
  if (draftId) return redrawCards(context, draftId);
  await showOnWorkflowCard(context, card, workflow, { reader, told, busy: false });
}

async function showOnWorkflowCard(
  context: EngineContext,
  card: MessageRef,
  workflow: WorkflowRecord,
  { reader, told, busy }: { reader: Reader; told: Told | undefined; busy: boolean },
): Promise<void> {
  const { view } = await loadWorkflowView(context, workflow, reader);
  const line = told ? wordsIn(reader.language).cards.executions.about(view.name, told.text) : view.name;
  await platformOf(context, card.platform).update(card, { text: line, card: workflowCard(view, told, { busy }) });
}
