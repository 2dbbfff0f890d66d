import type { Issue } from '#src/model/issue.ts';
import { redactSecrets, secretMark } from '#src/policy/secrets.ts';
import { error, warning } from '../issues.ts';
import { withoutBlocks } from './expressions/expression-blocks.ts';
import { type Text, textsOf } from './strings.ts';
import type { Rule, View, ViewNode } from './view.ts';

const secretName =
  /^(?:authorization|proxy-authorization|x-)?[\w-]{0,30}(?:authorization|api[-_]?key|secret|password|passwd|access[-_]?token|auth[-_]?token|(?<![a-z])token)$/i;
/** `"password": "…"`, `const apiKey = '…'` in a body or in code. */
const quoted =
  /\b(?:pass(?:word|wd)|client[-_]?secret|api[-_]?key|access[-_]?token|auth[-_]?token)["']?\s{0,5}[:=]\s{0,5}["']([^"'\s{}$<>\\]{8,200})["']/gi;
/** Values that stand for a secret somebody still has to fill in. */
const placeholder =
  /your|x{3,}|\*{2,}|<|>|\[|\]|\.{3}|…|example|placeholder|insert|replace|here|dummy|sample|changeme|redacted|removed|_key\b|api_?key$|token$|secret$|password$/i;
const longest = 20_000;

/** Nothing that looks like a password, key or token stands in a parameter: n8n keeps those in credentials. */
export const checkSecrets: Rule = (view) => view.nodes.flatMap((node) => checkNode(node, view));

function checkNode(node: ViewNode, view: View): Issue[] {
  const found = textsOf(node).find((text) => isSecret(text));
  if (!found) return [];
  // A file from elsewhere works as it is; a draft must not carry a secret into n8n.
  const severity = view.unknownTypes === 'error' ? error : warning;
  return [severity('secret-in-parameters', { node: node.name }, { node: node.name, path: found.path })];
}

/** The text without what looks like a secret: by its shape, by the words before it, or by the name of its field. */
export function redactText(text: Text): string {
  if (!text.value.includes('{{') && isNamedSecret(text, text.value)) {
    return text.value.replace(/^(=?\s*(?:(?:bearer|basic|token)\s+)?)[\s\S]*$/i, `$1${secretMark}`);
  }
  const removed = redactSecrets(text.value).text;
  return removed.replace(quoted, (match, value: string) =>
    /\d/.test(value) && /[a-z]/i.test(value) && !placeholder.test(value)
      ? match.replace(value, () => secretMark)
      : match,
  );
}

function isSecret(text: Text): boolean {
  const literal = withoutBlocks(text.value.slice(0, longest));
  if (/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/.test(literal)) return true;
  for (const match of literal.matchAll(quoted)) {
    const value = match[1] ?? '';
    if (/\d/.test(value) && /[a-z]/i.test(value) && !placeholder.test(value)) return true;
  }
  return isNamedSecret(text, literal) || literal.split(/[\s"'`,;()]+/).some(isSecretWord);
}

/** A header, query or body field whose name says that its value is secret. */
function isNamedSecret({ key, holder, value }: Text, literal: string): boolean {
  const name = holder?.['name'];
  if (key !== 'value' || typeof name !== 'string' || !secretName.test(name) || value.startsWith('=')) return false;
  const secret = literal.trim().replace(/^(?:bearer|basic|token)\s+/i, '');
  return secret.length >= 12 && !/\s/.test(secret) && !placeholder.test(secret);
}

function isSecretWord(word: string): boolean {
  if (word.length < 16 || word.length > 8000) return false;
  const { count } = redactSecrets(word);
  if (count === 0) return false;
  const value = word.slice(Math.max(word.lastIndexOf('='), word.indexOf('://') + 2) + 1);
  return /\d/.test(value) && !placeholder.test(value);
}
