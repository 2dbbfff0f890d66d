import { actions, button, type Card, link, notice, text } from '#src/chat/card.ts';
import type { Words } from '#src/chat/words.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Outcome } from '#src/model/outcome.ts';
import { changeText, firstChanges } from './changes.ts';
import { type DraftView, draftBody } from './draft-card.ts';
import { problemLine } from './outcome.ts';
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
          text(firstText(outcome.theirs, language) || words.onlyLooks),
          text(words.ours, 'bold'),
          text(firstText(outcome.ours, language) || draft.nothing),
          actions(
            button({ kind: 'rebase', ...ids }, words.putOnTop, { style: 'primary' }),
            button({ kind: 'show_changes', ...ids }, draft.showChanges),
            link(words.openInN8n, outcome.url),
            button({ kind: 'discard', ...ids }, draft.discard, { style: 'danger' }),
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
            button({ kind: 'retry_creation', ...ids }, words.retry, { style: 'primary' }),
            button({ kind: 'change_draft', ...ids }, draft.change),
            button({ kind: 'discard', ...ids }, draft.discard, { style: 'danger' }),
          ),
          signed,
        ],
      };
    default:
      return outcome satisfies never;
  }
}

function firstText(changes: readonly string[], language: Language): string {
  const { shown, rest } = firstChanges(changes);
  const more = rest > 0 ? [`… ${wordsIn(language).cards.draft.moreChanges(rest)}`] : [];
  return [...shown.map(changeText), ...more].join('\n');
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
