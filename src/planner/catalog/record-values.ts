import type { NodeProperty } from '#src/catalog/catalog.ts';
import { toNamed } from '#src/workflow/shapes/named.ts';
import { locator } from '../pieces.ts';
import { toLiteral, toLower } from '../words.ts';

/** An answer of a model, as an expression without braces that gives a text. */
export interface Answer {
  expression: string;
  /** What it may be, where that was said. */
  classes: readonly string[];
}

/** Lists of a service whose values are the names people gave, so that a name is a value. */
const byName = /^(?:zendesk\.tags|jira\.labels|todoist\.labels|microsoftOutlook\.categories)$/;

const isLoaded = ({ options = [] }: NodeProperty): boolean => options.length === 0;
const nameOf = ({ displayName }: NodeProperty): string =>
  displayName.replace(/^Parent | (?:Names?\b.*|or IDs?|IDs?)$/gi, '');
/** A plain text that n8n hands on as an id of the service. */
const isId = ({ displayName, name }: NodeProperty): boolean => /\bIDs?\b/.test(displayName) || /^id[A-Z]/.test(name);

/** The choices of a field by their names, where n8n's description lists them. */
export const choicesOf = ({ type, options = [] }: NodeProperty): { name: string; value: unknown }[] =>
  type === 'options' ? options.map(({ name, value = name }) => ({ name, value })) : [];

/** "High" of "High, Medium, Low", in any case. */
function choice(field: NodeProperty, word: string): { value: unknown } | undefined {
  const wanted = toLower(word).replace(/[^\p{L}\p{N}]/gu, '');
  return choicesOf(field).find(({ name, value }) =>
    [name, String(value)].some((one) => toLower(one).replace(/[^\p{L}\p{N}]/gu, '') === wanted),
  );
}

/**
 * A word somebody said, as the value of a field; undefined where the field takes none such, or where it takes an id that
 * only the person knows and n8n has no list of.
 */
export function saidInto(field: NodeProperty, app: string, word: string): unknown {
  const text = toLiteral(word);
  switch (field.type) {
    case 'options':
      return isLoaded(field) ? toNamed(text) : choice(field, text)?.value;
    case 'multiOptions':
      return [byName.test(`${app}.${field.name}`) ? text : toNamed(text)];
    case 'resourceLocator':
      return field.modes?.some(({ name }) => name === 'name') ? locator('name', text) : toNamed(text);
    case 'collection':
      return entries(field, [text]);
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
    case 'boolean':
      return /^(?:true|false)$/i.test(text) ? /^true$/i.test(text) : undefined;
    default:
      return isId(field) ? toNamed(text) : text;
  }
}

/** GitHub's labels: a list of objects with one text each. */
function entries({ options = [], typeOptions }: NodeProperty, texts: readonly string[]): unknown {
  const [inner] = options;
  if (!inner || options.length > 1 || !typeOptions?.['multipleValues']) return undefined;
  return texts.map((text) => ({ [inner.name]: text }));
}

/**
 * An answer as the value of a field that takes it as it is; undefined where it takes ids or numbers, which have to be
 * told for each class.
 * @param holds expression of the names that the field holds already
 */
export function answerInto(field: NodeProperty, app: string, answer: Answer, holds: string | undefined): unknown {
  const { expression, classes } = answer;
  const before = holds === undefined ? '' : `...(${holds}), `;
  switch (field.type) {
    case 'options': {
      if (isLoaded(field)) return undefined;
      const table = classTable(field, classes);
      if (!table) return undefined;
      return Object.entries(table).every(([name, value]) => name === value)
        ? `={{ ${expression}.toLowerCase() }}`
        : `={{ (${JSON.stringify(table)})[${expression}.toLowerCase()] }}`;
    }
    case 'multiOptions':
      return byName.test(`${app}.${field.name}`) ? `={{ [${before}${expression}] }}` : undefined;
    case 'collection': {
      const [inner] = field.options ?? [];
      return inner && entries(field, [''])
        ? `={{ [${before}${expression}].map((one) => ({ ${inner.name}: one })) }}`
        : undefined;
    }
    case 'string':
      if (isId(field)) return undefined;
      return /comma|separated/i.test(field.description ?? '') && holds
        ? `={{ [${before}${expression}].join(",") }}`
        : `={{ ${expression} }}`;
    default:
      return undefined;
  }
}

/** Each class in small letters with the value of the choice of that name; undefined where one has none. */
function classTable(field: NodeProperty, classes: readonly string[]): Record<string, unknown> | undefined {
  const names = classes.length > 0 ? classes : choicesOf(field).map(({ name }) => name);
  const pairs = names.map((name) => [name.toLowerCase(), choice(field, name)?.value] as const);
  return pairs.every(([, value]) => value !== undefined) ? Object.fromEntries(pairs) : undefined;
}

/** How a field is called when somebody is asked for its value. */
export const askedAs = (field: NodeProperty, word?: string): string =>
  word === undefined ? nameOf(field) : `${nameOf(field)} “${word}”`;
