import { actions, button, type CardElement, notice, text } from '#src/chat/card.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';

/** A failed execution as people are told of it. */
export interface FailureView {
  workflowId: string;
  name: string;
  /** n8n's id; none when nothing ran. */
  executionId?: string | undefined;
  step?: string | undefined;
  problem?: string | undefined;
  failedAt: Date;
  /** IANA name the time is told in. */
  timezone: string;
  /** Failures within the hour, this one included. */
  count: number;
  /** Whoever asked for the workflow. */
  reader: Pick<Reader, 'language' | 'locale'>;
}

/** One notice per workflow and hour: what failed, where, why, and what can be done. The words are n8n's, not ours. */
export function failureMessage(view: FailureView): OutboundMessage {
  const { name, workflowId, executionId, step, problem, count } = view;
  const { failure: words, executions, verbs, workflow } = wordsIn(view.reader.language).cards;
  const at = new Intl.DateTimeFormat(view.reader.locale, {
    timeZone: view.timezone,
    hour: '2-digit',
    minute: '2-digit',
  });
  const why = problem ?? words.noReason;
  const line = words.line(name, at.format(view.failedAt), view.timezone, step ? words.step(step, why) : why);
  const elements: CardElement[] = [notice('error', line)];
  if (count > 1) elements.push(text(words.count(count)));
  elements.push(
    actions(
      button({ kind: 'executions', workflowId }, workflow.executions),
      ...(executionId
        ? [
            button({ kind: 'retry_execution', workflowId, executionId }, verbs.retry.label),
            button({ kind: 'fix', workflowId, executionId }, executions.fix, { style: 'primary' }),
          ]
        : []),
    ),
    text(words.footer, 'muted'),
  );
  return { text: line, card: { language: view.reader.language, title: words.title(name), elements } };
}
