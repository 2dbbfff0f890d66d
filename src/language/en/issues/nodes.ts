import { either } from '../../language.ts';

const quotedAll = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const meant = (type: string | null): string => (type === null ? '' : ` Did you mean ${type}?`);

/** Findings about node types, credentials, addresses, and what the connected n8n has. */
export const nodes = {
  'deprecated-node-type': ({ type, instead }: { type: string; instead: readonly string[] }) =>
    `${type} is deprecated in n8n; ${instead.length > 0 ? `use ${either('en-GB', instead)} instead` : 'look for what replaced it'}.`,
  /** `changed`: it was there before. */
  'deprecated-node-refused': ({
    node,
    type,
    instead,
    changed,
  }: {
    node: string;
    type: string;
    instead: readonly string[];
    changed: boolean;
  }) =>
    `n8n has given up ${type} and refuses to save a workflow in which one is ${changed ? 'changed' : 'new'}, such as "${node}"; ${instead.length > 0 ? `use ${either('en-GB', instead)} instead` : 'look for what replaced it'}${changed ? ', or leave it as it was' : ''}.`,
  'version-missing': ({ node, type }: { node: string; type: string }) =>
    `"${node}" does not say which version of ${type} it is made for; n8n takes its newest, which may change.`,
  'version-malformed': ({ node, example }: { node: string; example: number }) =>
    `The version of "${node}" has to be a number, e.g. ${example}.`,
  'unknown-node-version': ({
    type,
    version,
    versions,
  }: {
    type: string;
    version: number;
    versions: readonly number[];
  }) => `Version ${version} of ${type} is not known; there are ${versions.join(', ')}.`,
  /** `here`: the catalogue is n8n's own, so there is none. */
  'unknown-node-type': ({ type, suggestion, here }: { type: string; suggestion: string | null; here: boolean }) =>
    here
      ? `There is no node type ${type} here.${meant(suggestion)}`
      : `The node type ${type} is not in the catalogue, so it is not checked.${meant(suggestion)}`,
  'credential-in-parameters': ({ node }: { node: string }) =>
    `"${node}" names a credential among its parameters. Credentials are chosen in n8n, never in the draft.`,
  'credential-missing': ({ node, kind, held }: { node: string; kind: string; held: string | null }) =>
    `"${node}" needs a credential (${kind})${held === null ? '' : `; it has ${held}`}. Choose it in n8n.`,
  'credential-of-other-type': ({
    node,
    wanted,
    name,
    type,
  }: {
    node: string;
    wanted: string;
    name: string;
    type: string;
  }) => `"${node}" needs a credential of type ${wanted}, but "${name}" is one of type ${type}.`,
  'unknown-credential': ({ node, name }: { node: string; name: string }) =>
    `The credential "${name}" of "${node}" does not exist in this n8n. Choose another one there.`,
  /** `place` null: only the run knows it. */
  'credential-elsewhere': ({ node, names, place }: { node: string; names: readonly string[]; place: string | null }) =>
    `"${node}" takes its credential ${quotedAll(names)} along to ${place ?? 'an address that only the run knows'}: check that it may be known there.`,
  'error-workflow-missing': () => 'The workflow that should run when this one fails does not exist in this n8n.',
  'error-workflow-without-trigger': ({ name }: { name: string }) =>
    `"${name}" should run when this workflow fails, but has no Error Trigger.`,
  'error-workflow-unpublished': ({ name }: { name: string }) =>
    `"${name}" should run when this workflow fails, but is not published, so it will not.`,
  'sub-workflow-missing': ({ node, name }: { node: string; name: string }) =>
    `"${node}" calls the workflow "${name}", which does not exist in this n8n.`,
  'sub-workflow-without-trigger': ({ node, name }: { node: string; name: string }) =>
    `"${node}" calls "${name}", which cannot be called: it has no Execute Sub-workflow Trigger.`,
  'sub-workflow-unpublished': ({ node, name }: { node: string; name: string }) =>
    `"${node}" calls "${name}", which is not published. Publish that one first.`,
  'webhook-path-missing': ({ node }: { node: string }) =>
    `"${node}" has no path, so its address would be a random one.`,
  'webhook-path-unusual': ({ node, odd }: { node: string; odd: string }) =>
    `The path of "${node}" holds "${odd}": give only the last part of the address, e.g. new-order.`,
  'webhook-open': ({ node }: { node: string }) =>
    `Anyone who knows the address of "${node}" can start it: it has no authentication.`,
  /** `call` null: `owner` is a step of the same workflow, else another workflow that answers to it. */
  'webhook-path-taken': ({ node, owner, call }: { node: string; owner: string; call: string | null }) =>
    call === null
      ? `"${owner}" and "${node}" use the same address. Give one of them another path.`
      : `"${owner}" already answers ${call}. Give "${node}" another path.`,
  'invalid-url': ({ node, address }: { node: string; address: string }) =>
    `"${address}" in "${node}" is no web address; it has to start with https://.`,
  'url-unusual': ({ node }: { node: string }) => `The address in "${node}" does not start with https://.`,
  'internal-url': ({ node, host }: { node: string; host: string }) =>
    `"${node}" calls ${host}, which is inside the network n8n runs in.`,
  'url-unencrypted': ({ node, host }: { node: string; host: string }) =>
    `"${node}" calls ${host} over http, so everybody on the way can read it. Use https.`,
  /** `node` null: nobody looked where. */
  'secret-in-parameters': ({ node }: { node: string | null }) =>
    `${node === null ? 'It' : `"${node}"`} holds what looks like a password or key. Take it out; it belongs into an n8n credential.`,
  'secret-removed': ({ node }: { node: string }) =>
    `A value of "${node}" looked like a password or key and was removed. Add it in n8n under Credentials, and ask for the step with that credential instead.`,
  'removed-step-read': ({ node, read, removed }: { node: string; read: string; removed: string }) =>
    `"${node}" reads ${read}, which came from "${removed}". That step is removed: check where "${node}" gets it from now.`,
  /** `node` null: something of the workflow itself; `path` may be empty where it is a node. */
  'beside-the-change': ({ node, path }: { node: string | null; path: string }) => {
    const where = node === null ? `${path} of the workflow` : `"${node}"${path === '' ? '' : ` (${path})`}`;
    return `Writing this change would also touch ${where}, which nobody asked for. It cannot be approved like this: say it differently, or change it in n8n.`;
  },
  /** `problem`: in English, for whoever sends documents over REST. */
  'not-a-draft': ({ problem }: { problem: string }) => `${problem}.`,
};
