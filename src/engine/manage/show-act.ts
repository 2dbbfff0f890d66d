import { type ActOutcome, toTold } from '#src/cards/act-outcome.ts';
import { type Told, workflowCard } from '#src/cards/workflow-card.ts';
import { busyText } from '#src/cards/workflow-now.ts';
import type { ActionValue, MessageRef } from '#src/chat/inbound.ts';
import { type Reader, readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { findWorkflow } from '#src/store/creations.ts';
import type { ActRecord, WorkflowRecord } from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { refreshCard } from '../presentation.ts';
import { busyWith, draftClicked } from '../workflow-now.ts';
import { loadWorkflowView } from './view.ts';

/** Where a click was: on the card of a workflow, or on that of the draft it came from. */
export interface Clicked {
  card: MessageRef;
  value: Pick<ActionValue, 'draftId'>;
}

/** Rewrites the card an act was asked for on, to how the act stands now. Says which draft's card that was, if any. */
export async function showAct(
  context: EngineContext,
  act: ActRecord,
  detail?: 'stillTrying',
): Promise<string | undefined> {
  const card = act.card as unknown as MessageRef | null;
  const workflow = await findWorkflow(context.store.fork(), act.workflow);
  if (!card || !workflow) return undefined;
  const payload = (await findEvent(context.store.fork(), act.event))?.payload;
  const clicked = { card, value: payload?.kind === 'action' ? payload.value : {} };
  const reader = readerOf(payload ?? {});
  const by = act.requestedByName;
  if (act.status !== 'pending') {
    const told = toTold(act.outcome as unknown as ActOutcome, by, reader.language);
    return showOnCard(context, clicked, workflow, { reader, told });
  }
  const busy = await busyWith(context.store.fork(), act, detail);
  const told = { level: 'info', text: busyText(busy, reader.language) } as const;
  return showOnCard(context, clicked, workflow, { reader, told, busy: true, detail });
}

/** Whoever pressed the button. */
export async function readerOfAct(em: EntityManager, act: Pick<ActRecord, 'event'>): Promise<Reader> {
  return readerOf((await findEvent(em, act.event))?.payload ?? {});
}

/**
 * Rewrites the card that was clicked to what is true now. A draft's stays a draft's: then all its cards follow, and its
 * id is returned.
 */
export async function showOnCard(
  context: EngineContext,
  { card, value }: Clicked,
  workflow: WorkflowRecord,
  {
    reader,
    told,
    busy = false,
    detail,
  }: { reader: Reader; told?: Told; busy?: boolean; detail?: 'stillTrying' | undefined },
): Promise<string | undefined> {
  const draftId = await draftClicked(context.store.fork(), value, workflow);
  if (draftId) {
    await refreshCard(context, draftId, detail ? { detail } : {});
    return draftId;
  }
  const { view } = await loadWorkflowView(context, workflow, reader);
  const line = told ? wordsIn(reader.language).cards.executions.about(view.name, told.text) : view.name;
  await platformOf(context, card.platform).update(card, { text: line, card: workflowCard(view, told, { busy }) });
  return undefined;
}
