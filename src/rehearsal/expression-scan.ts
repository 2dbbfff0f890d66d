import type { AnyNode } from 'acorn';
import { full } from 'acorn-walk';
import { programReach } from '#src/workflow/validate/code/program-reach.ts';
import { readProgram } from '#src/workflow/validate/code/script.ts';
import { blocksOf } from '#src/workflow/validate/expressions/expression-blocks.ts';

/** Values of the company's n8n that are nobody's to see before an approval. */
const ofTheInstance = /\$(?:vars|secrets|env)\b|\$evaluateExpression\b/;

/** True for the code of one `{{ }}` that may be evaluated: it only computes, ends by itself, and reads nothing of n8n's own. */
export function isHarmlessBlock(code: string): boolean {
  if (ofTheInstance.test(code)) return false;
  return isHarmlessProgram(`return (${withoutEnd(code)}\n)`);
}

/**
 * True for a text of a parameter in which every `{{ }}` may be evaluated. Also without a `=` before it: some nodes, HTML
 * among them, evaluate their text themselves.
 */
export function isHarmlessText(value: string): boolean {
  return blocksOf(value).every(({ code }) => isHarmlessBlock(code));
}

/** True for the JavaScript of a Code node that calls nothing and has no loop that only its own condition ends. */
export function isHarmlessProgram(text: string): boolean {
  if (ofTheInstance.test(text)) return false;
  return programReach({ text, language: 'javaScript' }) === undefined && !loopsFreely(text);
}

/** n8n takes the first statement: what ends it is no part of the expression. */
export const withoutEnd = (code: string): string => code.replace(/[\s;]+$/, '');

/** A rehearsal runs before anybody approved: what never ends would keep n8n busy. */
function loopsFreely(text: string): boolean {
  const program = readProgram(text);
  if (!program) return true;
  let found = false;
  try {
    full(program, (node) => {
      const each = node as AnyNode;
      found ||= each.type === 'WhileStatement' || each.type === 'DoWhileStatement';
      found ||= each.type === 'ForStatement' && (!each.test || !each.update);
    });
  } catch {
    return true;
  }
  return found;
}
