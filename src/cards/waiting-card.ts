import { actions, type Button, button, type Card, rows, text } from '#src/chat/card.ts';
import { moment, plainWords, type Words } from '#src/chat/words.ts';

/** One page of the drafts that somebody may decide about, the oldest first. */
export interface WaitingView {
  /** From 0. */
  page: number;
  pages: number;
  total: number;
  rows: WaitingRow[];
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

const title = 'Waiting for your decision';
const nothing = 'No draft waits for your decision.';

/** Each with a button that shows its card where the button was pressed. */
export function waitingCard(view: WaitingView): Card {
  if (view.total === 0) return { title, elements: [text(nothing)] };
  const turn: Button[] = [
    ...(view.page > 0 ? [button('waiting', 'Previous', { page: view.page - 1 })] : []),
    ...(view.page + 1 < view.pages ? [button('waiting', 'Next', { page: view.page + 1 })] : []),
  ];
  return {
    title,
    elements: [
      rows(
        view.rows.map((row) => ({
          title: row.name,
          text: rowText(row),
          button: button('show', 'Show', { draftId: row.draftId, revision: row.revision }),
        })),
      ),
      text(`Page ${view.page + 1} of ${view.pages} · ${view.total} in all`, 'muted'),
      ...(turn.length > 0 ? [actions(...turn)] : []),
    ],
  };
}

/** The same as plain text, for where a card cannot be private. */
export function waitingText(view: WaitingView): string {
  if (view.total === 0) return nothing;
  const lines = view.rows.map((row) => `• ${row.name}: ${plainWords(rowText(row))}`);
  const more = view.total - view.rows.length;
  const rest = more > 0 ? [`And ${more} more.`] : [];
  return [`${title}:`, ...lines, ...rest, 'Say "waiting" to me in a direct message, or mention me, to see them.'].join(
    '\n',
  );
}

const rowText = ({ requester, place, at }: WaitingRow): Words => [
  `Asked for by ${requester} in ${place}, `,
  moment(at),
];
