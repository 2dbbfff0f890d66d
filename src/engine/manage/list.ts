import { answerMessage } from '#src/cards/message-cards.ts';
import { listWorkflows } from '#src/store/creations.ts';
import { type EngineContext, editorLink } from '../context.ts';
import type { ActionTurn, MessageTurn } from '../turn.ts';

/** The workflows made here. */
export async function showList(
  context: EngineContext,
  turn: MessageTurn | ActionTurn,
  { which }: { which: 'mine' | 'all'; page: number },
): Promise<'done'> {
  const all = await listWorkflows(context.store.fork(), turn.tenant.id, 200);
  const shown = all.filter((one) => which === 'all' || one.requesterId === turn.event.person.id).slice(0, 20);
  const lines = shown.map(
    (one) => `• ${one.name} (${one.published ? 'published' : 'not published'}): ${editorLink(context, one.n8nId)}`,
  );
  const text =
    lines.length === 0
      ? 'No workflow has been made here yet. Tell me what should happen, and when.'
      : ['The newest workflows made here:', ...lines].join('\n');
  if (turn.event.kind === 'message' && turn.event.via === 'command') await turn.speaker.whisper(text);
  else await turn.speaker.say(answerMessage(text));
  return 'done';
}
