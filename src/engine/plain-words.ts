import { findWorkflow } from '#src/store/creations.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { answerQuestion, findOpenQuestion } from '#src/store/questions.ts';
import { answer } from './answer.ts';
import { type DecisionAct, statusAt } from './approval.ts';
import { type EngineContext, editorLink } from './context.ts';
import { type Decided, takeDecision } from './decisions.ts';
import { showList } from './manage/list.ts';
import { openDraftFor } from './open-draft.ts';
import { currentMessage, refreshCard } from './presentation.ts';
import { openAgain } from './revise.ts';
import type { MessageTurn } from './turn.ts';

export type PlainWord = 'cancel' | 'status' | 'welcome';

/** Words that mean the same in every conversation, with or without a model; nothing else may stand beside them. */
export function toPlainWord(text: string): PlainWord | undefined {
  const said = plain(text);
  return said === 'cancel' || said === 'status' ? said : undefined;
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[.!?]+$/, '');
const againWords = new Set(['again', 'renew', 'reopen', 'open it again']);

/** "again" where a draft expired: it is opened as it was, like by its button. False when the words mean something else. */
export async function reopenByWords(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<boolean> {
  if (!againWords.has(plain(turn.event.text))) return false;
  const draft = await openDraftFor(context, em, turn);
  if (!draft || statusAt(draft, new Date()) !== 'expired') return false;
  const decided = await decideByWords(context, turn, 'reopen', draft);
  if (!decided) return false;
  if (decided.verdict.kind !== 'allowed') await answer(em, turn, decided.verdict.reason);
  else await openAgain(context, turn, draft);
  return true;
}

const nothingOpen = 'There is nothing to cancel here. Tell me in plain words what should happen, and when.';

/** Answers them. */
export async function answerPlainWord(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  word: PlainWord,
): Promise<void> {
  if (word === 'welcome') return answer(em, turn, welcomeText(turn.event.text));
  return word === 'cancel' ? cancel(context, em, turn) : tellStatus(context, em, turn);
}

/** Drops the question or the draft that is open; decided about like a press on Discard. */
async function cancel(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const { conversation } = turn;
  const question = await findOpenQuestion(em, conversation.id);
  if (question) await answerQuestion(em, question.id, null);
  const draft = await openDraftFor(context, em, turn);
  if (!draft)
    return answer(em, turn, question ? 'All right, the question is dropped. Nothing was created.' : nothingOpen);
  const decided = await decideByWords(context, turn, 'discard', draft);
  if (!decided) return answer(em, turn, nothingOpen);
  if (decided.verdict.kind !== 'allowed') return answer(em, turn, decided.verdict.reason);
  await refreshCard(context, draft.id);
  return answer(em, turn, 'Discarded. Nothing was created.');
}

/** What was said counts like a press of the button that means the same. */
function decideByWords(
  context: EngineContext,
  turn: MessageTurn,
  act: DecisionAct,
  draft: DraftRecord,
): Promise<Decided | undefined> {
  return takeDecision(context, {
    act,
    draftId: draft.id,
    revision: draft.revision,
    by: turn,
  });
}

/** Where the open draft stands, or the workflow spoken of last, or what there is. */
async function tellStatus(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const draft = await openDraftFor(context, em, turn);
  if (draft) {
    const { text } = await currentMessage(em, draft, context);
    return answer(em, turn, `${text}\n\nIts card is further up in this conversation.`);
  }
  const last = turn.conversation.workflow ? await findWorkflow(em, turn.conversation.workflow) : null;
  if (last && !last.removedAt) {
    const state = last.published ? 'published' : 'not published';
    return answer(em, turn, `${last.name}: ${state}. ${editorLink(context, last.n8nId)}`);
  }
  await showList(context, turn, { which: 'mine', page: 0 });
}

/** Said once where the bot was added: what it is for, what it needs, how to begin. */
function welcomeText(addedBy: string): string {
  return `${addedBy ? `${addedBy} added me. ` : ''}I am Flowsmith: tell me in plain words what should happen by itself, and I make an n8n workflow of it. I show you a draft first; nothing reaches n8n until someone presses Create.

For example: every weekday at 9:00 get https://example.com/status and post it to Slack #ops

In a channel or group chat, mention me. Say "help" for more examples, "list" for what was made here. Your organisation runs me with its own n8n: ask your administrator who may approve.`;
}
