import { isRecord } from '../json/values.ts';

/** `$('Name')`, `$("Name")`, `$items("Name"`, `$node["Name"]`, with any quotes. */
const quoted = /(\$(?:items)?\(\s*|\$node\[\s*)(["'`])((?:\\.|(?!\2)[^\\\n]){1,256})\2/g;
const dotted = /\$node\.([A-Za-z_$][\w$]{0,127})/g;
const deepest = 60;
const codeTypes = /\.(?:code|function|functionItem)$/;

/** The parameters with every reference to one node's output pointing to its new name. Pure. */
export function renameReferences(
  type: string,
  parameters: Record<string, unknown>,
  from: string,
  to: string,
): Record<string, unknown> {
  const isCode = codeTypes.test(type);
  const walk = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return isCode || value.startsWith('=') ? renameIn(value, from, to) : value;
    if (depth > deepest || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((entry) => walk(entry, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, walk(entry, depth + 1)]));
  };
  const renamed = walk(parameters, 0);
  return isRecord(renamed) ? renamed : parameters;
}

function renameIn(text: string, from: string, to: string): string {
  if (!text.includes('$')) return text;
  return text
    .replace(quoted, (match, start: string, quote: string, name: string) =>
      name.replace(/\\(.)/g, '$1') === from ? `${start}${quote}${escapeFor(to, quote)}${quote}` : match,
    )
    .replace(dotted, (match, name: string) => (name === from ? `$node["${escapeFor(to, '"')}"]` : match));
}

const escapeFor = (name: string, quote: string): string =>
  name.replace(/\\/g, '\\\\').replaceAll(quote, () => `\\${quote}`);
