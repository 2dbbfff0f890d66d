import { hasExpression } from './request.ts';
import type { RiskyStep } from './step.ts';

/** What somebody who fills in a form gets to read. */
const pages = [
  ...['options', 'formTitle', 'formDescription', 'formFields', 'jsonOutput'],
  ...['completionTitle', 'completionMessage', 'responseText', 'redirectUrl'],
];

/**
 * True for a step that answers whoever calls, writes or fills something in with what the workflow has: with what its last
 * step puts out, or with a page. An answer that a step of its own gives is the effect of that step. Pure.
 */
export function answersCaller({ short, values }: RiskyStep): boolean {
  switch (short) {
    case 'webhook':
      return givesLast(values) || hasExpression(values['options']);
    case 'wait':
      return waitsForCall(values['resume']) && (givesLast(values) || showsData(values));
    case 'form':
      return values['operation'] === 'completion' || showsData(values);
    case 'formTrigger':
      return showsData(values);
    case 'chatTrigger':
      return values['public'] !== undefined && values['public'] !== false;
    case 'mcpTrigger':
      return true;
    default:
      return false;
  }
}

const waitsForCall = (resume: unknown): boolean =>
  resume === 'webhook' || resume === 'form' || (typeof resume === 'string' && resume.startsWith('='));

function givesLast({ responseMode, responseData, resume }: Record<string, unknown>): boolean {
  // A form says that it was filled in, whatever the last step puts out.
  if (resume === 'form') return false;
  return !['onReceived', 'responseNode', undefined].includes(responseMode as string) && responseData !== 'noData';
}

const showsData = (values: Record<string, unknown>): boolean => pages.some((name) => hasExpression(values[name]));
