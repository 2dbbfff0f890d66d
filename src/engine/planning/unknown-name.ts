import type { PlannerResult } from '#src/planner/planner.ts';
import { saysWhen } from '#src/planner/schedule-grammar.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { isBareName } from '../intake/commands.ts';
import { unknownText } from '../manage/manage.ts';
import { answer, keepAnswer } from '../turn/answer.ts';
import { ask } from '../turn/ask.ts';
import { isAlone } from '../turn/say.ts';
import { type MessageTurn, wordsFor } from '../turn/turn.ts';

/**
 * What has the form of a command, where nothing is called so and a planner without a model made something of it: whether
 * that was answered instead. "Delete weather" is no wish for a schedule; what may be meant anew is offered beside.
 */
export async function answerUnknownName(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  { words, certain }: { words: string; certain: boolean },
  result: PlannerResult,
): Promise<boolean> {
  const nothing = await unknownText(context, em, turn, words);
  const short = isBareName(words);
  // "Show" and a name that nothing has is no wish for a list of everything.
  const named = result.kind === 'command' ? result.argument !== '' : certain;
  if (named || (short && result.kind === 'answer')) await answer(em, turn, nothing);
  // It may have been a request, or a command: both are said. "Every night" is in no command about a workflow.
  else if (result.kind === 'answer')
    await answer(em, turn, saysWhen(turn.event.text) ? result.text : `${result.text}\n\n${nothing}`);
  else if (short && result.kind === 'question') {
    const { text } = turn.event;
    const anew = { label: wordsFor(turn).talk.somethingNew(text), meaning: { kind: 'words' as const, text } };
    await keepAnswer(em, turn, await ask(context, turn, nothing, [anew], { alone: isAlone(turn) }));
  } else return false;
  return true;
}
