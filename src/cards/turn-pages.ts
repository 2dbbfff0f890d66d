import { type Button, button } from '#src/chat/card.ts';
import type { ActionId, ActionValue } from '#src/chat/inbound.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';

/** Previous and Next of a list, where there is such a page; `page` counts from 0, `ids` say which list it is. */
export function turnPages(
  action: ActionId,
  { page, pages }: { page: number; pages: number },
  language: Language,
  ids: ActionValue = {},
): Button[] {
  const { list } = wordsIn(language).cards;
  return [
    ...(page > 0 ? [button(action, list.previous, { ...ids, page: page - 1 })] : []),
    ...(page + 1 < pages ? [button(action, list.next, { ...ids, page: page + 1 })] : []),
  ];
}
