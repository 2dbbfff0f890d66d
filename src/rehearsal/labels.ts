import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';
import type { ViewNode } from '#src/workflow/validate/view.ts';

type Option = NonNullable<NodeProperty['options']>[number];

/** What n8n calls the field at a path of the parameters; its key where n8n does not describe it. */
export function labelAt(properties: readonly NodeProperty[], path: readonly (string | number)[]): string {
  const words = path.filter((part) => typeof part === 'string');
  let fields: readonly (NodeProperty | Option)[] = properties;
  let label: string | undefined;
  for (const word of words) {
    const field = fields.find(({ name }) => name === word);
    if (!field) {
      // What n8n does not describe is a column, a header or a field that somebody named.
      if (word !== 'value') label = word;
      fields = [];
      continue;
    }
    label = field.displayName ?? field.name;
    const values = (field as Option).values;
    fields = values ?? (field.type === 'options' ? [] : ((field as NodeProperty).options ?? []));
  }
  return label ?? String(words.at(-1) ?? '');
}

/** Which operation is meant, how one signs in: no part of what is sent. */
const aboutTheStep = new Set(
  `resource operation authentication nodeCredentialType genericAuthType select sendBody sendQuery sendHeaders specifyBody
  specifyQuery specifyHeaders contentType emailFormat emailType messageType bodyContentType promptType dataMode`.split(
    /\s+/,
  ),
);

/** How columns are matched, beside what goes into them. */
const ofMapping = new Set('mappingMode matchingColumns schema attemptToConvertTypes convertFieldsToString'.split(' '));

/** One value of a step, by where it stands. */
export interface Value {
  path: (string | number)[];
  label: string;
  value: unknown;
}

const mostValues = 60;

/**
 * The values of a step that say what it does outside, in n8n's order: a thing chosen from a list by its name, named values
 * by their names; what is left at n8n's default is left out, unless it was worked out.
 */
export function valuesOf(
  parameters: Record<string, unknown>,
  node: Pick<ViewNode, 'visible'>,
  isComputed: (path: readonly (string | number)[]) => boolean,
): Value[] {
  const found: Value[] = [];
  const visit = (value: unknown, path: (string | number)[], label: string): void => {
    if (found.length >= mostValues || value === undefined || value === null) return;
    if (isRecord(value) && value['__rl'] === true) {
      const shown = isComputed([...path, 'value'])
        ? value['value']
        : (toText(value['cachedResultName']) ?? value['value']);
      if (shown !== '') found.push({ path: [...path, 'value'], label, value: shown });
    } else if (
      isRecord(value) &&
      'name' in value &&
      'value' in value &&
      typeof value['name'] === 'string' &&
      !isComputed(path)
    )
      found.push({ path: [...path, 'value'], label: value['name'], value: value['value'] });
    else if (Array.isArray(value)) for (const [index, each] of value.entries()) visit(each, [...path, index], label);
    else if (isRecord(value))
      for (const [key, each] of Object.entries(value)) {
        if (!ofMapping.has(key)) visit(each, [...path, key], labelAt(node.visible, [...path, key]));
      }
    else if ((value !== '' && typeof value !== 'boolean') || isComputed(path)) found.push({ path, label, value });
  };
  const order = new Map(node.visible.map(({ name }, index) => [name, index]));
  const names = Object.keys(parameters).sort((a, b) => (order.get(a) ?? 999) - (order.get(b) ?? 999));
  for (const name of names) {
    if (aboutTheStep.has(name)) continue;
    const given = parameters[name];
    const defaults = node.visible.filter((property) => property.name === name);
    const usual = defaults.some((property) => JSON.stringify(property.default) === JSON.stringify(given));
    if (!usual || isComputed([name])) visit(given, [name], labelAt(node.visible, [name]));
  }
  return found;
}
