import type { Issue } from '#src/model/issue.ts';
import { error } from '#src/workflow/issues.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { nameIn } from '#src/workflow/shapes/named.ts';
import { propertiesAt } from '../property-at.ts';
import { pathText, type Rule, type ViewNode } from '../view.ts';

const deepest = 20;

/** A thing that goes by a person's word has to be found before n8n gets it, wherever it stands and whatever is shown. */
export const checkNamed: Rule = ({ nodes, fromDraft }) =>
  fromDraft ? nodes.flatMap((node) => namedIn(node, node.parameters, ['parameters'])) : [];

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
