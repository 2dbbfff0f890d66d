import { rules as preset } from '@secretlint/secretlint-rule-preset-recommend';

/** What of a rule of secretlint is used here. Its own types are in a package that nothing else of it needs. */
interface Rule {
  meta: { id: string };
  create(context: object, options: object): { file(source: object): unknown };
}
type Range = readonly [start: number, end: number];

/**
 * Not this one: it lets a comment in the text switch the other rules off. Files are not judged here either, so the rules
 * for package.json, .npmrc and .p12 find nothing.
 */
const unwanted = '@secretlint/secretlint-rule-filter-comments';
// `Rule` says how it is called here, which is less than its own types ask for.
const rules = (preset as unknown as Rule[]).filter(({ meta }) => meta.id !== unwanted);

let found: Range[] = [];
const context = {
  createTranslator: () => () => ({}),
  report: ({ range }: { range: Range }) => found.push(range),
  ignore: () => undefined,
};
const checks = rules.map((rule) => rule.create(context, {}));

/**
 * Where secretlint's recommended rules see a secret. Its rules without its core: that is asynchronous, takes ten times as
 * long, and obeys comments in the text. Rules for text report before they return; a test holds them to it.
 */
export function findByRules(text: string): Range[] {
  found = [];
  const source = { content: text, contentType: 'text', ext: '.txt', filePath: undefined };
  for (const check of checks) check.file(source);
  return found;
}
