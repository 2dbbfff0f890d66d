import { actions, button, type Card, link, notice, text } from '#src/chat/card.ts';
import type { Words } from '#src/chat/words.ts';
import { wordsIn } from '#src/language/words.ts';
import { type DraftView, draftBody } from './draft-card.ts';
import { type Outcome, problemLine } from './outcome.ts';
import { approvedText, type Signed, signedText } from './workflow-now.ts';

/** The draft's card while its creation is under way: no buttons. */
export function creatingCard(view: DraftView, approved: Signed, detail?: string): Card {
  const { language } = view.reader;
  const { outcome: words, now } = wordsIn(language).cards;
  return {
    language,
    title: words.approvedTitle(view.name),
    elements: [
      ...draftBody(view),
      notice('info', signedText(now.approvedBy(approved.name), approved.at, `. ${detail ?? words.underWay}`)),
    ],
  };
}

/** The draft's card after a creation that came to nothing: why, and what to do. */
export function failedCard(
  view: DraftView,
  approved: Signed,
  outcome: Extract<Outcome, { kind: 'conflict' | 'failed' }>,
): Card {
  const ids = { draftId: view.draftId, revision: view.revision };
  const { language } = view.reader;
  const { outcome: words, draft } = wordsIn(language).cards;
  const signed = text(approvedText(approved, view), 'muted');
  switch (outcome.kind) {
    case 'conflict':
      return {
        language,
        title: words.notChangedTitle(view.name),
        elements: [
          notice('warning', words.conflict),
          text(words.theirs, 'bold'),
          text(outcome.theirs.map((line) => `• ${line}`).join('\n') || words.onlyLooks),
          text(words.ours, 'bold'),
          text(outcome.ours.map((line) => `• ${line}`).join('\n') || draft.nothing),
          actions(
            button('rebase', words.putOnTop, ids, { style: 'primary' }),
            link(words.openInN8n, outcome.url),
            button('discard', draft.discard, ids, { style: 'danger' }),
          ),
          signed,
        ],
      };
    case 'failed':
      return {
        language,
        title: words.notCreatedTitle(view.name),
        elements: [
          ...draftBody(view),
          notice('error', problemLine(outcome.problem, language)),
          ...(outcome.nothingCreated ? [] : [notice('warning', words.maybeThere)]),
          actions(
            button('retry', words.retry, ids, { style: 'primary' }),
            button('change', draft.change, ids),
            button('discard', draft.discard, ids, { style: 'danger' }),
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
  const { language } = view.reader;
  const { outcome: words } = wordsIn(language).cards;
  const newer = newerUrl ? [actions(link(words.openNewer, newerUrl))] : [];
  return {
    language,
    title: words.closedTitle(view.name),
    elements: [...draftBody(view), notice('info', line), ...newer],
  };
}
