import type { CatalogSource } from '#src/catalog/catalog.ts';
import { actions, button, type Card, type CardElement, facts, image, notice, steps, text } from '#src/chat/card.ts';
import { toAltText } from '#src/workflow/diagram/alt-text.ts';
import { errorsOf, type Issue } from '#src/workflow/draft.ts';
import type { Summary } from '#src/workflow/summary.ts';

/** A proposed workflow as people see it, before and after the decision. */
export interface DraftView {
  draftId: string;
  revision: number;
  name: string;
  summary: Summary;
  issues: Issue[];
  assumptions: string[];
  /** How it was planned, and with what reservation. */
  notes: string[];
  requesterName: string;
  checkedAgainst: CatalogSource;
}

const maxShown = 5;

/** What it will do, what is missing, and the buttons. Approving is offered only when nothing blocks it. */
export function draftCard(view: DraftView): Card {
  const ids = { draftId: view.draftId, revision: view.revision };
  const blocked = errorsOf(view.issues).length > 0;
  const decide = blocked
    ? []
    : [
        button('approve', 'Create', ids, { style: 'primary' }),
        button('approve_publish', 'Create and publish', ids, {
          confirm: { title: 'Create and publish?', text: view.summary.publishEffect, confirm: 'Create and publish' },
        }),
      ];
  return {
    title: `Draft: ${view.name}`,
    elements: [
      ...draftBody(view),
      actions(...decide, button('change', 'Change…', ids), button('discard', 'Discard', ids, { style: 'danger' })),
      text(footer(view), 'muted'),
    ],
  };
}

/** The description alone: shown again under progress, outcome and refusal, so that the thread keeps what was decided. */
export function draftBody(view: DraftView): CardElement[] {
  const { summary, issues } = view;
  const elements: CardElement[] = [
    text(summary.sentence),
    facts([
      ['Starts', summary.trigger],
      ['Apps', summary.apps.join(', ') || 'none'],
    ]),
    image({ draftId: view.draftId, revision: view.revision }, toAltText(view.name, summary)),
    steps(shorten(summary.steps, 12, (rest) => `and ${rest} more steps`)),
  ];
  for (const message of messagesOf(errorsOf(issues))) elements.push(notice('error', message));
  const needed = [...new Set(summary.credentials.map((credential) => credential.displayName))];
  if (needed.length > 0) {
    elements.push(
      notice(
        'warning',
        `Still needed in n8n before it can run: a credential for ${needed.join(', ')}. Open the workflow there and choose or add it.`,
      ),
    );
  }
  for (const message of messagesOf(issues.filter((each) => each.severity === 'warning'))) {
    elements.push(notice('warning', message));
  }
  if (view.assumptions.length > 0)
    elements.push(text(`Assumed: ${shorten(view.assumptions, maxShown, (n) => `and ${n} more`).join(' ')}`, 'muted'));
  for (const note of view.notes.slice(0, maxShown)) elements.push(text(note, 'muted'));
  return elements;
}

/** Each thing to say once, although several parameters may lack it. */
function messagesOf(issues: Issue[]): string[] {
  return [...new Set(issues.map((issue) => issue.message))].slice(0, maxShown);
}

function footer(view: DraftView): string {
  const { kind, n8nVersion } = view.checkedAgainst;
  const checked =
    kind === 'instance'
      ? `checked against your n8n ${n8nVersion}`
      : `checked against Flowsmith's built-in list of n8n nodes (${n8nVersion})`;
  return `Requested by ${view.requesterName} · revision ${view.revision} · ${checked} · written by a machine: read it before you approve`;
}

function shorten(items: string[], most: number, rest: (count: number) => string): string[] {
  return items.length <= most ? items : [...items.slice(0, most), rest(items.length - most)];
}
