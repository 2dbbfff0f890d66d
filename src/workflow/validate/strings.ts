import { isRecord } from '../values.ts';
import type { ViewNode } from './view.ts';

export interface Text {
  value: string;
  /** Path inside the node, e.g. `parameters.headerParameters.parameters[0].value`. */
  path: string;
  /** The nearest key, e.g. `value`. */
  key: string;
  /** The object it stands in. */
  holder: Record<string, unknown> | undefined;
}

const maxTexts = 5000;

/** Every text inside a node's parameters, in order; at most 5,000. */
export function textsOf(node: ViewNode): Text[] {
  const texts: Text[] = [];
  const visit = (value: unknown, path: string, key: string, holder: Record<string, unknown> | undefined): void => {
    if (texts.length >= maxTexts) return;
    if (typeof value === 'string') texts.push({ value, path, key, holder });
    else if (Array.isArray(value))
      for (const [index, entry] of value.entries()) visit(entry, `${path}[${index}]`, key, holder);
    else if (isRecord(value))
      for (const [name, entry] of Object.entries(value)) visit(entry, `${path}.${name}`, name, value);
  };
  visit(node.parameters, 'parameters', '', undefined);
  return texts;
}

/** True for n8n's Code nodes and their like, whose text is a program and no template. */
export const codeKeys: ReadonlySet<string> = new Set(['jsCode', 'pythonCode', 'functionCode', 'code']);
