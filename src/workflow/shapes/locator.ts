import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isRecord, toWord } from '../json/values.ts';
import { toExpression } from './text.ts';

export type Modes = NonNullable<NodeProperty['modes']>;
const longest = 2000;

/**
 * A plain id, name or link as n8n's `{ __rl, mode, value }`. The mode is the one whose own pattern takes the value;
 * where several do, the look of the value decides.
 */
export function toLocator(property: NodeProperty, value: unknown): unknown {
  const modes = property.modes ?? [];
  const { default: initial } = property;
  if (isRecord(value)) return isInitial(modes, value, initial) ? { __rl: true, ...initial } : mended(modes, value);
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return value;
  if (isRecord(initial) && initial['value'] === value && initial['mode'] !== undefined)
    return { __rl: true, ...initial };
  const given = typeof value === 'string' ? toExpression(value.trim()) : value;
  return { __rl: true, mode: modeFor(modes, toWord(given)), value: given };
}

/** n8n's own first choice ("My Drive"), written in a mode whose pattern does not take it. */
function isInitial(modes: Modes, { mode, value }: Record<string, unknown>, initial: unknown): initial is object {
  if (!isRecord(initial) || typeof value !== 'string' || value === '' || initial['value'] !== value) return false;
  const stated = modes.find(({ name }) => name === mode);
  return initial['mode'] !== mode && (stated === undefined || accepts(stated, value) === false);
}

function mended(modes: Modes, value: Record<string, unknown>): unknown {
  const { __rl: mark = true, mode = '' } = value;
  if (typeof mark !== 'boolean' || typeof mode !== 'string') return value;
  if (!('value' in value)) {
    const named = ['id', 'url', 'name', ...modes.map((mode) => mode.name)].find((key) => {
      return typeof value[key] === 'string' || typeof value[key] === 'number';
    });
    if (named === undefined || '__rl' in value) return value;
    const { [named]: given, ...rest } = value;
    const inner = evaluated(given);
    const own = modes.some((one) => one.name === named) ? fitting(modes, named, toWord(inner)) : undefined;
    return { ...rest, __rl: true, mode: mode || (own ?? modeFor(modes, toWord(inner))), value: inner };
  }
  const inner = evaluated(value['value']);
  if (typeof inner !== 'string' && typeof inner !== 'number') return { ...value, __rl: true };
  const word = toWord(inner);
  return { ...value, __rl: true, mode: mode === '' ? modeFor(modes, word) : fitting(modes, mode, word), value: inner };
}

const evaluated = (value: unknown): unknown => (typeof value === 'string' ? toExpression(value) : value);

/** The stated mode, unless its own pattern refuses the value and exactly one other pattern takes it. */
function fitting(modes: Modes, stated: string, value: string): string {
  const mode = modes.find((one) => one.name === stated) ?? modes.find((one) => one.name === stated.toLowerCase());
  if (!mode) return stated;
  if (value.startsWith('=') || value === '' || accepts(mode, value) !== false) return mode.name;
  const others = modes.filter((one) => accepts(one, value) === true);
  return others.length === 1 ? (others[0]?.name ?? mode.name) : mode.name;
}

function modeFor(modes: Modes, value: string): string {
  const open = modes.filter((mode) => mode.name !== 'list' && accepts(mode, value) !== false);
  const has = (name: string): boolean => open.some((mode) => mode.name === name);
  if (!value.startsWith('=')) {
    if (/^https?:\/\//i.test(value) && has('url')) return 'url';
    if (value.startsWith('@') && has('username')) return 'username';
    if (has('name') && !looksLikeId(value)) return 'name';
  }
  const first = ['id', 'name', 'url'].find(has) ?? open[0]?.name;
  if (first !== undefined) return first;
  return ['id', 'name', 'url', 'list'].find((name) => modes.some((mode) => mode.name === name)) ?? 'id';
}

/** Numbers, UUIDs, upper-case keys and long random strings. */
function looksLikeId(value: string): boolean {
  if (/^\d+$/.test(value) || /^[A-Z][A-Z0-9]{7,}$/.test(value)) return true;
  return /^[\w-]{16,}$/.test(value) && /\d/.test(value) && /[a-zA-Z]/.test(value);
}

/** Whether the mode's own pattern takes the value; undefined when it has none. */
export function accepts(mode: Modes[number], value: string): boolean | undefined {
  if (value.startsWith('=') || value.length > longest) return undefined;
  const patterns = (Array.isArray(mode.validation) ? mode.validation : []).flatMap((rule: unknown) => {
    const regex = isRecord(rule) && isRecord(rule['properties']) ? rule['properties']['regex'] : undefined;
    return typeof regex === 'string' && regex !== '' ? [regex] : [];
  });
  if (patterns.length === 0) return undefined;
  return patterns.every((pattern) => {
    try {
      return new RegExp(`^${pattern}$`).test(value);
    } catch {
      return true;
    }
  });
}
