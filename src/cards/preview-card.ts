import { type Card, text } from '#src/chat/card.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';

/** What a link to a workflow says about it: its name, whether it is on, and who asked for it. */
export function previewCard(
  { name, published, requester }: { name: string; published: boolean; requester: string | undefined },
  { language }: Reader,
): Card {
  const { list, home } = wordsIn(language).cards;
  const state = published ? list.published : list.notPublished;
  const asked = requester ? ` · ${home.askedForBy(requester)}` : '';
  return { language, title: '', elements: [text(name, 'bold'), text(`${state}${asked}`, 'muted')] };
}
