import type { Issue } from '#src/model/issue.ts';
import { error } from '#src/workflow/issues.ts';
import type { HeldStep } from './plan.ts';
import type { RenderedText } from './render.ts';
import { shorten } from './shorten.ts';

/** Where the whole of an answer or of a request's body stands, and how n8n reads it there. */
type Body = 'answer' | 'json' | 'raw' | 'form';

/** What n8n would fail to send as it was worked out, or would send as nothing at all (measured on n8n 2.40.7). Pure. */
export function bodyIssues(
  step: Pick<HeldStep, 'node' | 'type' | 'typeVersion' | 'parameters'>,
  { text, value, failed }: RenderedText,
): Issue[] {
  const body = bodyAt(step, text.path);
  if (!body || failed.length > 0 || text.withheld) return [];
  if (body === 'answer' && typeof value !== 'string') return [];
  const { node } = step;
  const at = { node, path: `parameters.${text.path.join('.')}` };
  const sent = body === 'json' || body === 'answer' ? parsed(value) : { value };
  if (!sent) return [error(body === 'json' ? 'rehearsal-body-not-json' : 'rehearsal-answer-not-json', { node }, at)];
  if (body === 'answer') return [];
  const unsendable = body === 'form' ? Array.isArray(sent.value) : ['number', 'boolean'].includes(typeof sent.value);
  return unsendable
    ? [error('rehearsal-body-not-sent', { node, value: shorten(JSON.stringify(sent.value), 60) }, at)]
    : [];
}

function bodyAt(
  { type, typeVersion, parameters }: Pick<HeldStep, 'type' | 'typeVersion' | 'parameters'>,
  path: readonly (string | number)[],
): Body | undefined {
  const [name, ...deeper] = path;
  if (deeper.length > 0) return undefined;
  if (type.endsWith('.respondToWebhook'))
    return name === 'responseBody' && parameters['respondWith'] === 'json' ? 'answer' : undefined;
  if (!type.endsWith('.httpRequest') || typeVersion < 3) return undefined;
  if (name === 'jsonBody') return 'json';
  if (name !== 'body') return undefined;
  return parameters['contentType'] === 'raw' ? 'raw' : 'form';
}

/** Only text is read as JSON; what is not text is taken as it is. Undefined for what is no JSON. */
function parsed(value: unknown): { value: unknown } | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return { value };
  try {
    return { value: JSON.parse(value) as unknown };
  } catch {
    return undefined;
  }
}
