import { isRecord } from '../json/values.ts';

const deepest = 60;
/** Parameters that hold code or queries: braces in them belong to the code. */
const codeKeys = new Set(['jsCode', 'pythonCode', 'functionCode', 'query', 'customCss']);
const barePath =
  /^\$(?:json|input|node|now|today|vars|binary|execution|workflow|\('[^'\n]{1,128}'\))(?:[.[?][\w.$()[\]'"?]{1,300})?$/;

/** n8n only evaluates text that starts with `=`. Braces around braces and paths without braces are mended too. */
export function toExpression(text: string): string {
  const body = text.startsWith('=') ? text.slice(1) : text;
  const inner = wholeExpression(body);
  const nested = inner === undefined ? undefined : wholeExpression(inner.trim());
  if (nested !== undefined) return `={{ ${nested.trim()} }}`;
  if (text.startsWith('=')) return text;
  if (barePath.test(text)) return `={{ ${text} }}`;
  return hasExpression(text) ? `=${text}` : text;
}

function hasExpression(text: string): boolean {
  const open = text.indexOf('{{');
  const close = open < 0 ? -1 : text.indexOf('}}', open + 2);
  return close > open + 2 && text.slice(open + 2, close).trim() !== '';
}

/** What stands between the braces when the whole text is `{{ … }}`; braces around braces are kept inside. */
function wholeExpression(text: string): string | undefined {
  if (!text.startsWith('{{') || !text.endsWith('}}') || text.length < 5) return undefined;
  const inner = text.slice(2, -2);
  if (inner.trim() === '') return undefined;
  const first = inner.indexOf('{{');
  if (first < 0) return inner.includes('}}') ? undefined : inner;
  const trimmed = inner.trim();
  const single = trimmed.startsWith('{{') && trimmed.endsWith('}}') && !trimmed.slice(2, -2).includes('{{');
  return single && !trimmed.slice(2, -2).includes('}}') ? trimmed : undefined;
}

/** A deep copy without `__proto__` keys and with `=` before every text that holds an expression. */
export function copyValue(value: unknown, key: string, depth = 0): unknown {
  if (typeof value === 'string') return codeKeys.has(key) ? value : toExpression(value);
  if (depth > deepest || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => copyValue(entry, key, depth + 1));
  const entries = Object.entries(value).filter(([name]) => name !== '__proto__');
  return Object.fromEntries(entries.map(([name, entry]) => [name, copyValue(entry, name, depth + 1)]));
}

const mark = '\uE000';

/**
 * A JSON value as the text n8n keeps it in. An expression that is a whole value becomes `{{ JSON.stringify(…) }}`, so
 * that its type stays and quotes in the data break nothing. What nests deeper than 60 stays as it is.
 */
export function toJsonText(value: unknown): unknown {
  const expressions: string[] = [];
  let dynamic = false;
  let tooDeep = false;
  const walk = (one: unknown, depth: number): unknown => {
    if (depth > deepest) {
      tooDeep = true;
      return null;
    }
    if (typeof one === 'string') {
      const text = toExpression(one);
      if (!text.startsWith('=') || !hasExpression(text)) return one;
      dynamic = true;
      const inner = wholeExpression(text.slice(1).trim())?.trim();
      if (inner === undefined) return text.slice(1);
      expressions.push(inner.startsWith('JSON.stringify(') ? inner : `JSON.stringify(${inner})`);
      return `${mark}${expressions.length - 1}${mark}`;
    }
    if (Array.isArray(one)) return one.map((entry) => walk(entry, depth + 1));
    if (!isRecord(one)) return one;
    return Object.fromEntries(Object.entries(one).map(([key, entry]) => [key, walk(entry, depth + 1)]));
  };
  const plain = walk(value, 0);
  if (tooDeep) return value;
  const text = JSON.stringify(plain, null, 2).replace(new RegExp(`"${mark}(\\d+)${mark}"`, 'g'), (whole, index) =>
    expressions[Number(index)] === undefined ? whole : `{{ ${expressions[Number(index)]} }}`,
  );
  return dynamic ? `=${text}` : text;
}
