import { shortName } from '#src/catalog/names.ts';
import type { SubPiece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';

/** What tells conversations apart, from the item of the app's trigger; nothing where n8n knows it by itself. */
const sessions: Record<string, ((at: string) => string) | undefined> = {
  chatTrigger: undefined,
  telegramTrigger: (at) => `{{ ${at}.message.chat.id }}`,
  whatsAppTrigger: (at) => `{{ ${at}.messages[0].from }}`,
  slackTrigger: (at) => `{{ ${at}.channel }}-{{ ${at}.user }}`,
};

/** Told wherever there is a memory. */
export const memoryAssumption = 'It remembers the last messages of a conversation, until n8n restarts.';

/** Remembers what was said before where somebody chats; undefined where nobody does. */
export function memoryPiece({ source, sourceType = '', catalog }: StepContext): SubPiece | undefined {
  const type = '@n8n/n8n-nodes-langchain.memoryBufferWindow';
  const short = shortName(sourceType);
  if (!source || !Object.hasOwn(sessions, short) || !catalog.get(type)) return undefined;
  const key = sessions[short]?.(`$('${source.node}').item.json`);
  const parameters = key === undefined ? {} : { sessionIdType: 'customKey', sessionKey: `=${key}` };
  return { name: 'Memory', type, kind: 'ai_memory', parameters };
}
