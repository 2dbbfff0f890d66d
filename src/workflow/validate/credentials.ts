import { isExpression } from '#src/catalog/display-options.ts';
import { neededKinds } from '../credentials.ts';
import type { Issue } from '../draft.ts';
import { isRecord } from '../json/values.ts';
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
  if (!node.nodeType || !node.described || isExpression(node.values['authentication'])) return [];
  const held = Object.keys(node.credentials);
  return neededKinds(node.nodeType, node.values, node.version)
    .filter(({ type }) => !held.includes(type))
    .map(({ displayName }) => {
      const instead = held[0] === undefined ? '' : `; it has ${held[0].slice(0, 80)}`;
      const message = `"${node.name}" needs a credential (${displayName.slice(0, 80)})${instead}. Choose it in n8n.`;
      return warning('credential-missing', message, { node: node.name, path: 'credentials' });
    });
}
