import { actions, button, type Card, type CardElement, link, notice, rows, text } from '#src/chat/card.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { hasFailed, statusText, whenText } from './when.ts';

/** The latest executions of a workflow, one of them looked at closer. */
export interface ExecutionsView {
  workflowId: string;
  name: string;
  /** Where all of them are in n8n. */
  url: string;
  reader: Reader;
  /** Newest first; at most 10. */
  rows: { id: string; status: string; at?: string; mode: string; retried: boolean; url: string }[];
  /** The failed one that is explained. */
  explained?: { id: string; what: string; advice: string; canRetry: boolean; url: string };
}

/** When it ran and how that ended; a failure with what to do about it. */
export function executionsCard(view: ExecutionsView): Card {
  const { workflowId, explained, reader } = view;
  const { executions: words } = wordsIn(reader.language).cards;
  const elements: CardElement[] = [];
  if (view.rows.length === 0) {
    elements.push(text(words.none));
  } else {
    elements.push(
      rows(
        view.rows.map((row) => ({
          title: `${row.id} ${statusText(row.status, reader.language)}`,
          text: [whenText(row.at, reader), row.mode, ...(row.retried ? [words.retried] : [])].join(' · '),
          ...(hasFailed(row.status) && row.id !== explained?.id
            ? { button: button({ kind: 'executions', workflowId, executionId: row.id }, words.why) }
            : {}),
        })),
      ),
    );
  }
  if (explained) elements.push(...explanation(view, explained));
  elements.push(actions(link(words.all, view.url)));
  return { language: reader.language, title: words.title(view.name), elements };
}

function explanation(
  { workflowId, reader }: ExecutionsView,
  { id, what, advice, canRetry, url }: NonNullable<ExecutionsView['explained']>,
): CardElement[] {
  const { executions: words, outcome, verbs } = wordsIn(reader.language).cards;
  const ids = { workflowId, executionId: id };
  return [
    text(words.whyFailed(id), 'bold'),
    notice('error', what),
    text(advice),
    actions(
      ...(canRetry ? [button({ kind: 'retry_execution', ...ids }, verbs.retry.label)] : []),
      button({ kind: 'fix', ...ids }, words.fix, { style: 'primary' }),
      link(outcome.openInN8n, url),
    ),
  ];
}

/** The same in one line, for notifications. */
export function executionsLine({ name, rows: shown, explained, reader }: ExecutionsView): string {
  const { executions: words } = wordsIn(reader.language).cards;
  if (explained) return words.about(name, `${explained.what} ${explained.advice}`);
  const [newest] = shown;
  return newest ? words.line(name, newest.id, statusText(newest.status, reader.language)) : words.noneKnown(name);
}
