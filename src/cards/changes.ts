import { actions, button, type CardElement, text } from '#src/chat/card.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';

/** Lines of a difference on a card; all of it is a button away. */
const maxLines = 12;

interface ChangesShown {
  draftId: string;
  revision: number;
  difference?: string[];
  differenceCut?: boolean;
  reader: Reader;
}

/** What is different, the change that was asked for first, and the way to all of it. */
export function changesElements(view: ChangesShown): CardElement[] {
  const { difference, draftId, revision, reader } = view;
  if (!difference) return [];
  const { draft: words } = wordsIn(reader.language).cards;
  const { shown, rest } = firstChanges(difference);
  const more = rest > 0 ? [`… ${words.moreChanges(rest)}`] : [];
  return [
    text(words.different, 'bold'),
    text(difference.length > 0 ? [...shown.map(changeText), ...more].join('\n') : words.nothing),
    ...(rest > 0 || view.differenceCut
      ? [actions(button({ kind: 'show_changes', draftId, revision }, words.showChanges))]
      : []),
  ];
}

/** As many whole changes as fit into twelve lines, and how many are left. */
export function firstChanges(changes: readonly string[], most = maxLines): { shown: string[]; rest: number } {
  const lengths = changes.map((change) => change.split('\n').length);
  const total = (count: number): number => lengths.slice(0, count).reduce((sum, one) => sum + one, 0);
  let count = changes.length;
  while (count > 1 && total(count) + (count < changes.length ? 1 : 0) > most) count -= 1;
  return { shown: changes.slice(0, count), rest: changes.length - count };
}

/** One change as an item of a list; what belongs to it stands below it. */
export const changeText = (change: string): string => `• ${change.replaceAll('\n', `\n${'\u00a0'.repeat(4)}`)}`;

/** The change without what stands below it, for one line of many. */
export const firstLine = (change: string): string => change.split('\n', 1)[0] ?? '';
