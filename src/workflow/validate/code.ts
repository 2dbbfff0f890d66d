import { Script } from 'node:vm';
import type { Issue } from '../draft.ts';
import { toText } from '../values.ts';
import { error, type Rule, type ViewNode, warning } from './view.ts';

const longest = 100_000;

/** JavaScript of Code nodes: it parses, returns items, and does not call what n8n's sandbox lacks. Nothing is run. */
export const checkCode: Rule = (view) =>
  view.nodes.filter((node) => node.type === 'n8n-nodes-base.code' && !node.disabled).flatMap(checkNode);

function checkNode(node: ViewNode): Issue[] {
  const code = toText(node.parameters['jsCode']);
  const language = node.parameters['language'] ?? 'javaScript';
  if (code === undefined || language !== 'javaScript' || code.startsWith('=') || code.length > longest) return [];
  const at = { node: node.name, path: 'parameters.jsCode' };
  if (code.trim() === '') return [error('code-empty', `"${node.name}" has no code.`, at)];
  const problem = syntaxProblem(code);
  if (problem) return [error('code-syntax', `The code of "${node.name}" cannot be read: ${problem}.`, at)];
  const bare = withoutTexts(code);
  const issues: Issue[] = [];
  if (/(?<![.\w$])fetch\s*\(/.test(bare) && !/(?:function|const|let|var)\s+fetch\b/.test(bare)) {
    issues.push(
      error(
        'code-network',
        `The code of "${node.name}" calls fetch, which n8n's Code node does not have. Use an HTTP Request step.`,
        at,
      ),
    );
  }
  if (/(?<![.\w$])require\s*\(/.test(bare)) {
    issues.push(
      warning(
        'code-require',
        `The code of "${node.name}" loads a module; n8n only allows those its operator has released.`,
        at,
      ),
    );
  }
  if (/^\s*return\s*(?:''|""|``|-?\d[\d._]*|true|false)\s*;?\s*$/.test(bare)) {
    issues.push(
      error(
        'code-return',
        `The code of "${node.name}" has to return items such as [{ json: { … } }], not a single value.`,
        at,
      ),
    );
  } else if (!/\breturn\b/.test(bare)) {
    issues.push(warning('code-return', `The code of "${node.name}" returns nothing.`, at));
  }
  return issues;
}

/** Parses the code as the body of an async function, the way n8n wraps it. Compiling runs nothing. */
function syntaxProblem(code: string): string | undefined {
  try {
    new Script(`(async function () {\n${code}\n})`);
    return undefined;
  } catch (cause) {
    return cause instanceof SyntaxError ? cause.message.slice(0, 120) : undefined;
  }
}

/** The code with its comments and the insides of its texts taken out. One pass, linear. */
function withoutTexts(code: string): string {
  return code.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/g,
    (match) => {
      return match.startsWith('/') ? ' ' : `${match.charAt(0)}${match.charAt(0)}`;
    },
  );
}
