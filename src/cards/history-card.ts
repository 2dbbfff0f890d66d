import { actions, type Button, button, type Card, rows, text } from '#src/chat/card.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { firstLine } from './changes.ts';
import { whenText } from './when.ts';

/** One page of the versions of a workflow. */
export interface HistoryView {
  workflowId: string;
  name: string;
  page: number;
  pages: number;
  reader: Reader;
  /** n8n keeps no versions that can be listed: only what was done from here is known. */
  onlyOurs: boolean;
  rows: HistoryRow[];
}

export interface HistoryRow {
  /** 1 is the oldest. */
  number: number;
  versionId: string;
  at: string;
  who: string;
  /** What is different from the version before, in words; empty when nobody can tell. */
  what: string[];
  current: boolean;
  live: boolean;
}

const mostLines = 3;
/** Ten of them fit into one message of every platform. */
const longestRow = 500;

/** Every version with what it changed and a button that brings it back as a change to approve. */
export function historyCard(view: HistoryView): Card {
  const { workflowId, page, pages, reader } = view;
  const { history: words } = wordsIn(reader.language).cards;
  const turn: Button[] = [
    ...(page > 0 ? [button({ kind: 'history', workflowId, page: page - 1 }, words.newer)] : []),
    ...(page + 1 < pages ? [button({ kind: 'history', workflowId, page: page + 1 }, words.older)] : []),
  ];
  return {
    language: reader.language,
    title: words.title(view.name),
    elements: [
      ...(view.rows.length === 0 ? [text(words.none)] : []),
      rows(
        view.rows.map((row) => ({
          title: `${words.version(row.number)}${marks(row, reader)} · ${whenText(row.at, reader)}`,
          text: cut(words.by(cut(row.who, 80), whatText(row, reader)), longestRow),
          ...(row.current
            ? {}
            : {
                button: button({ kind: 'restore_version', workflowId, versionId: row.versionId }, words.restore),
              }),
        })),
      ),
      text(view.onlyOurs ? words.onlyOurs : words.nothingChanges, 'muted'),
      ...(turn.length > 0 ? [actions(...turn)] : []),
    ],
  };
}

/** The same in one line, for notifications. */
export function historyLine({ name, rows: shown, reader }: HistoryView): string {
  const { history: words } = wordsIn(reader.language).cards;
  return words.line(name, shown.map(({ number, who }) => words.versionBy(number, who)).join(', '));
}

function marks({ current, live }: HistoryRow, { language }: Reader): string {
  const { history } = wordsIn(language).cards;
  const words = [...(current ? [history.now] : []), ...(live ? [history.live] : [])];
  return words.length > 0 ? ` (${words.join(', ')})` : '';
}

function whatText({ what, number }: HistoryRow, { language }: Reader): string {
  const { history: words, draft } = wordsIn(language).cards;
  if (what.length === 0) return number === 1 ? words.first : words.noDifference;
  const more = what.length - mostLines;
  return [...what.slice(0, mostLines).map(firstLine), ...(more > 0 ? [draft.more(more)] : [])].join('; ');
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
