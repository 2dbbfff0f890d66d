import { actions, type Card, text } from '#src/chat/card.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { changeText } from './changes.ts';
import { turnPages } from './turn-pages.ts';

/** All that a revision changes, nothing shortened, a page at a time. */
export interface ChangesView {
  draftId: string;
  revision: number;
  name: string;
  page: number;
  /** As `toPages` makes them. */
  pages: string[];
  /** Changes in all. */
  total: number;
  reader: Reader;
}

/** Characters a page holds: below what the strictest platform takes in one message. */
const pageLength = 6_000;
/** What a platform shows in one piece. */
const pieceLength = 2_500;

/** Changes as pages, in their order; what is longer than a page goes on on the next one. */
export function toPages(changes: readonly string[]): string[] {
  const pages: string[] = [];
  let page = '';
  for (const line of changes.flatMap((change) => changeText(change).split('\n'))) {
    for (let at = 0; at === 0 || at < line.length; at += pieceLength) {
      const piece = line.slice(at, at + pieceLength);
      if (page !== '' && page.length + piece.length > pageLength) {
        pages.push(page);
        page = '';
      }
      page = page === '' ? piece : `${page}\n${piece}`;
    }
  }
  return page === '' ? pages : [...pages, page];
}

export function changesCard({ draftId, revision, name, page, pages, total, reader }: ChangesView): Card {
  const { draft: words, list } = wordsIn(reader.language).cards;
  const turn = turnPages(
    (wanted) => ({ kind: 'show_changes', draftId, revision, page: wanted }),
    { page, pages: pages.length },
    reader.language,
  );
  return {
    language: reader.language,
    title: words.allChanges(name),
    elements: [
      ...piecesOf(pages[page] ?? words.nothing).map((piece) => text(piece)),
      ...(pages.length > 1 ? [text(list.page(page + 1, pages.length, total), 'muted')] : []),
      ...(turn.length > 0 ? [actions(...turn)] : []),
    ],
  };
}

/** The same in words, for where no card is shown. */
export const changesText = ({ pages, page, name, reader }: ChangesView): string =>
  `${wordsIn(reader.language).cards.draft.allChanges(name)}\n${pages[page] ?? ''}`;

function piecesOf(page: string): string[] {
  const pieces: string[] = [''];
  for (const line of page.split('\n')) {
    const last = pieces.at(-1) ?? '';
    if (last !== '' && last.length + line.length > pieceLength) pieces.push(line);
    else pieces[pieces.length - 1] = last === '' ? line : `${last}\n${line}`;
  }
  return pieces;
}
