import { questionMessage } from '#src/cards/message-cards.ts';
import type { Choice } from '#src/model/question.ts';
import type { OwnQuestion, PlannerResult } from '#src/planner/planner.ts';
import { saveQuestion, saveQuestionCard } from '#src/store/questions.ts';
import type { EngineContext } from '../context.ts';
import { type MessageTurn, readerOfTurn, wordsFor } from './turn.ts';

const mostChoices = 10;

interface AskOptions {
  generated?: boolean;
  code?: OwnQuestion | null;
  /** Whoever caused the turn is asked in private; see `isAlone`. */
  alone?: boolean;
}

/** Asks one question and returns what was said; its choices become buttons or a list, and any other answer in words is fine as well. */
export async function ask(
  context: EngineContext,
  turn: Pick<MessageTurn, 'conversation' | 'event' | 'row' | 'speaker'>,
  text: string,
  choices: Choice[],
  { generated = false, code = null, alone = false }: AskOptions = {},
): Promise<string> {
  const em = context.store.fork();
  const shown = choices.slice(0, mostChoices);
  const question = await saveQuestion(em, {
    conversation: turn.conversation.id,
    event: turn.row.id,
    text,
    choices: shown,
    code,
  });
  const message = questionMessage(
    question.id,
    text,
    shown.map(({ label }) => label),
    readerOfTurn(turn).language,
    { markdown: generated, alone },
  );
  if (alone) {
    await turn.speaker.answerAlone(message.text, message.card);
    return message.text;
  }
  const card = await turn.speaker.say({ ...message, generated });
  await saveQuestionCard(em, question.id, card);
  return message.text;
}

export async function askPlannerQuestion(
  context: EngineContext,
  turn: Pick<MessageTurn, 'conversation' | 'event' | 'row' | 'speaker'>,
  { text, choices, own }: Extract<PlannerResult, { kind: 'question' }>,
  generated: boolean,
): Promise<string> {
  // A planner's words may be anything: what nobody could read is no choice.
  const readable = choices.flatMap((given, index): [string, string][] => {
    const label = given
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
      .slice(0, 200);
    return label === '' ? [] : [[label, own?.meanings[index] ?? label]];
  });
  return ask(
    context,
    turn,
    text.trim() || wordsFor(turn).answers.whatExactly,
    [...new Map(readable)].map(([label, words]) => ({ label, meaning: { kind: 'words', text: words } })),
    { generated, code: own?.code ?? null },
  );
}
