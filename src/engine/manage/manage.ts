import type { Action, WorkflowAction } from '#src/model/action.ts';
import type { ChoiceMeaning } from '#src/model/question.ts';
import { askedOf } from '#src/model/verbs.ts';
import type { PlannerResult } from '#src/planner/planner.ts';
import { rememberWorkflow } from '#src/store/conversations.ts';
import { namesOf } from '#src/store/drafts.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { openDraftFor } from '../drafts/open-draft.ts';
import { type Command, meansIt, type PersonalVerb } from '../intake/commands.ts';
import { accountOf, toActor } from '../people/actor.ts';
import { mayKnow, spokenOfLast } from '../people/known.ts';
import { linkHint } from '../people/link-hint.ts';
import { auditRefusal } from '../people/rights.ts';
import { showAgain } from '../shown/show-again.ts';
import { ask } from '../turn/ask.ts';
import { isAlone } from '../turn/say.ts';
import { type ActionTurn, type MessageTurn, wordsFor } from '../turn/turn.ts';
import { followClick } from './clicks.ts';
import { followWords } from './do-verb.ts';
import { findManaged, findRemoved, type Managed, nearbyNames } from './find.ts';
import { findDraftNamed } from './find-draft.ts';
import { showList } from './list.ts';

/** Done here; or to be planned by the caller; or nothing this part knows about. */
export type ManageResult = 'done' | 'not mine' | { plan: { request: string; workflow?: WorkflowRecord } };

/** Beside something new, so many are offered. */
const mostOffered = 8;

type Meant = Extract<ChoiceMeaning, { kind: 'manage' }>;

/** A command in words. Words that fit no workflow and no draft are not a command after all. */
export async function manageByWords(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  command: Exclude<Command, { verb: PersonalVerb }>,
): Promise<ManageResult> {
  if (command.verb === 'help') return 'not mine';
  if (command.verb === 'list') return showList(context, turn, { which: command.which, page: 0 });
  const { verb, words, argument, bare = false } = command;
  const meant = (workflowId: string): Meant => ({ kind: 'manage', verb, workflowId, argument });
  if (meansIt(words)) {
    const last = await spokenOfLast(context, turn);
    return last ? manageWorkflow(context, em, turn, meant(last.id)) : showOpenDraft(context, em, turn, verb);
  }
  const [best, ...others] = await findAny(context, turn, words);
  const named = best?.score === 1 || verb === 'edit' ? undefined : await findDraftNamed(context, em, turn, words);
  if (named && (named.whole || !best)) {
    await showAgain(context, em, turn, named.draft, wordsFor(turn).talk.draftNotInN8n(named.name));
    return 'done';
  }
  if (!best) return 'not mine';
  const rivals = others.filter(({ score }) => best.score < 1 || score === 1);
  // "stop spam" may mean the workflow with spam in its name, or one that is yet to be made.
  const isNew = bare && best.score < 1 && !command.certain;
  if (rivals.length === 0 && !isNew) return manageWorkflow(context, em, turn, meant(best.workflow.id));
  const { answers, talk } = wordsFor(turn);
  const choices = [best, ...rivals].slice(0, mostOffered).map(({ workflow }) => workflow);
  const said = turn.event.text;
  const offered = [
    ...choices.map((workflow) => ({ label: labelOf(workflow, choices), meaning: meant(workflow.id) })),
    ...(isNew ? [{ label: talk.somethingNew(said), meaning: { kind: 'words' as const, text: said } }] : []),
  ];
  await ask(context, turn, isNew ? talk.hereOrNew : answers.whichOne, offered, { alone: isAlone(turn) });
  return 'done';
}

/** The draft that is spoken of while no workflow is; nothing is done with it but by its buttons. */
async function showOpenDraft(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  verb: Meant['verb'],
): Promise<ManageResult> {
  // Of a draft nothing has happened that could be undone.
  if (verb === 'edit' || !(askedOf(verb).ofDrafts || verb === 'restore')) return 'not mine';
  const draft = await openDraftFor(context, em, turn);
  if (!draft) return 'not mine';
  const name = (await namesOf(em, [draft.id])).get(draft.id) ?? '';
  const { talk } = wordsFor(turn);
  const said = [talk.draftNotInN8n(name), ...(verb === 'restore' ? [talk.whatElse] : [])];
  await showAgain(context, em, turn, draft, said.join(' '));
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

/** That nothing here is called so, and what is called nearly so. */
export async function unknownText(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  words: string,
): Promise<string> {
  const near = await nearbyNames(context, turn, words);
  const { answers } = wordsFor(turn);
  const names = near.map(answers.quoted).join(', ');
  const said = [answers.noSuchName(words), ...(near.length > 0 ? [answers.near(names)] : []), answers.sayListAll];
  return said.join(' ') + (await linkHint(context, em, turn));
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
