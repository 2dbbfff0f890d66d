import { page, type Row, says, silent } from './answers.ts';

/** What goes wrong with executions, credentials and archiving. */
export const executionFailures: Row[] = [
  ['scope for executions', 'retry', says(403, 'Forbidden'), 'n8n_forbidden', '', 'execution:retry'],
  ['scope for credentials', 'credentials', says(403, 'Forbidden'), 'n8n_forbidden', '', 'credential:list'],
  ['no such route', 'archive', says(404, 'not found'), 'n8n_api_missing', '', 'does not offer that'],
  ['no such method', 'credentials', says(405, 'GET method not allowed'), 'n8n_api_missing', '', 'update n8n'],
  ['no such workflow', 'archive', says(404, 'Workflow not found'), 'n8n_workflow_missing', '', 'no such workflow'],
  ['not archived', 'unarchive', says(400, 'Workflow is not archived.'), 'n8n_not_archived', '', 'nothing to take back'],
  ['execution gone', 'executions', says(404, 'Not Found'), 'n8n_execution_missing', '', 'old executions'],
  [
    'no number',
    'executions',
    says(400, 'request/params/executionId must be a positive integer'),
    'n8n_execution_missing',
    '',
    'not the number',
  ],
  [
    'succeeded',
    'retry',
    says(409, 'The execution succeeded, so it cannot be retried.'),
    'n8n_execution_succeeded',
    '',
    'Start the workflow anew',
  ],
  ['still queued', 'retry', says(409, 'Execution is queued'), 'n8n_execution_not_retryable', '', 'waiting to start'],
  [
    'failed step is gone',
    'retry',
    says(500, 'Internal server error'),
    'n8n_retry_failed',
    'unsure',
    'renamed or removed',
  ],
  ['ended', 'stop', says(409, 'Only running or waiting executions'), 'n8n_execution_ended', '', 'nothing to stop'],
  ['retry may have run', 'retry', silent('ETIMEDOUT', 'request'), 'n8n_timeout', 'unsure', 'only if it is not there'],
  ['run may have started', 'run', silent('ECONNRESET'), 'n8n_connection_lost', 'unsure', 'look at its executions'],
  ['bad gateway while trying again', 'retry', page(502), 'n8n_unavailable', 'unsure', 'only if it is not there'],
];
