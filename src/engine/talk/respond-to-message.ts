import { maxRequestLength } from '#src/chat/inbound.ts';
import { personKey } from '#src/policy/roles.ts';
import { findRevisionOfEvent } from '#src/store/drafts.ts';
import { saveMessage } from '#src/store/messages.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findOpenQuestion } from '#src/store/questions.ts';
import { msSince } from '#src/telemetry/follow.ts';
import type { EngineContext } from '../context.ts';
import { secretRemoved, secretText } from '../drafts/secret-removed.ts';
import { type Command, isAnything, isPersonal, meansIt, parseCommand, slipOf } from '../intake/commands.ts';
import { type JudgedEdit, judgeEdit } from '../intake/edited-message.ts';
import { readFailureSaying } from '../intake/failure-words.ts';
import { toPlainWord } from '../intake/plain-word.ts';
import { readSmallTalk } from '../intake/small-talk.ts';
import { takeUpOffer } from '../links/link.ts';
import { hearFailures } from '../manage/hear-failures.ts';
import { keepDigest } from '../manage/keep-digest.ts';
import { manageByWords } from '../manage/manage.ts';
import { adopt } from '../planning/adopt.ts';
import { needPlanning } from '../planning/needs-planning.ts';
import { planTurn } from '../planning/plan-turn.ts';
import { present } from '../shown/present.ts';
import { answer } from '../turn/answer.ts';
import { type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { answerByWords } from './answer-question.ts';
import { answerAway } from './away.ts';
import { tellFailed } from './failed-today.ts';
import { answerHandover } from './hand-over.ts';
import { answerHouse } from './house.ts';
import { followPersonal } from './personal-commands.ts';
import { answerPlainWord, reopenByWords } from './plain-words.ts';
import { answerSmallTalk } from './small-talk.ts';

/** Requests one person may have planned, and commands they may give, in so long a time. */
const perPerson = { requests: 30, commands: 120, windowMs: 10 * 60_000 };
/** The playground is this machine's own: whoever tries things out there takes nobody's place. */
const perPersonTryingOut = { ...perPerson, requests: 600, commands: 1_200 };
const allowanceOf = ({ tenant }: MessageTurn) => (tenant.platform === 'playground' ? perPersonTryingOut : perPerson);

/** Answers one message: a command or an answer to our own question at once, everything else through the planner. */
export async function respondToMessage(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const { event, row, conversation } = turn;
  await saveMessage(em, {
    conversation: conversation.id,
    event: row.id,
    role: 'user',
    text: event.text,
    personId: event.person.id,
  });
  // In private and at once: the answer may take a while, or be none that has a place for it.
  if (secretRemoved(event) && !row.progress) await turn.speaker.whisper(secretText(context.n8n.editorUrl, event));
  const earlier = await findRevisionOfEvent(em, row.id);
  if (earlier) return present(context, em, turn, earlier.draft);
  if (row.turnedAway) {
    followTooMuch(context, turn, 'too_many_waiting');
    return answer(em, turn, wordsFor(turn).answers.waitingAlready[row.turnedAway]);
  }
  if (event.via === 'step') return planStep(context, em, turn);
  if (event.rest?.adopt) return adopt(context, em, turn, event.rest.adopt);
  const edit: JudgedEdit = event.edits ? await judgeEdit(em, turn) : { plan: true };
  if (!edit.plan) return edit.say ? turn.speaker.whisper(edit.say) : undefined;
  if (event.attached && event.text === '') return answer(em, turn, wordsFor(turn).answers.fileOnly);
  if (event.quoted) return planQuoted(context, em, turn);
  if (event.linkCodeHash) return takeUpOffer(context, em, turn, event.linkCodeHash);
  const word = event.via === 'install' ? 'welcome' : toPlainWord(slipOf(event.text) ?? event.text);
  if (word) return answerPlainWord(context, em, turn, word);
  if (await reopenByWords(context, em, turn)) return;
  const failing = readFailureSaying(event.text);
  if (failing?.act === 'inbox') return tellFailed(context, em, turn, failing);
  if (failing?.act === 'digest' || failing?.act === 'no digest') return keepDigest(context, em, turn, failing);
  if (failing && (await hearFailures(context, em, turn, failing))) return;
  const given = commandGiven(event.text);
  if (given?.verb === 'help') return answer(em, turn, wordsFor(turn).answers.help);
  const asked = given ? null : await findOpenQuestion(em, conversation.id, row.id);
  if (asked && (await answerByWords(context, em, turn, asked))) return;
  if (!given && !asked && (await answerAway(context, em, turn))) return;
  if (!given && !asked && (await answerHandover(context, em, turn))) return;
  if (!given && !asked && (await answerHouse(context, em, turn))) return;
  // What is said to a question is for whoever asked it.
  const said = asked || given ? undefined : readSmallTalk(event.text);
  if (said && said.kind !== 'is it live' && (await answerSmallTalk(context, em, turn, said))) return;
  const live = said?.kind === 'is it live' ? said.words : undefined;
  const command = given ?? (asked ? undefined : commandIn(event.text, live));
  if (command?.verb === 'help') return answer(em, turn, wordsFor(turn).answers.help);
  if (command && !(await mayLook(context, turn))) return answer(em, turn, wordsFor(turn).answers.tooOften);
  if (command && isPersonal(command)) return followPersonal(context, em, turn, command.verb);
  const managed = command ? await manageByWords(context, em, turn, command) : 'not mine';
  if (managed === 'done') return;
  const refusal = await whyNotPlanned(context, turn);
  if (refusal) return answer(em, turn, refusal);
  const draft = edit.draft ? { draft: edit.draft } : {};
  if (managed !== 'not mine') return planTurn(context, em, turn, managed.plan);
  const unknown = command && 'words' in command && command.words !== '' ? { unknown: command } : {};
  return planTurn(context, em, turn, { request: event.text, ...draft, ...unknown });
}

/** Whoever built the flow wrote it, not the person in whose name it comes: it is a request, and nothing else is read in it. */
async function planStep(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const { text } = turn.event;
  const refusal = text === '' ? wordsFor(turn).reach.step.noWords : await whyNotPlanned(context, turn);
  return refusal ? answer(em, turn, refusal) : planTurn(context, em, turn, { request: text });
}

/** Somebody else may have written it: it is planned, whatever it says, and begins something new. */
async function planQuoted(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const refusal = await whyNotPlanned(context, turn);
  if (refusal) return answer(em, turn, refusal);
  return planTurn(context, em, turn, { request: turn.event.text });
}

/** "What does it say?" is about what is at hand, though "what does the report do?" has its form. */
function commandGiven(text: string): Command | undefined {
  const command = parseCommand(text);
  const named = command && 'words' in command && command.words !== '';
  return named && readSmallTalk(text)?.kind === 'what it says' ? undefined : command;
}

/** Whether something is live is seen on its card; one word with a slip in it is the word it was meant to be. */
function commandIn(text: string, live: string | undefined): Command | undefined {
  if (live !== undefined && isAnything(live)) return { verb: 'list', which: 'mine' };
  if (live !== undefined) return { verb: 'show', words: meansIt(live) ? '' : live, argument: '', certain: false };
  const meant = slipOf(text);
  return meant === undefined ? undefined : parseCommand(meant);
}

/** Commands cost no model, but each asks n8n a few things. */
async function mayLook(context: EngineContext, turn: MessageTurn): Promise<boolean> {
  const { event, row, tenant } = turn;
  if (row.attempts > 1) return true;
  const person = personKey(tenant.platform, tenant.externalId, event.person.id);
  const { commands, windowMs } = allowanceOf(turn);
  const { allowed } = await context.limits.take(`manage:${person}`, commands, windowMs);
  if (!allowed) followTooMuch(context, turn, 'too_often');
  return allowed;
}

async function whyNotPlanned(context: EngineContext, turn: MessageTurn): Promise<string | undefined> {
  const { event, row, tenant } = turn;
  const { answers } = wordsFor(turn);
  if (event.text.length > maxRequestLength) {
    const { locale } = readerOfTurn(turn);
    return answers.tooLong(event.text.length.toLocaleString(locale), maxRequestLength.toLocaleString(locale));
  }
  needPlanning(row);
  if (row.attempts > 1) return undefined;
  const person = personKey(tenant.platform, tenant.externalId, event.person.id);
  const { requests, windowMs } = allowanceOf(turn);
  const allowance = await context.limits.take(`plan:${person}`, requests, windowMs);
  if (allowance.allowed) return undefined;
  followTooMuch(context, turn, 'too_often');
  return answers.tooManyRequests(Math.ceil(allowance.retryAfterMs / 60_000));
}

/** Floods of one person in one conversation are one line a minute. */
function followTooMuch({ follow }: EngineContext, { conversation, row }: MessageTurn, outcome: string): void {
  follow({ step: 'refused', outcome, caller: conversation.id, ms: msSince(row.receivedAt) });
}
