import { maxTexts, textsOf } from '../strings.ts';
import type { JudgedNode } from './judged.ts';
import { programsIn } from './programs.ts';

/** Which other nodes a node reads by name, in its expressions and programs. */
export interface References {
  names: ReadonlySet<string>;
  /** It works out at run time which one: any of them. */
  any: boolean;
  /** It reads or writes what all nodes of a workflow share: static data, custom data of the execution. */
  shared: boolean;
}

const quoted = String.raw`(?:"([^"\\]*)"|'([^'\\]*)'|\x60([^\x60\\$]*)\x60)`;
/** `$('Name')`, `$items("Name")`, `$node["Name"]`, `$node.Name`, and the same of Python. */
const byName = new RegExp(
  String.raw`(?<![\w$])(?:(?:\$items|\$|_items|_)\s*\(\s*${quoted}\s*[,)]|[$_]node\s*(?:\?\.\s*)?\[\s*${quoted}\s*\]|[$_]node\s*\??\.\s*([A-Za-z_$][\w$]*))`,
  'g',
);
/** Ways to other nodes that are left when those with a name are taken out, `$` itself among them, and ways around all that. */
const anyName =
  /(?<![\w$])(?:\$items\b(?!\s*\(\s*\))|\$\s*\(|_items\s*\(\s*[^\s)]|_\s*\(|[$_]node\b|\$(?![\w${(]|\/[^*/]))|\\(?:x|u\{?0*)24|\b(?:this|globalThis|eval|Function|constructor|getWorkflowDataProxy|evaluateExpression)\b/;
const sharedData = /staticData|customData/i;

const mostRead = 200_000;

/** Bounded: what is longer than 200,000 characters may read any node. */
export function referencesOf(node: JudgedNode): References {
  const programs = new Set(programsIn(node).map(({ path }) => path));
  const names = new Set<string>();
  const texts = textsOf(node);
  const codes = texts.map(({ value, path }) => (programs.has(path) ? value : workedOut(value)));
  const tooLong = texts.length >= maxTexts || codes.reduce((sum, { length }) => sum + length, 0) > mostRead;
  if (tooLong) return { names, any: true, shared: true };
  let any = false;
  for (const code of codes) {
    const rest = code.replace(byName, (_all, ...groups: unknown[]) => {
      for (const name of groups.slice(0, 7)) if (typeof name === 'string') names.add(name);
      return ' ';
    });
    any ||= anyName.test(rest);
  }
  return { names, any, shared: codes.some((code) => sharedData.test(code)) };
}

/** What n8n works out of a text: from the first `{{` on. Some nodes, HTML and SQL ones, do so in any text. */
const workedOut = (text: string): string => {
  const start = text.indexOf('{{');
  return start < 0 ? '' : text.slice(start, text.lastIndexOf('}}') + 2);
};
