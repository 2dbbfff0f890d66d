import type { OutboundMessage } from '#src/chat/platform.ts';
import { type EngineContext, platformOf } from '../context.ts';
import type { ActionTurn, MessageTurn } from './turn.ts';

/**
 * A click that turns a page or looks closer rewrites its card (`rewrites`); everything else is said in the conversation,
 * or to whoever clicked where nobody else looked on.
 */
export async function showOrRewrite(
  context: EngineContext,
  turn: MessageTurn | ActionTurn,
  { rewrites }: { rewrites: boolean },
  message: OutboundMessage,
): Promise<void> {
  const { event } = turn;
  if (rewrites && event.kind === 'action') await platformOf(context, event.card.platform).update(event.card, message);
  else if (event.kind === 'action' && event.private) await turn.speaker.whisper(message.text, message.card);
  else await turn.speaker.say(message);
}
