import { actions, button, type Card, link, notice, text } from '#src/chat/card.ts';
import { linked, partsOf, type Words } from '#src/chat/words.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Outcome } from '#src/model/outcome.ts';
import { changeText, firstChanges } from './changes.ts';
import type { DraftView } from './draft-view.ts';
import { problemLine } from './outcome.ts';
import { signed } from './signs.ts';
import { whatElements } from './step-list.ts';
import { approvedText, type Signed, signedText } from './workflow-now.ts';

/** The draft's card while its creation is under way: no buttons. */
export function creatingCard(view: DraftView, approved: Signed, detail?: string): Card {
  const { language } = view.reader;
  const { outcome: words, now } = wordsIn(language).cards;
  return {
    language,
    title: signed('open', words.approvedTitle(view.name)),
    elements: [
      ...whatElements(view.summary),
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
  const approvedLine = text(approvedText(approved, view), 'muted');
  switch (outcome.kind) {
    case 'conflict':
      return {
        language,
        title: signed('attention', words.notChangedTitle(view.name)),
        elements: [
          notice('warning', words.conflict),
          text(words.theirs, 'bold'),
          text(firstText(outcome.theirs, language) || words.onlyLooks),
          text(words.ours, 'bold'),
          text(firstText(outcome.ours, language) || draft.nothing),
          approvedLine,
          actions(
            button({ kind: 'rebase', ...ids }, words.putOnTop, { style: 'primary' }),
            button({ kind: 'show_changes', ...ids }, draft.showChanges),
            link(words.openInN8n, outcome.url),
            button({ kind: 'discard', ...ids }, draft.discard, { style: 'danger' }),
          ),
        ],
      };
    case 'failed':
      return {
        language,
        title: signed('failed', words.notCreatedTitle(view.name)),
        elements: [
          ...whatElements(view.summary),
          notice('error', problemLine(outcome.problem, language)),
          ...(outcome.nothingCreated ? [] : [notice('warning', words.maybeThere)]),
          approvedLine,
          actions(
            button({ kind: 'retry_creation', ...ids }, words.retry, { style: 'primary' }),
            button({ kind: 'change_draft', ...ids }, draft.change),
            button({ kind: 'discard', ...ids }, draft.discard, { style: 'danger' }),
          ),
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

/**
 * The draft's card once it is over without a workflow, discarded or replaced by a newer one: a line that leads to the
 * newest where anything does.
 */
export function closedCard(view: Pick<DraftView, 'name' | 'reader'>, line: Words, newerUrl?: string): Card {
  const { language } = view.reader;
  const { outcome: words } = wordsIn(language).cards;
  const newer = newerUrl ? [' ', linked(words.openNewer, newerUrl)] : [];
  return { language, title: '', elements: [text([`${view.name} · `, ...partsOf(line), ...newer], 'muted')] };
}
