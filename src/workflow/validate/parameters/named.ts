import { maxJsonDepth } from '#src/json-depth.ts';
import type { Issue } from '#src/model/issue.ts';
import { error } from '#src/workflow/issues.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { nameIn } from '#src/workflow/shapes/named.ts';
import { deepest as deepestInside, innerOf } from '../policy/inner.ts';
import { propertiesAt } from '../property-at.ts';
import { pathText, type Rule, type ViewNode } from '../view.ts';

const deepest = maxJsonDepth;

/** A thing that goes by a person's word has to be found before n8n gets it, wherever it stands and whatever is shown. */
export const checkNamed: Rule = ({ nodes, fromDraft }) =>
  fromDraft
    ? nodes.flatMap((node) => [...namedIn(node, node.parameters, ['parameters']), ...namedInside(node, node)])
    : [];

/** In a workflow that a node holds as text nobody can fill anything in: the words have to be said anew. */
function namedInside(node: ViewNode, holder: Pick<ViewNode, 'type' | 'parameters'>, depth = 0): Issue[] {
  if (depth > deepestInside) return [];
  return innerOf(holder).flatMap((inner) =>
    inner.kind === 'workflow'
      ? inner.workflow.nodes.flatMap((one) => [
          ...namedIn(node, one.parameters, []).map(({ path: _path, ...issue }) => issue),
          ...namedInside(node, one, depth + 1),
        ])
      : [],
  );
}

function namedIn(node: ViewNode, value: unknown, path: (string | number)[]): Issue[] {
  if (path.length > deepest) return [];
  if (Array.isArray(value)) return value.flatMap((one, at) => namedIn(node, one, [...path, at]));
  if (!isRecord(value)) return [];
  const word = nameIn(value);
  if (word !== undefined) return [finding(node, word, path)];
  return Object.entries(value).flatMap(([key, one]) => namedIn(node, one, [...path, key]));
}

function finding({ name, nodeType }: ViewNode, word: string, path: (string | number)[]): Issue {
  const key = String(path.findLast((step) => typeof step === 'string') ?? '');
  const [property] = propertiesAt(nodeType?.properties ?? [], path.slice(1));
  const params = {
    node: name,
    parameter: property?.displayName.replace(/ (?:Name )?(?:or )?IDs?$/i, '') ?? key,
    key,
    app: (nodeType?.displayName ?? '').replace(/ Trigger$/, ''),
    word,
  };
  return error('named-not-chosen', params, { node: name, path: pathText(path) });
}
