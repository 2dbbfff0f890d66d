import type { Parameter } from './parameter.ts';

/** A value of the right form, for the parameters that n8n wants in a form of its own. */
export function exampleOf(parameter: Parameter): unknown {
  const { type, values, fields, groups, default: fallback } = parameter;
  if (fallback !== undefined) return fallback;
  switch (type) {
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'options':
      return values?.find(({ value }) => value !== '')?.value ?? '…';
    case 'multiOptions':
      return values?.slice(0, 1).map(({ value }) => value) ?? [];
    case 'resourceLocator':
      return { __rl: true, mode: writable(parameter.modes)[0] ?? 'id', value: '…' };
    case 'collection':
      return {};
    case 'filter':
      return { combinator: 'and', conditions: [condition] };
    case 'assignmentCollection':
      return { assignments: [{ name: 'total', type: 'number', value: '={{ $json.a + $json.b }}' }] };
    case 'resourceMapper':
      return { mappingMode: 'defineBelow', value: { Column: '={{ $json.field }}' } };
    case 'fixedCollection': {
      const [group] = groups ?? [];
      if (!group) return {};
      const entry = Object.fromEntries(
        group.fields.filter(({ when }) => !when).map((field) => [field.name, exampleOf(field)]),
      );
      return { [group.name]: group.many ? [entry] : entry };
    }
    default:
      return fields ? {} : '…';
  }
}

/** The modes a value can be written in; a list is for choosing, and its values are ids. */
export function writable(modes: Parameter['modes'] = []): string[] {
  const names = modes.map(({ name }) => name);
  const typed = names.filter((name) => name !== 'list');
  return typed.length > 0 ? typed : names;
}

const condition = {
  leftValue: '={{ $json.amount }}',
  operator: { type: 'number', operation: 'gt' },
  rightValue: 100,
};

const forms: Record<string, readonly [label: string, note: string]> = {
  resourceLocator: ['locator', 'with one of its own modes'],
  filter: [
    'filter',
    'types string, number, boolean, dateTime, array, object; operations equals, notEquals, contains, startsWith, endsWith, regex, gt, lt, gte, lte, exists, notExists, empty, notEmpty, true, false, after, before',
  ],
  assignmentCollection: ['assignments', 'types string, number, boolean, array, object'],
  resourceMapper: [
    'column mapping',
    'or {"mappingMode":"autoMapInputData","value":null} when the fields are named like the columns',
  ],
};

/** One line for each special form that the parameters use. */
export function shapeNotes(parameters: readonly Parameter[]): string[] {
  const used = new Set<string>();
  const locators: string[][] = [];
  const visit = (list: readonly Parameter[]): void => {
    for (const { type, fields, groups, modes } of list) {
      used.add(type);
      if (type === 'resourceLocator') locators.push(writable(modes));
      visit(fields ?? []);
      for (const group of groups ?? []) visit(group.fields);
    }
  };
  visit(parameters);
  return Object.entries(forms).flatMap(([type, [label, note]]) => {
    const shared = locators[0]?.find((mode) => locators.every((modes) => modes.includes(mode)));
    const name = shared ?? locators[0]?.[0];
    const modes = name === undefined ? {} : { modes: [{ name }] };
    const example = exampleOf({ name: '', label: '', required: false, type, ...modes });
    return used.has(type) ? [`${label}: ${JSON.stringify(example)}; ${note}`] : [];
  });
}
