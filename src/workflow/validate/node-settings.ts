import type { Edit, Issue } from '../draft.ts';
import { isRecord, toText, toWord } from '../json/values.ts';
import { error, warning } from './view.ts';

/** Fields of a node that n8n's public API takes; with any other it refuses the whole workflow. */
const known = new Set(
  `id name type typeVersion position parameters credentials webhookId disabled notes notesInFlow executeOnce
  alwaysOutputData retryOnFail maxTries waitBetweenTries onError continueOnFail customTelemetryTags rewireOutputLogTo
  extendsCredential retryOnFail forceCustomOperation issues color createdAt updatedAt`.split(/\s+/),
);
const reactions = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];
const ranges: Record<string, { least: number; most: number; what: string }> = {
  maxTries: { least: 2, most: 5, what: 'tries' },
  waitBetweenTries: { least: 0, most: 5000, what: 'milliseconds between tries' },
};
const switches = ['disabled', 'notesInFlow', 'executeOnce', 'alwaysOutputData', 'retryOnFail', 'continueOnFail'];

/** What a node says about itself besides its parameters: only fields n8n has, with values it can use. */
export function checkNodeSettings(node: Record<string, unknown>, index: number): Issue[] {
  const name = toText(node['name']);
  const isNode = name !== undefined && toText(node['type']) !== undefined;
  const at = (path: string, edit?: Edit, description = ''): object => ({
    ...(name ? { node: name } : {}),
    path,
    ...(edit && isNode ? { fix: { description, edits: [edit] } } : {}),
  });
  const issues: Issue[] = [];
  const unknown = Object.keys(node).find((key) => !known.has(key));
  if (unknown !== undefined) {
    const key = unknown.slice(0, 60);
    const message = `"${name ?? `Step ${index + 1}`}" has a field "${key}" that n8n does not know and refuses.`;
    const edit: Edit = { path: ['nodes', index, unknown], remove: true };
    issues.push(warning('unknown-node-field', message, at(key, edit, `Takes out the field "${key}".`)));
  }
  const { onError } = node;
  if (onError !== undefined && onError !== null && !reactions.includes(toWord(onError))) {
    const message = `"${toWord(onError).slice(0, 40)}" is nothing n8n can do when "${name}" fails; it would just stop.`;
    issues.push(error('unknown-error-reaction', message, at('onError')));
  }
  for (const [key, { least, most, what }] of Object.entries(ranges)) {
    const value = node[key];
    if (value === undefined || value === null) continue;
    if (typeof value === 'number' && value >= least && value <= most) continue;
    const nearest = typeof value === 'number' ? Math.min(most, Math.max(least, value)) : undefined;
    const message = `"${name}" asks for ${toWord(value).slice(0, 40)} ${what}; n8n allows ${least} to ${most}.`;
    const edit: Edit | undefined =
      nearest === undefined || Number.isNaN(nearest) ? undefined : { path: ['nodes', index, key], value: nearest };
    issues.push(warning('retry-out-of-range', message, at(key, edit, `Sets ${nearest}, which is what n8n does.`)));
  }
  const { credentials } = node;
  const none =
    credentials === undefined || credentials === null || (Array.isArray(credentials) && credentials.length === 0);
  if (!none && !isRecord(credentials)) {
    const message = `The credentials of "${name}" are no object that names one for each kind; n8n finds none.`;
    issues.push(error('credential-malformed', message, at('credentials')));
  }
  const odd = switches.find((key) => node[key] !== undefined && node[key] !== null && typeof node[key] !== 'boolean');
  if (odd !== undefined) {
    issues.push(warning('field-not-boolean', `"${odd}" of "${name}" is neither true nor false.`, at(odd)));
  }
  return issues;
}
