import type { ActionTaken, MessageReceived } from '#src/chat/inbound.ts';
import { languageOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { secretMark } from '#src/policy/secrets.ts';

/** True when something in what was said, or typed into a form, was removed because it looked like a secret. */
export function secretRemoved(event: MessageReceived | ActionTaken): boolean {
  const said = event.kind === 'message' ? event.text : Object.values(event.fields ?? {}).join('\n');
  return said.includes(secretMark);
}

/** Tells where secrets belong instead. */
export function secretText(editorUrl: string, event: MessageReceived | ActionTaken): string {
  return wordsIn(languageOf(event.locale)).engine.answers.secretRemoved(`${editorUrl}/home/credentials`);
}
