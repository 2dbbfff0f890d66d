import { isForeign } from '#src/language/spoken.ts';
import { wordsIn } from '#src/language/words.ts';
import type { PlannerTurn } from '#src/planner/planner.ts';
import { helpText } from '#src/planner/template-help.ts';
import { recentMessages } from '#src/store/messages.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { isGenerated } from '../turn/answer.ts';
import { type MessageTurn, readerOfTurn } from '../turn/turn.ts';

const looked = 60;

/** What can be asked for, with its examples, is told once in a conversation: from then on where it is found. */
export async function onlyOnce(
  em: EntityManager,
  turn: MessageTurn,
  planned: PlannerTurn,
  text: string,
): Promise<string> {
  if (isGenerated(planned)) return text;
  const { language } = readerOfTurn(turn);
  const help = helpText(language);
  if (isForeign(turn.event.text)) return `${wordsIn(language).planning.notSpoken}\n\n${text}`;
  if (!text.includes(help)) return text;
  const before = await recentMessages(em, turn.conversation.id, turn.row.id, looked);
  const told = before.some(({ role, text: said }) => role === 'assistant' && said.includes(help));
  return told ? text.replace(help, wordsIn(language).planning.sayHelp) : text;
}
