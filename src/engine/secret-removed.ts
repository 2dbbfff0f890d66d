import type { ActionTaken, MessageReceived } from '#src/chat/inbound.ts';
import { secretMark } from '#src/policy/secrets.ts';

/** True when something in what was said, or typed into a form, was removed because it looked like a secret. */
export function secretRemoved(event: MessageReceived | ActionTaken): boolean {
  const said = event.kind === 'message' ? event.text : Object.values(event.fields ?? {}).join('\n');
  return said.includes(secretMark);
}

/** Tells where secrets belong instead. */
export function secretText(editorUrl: string): string {
  return `Something in your message looked like a password or key. I removed it before keeping anything: add it in n8n under Credentials instead (${editorUrl}/home/credentials), and delete it from the chat.`;
}
