import type { Issue } from '#src/model/issue.ts';
import { warning } from '#src/workflow/issues.ts';
import { toList, toRecord, toText } from '#src/workflow/json/values.ts';
import { textsOf } from '../strings.ts';
import { isTrigger, type Rule, type View, type ViewNode } from '../view.ts';
import { expressionsIn, ownNodes, sourcesOf } from './sources.ts';

/** Items that come again at every run, and fields that nobody has to fill in where something counts on them. */
export const checkRepeats: Rule = (view) =>
  ownNodes(view).flatMap((node) => [...checkSeenAgain(node, view), ...checkMayBeEmpty(node, view)]);

const reads = /^(?:getAll|getMany|get_all|list|search|read)$/;
/** Steps that may leave out what was there before, or make one item of many. */
const chooses =
  /\.(?:filter|if|switch|removeDuplicates|aggregate|summarize|limit|merge|compareDatasets|code|function|functionItem|splitInBatches)$/;

const writesOver = /^(?:update|upsert|appendOrUpdate|edit|updateRow)/;

/**
 * A reader that runs again within the day and gives all there is, whose items go straight to a step that sends or
 * writes. Told only where n8n has a trigger for the same thing, which gives each item once.
 */
function checkSeenAgain(node: ViewNode, view: View): Issue[] {
  if (!isOften(node)) return [];
  for (const reader of nextOf(node, view)) {
    const trigger = view.catalog.get(`${reader.type}Trigger`);
    const all =
      trigger?.polling && (reader.shortType === 'rssFeedRead' || reads.test(toText(reader.values['operation']) ?? ''));
    if (!all || textsOf(reader).some(({ value }) => /\$now|\$today|DateTime|newer_than|after:/.test(value))) continue;
    const [target] = nextOf(reader, view);
    if (!target || chooses.test(target.type) || target.nodeType?.credentials.length === 0) continue;
    // The same again leaves what is there as it is.
    if (writesOver.test(toText(target.values['operation']) ?? '')) continue;
    const params = { node: target.name, source: reader.name, trigger: trigger.displayName };
    return [warning('seen-again', params, { node: reader.name })];
  }
  return [];
}

function isOften(node: ViewNode): boolean {
  if (node.shortType !== 'scheduleTrigger') return false;
  const intervals = toList(toRecord(node.parameters['rule'])['interval']).map((one) => toText(toRecord(one)['field']));
  return intervals.some((field) => field === 'minutes' || field === 'hours' || field === 'seconds');
}

const nextOf = ({ name }: ViewNode, view: View): ViewNode[] =>
  view.edges
    .filter(({ from, kind }) => from === name && kind === 'main')
    .flatMap(({ to }) => view.byName.get(to) ?? []);

/** A field that people may leave empty, by which duplicates are found or that is written over what is stored. */
function checkMayBeEmpty(node: ViewNode, view: View): Issue[] {
  const dedupes = node.shortType === 'removeDuplicates';
  if (!dedupes && !writesOver.test(toText(node.values['operation']) ?? '')) return [];
  for (const { value, path } of textsOf(node)) {
    for (const code of expressionsIn(value)) {
      if (/\?\?|\|\||\?[^.]/.test(code)) continue;
      const field = sourcesOf(code, node, view)
        .flatMap((source) => optionalFields(source))
        .find((name) => isRead(name, code));
      if (field === undefined) continue;
      const params = { node: node.name, field: field.slice(0, 80), dedupes };
      return [warning('field-may-be-empty', params, { node: node.name, path })];
    }
  }
  return [];
}

/** What the people who fill in a form need not say. */
function optionalFields(node: ViewNode): string[] {
  if (node.shortType !== 'form' && !(node.shortType === 'formTrigger' && isTrigger(node))) return [];
  const fields = toList(toRecord(node.parameters['formFields'])['values']).map(toRecord);
  const optional = fields.filter((field) => field['requiredField'] !== true && field['fieldType'] !== 'hiddenField');
  return optional.flatMap((field) => toText(field['fieldName']) ?? toText(field['fieldLabel']) ?? []);
}

const isRead = (name: string, code: string): boolean =>
  name !== '' && [`['${name}']`, `["${name}"]`, `.${name}`].some((access) => code.includes(access));
