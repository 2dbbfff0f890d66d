import type { AnyNode, Program } from 'acorn';
import { full } from 'acorn-walk';
import { programReach } from '#src/workflow/validate/code/program-reach.ts';
import { readProgram } from '#src/workflow/validate/code/script.ts';
import { blocksOf, mostBlocks } from '#src/workflow/validate/expressions/expression-blocks.ts';
import { endsByItself } from './ends-by-itself.ts';

/** Values of the company's n8n that are nobody's to see before an approval. */
const ofTheInstance = /\$(?:vars|secrets|env|evaluateExpression)(?![\w$])/;

/** True for the code of one `{{ }}` that may be evaluated: it only computes, ends by itself, and reads nothing of n8n's own. */
export function isHarmlessBlock(code: string): boolean {
  return isHarmlessProgram(`return (${withoutEnd(code)}\n)`);
}

/**
 * True for a text of a parameter in which every `{{ }}` may be evaluated. Also without a `=` before it: some nodes, HTML
 * among them, evaluate their text themselves.
 */
export function isHarmlessText(value: string): boolean {
  const blocks = blocksOf(value);
  // Nobody has read the rest.
  if (blocks.length >= mostBlocks) return false;
  // HTML goes by the braces alone: a backslash before them means nothing to it.
  const bare = [...value.matchAll(/\{\{([\s\S]*?)\}\}/g)].map(([, code = '']) => code);
  return [...new Set([...blocks.map(({ code }) => code), ...bare])].every(isHarmlessBlock);
}

/** True for the JavaScript of a Code node that calls nothing, reads nothing of n8n's own, and comes to its end. */
export function isHarmlessProgram(text: string): boolean {
  if (ofTheInstance.test(text) || programReach({ text, language: 'javaScript' }) !== undefined) return false;
  const program = readProgram(text);
  return program !== undefined && !namesTheInstance(program) && endsByItself(program);
}

/** n8n takes the first statement: what ends it is no part of the expression. */
export const withoutEnd = (code: string): string => code.replace(/[\s;]+$/, '');

/** Also under names that are written with escapes. */
function namesTheInstance(program: Program): boolean {
  let found = false;
  full(program, (each) => {
    const node = each as AnyNode;
    found ||= node.type === 'Identifier' && ofTheInstance.test(node.name);
    found ||= node.type === 'Literal' && typeof node.value === 'string' && ofTheInstance.test(node.value);
    found ||= node.type === 'TemplateElement' && ofTheInstance.test(node.value.cooked ?? '');
    // Every name of the instance is a property of it.
    found ||= node.type === 'ThisExpression';
    found ||=
      node.type === 'MemberExpression' && node.property.type === 'Identifier' && ofTheInstance.test(node.property.name);
  });
  return found;
}
