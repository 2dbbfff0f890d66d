import type { Edit, Issue } from '#src/model/issue.ts';
import { error, warning } from '../issues.ts';
import { isRecord, toText, toWord } from '../json/values.ts';

/** Fields of a node that n8n's public API takes; with any other it refuses the whole workflow. */
const known = new Set(
  `id name type typeVersion position parameters credentials webhookId disabled notes notesInFlow executeOnce
  alwaysOutputData retryOnFail maxTries waitBetweenTries onError continueOnFail customTelemetryTags rewireOutputLogTo
  extendsCredential retryOnFail forceCustomOperation issues color createdAt updatedAt`.split(/\s+/),
);
const reactions = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];
const ranges = [
  { what: 'maxTries', least: 2, most: 5 },
  { what: 'waitBetweenTries', least: 0, most: 5000 },
] as const;
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
  const own = { node: name ?? null, step: index + 1 };
  const issues: Issue[] = [];
  const unknown = Object.keys(node).find((key) => !known.has(key));
  if (unknown !== undefined) {
    const field = unknown.slice(0, 60);
    const edit: Edit = { path: ['nodes', index, unknown], remove: true };
    issues.push(warning('unknown-node-field', { ...own, field }, at(field, edit, `Takes out the field "${field}".`)));
  }
  const { onError } = node;
  if (onError !== undefined && onError !== null && !reactions.includes(toWord(onError))) {
    issues.push(error('unknown-error-reaction', { ...own, reaction: toWord(onError).slice(0, 40) }, at('onError')));
  }
  for (const { what, least, most } of ranges) {
    const value = node[what];
    if (value === undefined || value === null) continue;
    if (typeof value === 'number' && value >= least && value <= most) continue;
    const nearest = typeof value === 'number' ? Math.min(most, Math.max(least, value)) : undefined;
    const params = { ...own, what, value: toWord(value).slice(0, 40), least, most };
    const edit: Edit | undefined =
      nearest === undefined || Number.isNaN(nearest) ? undefined : { path: ['nodes', index, what], value: nearest };
    issues.push(warning('retry-out-of-range', params, at(what, edit, `Sets ${nearest}, which is what n8n does.`)));
  }
  const { credentials } = node;
  const none =
    credentials === undefined || credentials === null || (Array.isArray(credentials) && credentials.length === 0);
  if (!none && !isRecord(credentials)) {
    issues.push(error('credential-malformed', { ...own, all: true }, at('credentials')));
  }
  const odd = switches.find((key) => node[key] !== undefined && node[key] !== null && typeof node[key] !== 'boolean');
  if (odd !== undefined) {
    issues.push(warning('field-not-boolean', { ...own, field: odd }, at(odd)));
  }
  return issues;
}
