import type { AnyNode, BinaryExpression, CallExpression, Expression, MemberExpression, Super } from 'acorn';
import { secretMark } from '#src/policy/secrets.ts';
import { readExpressionTree } from '../validate/code/script.ts';
import { blocksOf } from '../validate/expressions/expression-blocks.ts';
import { fieldInWords } from './text.ts';

/**
 * A piece of what a step says, in no language: words as they were written, a field of the data, or what else an
 * expression puts there.
 */
export type SaidPart =
  | string
  | { kind: 'field' | 'count' | 'model' | 'list'; name: string }
  | { kind: 'everything' | 'now' | 'today' | 'secret' }
  | { kind: 'either'; options: SaidPart[][] }
  | { kind: 'computed'; from: string[] };

const longest = 20_000;

/** A parameter's text as a person would read it: its expressions become what they stand for. Pure; never throws. */
export function readSaid(value: string): SaidPart[] {
  if (!value.startsWith('=')) return withoutMarks(value.slice(0, longest));
  const template = value.slice(1, longest);
  const parts: SaidPart[] = [];
  let from = 0;
  for (const { code, start, closed } of blocksOf(template)) {
    if (!closed) break;
    parts.push(...withoutMarks(template.slice(from, start)), ...readCode(code));
    from = template.indexOf('}}', start + 2 + code.length) + 2;
  }
  parts.push(...withoutMarks(template.slice(from)));
  return merged(parts);
}

/** What redacting left of a secret. */
const withoutMarks = (text: string): SaidPart[] =>
  text
    .split(secretMark)
    .flatMap((part, at): SaidPart[] => [...(at > 0 ? [{ kind: 'secret' } as const] : []), part])
    .filter((part) => part !== '');

function readCode(code: string): SaidPart[] {
  const tree = readExpressionTree(code);
  return tree ? read(tree, 0) : [{ kind: 'computed', from: [] }];
}

const deepest = 40;

function read(node: AnyNode, depth: number): SaidPart[] {
  if (depth > deepest) return computed(node);
  const next = (child: AnyNode): SaidPart[] => read(child, depth + 1);
  switch (node.type) {
    case 'Literal':
      return node.value === null || node.value === '' ? [] : withoutMarks(String(node.value));
    case 'TemplateLiteral':
      return node.quasis.flatMap((quasi, index) => {
        const inserted = node.expressions[index];
        return [...withoutMarks(quasi.value.cooked ?? ''), ...(inserted ? next(inserted) : [])];
      });
    case 'BinaryExpression':
      return readBinary(node, next);
    case 'ConditionalExpression':
      return either([next(node.consequent), next(node.alternate)]);
    case 'LogicalExpression':
      return node.operator === '&&' ? computed(node) : either([next(node.left), next(node.right)]);
    case 'Identifier':
      return readName(node.name) ?? computed(node);
    case 'MemberExpression':
      return readMember(node, next);
    case 'CallExpression':
      return readCall(node, next);
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return next(node.expression);
    default:
      return computed(node);
  }
}

/** Nothing is an option as well: "or nothing" says little, so it is left out. */
function either(options: SaidPart[][]): SaidPart[] {
  const said = options.filter((option) => option.length > 0);
  const [only] = said;
  return said.length === 1 && only ? only : [{ kind: 'either', options: said }];
}

const signs: Record<string, string> = { '+': '+', '-': '−', '*': '×', '/': '÷', '%': 'mod' };

/** Texts that are put together, or a small calculation with fields and numbers. */
function readBinary(node: BinaryExpression, next: (node: AnyNode) => SaidPart[]): SaidPart[] {
  if (node.left.type === 'PrivateIdentifier') return computed(node);
  const [left, right] = [next(node.left), next(node.right)];
  const isNumber = [node.left, node.right].some((one) => one.type === 'Literal' && typeof one.value === 'number');
  if (node.operator === '+' && !isNumber) return [...left, ...right];
  const sign = signs[node.operator];
  const names = [nameOfPart(left), nameOfPart(right)];
  if (!sign || names.includes(undefined)) return computed(node);
  return [{ kind: 'field', name: names.join(` ${sign} `) }];
}

function nameOfPart([part, ...more]: SaidPart[]): string | undefined {
  if (part === undefined || more.length > 0) return undefined;
  if (typeof part === 'string') return part;
  return part.kind === 'field' ? part.name : undefined;
}

function readName(name: string): SaidPart[] | undefined {
  if (name === '$json' || name === '$input' || name === 'items') return [{ kind: 'everything' }];
  if (name === '$now') return [{ kind: 'now' }];
  return name === '$today' ? [{ kind: 'today' }] : undefined;
}

const wholes = new Set(['json', 'item', 'body', 'data', 'params', 'query', 'all', 'binary', 'context']);

function readMember(node: MemberExpression, next: (node: AnyNode) => SaidPart[]): SaidPart[] {
  const path = pathOf(node);
  if (!path) return computed(node);
  const named = path.filter((key) => !/^\d+$/.test(key));
  const last = named.at(-1);
  if (last === 'length') {
    const name = fieldInWords(named.slice(0, -1));
    return name === '' ? [{ kind: 'everything' }] : [{ kind: 'count', name }];
  }
  if (node.object.type !== 'Super' && ['$now', '$today'].includes(rootName(node.object))) return next(node.object);
  const name = fieldInWords(named.filter((key, at) => at > 1 || !wholes.has(key)));
  return name === '' ? [{ kind: 'everything' }] : [{ kind: 'field', name }];
}

function rootName(node: Expression | Super): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return rootName(node.object);
  return node.type === 'CallExpression' ? rootName(node.callee) : '';
}

/** The names on the way from the item, e.g. `['customer', 'name']` of `$('Step').first().json.customer.name`. */
function pathOf(node: AnyNode, depth = 0): string[] | undefined {
  if (depth > deepest) return undefined;
  switch (node.type) {
    case 'Identifier':
      return /^\$(?!json$|input$|now$|today$|node$|fromAI$)\w+$/.test(node.name) ? [node.name.slice(1)] : [];
    case 'ChainExpression':
      return pathOf(node.expression, depth + 1);
    case 'MemberExpression': {
      // `$node["Step"]` names a step, not a field.
      if (node.object.type === 'Identifier' && node.object.name === '$node') return [];
      const before = pathOf(node.object, depth + 1);
      const key = keyOf(node);
      if (!before || key === undefined) return before && node.computed ? before : undefined;
      return before.length === 0 && ['item', 'json', 'first', 'last'].includes(key) ? [] : [...before, key];
    }
    case 'CallExpression':
      return pathOfCall(node, depth);
    default:
      return undefined;
  }
}

/** `$('Step')` and `.first()` lead to an item; methods that change the form of a value keep its name. */
function pathOfCall({ callee }: CallExpression, depth: number): string[] | undefined {
  if (callee.type === 'Identifier') return ['$', '$items', '$node'].includes(callee.name) ? [] : undefined;
  if (callee.type !== 'MemberExpression') return undefined;
  const method = keyOf(callee) ?? '';
  return ['first', 'last', 'all', 'itemMatching'].includes(method) || keepsMeaning.has(method)
    ? pathOf(callee.object, depth + 1)
    : undefined;
}

function keyOf({ computed: inBrackets, property }: MemberExpression): string | undefined {
  if (!inBrackets) return property.type === 'Identifier' ? property.name : undefined;
  return property.type === 'Literal' ? String(property.value) : undefined;
}

/** What these make of a value is still that value to whoever reads the message. */
const keepsMeaning = new Set(
  `toString trim toFixed toUpperCase toLowerCase toTitleCase toLocaleString toLocaleUpperCase toLocaleLowerCase format
  toFormat toISO toISODate toDateTime toDate toNumber toInt toFloat toJsonString join slice substring substr split replace
  replaceAll removeMarkdown removeTags round floor ceil valueOf padStart padEnd urlEncode urlDecode quote setZone toLocal
  toUTC setLocale toISOString toLocaleDateString toLocaleTimeString toSentenceCase stripTags escapeHtml pluck
  extractEmail extractDomain`.split(/\s+/),
);

/** With these, words of the workflow itself may take the place of the value. */
const putsIn = new Set(['replace', 'replaceAll', 'join', 'padStart', 'padEnd', 'toFormat', 'format']);

/** Words, or what only the run knows; not the signs between two values or the form of a date. */
function isWording(argument: AnyNode): boolean {
  if (argument.type === 'ObjectExpression') return false;
  if (argument.type !== 'Literal') return true;
  if ('regex' in argument) return false;
  // In the form of a date every letter stands for a part of it, but for what is in quotes.
  const text = String(argument.value);
  return /\p{L}{4,}/u.test(
    /^[yMdLcEHhmsSaZzqQwWoGkKTDtf\p{P}\p{Z}']+$/u.test(text) ? (/'([^']*)'/.exec(text)?.[1] ?? '') : text,
  );
}

function readCall(node: CallExpression, next: (node: AnyNode) => SaidPart[]): SaidPart[] {
  const { callee } = node;
  const [first] = node.arguments;
  const name = callee.type === 'Identifier' ? callee.name : '';
  if (name === '$fromAI' || name === '$fromai' || name === '$fromAi') {
    const said = first?.type === 'Literal' ? String(first.value) : '';
    return [{ kind: 'model', name: fieldInWords([said]) }];
  }
  if (['String', 'Number', 'parseInt', 'parseFloat', 'encodeURIComponent'].includes(name) && first) return next(first);
  if (callee.type !== 'MemberExpression') return pathOf(node)?.length === 0 ? [{ kind: 'everything' }] : computed(node);
  const method = keyOf(callee) ?? '';
  if (callee.object.type === 'Super') return computed(node);
  if (callee.object.type === 'Identifier' && ['JSON', 'Math'].includes(callee.object.name))
    return first && ['stringify', 'round', 'floor', 'ceil', 'abs'].includes(method) ? next(first) : computed(node);
  if (keepsMeaning.has(method)) {
    if (putsIn.has(method) && node.arguments.some(isWording)) return computed(node);
    const kept = next(callee.object);
    return isDay(kept, method, first) ? [{ kind: 'today' }] : kept;
  }
  if (method === 'map' || method === 'flatMap') {
    const [fields] = computed(node);
    const from = typeof fields === 'object' && fields.kind === 'computed' ? fields.from : [];
    return [{ kind: 'list', name: from.join(', ') }];
  }
  if (method === 'filter') return next(callee.object);
  const path = pathOf(node);
  if (path?.length === 0) return [{ kind: 'everything' }];
  return path ? [{ kind: 'field', name: fieldInWords(path) }] : computed(node);
}

/** The time written as a day. */
function isDay([part]: SaidPart[], method: string, format: AnyNode | undefined): boolean {
  if (typeof part !== 'object' || part.kind !== 'now') return false;
  if (['toISODate', 'toLocaleDateString'].includes(method)) return true;
  const written = format?.type === 'Literal' ? String(format.value) : '';
  return ['toFormat', 'format'].includes(method) && /[yMdLcE]/.test(written) && !/[HhmsSt]/.test(written);
}

const mostNames = 4;

const unnamed = new Set(['Math', 'JSON', 'Object', 'Array', 'Date', 'DateTime', 'Number', 'String']);

/** What nobody can say in a few words: the fields it is made of. */
function computed(node: AnyNode): SaidPart[] {
  const names = new Set<string>();
  const visit = (value: unknown, depth: number): void => {
    if (depth > deepest || names.size > mostNames || typeof value !== 'object' || value === null) return;
    const child = value as AnyNode;
    if (!Array.isArray(value) && child.type === 'MemberExpression') {
      const path = pathOf(child)?.filter((key) => !/^(?:\d+|length)$/.test(key));
      const name = path && /^(?:\$(?:json|node|input|$)|\w+$)/.test(rootName(child)) ? fieldInWords(path) : '';
      if (name !== '' && !unnamed.has(rootName(child))) return void names.add(name);
    }
    // What is called is no field, what it is called on may be one.
    if (child.type === 'CallExpression' && child.callee.type === 'MemberExpression')
      visit(child.callee.object, depth + 1);
    for (const [key, each] of Object.entries(child)) if (key !== 'callee') visit(each, depth + 1);
  };
  visit(node, 0);
  return [{ kind: 'computed', from: [...names].slice(0, mostNames) }];
}

/** Words next to each other are one piece. */
function merged(parts: readonly SaidPart[]): SaidPart[] {
  const all: SaidPart[] = [];
  for (const part of parts) {
    const before = all.at(-1);
    if (typeof part === 'string' && typeof before === 'string') all[all.length - 1] = before + part;
    else all.push(part);
  }
  return all;
}
