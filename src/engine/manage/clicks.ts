import { confirmCard } from '#src/cards/confirm-card.ts';
import { workflowCard } from '#src/cards/workflow-card.ts';
import { wordsIn } from '#src/language/words.ts';
import type { OnWorkflow, WorkflowAction } from '#src/model/action.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { effectOf } from '#src/model/verbs.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { draftClicked } from '../shown/workflow-now.ts';
import { answer } from '../turn/answer.ts';
import { showOrRewrite } from '../turn/say.ts';
import { type ActionTurn, asMessage, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { givenWith } from './argument.ts';
import { bringBack } from './bring-back.ts';
import { absentText } from './calls.ts';
import { findFailure, fixRequest, showExecutions, whyNoFix } from './executions.ts';
import { muteByClick } from './hear-failures.ts';
import { showHistory } from './history.ts';
import { lookAt } from './look.ts';
import { requestAct } from './request-act.ts';
import { restore } from './restore.ts';
import { saveAsTemplate } from './save-template.ts';
import { showOnCard } from './show-act.ts';
import { tryWorkflow } from './try-workflow.ts';
import { undo } from './undo.ts';
import { restoreGone, undoGone } from './versions-gone.ts';
import { loadWorkflowView } from './view.ts';

/** Done, or to be planned by the caller, or nothing this part knows. */
export type ClickResult = 'done' | 'not mine' | { plan: { request: string; workflow: WorkflowRecord } };

/** Follows a click on a card about a workflow this person may know. What it does to n8n is checked anew. */
export async function followClick(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  { action, workflow }: { action: WorkflowAction; workflow: WorkflowRecord },
): Promise<ClickResult> {
  const { fields, card } = turn.event;
  const reader = readerOfTurn(turn);
  const { answers } = wordsFor(turn);
  switch (action.kind) {
    case 'show_workflow': {
      const { view } = await loadWorkflowView(context, workflow, reader);
      await showOrRewrite(context, turn, { rewrites: false }, { text: view.name, card: workflowCard(view) });
      return 'done';
    }
    case 'act': {
      const { verb } = action;
      if (effectOf(verb).button?.click === 'asks' && !action.confirmed) {
        const { view } = await loadWorkflowView(context, workflow, reader);
        const asked = confirmCard(view, verb, { on: await draftCardClicked(context, action, workflow) });
        await platformOf(context, card.platform).update(card, { text: asked.title, card: asked });
        return 'done';
      }
      await requestAct(context, turn, { verb, workflow, argument: await givenWith(context, turn, action, workflow) });
      return 'done';
    }
    case 'retry_execution': {
      const { executionId } = action;
      if (await findFailure(context, workflow, executionId)) {
        await requestAct(context, turn, { verb: 'retry', workflow, executionId });
      } else await turn.speaker.whisper(answers.noFailure);
      return 'done';
    }
    case 'keep':
      await showOnCard(context, turn.event, workflow, {
        reader,
        told: { level: 'info', text: wordsIn(reader.language).cards.acts.kept(turn.event.person.name) },
      });
      return 'done';
    case 'change_workflow': {
      const request = fields?.['request']?.trim();
      if (request) return { plan: { request, workflow } };
      await turn.speaker.whisper(answers.howToChangeWorkflow);
      return 'done';
    }
    case 'fix': {
      const facts = await findFailure(context, workflow, action.executionId);
      const not = facts ? await whyNoFix(context, facts, readerOfTurn(turn).language) : answers.noFailure;
      if (facts && not === undefined) return { plan: { request: fixRequest(facts), workflow } };
      await turn.speaker.whisper(not ?? answers.noFailure);
      return 'done';
    }
    case 'bring_back':
    case 'restore_version':
      await bringBackOrRestore(context, turn, workflow, 'versionId' in action ? action.versionId : undefined);
      return 'done';
    case 'undo':
      await onStored(
        context,
        turn,
        workflow,
        (stored) => undo(context, turn, workflow, { stored, action }),
        () => undoGone(context, turn, workflow, action),
      );
      return 'done';
    case 'try_workflow':
      await onStored(context, turn, workflow, (stored) => tryWorkflow(context, turn, workflow, { stored, action }));
      return 'done';
    case 'history':
      await onStored(
        context,
        turn,
        workflow,
        (stored) => showHistory(context, turn, workflow, stored, action.page),
        () => showHistory(context, turn, workflow, undefined, action.page),
      );
      return 'done';
    case 'executions':
      await showExecutions(context, turn, workflow, action.executionId);
      return 'done';
    case 'save_template': {
      const name = fields?.['name'] ?? '';
      await onStored(context, turn, workflow, async (stored) => {
        await answer(em, asMessage(turn, name), await saveAsTemplate(context, turn, workflow, stored, name));
      });
      return 'done';
    }
    case 'mute':
      await muteByClick(context, em, turn, workflow);
      return 'done';
    default:
      return action satisfies never;
  }
}

/** One that is gone is brought back, as it was last or as an earlier version; one in the archive is taken out. */
async function bringBackOrRestore(
  context: EngineContext,
  turn: ActionTurn,
  workflow: WorkflowRecord,
  versionId: string | undefined,
): Promise<void> {
  const seen = await lookAt(context, workflow);
  if (seen.kind !== 'gone' && !versionId) return requestAct(context, turn, { verb: 'unarchive', workflow });
  await onStored(
    context,
    turn,
    workflow,
    (stored) => restore(context, turn, workflow, stored, { versionId: versionId ?? '' }),
    () => (versionId ? restoreGone(context, turn, workflow, { versionId }) : bringBack(context, turn, workflow)),
  );
}

/** The draft's card that asks, so that it can come back. */
async function draftCardClicked(context: EngineContext, { draftId, revision }: OnWorkflow, workflow: WorkflowRecord) {
  const clicked = await draftClicked(context.store.fork(), { draftId }, workflow);
  return clicked && revision !== undefined ? { draftId: clicked, revision } : undefined;
}

/** With what n8n holds; words that come back are whispered, and so is why there is nothing. */
async function onStored(
  context: EngineContext,
  turn: ActionTurn,
  workflow: WorkflowRecord,
  // biome-ignore lint/suspicious/noConfusingVoidType: some say why they did nothing, some have nothing to say
  act: (stored: StoredWorkflow) => Promise<string | undefined | void>,
  // biome-ignore lint/suspicious/noConfusingVoidType: the same
  whenGone?: () => Promise<string | undefined | void>,
): Promise<void> {
  const seen = await lookAt(context, workflow);
  const refused =
    seen.kind === 'there'
      ? await act(seen.stored)
      : seen.kind === 'gone' && whenGone
        ? await whenGone()
        : absentText(seen, workflow.name, wordsFor(turn));
  if (refused) await turn.speaker.whisper(refused);
}
