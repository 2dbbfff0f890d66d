import { askForChange, operator, type Refusal } from './refusal.ts';

const code = 'n8n_document';

/** The name n8n quotes first in its message, for the sentence. */
function quoted(found: RegExpExecArray): string {
  const name = /"([^"]+)"/.exec(found.input)?.[1];
  return name ? ` (“${name}”)` : '';
}

/** Refused before anything was saved: n8n checks the form of the document first. */
const form: Omit<Refusal, 'status'>[] = [
  {
    message: /name must be 1 to 128/i,
    code: 'n8n_name',
    what: 'The workflow needs a name of 1 to 128 characters',
    next: 'Ask for another name.',
  },
  {
    message: /body\/settings .*(unrecognized key|additional propert)/i,
    code: 'n8n_setting_unknown',
    what: 'This n8n does not know one of the settings of the workflow',
    next: operator('update n8n, or to set N8N_VERSION to what it really is'),
  },
  {
    message: /duplicate_node_name|duplicate node name/i,
    code,
    what: (found) => `Two nodes have the same name${quoted(found)}`,
    next: 'Ask to rename one of them.',
  },
  { message: /duplicate_node_id/i, code, what: 'Two nodes have the same id', next: askForChange },
  {
    message: /unknown_connection_(target|source)/i,
    code,
    what: (found) => `A connection names a node that does not exist${quoted(found)}`,
    next: askForChange,
  },
  {
    message: /nodes[[/](\d+)\]?[./](\w+)/i,
    code,
    what: (found) => `n8n does not accept the ${found[2]} of node ${Number(found[1]) + 1}`,
    next: askForChange,
  },
  {
    message: /required property '(\w+)'|body\/(\w+) must be/i,
    code,
    what: (found) => `The ${found[1] ?? found[2]} of the workflow did not reach n8n in the form it wants`,
    next: askForChange,
  },
  {
    message: /is read-only|unrecognized key|additional propert|^request\/body/i,
    code,
    what: 'This n8n does not accept a field of the workflow',
    next: operator('check that Flowsmith supports this version of n8n'),
  },
  {
    message: /^Workflow structure is invalid/i,
    code,
    what: 'n8n finds the structure of the workflow invalid',
    next: askForChange,
  },
  {
    message: /^Group "/,
    code: 'n8n_node_group',
    what: (found) => `A group of nodes no longer fits${quoted(found)}`,
    next: 'Remove that group in n8n, then try again.',
  },
  {
    message: /is not archived/i,
    code: 'n8n_not_archived',
    what: 'The workflow is not archived in n8n',
    next: 'There is nothing to take back.',
  },
  {
    message: /archived/i,
    code: 'n8n_archived',
    what: 'The workflow is archived in n8n',
    next: 'Unarchive it in n8n first.',
  },
  {
    message: /cursor/i,
    acts: ['list', 'versions', 'executions', 'credentials'],
    code: 'n8n_cursor',
    what: 'n8n lost the place in its list',
    next: 'Ask for the list again.',
    retryable: true,
  },
];

/** Refused while publishing. An update publishes too when the workflow is live; then the document was saved before. */
const publishing: Omit<Refusal, 'status'>[] = [
  {
    message: /no trigger node/i,
    code: 'n8n_no_trigger',
    what: 'The workflow has nothing that starts it',
    next: 'Say when it should run (a time, a webhook, an event), then turn it on again.',
  },
  {
    message: /unrecognized node type: (\S+)/i,
    code: 'n8n_node_type',
    what: (found) => `This n8n does not have the node type ${found[1]}`,
    next: 'Ask for it with another node, or install that node in n8n.',
  },
  {
    message: /node type "(.+?)" is not available in version (\S+?)\.(?:\s|$)/i,
    code: 'n8n_node_version',
    what: (found) => `This n8n does not have version ${found[2]} of the node type ${found[1]}`,
    next: askForChange,
  },
  {
    message: /node "(.+?)" references workflow (\S+) which is not published/i,
    code: 'n8n_sub_workflow',
    what: (found) => `“${found[1]}” calls another workflow (${found[2]}) that is switched off`,
    next: 'Turn that one on first, then this one.',
  },
];

export const documentRefusals: readonly Refusal[] = [
  ...form.map((row): Refusal => ({ ...row, status: 400 })),
  ...publishing.map((row): Refusal => ({ ...row, status: 400, acts: ['publish', 'update'] })),
];

/** Codes that an update can only get after its document was saved. */
export const savedBefore: ReadonlySet<string> = new Set([
  ...publishing.map((row) => row.code),
  'n8n_webhook_conflict',
  'n8n_review_open',
  'n8n_forbidden',
  'n8n_refused',
]);
