import { actions, type Button, button, type Card, link, rows, text } from '#src/chat/card.ts';
import { statusText, whenText } from './when.ts';

/** One page of the list of workflows. */
export interface ListView {
  which: 'mine' | 'all';
  /** From 0. */
  page: number;
  pages: number;
  total: number;
  /** Workflows that were not made here are among them. */
  wholeInstance: boolean;
  /** Where n8n lists them itself. */
  allUrl: string;
  /** IANA name, of the person who looks. */
  readerTimezone: string;
  rows: ListRow[];
}

export interface ListRow {
  workflowId: string;
  name: string;
  url: string;
  /** `unknown`: n8n did not say; then `published` is what we knew last. */
  state: 'there' | 'archived' | 'gone' | 'unknown';
  published: boolean;
  last?: { status: string; at?: string };
}

export const rowsPerPage = 10;

/** What there is, with a button for each; Next and Previous rewrite the card. */
export function listCard(view: ListView): Card {
  const title = listTitle(view);
  if (view.total === 0) return { title, elements: [text(nothingText(view.which))] };
  const choice = view.which === 'all' ? 1 : 0;
  const turn: Button[] = [
    ...(view.page > 0 ? [button('list', 'Previous', { choice, page: view.page - 1 })] : []),
    ...(view.page + 1 < view.pages ? [button('list', 'Next', { choice, page: view.page + 1 })] : []),
  ];
  const other = view.which === 'all' ? [] : [button('list', 'Show all', { choice: 1, page: 0 })];
  const overflow = view.pages > 1 ? [link('All of them in n8n', view.allUrl)] : [];
  const buttons = [...turn, ...other, ...overflow];
  return {
    title,
    elements: [
      rows(
        view.rows.map((row) => ({
          title: row.name,
          text: rowText(row, view.readerTimezone),
          ...(row.state === 'gone' ? {} : { button: button('show', 'Show', { workflowId: row.workflowId }) }),
        })),
      ),
      text(`Page ${view.page + 1} of ${view.pages} · ${view.total} in all`, 'muted'),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ],
  };
}

/** The same as plain text, for where a card cannot be private. */
export function listText(view: ListView): string {
  if (view.total === 0) return nothingText(view.which);
  const lines = view.rows.map((row) => `• ${row.name}: ${rowText(row, view.readerTimezone)} ${row.url}`);
  const more =
    view.pages > 1
      ? [
          `And ${view.total - view.rows.length} more: mention me and say "list" to turn pages, or look in n8n: ${view.allUrl}`,
        ]
      : [];
  return [`${listTitle(view)}:`, ...lines, ...more, 'Say "show <name>" to see one and what can be done with it.'].join(
    '\n',
  );
}

function listTitle({ which, wholeInstance }: ListView): string {
  if (which === 'mine') return 'Workflows you asked for';
  return wholeInstance ? 'All workflows in n8n' : 'All workflows made here';
}

function rowText({ state, published, last }: ListRow, timezone: string): string {
  if (state === 'gone') return 'Deleted in n8n';
  if (state === 'archived') return 'In the archive of n8n';
  const now = published ? 'Published' : 'Not published';
  const ran = last ? `last execution ${statusText(last.status)}, ${whenText(last.at, timezone)}` : 'no execution known';
  return `${now}${state === 'unknown' ? ' when last seen' : ''} · ${ran}`;
}

function nothingText(which: 'mine' | 'all'): string {
  const how =
    'Tell me what should happen and when, for example: every weekday at 9:00 get https://example.com/status and post it to Slack #ops';
  return which === 'mine'
    ? `You have not had a workflow made here yet. ${how}\nSay "list all" to see everybody's.`
    : `No workflow has been made here yet. ${how}`;
}
