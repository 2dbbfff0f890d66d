import { actions, button, type Card, rows, text } from '#src/chat/card.ts';
import { moment, plainWords, type Words } from '#src/chat/words.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { turnPages } from './turn-pages.ts';

/** One page of the drafts that somebody may decide about, the newest first. */
export interface WaitingView {
  /** From 0. */
  page: number;
  pages: number;
  total: number;
  /** Only what belongs to this tenant: others read along. */
  hereOnly?: boolean;
  rows: WaitingRow[];
  reader: Reader;
}

export interface WaitingRow {
  draftId: string;
  revision: number;
  name: string;
  requester: string;
  /** Where it was asked for, e.g. "Slack (Acme)". */
  place: string;
  at: Date;
}

/** Each with a button that shows its card where the button was pressed. */
export function waitingCard(view: WaitingView): Card {
  const { language } = view.reader;
  const { waiting: words, list } = wordsIn(language).cards;
  const { title } = words;
  if (view.total === 0) return { language, title, elements: [text(words.nothing)] };
  const turn = turnPages((page) => ({ kind: 'waiting', hereOnly: view.hereOnly ?? false, page }), view, language);
  return {
    language,
    title,
    elements: [
      rows(
        view.rows.map((row) => ({
          title: row.name,
          text: rowText(row, view.reader),
          button: button({ kind: 'show_draft', draftId: row.draftId, revision: row.revision }, list.show),
        })),
      ),
      text(list.page(view.page + 1, view.pages, view.total), 'muted'),
      ...(turn.length > 0 ? [actions(...turn)] : []),
    ],
  };
}

/** The same as plain text, for where a card cannot be private. */
export function waitingText(view: WaitingView): string {
  const { language } = view.reader;
  const { waiting: words, list } = wordsIn(language).cards;
  if (view.total === 0) return words.nothing;
  const lines = view.rows.map((row) => words.row(row.name, plainWords(rowText(row, view.reader), language)));
  const more = view.total - view.rows.length;
  const rest = more > 0 ? [words.more(more)] : [];
  return [list.titled(words.title), ...lines, ...rest, words.how].join('\n');
}

const rowText = ({ requester, place, at }: WaitingRow, { language }: Reader): Words => [
  wordsIn(language).cards.waiting.askedFor(requester, place),
  moment(at),
];
