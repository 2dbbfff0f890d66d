import type { DraftView } from '#src/cards/draft-card.ts';
import type { WorkflowNow } from '#src/cards/workflow-now.ts';
import type { ActionButton, Card, FormButton } from '#src/chat/card.ts';
import { plainWords } from '#src/chat/words.ts';
import { type Language, type Reader, readerOf } from '#src/language/language.ts';
import { summaryWith } from '#test/support/summary.ts';

export const ids = { draftId: 'd-1', revision: 2 };

/** A draft as cards get it, changed as a test needs. */
export function view(change: Partial<DraftView> = {}): DraftView {
  return {
    ...ids,
    name: 'Health check',
    summary: summaryWith({
      sentence: 'Every hour, gets a page.',
      trigger: 'every hour',
      steps: ['Get the page'],
      apps: [],
      publishEffect: 'From then on it runs every hour.',
    }),
    issues: [],
    assumptions: [],
    notes: [],
    requesterName: 'Ana',
    checkedAgainst: { kind: 'instance', n8nVersion: '2.40.7' },
    credentials: [],
    credentialsUrl: 'https://n8n.example.com/home/credentials',
    needs: [],
    nextRuns: [],
    timezone: 'UTC',
    reader: readerOf({}),
    ...change,
  };
}

/** Those of the menu last. */
const buttonsOf = (card: Card) =>
  card.elements.flatMap((element) => (element.kind === 'actions' ? [...element.buttons, ...(element.menu ?? [])] : []));
export const actionsOf = (card: Card) =>
  buttonsOf(card).filter((button): button is ActionButton => button.kind === 'action');
const actionOf = (button: ActionButton | FormButton) => (button.kind === 'form' ? button.form.action : button.action);
export const namesOf = (card: Card) =>
  buttonsOf(card).map((button) => (button.kind === 'link' ? button.url : actionOf(button)));
export const noticesOf = (card: Card) =>
  card.elements.flatMap((element) =>
    element.kind === 'notice' ? [`${element.level}: ${plainWords(element.text)}`] : [],
  );

/** The workflow of that draft, published and as it was created. */
export const nowOf = (change: Partial<WorkflowNow> = {}): WorkflowNow => ({
  workflowId: 'w-1',
  name: 'Health check',
  state: 'published',
  superseded: false,
  ...change,
});

/** Somebody who reads this language. */
export const readerIn = (language: Language, timezone?: string): Reader =>
  readerOf({ locale: language === 'en' ? null : language, timezone: timezone ?? null });
