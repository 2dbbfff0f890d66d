import type { Fix } from '#src/model/issue.ts';
import { readExpression } from '../code/script.ts';
import type { Text } from '../strings.ts';
import { nodeFix, type ViewNode } from '../view.ts';
import type { ExpressionBlock } from './expression-blocks.ts';

/** Closes the last expression of a value, when what stands there can be read then. */
export function closeFix(block: ExpressionBlock, text: Text, node: ViewNode): Fix | undefined {
  const code = [block.code, block.code.replace(/\}\s*$/, '')].find(isReadable);
  if (code === undefined) return undefined;
  const value = `${text.value.slice(0, block.start)}{{${code.trimEnd()} }}`;
  return nodeFix(node, 'Closes the expression with "}}".', { path: text.steps, value });
}

/**
 * Spells an expression the way n8n can read it, where one of the usual slips is all that is wrong: doubled braces,
 * typographic quotes, or `}}` of an object that n8n takes for the end.
 */
export function spellFix(block: ExpressionBlock, text: Text, node: ViewNode): Fix | undefined {
  const { value } = text;
  const from = block.start + 2;
  const end = value.indexOf('}}', from);
  const set = (code: string, to: number, description: string): Fix =>
    nodeFix(node, description, { path: text.steps, value: `${value.slice(0, from)}${code}${value.slice(to)}` });

  const straight = block.code.replace(/[“”„]/g, '"').replace(/[‘’]/g, "'");
  if (straight !== block.code && isReadable(straight)) return set(straight, end, 'Writes plain quotation marks.');
  const named = block.code.replace(/\$\('([^"\\\n]{1,128}?)'\)/g, (call, name: string) =>
    name.includes("'") ? `$("${name}")` : call,
  );
  if (named !== block.code && isReadable(named))
    return set(named, end, 'Quotes the name of the step so that it can hold a quote.');
  const doubled = /^\s*\{\{([\s\S]*)$/.exec(block.code)?.[1];
  const after = /^\}\}\s*\}\}/.exec(value.slice(end))?.[0];
  if (doubled !== undefined && after && isReadable(doubled)) {
    return set(doubled, end + after.length - 2, 'Takes out the doubled braces.');
  }
  for (
    let to = value.indexOf('}}', end + 1), tries = 0;
    to >= 0 && tries < 6;
    to = value.indexOf('}}', to + 1), tries += 1
  ) {
    const code = value.slice(from, to).replace(/\}(?=\})/g, '} ');
    if (!code.includes('{{') && isReadable(code)) {
      return set(code.endsWith('}') ? `${code} ` : code, to, 'Keeps the braces of an object apart.');
    }
  }
  return undefined;
}

function isReadable(code: string): boolean {
  const script = readExpression(code);
  return script !== undefined && 'facts' in script;
}
