import { actions, button, type Card, formButton, notice, text } from '#src/chat/card.ts';
import { moment } from '#src/chat/words.ts';
import { changeForm, type DraftView } from './draft-card.ts';

/** The draft's card once nobody decided in time: what it was, in grey, and how to go on. Nothing to approve any more. */
export function expiredCard(view: DraftView): Card {
  const ids = { draftId: view.draftId, revision: view.revision };
  const nothing = `Nothing was ${view.changes ? 'changed' : 'created'} in n8n.`;
  const { sentence, steps } = view.summary;
  return {
    title: `Expired: ${view.name}`,
    elements: [
      text([sentence, ...steps.map((step, index) => `${index + 1}. ${step}`)].join('\n'), 'muted'),
      notice(
        'info',
        view.expiresAt
          ? ['Nobody decided about it until ', moment(view.expiresAt), `. ${nothing}`]
          : `Nobody decided about it in time. ${nothing}`,
      ),
      actions(button('reopen', 'Open it again', ids), formButton('Change…', changeForm(view))),
      text(`Requested by ${view.requesterName} · revision ${view.revision}`, 'muted'),
    ],
  };
}
