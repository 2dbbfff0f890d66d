import { toList, toRecord } from '#src/workflow/json/values.ts';
import type { ViewNode } from '#src/workflow/validate/view.ts';
import type { FieldPath } from './paths.ts';

/** Below these anything may be: what callers send, and what failed. */
const openAt: Record<string, readonly string[]> = {
  webhook: ['headers', 'params', 'query', 'body'],
  errorTrigger: ['execution', 'trigger'],
};

/** True for a field that n8n's own trigger never gives: an example that had it would hide the mistake. */
export function isClosed({ shortType, values }: ViewNode, [first, ...rest]: FieldPath): boolean {
  switch (shortType) {
    case 'webhook':
    case 'errorTrigger':
      return rest.length === 0
        ? !/^(?:headers|params|query|body|webhookUrl|executionMode|execution|workflow|trigger)$/.test(String(first))
        : !(openAt[shortType] ?? []).includes(String(first));
    case 'scheduleTrigger':
    case 'cron':
    case 'interval':
    case 'manualTrigger':
      return true;
    case 'formTrigger':
      return toList(toRecord(values['formFields'])['values']).length > 0;
    case 'executeWorkflowTrigger':
      return toList(toRecord(values['workflowInputs'])['values']).length > 0;
    default:
      return false;
  }
}

/** Each of their executions is about one thing. */
const ofOne = new Set(
  'webhook formTrigger scheduleTrigger cron interval manualTrigger chatTrigger errorTrigger'.split(' '),
);

/** False for a trigger whose executions are about one thing each. */
export const mayGiveSeveral = (type: string): boolean => !ofOne.has(type.slice(type.lastIndexOf('.') + 1));
