import { line, node, postToSlack } from '../parts.ts';
import { channelSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Tells a Slack channel when a workflow fails that names this one as its error workflow. */
export const errorAlert = defineTemplate({
  slug: 'error-alert',
  name: 'Error alert',
  description: 'Tells a Slack channel when a workflow fails that names this one as its error workflow.',
  technique: 'error-handling',
  words: ['error', 'failure', 'failed', 'crash'],
  slots: [channelSlot()],
  nodes: [
    node('Workflow failed', 'errorTrigger'),
    postToSlack(
      'Tell',
      '=“{{ $json.workflow.name }}” failed at “{{ $json.execution.lastNodeExecuted }}”: {{ $json.execution.error.message }}\n{{ $json.execution.url }}',
    ),
  ],
  connections: [...line('Workflow failed', 'Tell')],
  assumes: ['errorWorkflow'],
});
