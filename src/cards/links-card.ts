import { actions, button, type Card, type CardElement, notice, rows, text } from '#src/chat/card.ts';
import { moment, plainWords, type Words } from '#src/chat/words.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { turnPages } from './turn-pages.ts';

/** One page of wishes to link accounts, the oldest first, then of the links there are. */
export interface LinksView {
  /** From 0. */
  page: number;
  pages: number;
  total: number;
  rows: LinkRow[];
  /** What was done just now. */
  told?: string;
  /** Of the admin who looks. */
  language: Language;
}

export interface LinkRow {
  linkId: string;
  state: 'waiting' | 'linked';
  /** "Ana in Slack (Acme) ↔ Rita in Teams" */
  who: string;
  /** Both in full: names are what people call themselves. */
  ids: string;
  at: Date;
  /** Whoever confirmed it. */
  by?: string;
}

/** For admins: a click links two accounts, refuses to, or takes a link apart. */
export function linksCard({ page, pages, total, rows: shown, told, language }: LinksView): Card {
  const { links: words, list } = wordsIn(language).cards;
  const turn = turnPages((wanted) => ({ kind: 'links', page: wanted }), { page, pages }, language);
  const waiting = shown.filter(({ state }) => state === 'waiting');
  const linked = shown.filter(({ state }) => state === 'linked');
  return {
    language,
    title: words.title,
    elements: [
      ...(told ? [notice('info', told)] : []),
      ...(total === 0 ? [text(words.nothing)] : []),
      ...waiting.flatMap((row): CardElement[] => [
        text(row.who, 'bold'),
        text(rowText(row, language)),
        actions(
          button({ kind: 'link_confirm', linkId: row.linkId, page }, words.link, { style: 'primary' }),
          button({ kind: 'link_refuse', linkId: row.linkId, page }, words.refuse, { style: 'danger' }),
        ),
      ]),
      ...(linked.length > 0
        ? [
            rows(
              linked.map((row) => ({
                title: row.who,
                text: rowText(row, language),
                button: button({ kind: 'unlink', linkId: row.linkId, page }, words.remove, { style: 'danger' }),
              })),
            ),
          ]
        : []),
      ...(pages > 1 ? [text(list.page(page + 1, pages, total), 'muted')] : []),
      ...(turn.length > 0 ? [actions(...turn)] : []),
    ],
  };
}

/** The same as plain text, for where a card cannot be private. */
export function linksText({ total, rows: shown, language }: LinksView): string {
  const { links: words, list, waiting } = wordsIn(language).cards;
  if (total === 0) return words.nothing;
  const lines = shown.map((row) => waiting.row(row.who, plainWords(rowText(row, language), language)));
  return [list.titled(words.title), ...lines, words.how].join('\n');
}

function rowText({ state, at, by, ids }: LinkRow, language: Language): Words {
  const { links: words } = wordsIn(language).cards;
  if (state === 'linked') return [words.since, moment(at), `${by ? words.by(by) : ''}\n${ids}`];
  return [words.bothSay, moment(at), `\n${ids}`];
}
