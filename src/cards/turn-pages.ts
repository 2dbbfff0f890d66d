import { type Button, button } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Action } from '#src/model/action.ts';

/** Previous and Next of a list, where there is such a page; pages count from 0. */
export function turnPages(
  toPage: (page: number) => Action,
  { page, pages }: { page: number; pages: number },
  language: Language,
): Button[] {
  const { list } = wordsIn(language).cards;
  return [
    ...(page > 0 ? [button(toPage(page - 1), list.previous)] : []),
    ...(page + 1 < pages ? [button(toPage(page + 1), list.next)] : []),
  ];
}
