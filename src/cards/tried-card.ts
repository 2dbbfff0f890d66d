import { toWire } from '#src/chat/actions.ts';
import { actions, button, type Card, formButton } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { type RehearsedView, rehearsedElements } from './rehearsed.ts';
import { exampleForm } from './try-with.ts';

/** What a workflow in n8n would do with an example. */
export interface TriedView {
  workflowId: string;
  name: string;
  /** The event it was tried in, where the example is kept. */
  triedIn: string;
  rehearsed: RehearsedView;
  language: Language;
}

/** What it would send to whom, with the form for another example. */
export function triedCard({ workflowId, name, triedIn, rehearsed, language }: TriedView): Card {
  const { tryWith: words, tried } = wordsIn(language).rehearsal;
  const wire = toWire({ kind: 'try_workflow', workflowId, triedIn });
  const { cards } = wordsIn(language);
  return {
    language,
    title: tried(name),
    elements: [
      ...rehearsedElements(rehearsed),
      actions(
        ...(rehearsed.example ? [formButton(words.button, exampleForm(wire, rehearsed.example, language))] : []),
        button({ kind: 'show_workflow', workflowId }, cards.confirm.workflow),
      ),
    ],
  };
}
