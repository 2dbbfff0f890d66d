import { actions, type Button, button, type Card, type CardElement, notice, rows, text } from '#src/chat/card.ts';
import { moment, plainWords, type Words } from '#src/chat/words.ts';

/** One page of wishes to link accounts, the oldest first, then of the links there are. */
export interface LinksView {
  /** From 0. */
  page: number;
  pages: number;
  total: number;
  rows: LinkRow[];
  /** What was done just now. */
  told?: string;
}

export interface LinkRow {
  linkId: string;
  state: 'waiting' | 'linked';
  /** "Ana in Slack (Acme) ↔ Rita in Teams" */
  who: string;
  at: Date;
  /** Whoever confirmed it. */
  by?: string;
}

const title = 'Linked accounts';
const nothing = 'No accounts are linked, and nobody waits for it.';

/** For admins: a click links two accounts, refuses to, or takes a link apart. */
export function linksCard({ page, pages, total, rows: shown, told }: LinksView): Card {
  const turn: Button[] = [
    ...(page > 0 ? [button('links', 'Previous', { page: page - 1 })] : []),
    ...(page + 1 < pages ? [button('links', 'Next', { page: page + 1 })] : []),
  ];
  const waiting = shown.filter(({ state }) => state === 'waiting');
  const linked = shown.filter(({ state }) => state === 'linked');
  return {
    title,
    elements: [
      ...(told ? [notice('info', told)] : []),
      ...(total === 0 ? [text(nothing)] : []),
      ...waiting.flatMap((row): CardElement[] => [
        text(row.who, 'bold'),
        text(rowText(row)),
        actions(
          button('link_confirm', 'Link', { linkId: row.linkId, page }, { style: 'primary' }),
          button('link_refuse', 'Refuse', { linkId: row.linkId, page }, { style: 'danger' }),
        ),
      ]),
      ...(linked.length > 0
        ? [
            rows(
              linked.map((row) => ({
                title: row.who,
                text: rowText(row),
                button: button('unlink', 'Remove', { linkId: row.linkId, page }, { style: 'danger' }),
              })),
            ),
          ]
        : []),
      ...(pages > 1 ? [text(`Page ${page + 1} of ${pages} · ${total} in all`, 'muted')] : []),
      ...(turn.length > 0 ? [actions(...turn)] : []),
    ],
  };
}

/** The same as plain text, for where a card cannot be private. */
export function linksText({ total, rows: shown }: LinksView): string {
  if (total === 0) return nothing;
  const lines = shown.map((row) => `• ${row.who}: ${plainWords(rowText(row))}`);
  return [`${title}:`, ...lines, 'Say "links" to me in a direct message to decide.'].join('\n');
}

function rowText({ state, at, by }: LinkRow): Words {
  if (state === 'linked') return ['Linked ', moment(at), by ? ` by ${by}` : ''];
  return ['Both say that they are the same person, since ', moment(at)];
}
