import type { Action, WorkflowAction } from '#src/chat/actions.ts';
import type { PlannerResult } from '#src/planner/planner.ts';
import { rememberWorkflow } from '#src/store/conversations.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { type Command, meansIt, type PersonalVerb } from '../intake/commands.ts';
import { accountOf, toActor } from '../people/actor.ts';
import { mayKnow, spokenOfLast } from '../people/known.ts';
import { linkHint } from '../people/link-hint.ts';
import { auditRefusal } from '../people/rights.ts';
import { answer } from '../turn/answer.ts';
import { ask, type ChoiceMeaning } from '../turn/ask.ts';
import { type ActionTurn, type MessageTurn, wordsFor } from '../turn/turn.ts';
import { followClick } from './clicks.ts';
import { followWords } from './do-verb.ts';
import { findManaged, findRemoved, type Managed, nearbyNames } from './find.ts';
import { showList } from './list.ts';

/** Done here; or to be planned by the caller; or nothing this part knows about. */
export type ManageResult = 'done' | 'not mine' | { plan: { request: string; workflow?: WorkflowRecord } };

type Meant = Extract<ChoiceMeaning, { kind: 'manage' }>;

/** A command in words. Words that fit no workflow are not a command after all, unless they can be nothing else. */
export async function manageByWords(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  command: Exclude<Command, { verb: PersonalVerb }>,
): Promise<ManageResult> {
  if (command.verb === 'help') return 'not mine';
  if (command.verb === 'list') return showList(context, turn, { which: command.which, page: 0 });
  const { verb, words, argument, certain } = command;
  const meant = (workflowId: string): Meant => ({ kind: 'manage', verb, workflowId, argument });
  if (meansIt(words)) {
    const last = await spokenOfLast(context, turn);
    return last ? manageWorkflow(context, em, turn, meant(last.id)) : 'not mine';
  }
  const [best, ...others] = await findAny(context, turn, words);
  if (!best) return certain ? tellUnknown(context, em, turn, words) : 'not mine';
  const rivals = others.filter(({ score }) => best.score < 1 || score === 1);
  if (rivals.length === 0) return manageWorkflow(context, em, turn, meant(best.workflow.id));
  const choices = [best, ...rivals].map(({ workflow }) => workflow);
  await ask(
    context,
    turn,
    wordsFor(turn).answers.whichOne,
    choices.map((workflow) => ({ label: labelOf(workflow, choices), meaning: meant(workflow.id) })),
  );
  return 'done';
}

/** One that is not there any more counts when its whole name was said, or when nothing else fits. */
async function findAny(context: EngineContext, turn: MessageTurn, words: string): Promise<Managed[]> {
  const found = await findManaged(context, turn, words);
  if (found[0]?.score === 1) return found;
  const removed = await findRemoved(context, turn, words);
  return removed[0]?.score === 1 || found.length === 0 ? removed : found;
}

/** Two of the same name are told apart by when they came. */
function labelOf(workflow: WorkflowRecord, all: WorkflowRecord[]): string {
  const twins = all.filter(({ name }) => name === workflow.name);
  return twins.length > 1 ? `${workflow.name} (${workflow.n8nId})` : workflow.name;
}

async function tellUnknown(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  words: string,
): Promise<'done'> {
  const near = await nearbyNames(context, turn, words);
  const { answers } = wordsFor(turn);
  const names = near.map(answers.quoted).join(', ');
  await answer(
    em,
    turn,
    [answers.noSuchName(words), ...(near.length > 0 ? [answers.near(names)] : []), answers.sayListAll].join(' ') +
      (await linkHint(context, em, turn)),
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
  action: WorkflowAction | Extract<Action, { kind: 'list' }>,
): Promise<ManageResult> {
  if (action.kind === 'list') return showList(context, turn, { which: action.which, page: action.page });
  const workflow = await mayKnow(context, turn, action.workflowId);
  if (!workflow) {
    const reason = 'unknown workflow, or not theirs to know';
    await auditRefusal(context, turn, {
      by: toActor(accountOf(turn), turn),
      subject: action.workflowId,
      act: turn.event.action,
      reason,
    });
    return 'not mine';
  }
  await rememberWorkflow(em, turn.conversation.id, workflow.id);
  return followClick(context, em, turn, { action, workflow });
}

/** Follows what is meant with exactly this workflow, after checking that this person may know it. */
export async function manageWorkflow(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  meant: Meant,
): Promise<ManageResult> {
  const workflow = await mayKnow(context, turn, meant.workflowId);
  if (!workflow) return 'not mine';
  await rememberWorkflow(em, turn.conversation.id, workflow.id);
  if (meant.verb === 'edit') return { plan: { request: meant.argument, workflow } };
  await followWords(context, em, turn, workflow, meant.verb, meant.argument);
  return 'done';
}
