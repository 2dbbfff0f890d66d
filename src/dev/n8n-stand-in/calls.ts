import type { Executions } from './executions.ts';
import type { Workflows } from './workflows.ts';

export interface CallAnswer {
  status: number;
  body: object;
}

/**
 * A call from outside to `/webhook/…` or `/form/…`, answered as n8n does: at once, or with the last node's item.
 * Undefined for a path that is neither.
 */
export function answerCall(
  workflows: Workflows,
  executions: Executions,
  { method, path, body }: { method: string; path: string; body: unknown },
): CallAnswer | undefined {
  const [, kind, at] = /^\/(webhook|form)\/(.+)$/.exec(path) ?? [];
  if (!kind || !at) return undefined;
  const hook = kind === 'form' ? `FORM ${at}` : `${method} ${at}`;
  const found = workflows.listening(hook);
  if (!found) {
    return { status: 404, body: { code: 404, message: `The requested webhook "${method} ${at}" is not registered.` } };
  }
  const { workflowId, document, node } = found;
  const execution = executions.run(workflowId, document, node.name, [{ json: { body } }]);
  if (kind === 'form') return { status: 200, body: { status: 200 } };
  if (node.parameters?.['responseMode'] !== 'lastNode') {
    return { status: 200, body: { message: 'Workflow was started' } };
  }
  if (execution.status === 'error') return { status: 500, body: { message: 'Error in workflow' } };
  return { status: 200, body: { body } };
}
