import type { OutboundMessage } from '#src/chat/platform.ts';
import { type EngineContext, platformOf } from '../context.ts';
import type { ActionTurn, MessageTurn } from './turn.ts';

/** Whether what is looked up, and what went wrong, is for the eyes of whoever asked alone: nobody else saw the question. */
export const isAlone = ({ event }: Pick<MessageTurn | ActionTurn, 'event'>): boolean =>
  event.kind === 'action' ? event.private === true : event.via === 'command';

/** Says what concerns whoever asked, and nobody else in the channel. */
export async function sayToAsker(
  turn: Pick<MessageTurn | ActionTurn, 'event' | 'speaker'>,
  message: OutboundMessage,
): Promise<void> {
  if (isAlone(turn)) await turn.speaker.answerAlone(message.text, message.card);
  else await turn.speaker.say(message);
}

/** A click that turns a page or looks closer rewrites its card (`rewrites`); everything else is said to whoever asked. */
export async function showOrRewrite(
  context: EngineContext,
  turn: MessageTurn | ActionTurn,
  { rewrites }: { rewrites: boolean },
  message: OutboundMessage,
): Promise<void> {
  const { event } = turn;
  if (rewrites && event.kind === 'action') await platformOf(context, event.card.platform).update(event.card, message);
  else await sayToAsker(turn, message);
}
