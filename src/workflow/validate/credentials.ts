import { isVisible } from '#src/catalog/display-options.ts';
import type { Issue } from '../draft.ts';
import { isRecord, toText } from '../values.ts';
import { error, type Rule, type View, type ViewNode, warning } from './view.ts';

/** Credentials are references n8n understands, are there where they are needed, and never come out of a draft. */
export const checkCredentials: Rule = (view) =>
  view.nodes.filter((node) => !node.disabled).flatMap((node) => checkNode(node, view));

function checkNode(node: ViewNode, view: View): Issue[] {
  const inline = node.parameters['credentials'];
  if (isRecord(inline)) {
    const message = `"${node.name}" names a credential among its parameters. Credentials are chosen in n8n, never in the draft.`;
    return [
      (view.fromDraft ? error : warning)('credential-in-parameters', message, {
        node: node.name,
        path: 'parameters.credentials',
      }),
    ];
  }
  const malformed = Object.entries(node.credentials).find(([, value]) => !isRecord(value) && value !== null);
  if (malformed) {
    const path = `credentials.${malformed[0].slice(0, 80)}`;
    return [
      (typeof malformed[1] === 'string' ? warning : error)(
        'credential-malformed',
        `The credential of "${node.name}" is not a reference with an id and a name.`,
        { node: node.name, path },
      ),
    ];
  }
  return view.fromDraft ? [] : checkPresence(node);
}

function checkPresence(node: ViewNode): Issue[] {
  if (!node.nodeType || !node.described || Object.keys(node.credentials).length > 0) return [];
  const generic =
    node.values['authentication'] === 'genericCredentialType' ? toText(node.values['genericAuthType']) : undefined;
  const predefined =
    node.values['authentication'] === 'predefinedCredentialType'
      ? toText(node.values['nodeCredentialType'])
      : undefined;
  const scope = { parameters: node.values, version: node.version };
  const listed = node.nodeType.credentials.find((one) => one.required && isVisible(one, scope));
  const needed = generic ?? predefined ?? listed?.displayName;
  if (!needed) return [];
  return [
    warning('credential-missing', `"${node.name}" needs a credential (${needed.slice(0, 80)}). Choose it in n8n.`, {
      node: node.name,
      path: 'credentials',
    }),
  ];
}
