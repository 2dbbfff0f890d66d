import { actions, button, type CardElement, notice, text } from '#src/chat/card.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';

/** A failure of a workflow as people are told of it. */
export interface FailureView {
  workflowId: string;
  name: string;
  /** n8n's id of the newest execution; none when nothing ran. */
  executionId?: string | undefined;
  step?: string | undefined;
  problem?: string | undefined;
  /** What can be done about it. */
  advice: string;
  /** The newest, and the first of those that are counted here. */
  failedAt: Date;
  firstAt: Date;
  /** When it ran well again. */
  recoveredAt?: Date | undefined;
  /** IANA name the time is told in. */
  timezone: string;
  /** How often it failed like that. */
  count: number;
  /** Of many kinds, of which the newest is shown. */
  mixed: boolean;
  /** Whoever asked for the workflow. */
  reader: Pick<Reader, 'language' | 'locale'>;
}

/** One notice per kind of failure: what failed, where, why, how often, and what can be done. The words are n8n's, not ours. */
export function failureMessage(view: FailureView): OutboundMessage {
  const { name, workflowId, executionId, step, problem, count, recoveredAt, reader } = view;
  const { failure: words, executions, verbs, workflow } = wordsIn(reader.language).cards;
  const format = new Intl.DateTimeFormat(reader.locale, {
    timeZone: view.timezone,
    hour: '2-digit',
    minute: '2-digit',
  });
  const why = problem ?? words.noReason;
  const failed = words.line(name, format.format(view.failedAt), view.timezone, step ? words.step(step, why) : why);
  const ranWell = recoveredAt && words.recovered(format.format(recoveredAt), view.timezone);
  const elements: CardElement[] = [...(ranWell ? [notice('success', ranWell)] : []), notice('error', failed)];
  if (count > 1) elements.push(text(words.count(count, format.format(view.firstAt))));
  if (view.mixed) elements.push(text(words.mixed));
  if (!ranWell) elements.push(text(view.advice));
  elements.push(
    actions(
      button({ kind: 'executions', workflowId }, workflow.executions),
      ...(executionId && !ranWell
        ? [
            button({ kind: 'retry_execution', workflowId, executionId }, verbs.retry.label),
            button({ kind: 'fix', workflowId, executionId }, executions.fix, { style: 'primary' }),
          ]
        : []),
      ...(ranWell ? [] : [button({ kind: 'mute', workflowId }, words.mute)]),
    ),
    text(words.footer, 'muted'),
  );
  return {
    text: ranWell ? `${ranWell} ${failed}` : failed,
    card: {
      language: reader.language,
      title: ranWell ? words.recoveredTitle(name) : words.title(name),
      elements,
    },
  };
}
