import { actions, button, type CardElement, notice, text } from '#src/chat/card.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';

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
}

/** One notice per workflow and hour: what failed, where, why, and what can be done. The words are n8n's, not ours. */
export function failureMessage(view: FailureView): OutboundMessage {
  const { name, workflowId, executionId, step, problem, count } = view;
  const at = new Intl.DateTimeFormat('en-GB', { timeZone: view.timezone, hour: '2-digit', minute: '2-digit' });
  const where = step ? `step "${step}": ` : '';
  const line = `${name} failed at ${at.format(view.failedAt)} (${view.timezone}): ${where}${problem ?? 'n8n does not say why.'}`;
  const elements: CardElement[] = [notice('error', line)];
  if (count > 1) elements.push(text(`That was failure ${count} within the hour; this is the latest.`));
  elements.push(
    actions(
      button('executions', 'Executions', { workflowId }),
      ...(executionId
        ? [
            button('retry', 'Retry', { workflowId, executionId }),
            button('fix', 'Draft a fix', { workflowId, executionId }, { style: 'primary' }),
          ]
        : []),
    ),
    text('What n8n reports is shown as it came. Further failures within the hour are counted here.', 'muted'),
  );
  return { text: line, card: { title: `Failed: ${name}`, elements } };
}
