import { actions, button, type Card, link, notice, text } from '#src/chat/card.ts';
import type { Words } from '#src/chat/words.ts';
import { type DraftView, draftBody } from './draft-card.ts';
import { type Outcome, problemText } from './outcome.ts';
import { type Signed, signedText } from './workflow-now.ts';

/** The draft's card while its creation is under way: no buttons. */
export function creatingCard(view: DraftView, approved: Signed, detail = 'Putting it into n8n…'): Card {
  return {
    title: `Approved: ${view.name}`,
    elements: [...draftBody(view), notice('info', signedText('Approved', approved, `. ${detail}`))],
  };
}

/** The draft's card after a creation that came to nothing: why, and what to do. */
export function failedCard(
  view: DraftView,
  approved: Signed,
  outcome: Extract<Outcome, { kind: 'conflict' | 'failed' }>,
): Card {
  const ids = { draftId: view.draftId, revision: view.revision };
  const signed = text(signedText('Approved', approved, ` · revision ${view.revision}`), 'muted');
  switch (outcome.kind) {
    case 'conflict':
      return {
        title: `Not changed: ${view.name}`,
        elements: [
          notice('warning', 'Somebody changed this workflow in n8n after this change was made. Nothing was written.'),
          text('Changed in n8n meanwhile', 'bold'),
          text(outcome.theirs.map((line) => `• ${line}`).join('\n') || 'Only its looks.'),
          text('This change', 'bold'),
          text(outcome.ours.map((line) => `• ${line}`).join('\n') || 'Nothing.'),
          actions(
            button('rebase', 'Put mine on top of it', ids, { style: 'primary' }),
            link('Open in n8n', outcome.url),
            button('discard', 'Discard', ids, { style: 'danger' }),
          ),
          signed,
        ],
      };
    case 'failed':
      return {
        title: `Not created: ${view.name}`,
        elements: [
          ...draftBody(view),
          notice('error', problemText(outcome.problem.message, outcome.problem)),
          actions(
            button('retry', 'Retry', ids, { style: 'primary' }),
            button('change', 'Change…', ids),
            button('discard', 'Discard', ids, { style: 'danger' }),
          ),
          signed,
        ],
      };
    default:
      return outcome satisfies never;
  }
}

/** The draft's card once it is over without a workflow: discarded, or replaced by a newer revision. */
export function closedCard(view: DraftView, line: Words, newerUrl?: string): Card {
  const newer = newerUrl ? [actions(link('Open the newer card', newerUrl))] : [];
  return { title: `Closed: ${view.name}`, elements: [...draftBody(view), notice('info', line), ...newer] };
}
