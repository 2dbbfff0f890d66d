import type { NodeDescription } from './node-description.ts';
import type { Parameter } from './parameter.ts';
import { exampleOf, shapeNotes, writable } from './parameter-shape.ts';

type View<Name extends NodeDescription['view']> = Extract<NodeDescription, { view: Name }>;

/** How much is told; tried from the fullest to the barest until the text fits. */
interface Detail {
  note: number;
  fieldNote: number;
  values: number;
  fields: number;
  depth: number;
  /** Parameters that count only after another choice. */
  later: number;
}
const details: Detail[] = [
  { note: 140, fieldNote: 80, values: 40, fields: 40, depth: 4, later: 60 },
  { note: 100, fieldNote: 50, values: 25, fields: 20, depth: 3, later: 40 },
  { note: 80, fieldNote: 0, values: 15, fields: 12, depth: 2, later: 30 },
  { note: 60, fieldNote: 0, values: 10, fields: 6, depth: 1, later: 20 },
  { note: 0, fieldNote: 0, values: 8, fields: 0, depth: 1, later: 12 },
];
/** Less is told of what does not fit into this many characters, about 1,400 tokens … */
const longest = 5600;
/** … and what is still longer at its barest is cut, at about 2,000 tokens. */
const longestOfAll = 6600;

/** The parameters of a slice as text. */
export function renderSlice(view: View<'parameters'>): string {
  const texts = details.map((detail) => () => renderAt(view, detail));
  let text = '';
  for (const render of texts) {
    text = render();
    if (text.length <= longest) return text;
  }
  if (text.length <= longestOfAll) return text;
  return `${text.slice(0, text.lastIndexOf('\n', longestOfAll - 60))}\n… there is more than fits here.`;
}

/** Resources and operations as text, with what to ask next. */
export function renderOverview(view: View<'overview'>): string {
  const lines = (full: boolean) =>
    view.resources.map(({ value, operations }) => {
      const list = operations.map((each) =>
        full && !says(each.value, each.description) ? `${each.value} (${each.description})` : each.value,
      );
      return `- ${value}: ${list.join(', ') || 'no operations'}`;
    });
  const [first] = view.resources;
  const operation = first?.operations[0]?.value;
  const hint = `For the parameters name both, e.g. resource "${first?.value}"${operation ? `, operation "${operation}"` : ''}.`;
  const build = (full: boolean, room = longest) =>
    [...heading(view), 'resources: operations', ...lines(full).map((line) => clip(line, room)), hint].join('\n');
  const texts = [build(true), build(false), build(false, Math.floor(longest / view.resources.length / 1.2))];
  return texts.find((text) => text.length <= longest) ?? (texts.at(-1) ?? '').slice(0, longest);
}

function renderAt(view: View<'parameters'>, detail: Detail): string {
  const { resource, operation, operations, resources, parameters } = view;
  const chosen = [resource && `"resource": "${resource}"`, operation && `"operation": "${operation}"`].filter(Boolean);
  const others = operations.filter(({ value }) => value !== operation).map(({ value }) => value);
  const rest = resources.filter((value) => value !== resource);
  const later = byNeed(parameters.filter(({ when }) => when));
  const left = later.slice(detail.later);
  const told = byNeed(parameters).filter((parameter) => !left.includes(parameter));
  const lines = told.flatMap((parameter) => renderParameter(parameter, 1, detail));
  if (left.length > 0) lines.push(`  and ${left.length} more after other choices: ${clip(namesOf(left), 300)}`);
  return [
    ...heading(view),
    ...(chosen.length > 0
      ? [`parameters for { ${chosen.join(', ')} } (* required; write these too)`]
      : ['parameters (* required)']),
    ...(lines.length > 0 ? lines : ['  none']),
    ...shapeNotes(parameters),
    ...(others.length > 0 ? [`other operations: ${clip(others.join(', '), 400)}`] : []),
    ...(rest.length > 0 ? [`other resources: ${clip(rest.join(', '), 400)}`] : []),
  ].join('\n');
}

const namesOf = (parameters: readonly Parameter[]): string =>
  [...new Set(parameters.map(({ name }) => name))].join(', ');

function heading({ type, displayName, kind, description, inputs, outputs, credentials }: NodeDescription): string[] {
  const ports = (list: readonly string[]) => list.join(', ') || 'none';
  const plain = kind === 'action' && inputs.join() === 'main' && outputs.join() === 'main';
  return [
    `${type} "${displayName}" (${kind}): ${clip(description, 300)}`,
    ...(plain ? [] : [`inputs: ${clip(ports(inputs), 200)}; outputs: ${clip(ports(outputs), 200)}`]),
    ...(credentials.length > 0
      ? [`credential: ${clip(credentials.join(' or '), 200)} (bound later, never in the draft)`]
      : []),
  ];
}

/** Required ones first, then what counts as things are, then what another choice brings, optional collections last. */
function byNeed(parameters: readonly Parameter[]): Parameter[] {
  const rank = ({ required, when, type }: Parameter): number =>
    (required ? 0 : type === 'collection' ? 4 : 2) + (when ? 1 : 0);
  return [...parameters].sort((a, b) => rank(a) - rank(b));
}

function renderParameter(parameter: Parameter, depth: number, detail: Detail): string[] {
  const { name, required, when, description, label } = parameter;
  const room = depth === 1 ? detail.note : detail.fieldNote;
  const words = description ?? (says(name, label) ? '' : label);
  const note = room > 0 && words ? ` — ${clip(words, room)}` : '';
  const condition = when ? ` [if ${clip(when, 120)}]` : '';
  const head = `${'  '.repeat(depth)}${name}${required ? '*' : ''}: ${shapeOf(parameter, detail)}${fallback(parameter)}${condition}${note}`;
  return [head, ...insideOf(parameter, depth + 1, detail)];
}

function insideOf({ fields, groups }: Parameter, depth: number, detail: Detail): string[] {
  if (depth > detail.depth + 1) return [];
  if (depth > 2 && groups?.length === 1 && groups[0]?.fields.every(isPlain)) return [];
  if (fields) return renderFields(fields, depth, detail);
  return (groups ?? []).flatMap(({ name, many, fields: inner }) => [
    `${'  '.repeat(depth)}${name}: ${many ? 'list of' : 'object with'}`,
    ...renderFields(inner, depth + 1, detail),
  ]);
}

/** True for a field that the example of its collection explains well enough. */
const isPlain = ({ type, when }: Parameter): boolean =>
  !when && /^(?:string|number|boolean|dateTime|color)$/.test(type);

function renderFields(fields: readonly Parameter[], depth: number, detail: Detail): string[] {
  const sorted = byNeed(fields);
  const needed = sorted.filter(({ required }) => required).length;
  const most = Math.max(detail.fields, needed);
  const rest = sorted.slice(most).map(({ name }) => name);
  return [
    ...sorted.slice(0, most).flatMap((field) => renderParameter(field, depth, detail)),
    ...(rest.length > 0 ? [`${'  '.repeat(depth)}and ${rest.length} more: ${clip(rest.join(', '), 300)}`] : []),
  ];
}

function shapeOf(parameter: Parameter, detail: Detail): string {
  const { type, values, modes } = parameter;
  switch (type) {
    case 'options':
    case 'multiOptions': {
      const word = type === 'options' ? 'one of' : 'list of';
      if (!values) return type === 'options' ? 'a value n8n loads' : 'list of values n8n loads';
      return `${word} ${valuesText(values, detail.values)}`;
    }
    case 'resourceLocator':
      return `locator by ${locatorModes(modes)}`;
    case 'collection':
      return 'object, all fields optional';
    case 'fixedCollection':
      return `e.g. ${clip(JSON.stringify(exampleOf(parameter)), 240)}`;
    case 'assignmentCollection':
      return 'assignments';
    case 'resourceMapper':
      return 'column mapping';
    case 'json':
      return 'JSON as text';
    default:
      return type;
  }
}

/** The ways a value can be written, e.g. `id (e.g. C0122KQ70S7) | name (e.g. #general)`. */
function locatorModes(modes: Parameter['modes'] = []): string {
  const names = writable(modes);
  const shown = modes.filter(({ name }) => names.includes(name));
  return shown.map(({ name, example }) => (example ? `${name} (${clip(example, 40)})` : name)).join(' | ') || 'id';
}

/** `"a" | "b"`; numbers in a row as a range; what a number stands for where the name tells more. */
function valuesText(values: NonNullable<Parameter['values']>, most: number): string {
  const [first, ...rest] = values.map(({ value }) => value);
  const inRow = typeof first === 'number' && rest.length > 3 && rest.every((value, at) => value === first + at + 1);
  if (inRow) return `${first} to ${rest.at(-1)}`;
  const list = values.slice(0, most).map(({ value, name }) => {
    const text = JSON.stringify(value);
    return /^"?[\d.]*"?$/.test(text) && !text.includes(name) ? `${text} (${clip(name, 30)})` : text;
  });
  return `${list.join(' | ')}${values.length > list.length ? ` and ${values.length - list.length} more` : ''}`;
}

const fallback = ({ default: value }: Parameter): string =>
  value === undefined ? '' : ` = ${clip(JSON.stringify(value), 60)}`;

/** True when the label only repeats the name. */
function says(name: string, label: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return plain(name) === plain(label);
}

const clip = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
