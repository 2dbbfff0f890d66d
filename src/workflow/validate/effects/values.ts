import type { NodeType } from '#src/catalog/catalog.ts';
import type { Issue } from '#src/model/issue.ts';
import { warning } from '#src/workflow/issues.ts';
import { toList, toRecord, toText } from '#src/workflow/json/values.ts';
import { textsOf } from '../strings.ts';
import type { Rule, View, ViewNode } from '../view.ts';
import { upstreamOf } from '../wiring/graph.ts';
import { allProperties, expressionsIn, ownNodes, sourcesOf } from './sources.ts';

/** Values that arrive as something else than was meant: cents for an amount, markup in a title, one file of many. */
export const checkEffects: Rule = (view) =>
  ownNodes(view).flatMap((node) => [
    ...checkAmounts(node, view),
    ...checkMarkup(node),
    ...checkAttachments(node, view),
  ]);

const centsText = /\bcents\b|\bminor units?\b|\bsmallest (?:currency )?units?\b/i;
const inCents = new Map<string, ReadonlySet<string>>();

/** Names of the parameters that take cents, by what n8n's own description of them says. */
function centsOf(nodeType: NodeType | undefined): ReadonlySet<string> {
  if (!nodeType) return new Set();
  const key = `${nodeType.name} ${nodeType.covers.join()}`;
  const found =
    inCents.get(key) ??
    new Set(
      allProperties(nodeType.properties)
        .filter(isCents)
        .map(({ name }) => name),
    );
  inCents.set(key, found);
  return found;
}

const isCents = ({ type, description }: NodeType['properties'][number]): boolean =>
  type === 'number' && centsText.test(description ?? '');
const converted = /\b100\b|\b0?\.01\b/;
const amountField = /(?:amount|total|price|fee|balance|subtotal)\w*\b(?!\s*\()/i;

function checkAmounts(node: ViewNode, view: View): Issue[] {
  const cents = centsOf(node.nodeType);
  const given = Object.entries(node.parameters).filter(([name]) => cents.has(name));
  const wrong = given.find(([, value]) =>
    typeof value === 'number' ? !Number.isInteger(value) : expressionsIn(value).some((code) => !converted.test(code)),
  );
  if (wrong) {
    const params = { node: node.name, parameter: wrong[0], source: null };
    return [warning('amount-in-cents', params, { node: node.name, path: `parameters.${wrong[0]}` })];
  }
  for (const { value, path } of textsOf(node)) {
    for (const code of expressionsIn(value)) {
      if (!amountField.test(code) || converted.test(code)) continue;
      const source = sourcesOf(code, node, view).find((one) => givesCents(one, view));
      // A step of the same app takes them as they come.
      if (!source || appOf(source.type) === appOf(node.type)) continue;
      const params = { node: node.name, parameter: '', source: source.name };
      return [warning('amount-in-cents', params, { node: node.name, path })];
    }
  }
  return [];
}

const appOf = (type: string): string => type.replace(/(?:Trigger|Tool)$/, '');
/** An app that takes cents gives cents, by its trigger too. */
const givesCents = ({ type }: ViewNode, { catalog }: View): boolean => centsOf(catalog.get(appOf(type))).size > 0;

/** Values that are no free text: numbers, times and what was cleaned for it. */
const safe = /replace|toFixed|toFormat|toISO|encodeURI|\.length|\$now|\$today|\bid\b|Id\b|\bNumber\(/;

/** Markdown is a message's format unless another is said; a `_` or `*` too many in a title, and the service refuses it. */
function checkMarkup(node: ViewNode): Issue[] {
  const formats = allProperties(node.nodeType?.properties ?? []).find(({ name }) => name === 'parse_mode')?.options;
  if (!formats?.some(({ value }) => value === 'Markdown')) return [];
  const texts = textsOf(node);
  const said = texts.find(({ key }) => key === 'parse_mode')?.value;
  // n8n says Markdown where nothing is said for these, and for no other text.
  const usual = { sendMessage: 'text', sendAndWait: 'message' }[toText(node.values['operation']) ?? 'sendMessage'];
  const broken = texts.find(({ key, value }) => {
    const format = said ?? (key === usual ? 'Markdown' : '');
    return ['text', 'message', 'caption'].includes(key) && format.startsWith('Markdown') && mayBreak(value);
  });
  return broken ? [warning('markup-may-break', { node: node.name }, { node: node.name, path: broken.path })] : [];
}

/** A value of which nobody knows what is in it, or a sign in the text itself that nothing closes. */
function mayBreak(text: string): boolean {
  if (expressionsIn(text).some((code) => !safe.test(code))) return true;
  const own = text.replace(/\{\{[\s\S]*?\}\}/g, '').replace(/\\[_*`[]|`[^`]*`|\[[^\]]*\]\([^)]*\)/g, '');
  return own.includes('[') || ['_', '*', '`'].some((sign) => own.split(sign).length % 2 === 0);
}

/** A step that takes the first of the files that a step before it numbers. */
function checkAttachments(node: ViewNode, view: View): Issue[] {
  const firsts = textsOf(node).filter(({ value }) => /0$/.test(value));
  if (firsts.length === 0) return [];
  for (const name of upstreamOf(node.name, view)) {
    const source = view.byName.get(name);
    const prefixes = source ? prefixesOf(source) : [];
    const found = firsts.find(({ value }) => prefixes.some((prefix) => value === `${prefix}0`));
    if (!source || !found) continue;
    const params = { node: node.name, source: source.name, file: found.value };
    return [warning('first-attachment-only', params, { node: node.name, path: found.path })];
  }
  return [];
}

/** What the names of the files begin with that this step puts out: said, or n8n's own. */
function prefixesOf({ parameters, nodeType, shortType }: ViewNode): string[] {
  if (shortType === 'formTrigger' || shortType === 'form') return fileFields(parameters);
  const isPrefix = (name: string): boolean => /^(?:dataPropertyA|a)ttachmentsPrefix(?:Name)?$/.test(name);
  const said = textsOf({ parameters }).find(({ key }) => isPrefix(key))?.value;
  return [said ?? toText(allProperties(nodeType?.properties ?? []).find(({ name }) => isPrefix(name))?.default)].filter(
    (one) => one !== undefined,
  );
}

/** A field of a form for several files numbers them behind its name. */
function fileFields(parameters: ViewNode['parameters']): string[] {
  const fields = toList(toRecord(parameters['formFields'])['values']).map(toRecord);
  const many = fields.filter(({ fieldType, multipleFiles }) => fieldType === 'file' && multipleFiles !== false);
  return many.flatMap(({ fieldName, fieldLabel }) => `${toText(fieldName ?? fieldLabel)?.replace(/\W/g, '_') ?? ''}_`);
}
