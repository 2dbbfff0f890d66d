import type { Issue } from '#src/model/issue.ts';
import { warning } from '#src/workflow/issues.ts';
import type { ViewNode } from '../view.ts';
import { importedBy, withoutTexts } from './python-reach.ts';

/** What n8n's JavaScript has as `$…` and its Pyodide had as `_…`; the runner of n8n 2 hands out the items, no more. */
const lacking = new Set(
  `_input _json _binary _node _now _today _env _vars _secrets _workflow _execution _prevNode _parameter _runIndex
  _itemIndex _jmespath _getWorkflowStaticData _position _mode`.split(/\s+/),
);

/**
 * Findings about names and modules that n8n's runner does not give a Python program. It is read word by word; a name that
 * the program gives a value to is its own.
 */
export function checkPythonNames(text: string, node: ViewNode, path: string): Issue[] {
  const bare = withoutTexts(text);
  const at = { node: node.name, path };
  const each = node.values['mode'] === 'runOnceForEachItem';
  const other = each ? '_items' : '_item';
  const own = (name: string): boolean =>
    new RegExp(`\\b${name}\\b\\s*(?:=(?!=)|:=|,[^\\n]*\\bin\\b)|\\b(?:for|as|def|lambda)\\b[^\\n]*\\b${name}\\b`).test(
      bare,
    );
  const names = [...bare.matchAll(/(?<![.\w])_[A-Za-z]\w*/g)].map(([name]) => name).filter((name) => !own(name));
  const issues: Issue[] = [];
  const name = names.find((one) => lacking.has(one));
  if (name !== undefined) issues.push(warning('code-name-lacking', { node: node.name, name, mode: null }, at));
  if (names.includes(other)) {
    const mode = each ? 'perItem' : 'allAtOnce';
    issues.push(warning('code-name-lacking', { node: node.name, name: other, mode }, at));
  }
  const [module] = importedBy(bare);
  if (module) issues.push(warning('code-require', { node: node.name, module: module.slice(0, 60) }, at));
  return issues;
}
