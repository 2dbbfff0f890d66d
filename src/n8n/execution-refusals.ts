import type { N8nAct, Refusal } from './refusal.ts';

const onExecutions: readonly N8nAct[] = ['executions', 'retry', 'stop', 'discard'];

/** What n8n says about executions, from trying it on 2.40.7. */
export const executionRefusals: readonly Refusal[] = [
  {
    status: 404,
    message: /^(?!not found$)/,
    acts: onExecutions,
    code: 'n8n_execution_missing',
    what: 'n8n has no such execution any more, or not one that Flowsmith may see',
    next: 'n8n deletes old executions by itself. Ask for the latest ones.',
  },
  {
    status: 400,
    message: /executionId/,
    acts: onExecutions,
    code: 'n8n_execution_missing',
    what: 'That is not the number of an execution',
    next: 'Ask for the latest executions.',
  },
  {
    status: 409,
    message: /succeeded/i,
    acts: ['retry'],
    code: 'n8n_execution_succeeded',
    what: 'The execution succeeded, so n8n does not try it again',
    next: 'Start the workflow anew instead.',
  },
  {
    status: 409,
    acts: ['retry'],
    code: 'n8n_execution_not_retryable',
    what: 'The execution is still waiting to start, or was stopped before its first step',
    next: 'Start the workflow anew instead.',
  },
  {
    status: 409,
    acts: ['stop'],
    code: 'n8n_execution_ended',
    what: 'The execution has ended already',
    next: 'There is nothing to stop.',
  },
  {
    status: 500,
    message: /internal server error/i,
    acts: ['retry'],
    code: 'n8n_retry_failed',
    what: 'n8n could not try it again, most likely because the step that failed has been renamed or removed since',
    state: 'It was most likely not tried again',
    next: 'Start the workflow anew instead.',
  },
];
