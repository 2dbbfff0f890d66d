import { isRecord } from '../values.ts';
import type { ViewNode } from './view.ts';

export interface Text {
  value: string;
  /** Path inside the node, e.g. `parameters.headerParameters.parameters[0].value`. */
  path: string;
  /** The same path in steps, from the node. */
  steps: (string | number)[];
  /** The nearest key, e.g. `value`. */
  key: string;
  /** The object it stands in. */
  holder: Record<string, unknown> | undefined;
}

const maxTexts = 5000;

/** Every text inside a node's parameters, in order; at most 5,000. */
export function textsOf(node: ViewNode): Text[] {
  const texts: Text[] = [];
  const steps: (string | number)[] = ['parameters'];
  const visit = (value: unknown, path: string, key: string, holder: Record<string, unknown> | undefined): void => {
    if (texts.length >= maxTexts) return;
    if (typeof value === 'string') texts.push({ value, path, steps: [...steps], key, holder });
    else if (Array.isArray(value)) {
      for (const [index, entry] of value.entries()) {
        steps.push(index);
        visit(entry, `${path}[${index}]`, key, holder);
        steps.pop();
      }
    } else if (isRecord(value)) {
      for (const [name, entry] of Object.entries(value)) {
        steps.push(name);
        visit(entry, `${path}.${name}`, name, value);
        steps.pop();
      }
    }
  };
  visit(node.parameters, 'parameters', '', undefined);
  return texts;
}

/** True for n8n's Code nodes and their like, whose text is a program and no template. */
export const codeKeys: ReadonlySet<string> = new Set(['jsCode', 'pythonCode', 'functionCode', 'code']);
