import { readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { databaseNow } from '#src/store/clock.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import { hasModelWords } from '#src/store/messages.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import type { EngineContext } from '../context.ts';
import { mayDecide, statusAt } from '../drafts/approval.ts';
import { openDraftFor } from '../drafts/open-draft.ts';
import { issuesNow } from '../drafts/policy-check.ts';
import type { SmallTalk } from '../intake/small-talk.ts';
import { followWords } from '../manage/do-verb.ts';
import { actorOnDraft } from '../people/actor.ts';
import { spokenOfLast } from '../people/known.ts';
import { contentOf } from '../shown/presentation.ts';
import { showAgain } from '../shown/show-again.ts';
import { answer } from '../turn/answer.ts';
import { type MessageTurn, wordsFor } from '../turn/turn.ts';
import { tellFailed } from './failed-today.ts';
import { saidTexts } from './said-texts.ts';
import { whoApproves } from './who-approves.ts';
import { whyItWaits } from './why-it-waits.ts';

/**
 * Answers a few words that ask for nothing new. Nothing is ever approved by them: the button is shown again. False when
 * a planner has to say what they are about.
 */
export async function answerSmallTalk(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  said: Exclude<SmallTalk, { kind: 'is it live' }>,
): Promise<boolean> {
  const draft = await openDraftFor(context, em, turn);
  const { talk, answers } = wordsFor(turn);
  switch (said.kind) {
    case 'agree':
      return agree(context, em, turn, draft);
    case 'disagree':
      if (!draft) return answerNothing(em, turn, answers.nothingToCancel);
      await answer(em, turn, talk.whatElse);
      return true;
    case 'thanks':
      await answer(
        em,
        turn,
        draft?.status === 'proposed' ? `${talk.youAreWelcome} ${talk.stillWaits}` : talk.youAreWelcome,
      );
      return true;
    case 'hello':
      await answer(em, turn, wordsFor(turn).answers.welcome(''));
      return true;
    case 'help':
      await answer(em, turn, wordsFor(turn).answers.help);
      return true;
    case 'chat':
      await answer(em, turn, talk.smallTalk);
      return true;
    case 'who approves':
      await answer(em, turn, await whoApproves(context, em, turn, draft));
      return true;
    case 'what failed':
      await tellFailed(context, em, turn, { since: 'today', everybody: false });
      return true;
    case 'what it says':
      return tellWhatItSays(context, em, turn, draft);
    case 'why':
      if (!draft) return answerNothing(em, turn, talk.nothingToApprove);
      await answer(em, turn, await whyItWaits(context, em, turn, draft));
      return true;
    default:
      return said.kind satisfies never;
  }
}

async function agree(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  draft: DraftRecord | null,
): Promise<boolean> {
  if (draft) {
    await showAgain(context, em, turn, draft, await howToApprove(context, em, turn, draft));
    return true;
  }
  const last = await spokenOfLast(context, turn);
  if (!last || last.removedAt) return answerNothing(em, turn, wordsFor(turn).talk.nothingToApprove);
  if (await hasModelWords(em, turn.conversation.id)) return false;
  await followWords(context, em, turn, last, 'show', '');
  return true;
}

/** Where nothing is at hand; false where a model said something in words, which it may be about. */
async function answerNothing(em: EntityManager, turn: MessageTurn, text: string): Promise<boolean> {
  if (await hasModelWords(em, turn.conversation.id)) return false;
  await answer(em, turn, text);
  return true;
}

/** In the language of the card it stands on. */
async function howToApprove(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  draft: DraftRecord,
): Promise<string> {
  const { cards, engine } = wordsIn(readerOf(draft).language);
  const { talk, reasons } = engine;
  if (statusAt(draft, await databaseNow(em)) === 'expired') return talk.expired;
  const revision = await findRevision(em, draft.id, draft.revision);
  const issues = revision ? await issuesNow(context, draft, revision) : [];
  if (errorsOf(issues).length > 0) return talk.stillMissing;
  const actor = await actorOnDraft(context.policy, em, turn, draft);
  const permission = actor && mayDecide({ ...actor, person: actor.key, issues });
  if (permission && !permission.allowed) return talk.notYours(reasons[permission.reason]);
  const { turnOn, save, saveAndMakeLive } = cards.draft;
  const base = revision?.base;
  return talk.pressCreate(base ? (base.active ? saveAndMakeLive : save) : turnOn);
}

/** What the draft at hand does, with the texts it says; else what the workflow spoken of last does. */
async function tellWhatItSays(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  draft: DraftRecord | null,
): Promise<boolean> {
  const revision = draft && (await findRevision(em, draft.id, draft.revision));
  if (draft && revision) {
    const { document } = contentOf(revision);
    const { language } = readerOf(draft);
    const { talk, answers } = wordsIn(language).engine;
    const { sentence } = summarize(document, { catalog: context.n8n.catalog(), language });
    const all = saidTexts(document);
    // What the sentence quotes already is not said once more.
    const texts = all.filter(({ text }) => !sentence.includes(answers.quoted(text)));
    const lines = texts.map(({ step, text }) => `• ${step}: ${answers.quoted(text)}`);
    const said = lines.length > 0 ? [talk.itSays, ...lines].join('\n') : all.length > 0 ? '' : talk.nothingSaid;
    await answer(em, turn, [sentence, said].filter(Boolean).join('\n\n'));
    return true;
  }
  const last = await spokenOfLast(context, turn);
  if (!last || last.removedAt) return answerNothing(em, turn, wordsFor(turn).talk.nothingToApprove);
  await followWords(context, em, turn, last, 'explain', '');
  return true;
}
