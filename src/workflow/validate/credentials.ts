import { isExpression } from '#src/catalog/display-options.ts';
import type { Issue } from '#src/model/issue.ts';
import { neededKinds } from '../credentials.ts';
import { error, warning } from '../issues.ts';
import { isRecord } from '../json/values.ts';
import type { Rule, View, ViewNode } from './view.ts';

/** Credentials are references n8n understands, are there where they are needed, and never come out of a draft. */
export const checkCredentials: Rule = (view) =>
  view.nodes.filter((node) => !node.disabled).flatMap((node) => checkNode(node, view));

function checkNode(node: ViewNode, view: View): Issue[] {
  const inline = node.parameters['credentials'];
  if (isRecord(inline)) {
    const at = { node: node.name, path: 'parameters.credentials' };
    return [(view.fromDraft ? error : warning)('credential-in-parameters', { node: node.name }, at)];
  }
  const malformed = Object.entries(node.credentials).find(([, value]) => !isRecord(value) && value !== null);
  if (malformed) {
    const path = `credentials.${malformed[0].slice(0, 80)}`;
    return [
      (typeof malformed[1] === 'string' ? warning : error)(
        'credential-malformed',
        { node: node.name, step: node.index + 1, all: false },
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
      const params = { node: node.name, kind: displayName.slice(0, 80), held: held[0]?.slice(0, 80) ?? null };
      return warning('credential-missing', params, { node: node.name, path: 'credentials' });
    });
}
