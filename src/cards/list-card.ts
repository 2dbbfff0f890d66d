import { actions, button, type Card, link, rows, text } from '#src/chat/card.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { turnPages } from './turn-pages.ts';
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
  /** The person who looks. */
  reader: Reader;
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
  const { language } = view.reader;
  const { list: words } = wordsIn(language).cards;
  const title = listTitle(view);
  if (view.total === 0) return { language, title, elements: [text(nothingText(view))] };
  const turn = turnPages((page) => ({ kind: 'list', which: view.which, page }), view, language);
  const other = view.which === 'all' ? [] : [button({ kind: 'list', which: 'all', page: 0 }, words.showAll)];
  const overflow = view.pages > 1 ? [link(words.allInN8n, view.allUrl)] : [];
  const buttons = [...turn, ...other, ...overflow];
  return {
    language,
    title,
    elements: [
      rows(
        view.rows.map((row) => ({
          title: row.name,
          text: rowText(row, view.reader),
          button: button({ kind: 'show_workflow', workflowId: row.workflowId }, words.show),
        })),
      ),
      text(words.page(view.page + 1, view.pages, view.total), 'muted'),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ],
  };
}

/** The same as plain text, for where a card cannot be private. */
export function listText(view: ListView): string {
  const { list: words } = wordsIn(view.reader.language).cards;
  if (view.total === 0) return nothingText(view);
  const lines = view.rows.map((row) => words.row(row.name, rowText(row, view.reader), row.url));
  const more = view.pages > 1 ? [words.more(view.total - view.rows.length, view.allUrl)] : [];
  return [words.titled(listTitle(view)), ...lines, ...more, words.howToShow].join('\n');
}

function listTitle({ which, wholeInstance, reader }: ListView): string {
  const { list: words } = wordsIn(reader.language).cards;
  if (which === 'mine') return words.mine;
  return wholeInstance ? words.instance : words.all;
}

/** Whether it runs, and how it ran last. */
export function rowText({ state, published, last }: ListRow, reader: Reader): string {
  const { list: words } = wordsIn(reader.language).cards;
  if (state === 'gone') return words.deleted;
  if (state === 'archived') return words.archived;
  const now = published ? words.published : words.notPublished;
  const ran = last
    ? words.lastExecution(statusText(last.status, reader.language), whenText(last.at, reader))
    : words.noExecution;
  return `${state === 'unknown' ? words.lastSeen(now) : now} · ${ran}`;
}

function nothingText({ which, reader }: ListView): string {
  const { list: words } = wordsIn(reader.language).cards;
  return which === 'mine' ? `${words.noneOfYours} ${words.how}\n${words.sayListAll}` : `${words.none} ${words.how}`;
}
