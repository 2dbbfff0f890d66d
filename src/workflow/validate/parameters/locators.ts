import { patternOf } from '#src/catalog/display-conditions.ts';
import { isExpression } from '#src/catalog/display-options.ts';
import type { Issue } from '#src/model/issue.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { isRecord, toList, toRecord, toText, toWord } from '#src/workflow/json/values.ts';
import { nodeFix, pathText } from '../view.ts';
import type { Given } from './level.ts';

/** Selectors of n8n's own things do not list their modes. */
const selectorModes: Record<string, Mode[]> = { workflowSelector: [{ name: 'list' }, { name: 'id' }] };

interface Mode {
  name: string;
  validation?: unknown;
}

/** A resource locator says what kind of name it holds, in a way the parameter knows, and the name has that form. */
export function checkLocator(given: Given): Issue[] {
  const { node, property, value } = given;
  const at = { node: node.name, path: pathText(given.path) };
  const params = { node: node.name, parameter: property.displayName };
  const modes: Mode[] = given.twins.flatMap((twin) => twin.modes ?? selectorModes[twin.type] ?? []);
  if (typeof value === 'string' || typeof value === 'number') return checkPlain(given, modes, value);
  if (!isRecord(value) || !('value' in value)) {
    return [error('malformed-parameter', { ...params, what: 'locator' }, at)];
  }
  const { mode } = value;
  if (mode !== undefined && mode !== '' && value['__rl'] !== true) {
    const edit = { path: [...given.path, '__rl'], value: true };
    const fix = nodeFix(node, 'Marks it as a locator.', edit);
    return [warning('locator-plain', { ...params, mode: true }, { ...at, fix })];
  }
  if (modes.length === 0 || isExpression(mode)) return [];
  if (mode === undefined || mode === '') {
    return [withGuess(given, warning('locator-plain', { ...params, mode: false }, at), modes, value['value'])];
  }
  const known = modes.find((one) => one.name === mode);
  if (!known) {
    const names = [...new Set(modes.map((one) => one.name))];
    const issue = error('unknown-locator-mode', { ...params, mode: toWord(mode).slice(0, 60), modes: names }, at);
    return [withGuess(given, issue, modes, value['value'])];
  }
  if (value['value'] === '' || value['value'] === undefined || value['value'] === null) return [];
  const complaint = complaintOf(known, value['value']);
  if (complaint === undefined) return [];
  // Whoever passes a workflow on writes "your link here"; n8n's editor marks it for the one who receives it.
  const grave = given.view.shared ? warning : error;
  const issue = grave('invalid-locator', { ...params, mode: known.name, complaint: complaint || null }, at);
  const text = toWord(value['value']);
  const telling = /^(?:https?:\/\/|[#@])/.test(text) || (known.name === 'url' && /^[\w-]{8,}$/.test(text));
  return [telling ? withGuess(given, issue, modes, value['value']) : issue];
}

function checkPlain(given: Given, modes: readonly Mode[], value: string | number): Issue[] {
  const { node, property } = given;
  const params = { node: node.name, parameter: property.displayName, mode: false };
  const issue = warning('locator-plain', params, { node: node.name, path: pathText(given.path) });
  return [withGuess(given, issue, modes, value)];
}

/** With the fix where the value has the form of exactly one mode, or of one mode that has a pattern at all. */
function withGuess(given: Given, issue: Issue, modes: readonly Mode[], value: unknown): Issue {
  const mode = guessMode(modes, value);
  if (mode === undefined) return issue;
  const description = `Says that ${given.property.displayName} is given by "${mode}".`;
  return { ...issue, fix: nodeFix(given.node, description, { path: given.path, value: { __rl: true, mode, value } }) };
}

function guessMode(modes: readonly Mode[], value: unknown): string | undefined {
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return undefined;
  const names = [...new Map(modes.map((mode) => [mode.name, mode])).values()].filter(({ name }) => name !== 'list');
  const text = String(value);
  const isLink = /^https?:\/\//.test(text);
  if (text.startsWith('=')) return names.find(({ name }) => name === 'id')?.name ?? names[0]?.name;
  if (text.startsWith('#') || text.startsWith('@')) {
    const byName = names.find(({ name }) => name === 'name' || name === 'username');
    if (byName && complaintOf(byName, value) === undefined) return byName.name;
  }
  const fitting = names.filter((mode) => complaintOf(mode, value) === undefined && (mode.name === 'url') === isLink);
  const strict = fitting.filter((mode) => toList(mode.validation).length > 0);
  if (strict.length === 1) return strict[0]?.name;
  return fitting.length === 1 ? fitting[0]?.name : undefined;
}

/** What n8n says of a value that does not match a pattern of the mode, maybe nothing; undefined when it matches or cannot be known. */
function complaintOf(mode: Mode, value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : toText(value);
  if (text === undefined || text.startsWith('=') || text.length > 2000) return undefined;
  for (const validation of toList(mode.validation)) {
    const { type, properties } = toRecord(validation);
    const { regex, errorMessage } = toRecord(properties);
    if (type !== 'regex' || typeof regex !== 'string') continue;
    if (patternOf(`^${regex}$`)?.test(text) === false) return toWord(errorMessage).replace(/\.$/, '');
  }
  return undefined;
}
