import type { Parameters } from '#src/model/draft.ts';
import { isRecord } from '../json/values.ts';
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

/** Of a node with more, not everything was read. */
export const maxTexts = 5000;

/** Every text inside a node's parameters, in order; at most 5,000. */
export function textsOf(node: Pick<ViewNode, 'parameters'>): Text[] {
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

/** The parameters with every text replaced by what `change` makes of it; those it leaves alone stay the very same values. */
export function mapTexts(parameters: Parameters, change: (text: Text) => string): Parameters {
  const changes = textsOf({ parameters }).flatMap((text) => {
    const value = change(text);
    return value === text.value ? [] : [{ steps: text.steps.slice(1), value }];
  });
  if (changes.length === 0) return parameters;
  const copy = structuredClone(parameters);
  for (const { steps, value } of changes) {
    const last = steps.at(-1) as string | number;
    const holder = steps
      .slice(0, -1)
      .reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], copy);
    Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}
