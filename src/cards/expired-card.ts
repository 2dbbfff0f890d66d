import { actions, button, type Card, formButton, notice, text } from '#src/chat/card.ts';
import { moment } from '#src/chat/words.ts';
import { wordsIn } from '#src/language/words.ts';
import { askedParts } from './draft-body.ts';
import { changeForm, type DraftView } from './draft-card.ts';
import { signed } from './signs.ts';
import { toldText } from './step-list.ts';

/** The draft's card once nobody decided in time: what it was, in grey, and how to go on. Nothing to approve any more. */
export function expiredCard(view: DraftView): Card {
  const ids = { draftId: view.draftId, revision: view.revision };
  const { language } = view.reader;
  const { draft, expired: words } = wordsIn(language).cards;
  const nothing = view.changes ? words.nothingChanged : words.nothingCreated;
  return {
    language,
    title: signed('off', words.title(view.name)),
    elements: [
      text(toldText(view.summary), 'muted'),
      notice(
        'info',
        view.expiresAt ? [words.until, moment(view.expiresAt), `. ${nothing}`] : `${words.inTime} ${nothing}`,
      ),
      text(askedParts(view).join(' · '), 'muted'),
      actions(button({ kind: 'reopen', ...ids }, words.reopen), formButton(draft.change, changeForm(view, language))),
    ],
  };
}
