import { actions, type Button, button, type Card, rows, text } from '#src/chat/card.ts';
import { whenText } from './when.ts';

/** One page of the versions of a workflow. */
export interface HistoryView {
  workflowId: string;
  name: string;
  page: number;
  pages: number;
  readerTimezone: string;
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
  const { workflowId, page, pages } = view;
  const turn: Button[] = [
    ...(page > 0 ? [button('history', 'Newer', { workflowId, page: page - 1 })] : []),
    ...(page + 1 < pages ? [button('history', 'Older', { workflowId, page: page + 1 })] : []),
  ];
  return {
    title: `History of ${view.name}`,
    elements: [
      ...(view.rows.length === 0 ? [text('No version of it is known.')] : []),
      rows(
        view.rows.map((row) => ({
          title: `Version ${row.number}${marks(row)} · ${whenText(row.at, view.readerTimezone)}`,
          text: cut(`${cut(row.who, 80)}: ${whatText(row)}`, longestRow),
          ...(row.current ? {} : { button: button('restore', 'Restore', { workflowId, versionId: row.versionId }) }),
        })),
      ),
      text(
        view.onlyOurs
          ? 'This n8n does not list versions: these are the ones put there from here. Restore shows the difference first.'
          : 'Restore shows the difference first; nothing changes until it is approved.',
        'muted',
      ),
      ...(turn.length > 0 ? [actions(...turn)] : []),
    ],
  };
}

/** The same in one line, for notifications. */
export function historyLine({ name, rows: shown }: HistoryView): string {
  return `History of ${name}: ${shown.map(({ number, who }) => `version ${number} by ${who}`).join(', ')}`;
}

function marks({ current, live }: HistoryRow): string {
  const words = [...(current ? ['now'] : []), ...(live ? ['live'] : [])];
  return words.length > 0 ? ` (${words.join(', ')})` : '';
}

function whatText({ what, number }: HistoryRow): string {
  if (what.length === 0) return number === 1 ? 'the first version' : 'no visible difference';
  const more = what.length - mostLines;
  return [...what.slice(0, mostLines), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
