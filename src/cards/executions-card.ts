import { actions, button, type Card, type CardElement, link, notice, rows, text } from '#src/chat/card.ts';
import { hasFailed, statusText, whenText } from './when.ts';

/** The latest executions of a workflow, one of them looked at closer. */
export interface ExecutionsView {
  workflowId: string;
  name: string;
  /** Where all of them are in n8n. */
  url: string;
  readerTimezone: string;
  /** Newest first; at most 10. */
  rows: { id: string; status: string; at?: string; mode: string; retried: boolean; url: string }[];
  /** The failed one that is explained. */
  explained?: { id: string; what: string; advice: string; canRetry: boolean; url: string };
}

/** When it ran and how that ended; a failure with what to do about it. */
export function executionsCard(view: ExecutionsView): Card {
  const { workflowId, explained } = view;
  const elements: CardElement[] = [];
  if (view.rows.length === 0) {
    elements.push(text('n8n keeps no execution of it: it has not run yet, or n8n has deleted them.'));
  } else {
    elements.push(
      rows(
        view.rows.map((row) => ({
          title: `${row.id} ${statusText(row.status)}`,
          text: `${whenText(row.at, view.readerTimezone)} · ${row.mode}${row.retried ? ' · tried again since, with success' : ''}`,
          ...(hasFailed(row.status) && row.id !== explained?.id
            ? { button: button('executions', 'Why?', { workflowId, executionId: row.id }) }
            : {}),
        })),
      ),
    );
  }
  if (explained) elements.push(...explanation(view, explained));
  elements.push(actions(link('All executions in n8n', view.url)));
  return { title: `Executions of ${view.name}`, elements };
}

function explanation(
  { workflowId }: ExecutionsView,
  { id, what, advice, canRetry, url }: NonNullable<ExecutionsView['explained']>,
): CardElement[] {
  const ids = { workflowId, executionId: id };
  return [
    text(`Why execution ${id} failed`, 'bold'),
    notice('error', what),
    text(advice),
    actions(
      ...(canRetry ? [button('retry', 'Retry', ids)] : []),
      button('fix', 'Draft a fix', ids, { style: 'primary' }),
      link('Open in n8n', url),
    ),
  ];
}

/** The same in one line, for notifications. */
export function executionsLine({ name, rows: shown, explained }: ExecutionsView): string {
  if (explained) return `${name}: ${explained.what} ${explained.advice}`;
  const [newest] = shown;
  return newest ? `${name}: execution ${newest.id} ${statusText(newest.status)}` : `${name}: no execution known`;
}
