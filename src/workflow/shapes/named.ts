import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isRecord } from '../json/values.ts';
import { accepts, type Modes } from './locator.ts';

const longest = 200;

/**
 * The word somebody used for a thing that n8n knows by its id ("the Orders sheet"): n8n's own form for a choice from a
 * list, with the name and without the value. Whoever finds out what it stands for sets `value`; until then it blocks.
 */
export function toNamed(word: string): Record<string, unknown> {
  return { __rl: true, mode: 'list', value: '', cachedResultName: word.trim().slice(0, longest) };
}

/** The word, where a value is nothing but one; undefined otherwise. */
export function nameIn(value: unknown): string | undefined {
  if (!isRecord(value) || value['__rl'] !== true) return undefined;
  const { value: chosen, cachedResultName: word } = value;
  const open = isNothing(chosen);
  return open && typeof word === 'string' && word.trim() !== '' ? word : undefined;
}

/** Empty for n8n, also as blanks, as an expression of nothing, or as what is no value at all. */
const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  typeof value === 'object' ||
  (typeof value === 'string' && /^=?\s*(?:\{\{\s*(?:''|""|``|null|undefined)?\s*\}\})?\s*$/.test(value));

/** Services whose ids are the names that people gave. */
const namedByPeople = /\.googleBigQuery$|\.googleCloudStorage$/;

/**
 * True for a text that is no id, link or other form the parameter takes, as far as that can be seen: n8n's pattern
 * refuses it, or it is a plain word where the service's ids have digits in them. Pure.
 * @param mode the mode it is said to be in; undefined for a bare text
 */
export function looksNamed(
  properties: readonly NodeProperty[],
  text: string,
  { type, mode }: { type: string; mode?: string | undefined },
): boolean {
  const word = text.trim();
  if (word === '' || word.length > longest || /^=|^https?:|\{\{/.test(word)) return false;
  if (properties.some((one) => isDefault(one, word))) return false;
  const modes = properties.flatMap(modesOf);
  // Fields and columns have names in small letters that are their ids.
  if (modes.length === 0)
    return properties.length > 0 && properties.every(isLoadedId) && /^(?!.*[\d_@]).*[\p{Lu}\s]/u.test(word);
  if (namingMode(modes, word) !== undefined) return false;
  const open = modes.filter(({ name }) => name !== 'list' && (!isKnown(modes, mode) || name === mode));
  if (open.length > 0 && open.every((one) => accepts(one, word) === false)) return true;
  if (/[\d@]|\w\.\w|^[A-Za-z]{16,}$/.test(word) || namedByPeople.test(type)) return false;
  const examples = modes.flatMap(({ name, placeholder }) => (name === 'id' && placeholder ? [placeholder] : []));
  return (
    examples.length === 0 || examples.some((example) => /\d/.test(example) && !/^[A-Za-z]+\d$/.test(plain(example)))
  );
}

/** Selectors of n8n's own things do not list their modes. */
export const modesOf = ({ type, modes }: NodeProperty): Modes =>
  modes ?? (/^(?:workflow|agent)Selector$/.test(type) ? [{ name: 'list' }, { name: 'id' }] : []);

/** The mode in which the thing goes by its name, where the parameter has one that takes the word. */
export function namingMode(modes: Modes, word: string): string | undefined {
  const naming = modes.filter((mode) => !/^(?:list|url)$|id$/i.test(mode.name) && accepts(mode, word) !== false);
  return (naming.find(({ name }) => name === 'name') ?? naming[0])?.name;
}

/** A list of the service's own things, which n8n loads: its values are their ids. */
export const isLoadedId = ({ displayName, type, typeOptions, options = [] }: NodeProperty): boolean =>
  type === 'options' &&
  /\bIDs?\b/.test(displayName) &&
  !/propert|column|field/i.test(displayName) &&
  Boolean(typeOptions?.['loadOptionsMethod']) &&
  options.length === 0;

const isKnown = (modes: Modes, mode: string | undefined): boolean =>
  mode !== 'list' && modes.some(({ name }) => name === mode);

const plain = (example: string): string => example.replace(/^e\.g\.,?\s*/i, '');

const isDefault = ({ default: initial }: NodeProperty, word: string): boolean =>
  initial === word || (isRecord(initial) && initial['value'] === word);
