import type { Issue } from '../draft.ts';
import { codeKeys, type Text, textsOf } from './strings.ts';
import { error, type Rule, type View, type ViewNode, warning } from './view.ts';

/** `$('Name')`, `$node["Name"]`, `$items("Name")` with a literal name. */
const reference =
  /\$(?:\(|node\[|items\(|node\(|getNodeParameter\()\s*(?:"((?:[^"\\\n]|\\.){1,200})"|'((?:[^'\\\n]|\\.){1,200})')\s*[\]),]/g;
const dotted = /\$node\.([A-Za-z_][\w]*)/g;
/** What only makes sense when n8n evaluates it. */
const dynamic =
  /\{\{[^{}]{0,500}\$(?:json|node|input|now|today|workflow|execution|binary|items|vars|env|itemIndex|prevNode|parameter|\()/;
/** Nodes that fill in `{{ }}` themselves. */
const ownTemplates = new Set(['html', 'code', 'function', 'functionItem', 'htmlExtract']);

/** Parameters whose `{{ }}` the node resolves itself. */
const selfResolving = new Set(['query']);

/** Expressions are marked, closed and refer to nodes that exist. */
export const checkExpressions: Rule = (view) =>
  view.nodes.filter((node) => !node.disabled).flatMap((node) => checkNode(node, view));

function checkNode(node: ViewNode, view: View): Issue[] {
  const seen = new Set<string>();
  return textsOf(node)
    .flatMap((text) => checkText(text, node, view))
    .filter((issue) => {
      const key = `${issue.code} ${issue.message}`;
      return !seen.has(key) && seen.add(key);
    });
}

function checkText(text: Text, node: ViewNode, view: View): Issue[] {
  const at = { node: node.name, path: text.path };
  if (codeKeys.has(text.key)) return checkReferences(text.value, view, at, 'warning');
  if (!text.value.startsWith('=')) {
    if (
      !node.described ||
      ownTemplates.has(node.shortType) ||
      selfResolving.has(text.key) ||
      !dynamic.test(text.value.slice(0, 20_000))
    )
      return [];
    return [
      error(
        'expression-without-prefix',
        `"${node.name}" would send "${excerpt(text.value)}" as it stands: an expression has to start with "=".`,
        at,
      ),
    ];
  }
  if (isUnclosed(text.value)) {
    return [error('expression-unclosed', `An expression in "${node.name}" is not closed: "}}" is missing.`, at)];
  }
  return checkReferences(text.value, view, at, 'error');
}

function isUnclosed(text: string): boolean {
  const open = text.lastIndexOf('{{');
  if (open < 0) return false;
  return !text.includes('}}', open + 2) && !text.slice(0, open).includes('{{');
}

function checkReferences(
  text: string,
  view: View,
  at: { node: string; path: string },
  severity: 'error' | 'warning',
): Issue[] {
  if (!text.includes('$')) return [];
  const names = new Set<string>();
  const program = severity === 'error' ? blocksOf(text) : text;
  for (const match of program.matchAll(reference)) names.add((match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1'));
  for (const match of program.matchAll(dotted)) if (match[1]) names.add(match[1]);
  return [...names]
    .filter((name) => name !== '' && !view.byName.has(name))
    .map((name) => {
      const message = `"${at.node}" uses data of "${name.slice(0, 80)}", but there is no such step.`;
      return severity === 'error'
        ? error('unknown-node-reference', message, at)
        : warning('unknown-node-reference', message, at);
    });
}

/** What n8n evaluates: the insides of all `{{ }}`. */
function blocksOf(text: string): string {
  const blocks: string[] = [];
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', open)) {
    const close = text.indexOf('}}', open + 2);
    blocks.push(text.slice(open + 2, close < 0 ? undefined : close));
    if (close < 0) break;
    open = close + 2;
  }
  return blocks.join('\n');
}

function excerpt(text: string): string {
  const start = Math.max(0, text.indexOf('{{'));
  return text.slice(start, start + 40);
}
