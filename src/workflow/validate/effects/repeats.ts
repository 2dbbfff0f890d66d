import type { Issue } from '#src/model/issue.ts';
import { warning } from '#src/workflow/issues.ts';
import { toList, toRecord, toText } from '#src/workflow/json/values.ts';
import { toScheduleRules } from '#src/workflow/schedule/rules.ts';
import { ticksOf } from '#src/workflow/schedule/ticks.ts';
import { textsOf } from '../strings.ts';
import { isTrigger, type Rule, type View, type ViewNode } from '../view.ts';
import { expressionsIn, feedersOf, ownNodes, sourcesOf } from './sources.ts';

/** Items that come again at every run, and fields that nobody has to fill in where something counts on them. */
export const checkRepeats: Rule = (view) =>
  ownNodes(view).flatMap((node) => [...checkSeenAgain(node, view), ...checkMayBeEmpty(node, view)]);

const reads = /^(?:getAll|getMany|get_all|list|search|read)$/;
/** Steps that may leave out what was there before, or make one item of many. */
const chooses =
  /\.(?:filter|if|switch|removeDuplicates|aggregate|summarize|limit|merge|compareDatasets|code|function|functionItem|splitInBatches)$/;

const writesOver = /^(?:update|upsert|appendOrUpdate|edit|updateRow|set$)/;
/** Steps that write the same items differently. */
const rewrites = /\.(?:set|noOp|sort|renameKeys|markdown|html|dateTime)$/;

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
    const target = actedOnBy(reader, view);
    if (!target || chooses.test(target.type) || target.nodeType?.credentials.length === 0) continue;
    // The same again leaves what is there as it is.
    if (writesOver.test(toText(target.values['operation']) ?? '')) continue;
    const params = { node: target.name, source: reader.name, trigger: trigger.displayName };
    return [warning('seen-again', params, { node: reader.name })];
  }
  return [];
}

const dayMs = 86_400_000;
const someDay = new Date('2026-01-05T00:00:00Z');

/** More than once a day. */
function isOften(node: ViewNode): boolean {
  if (node.shortType !== 'scheduleTrigger') return false;
  const intervals = toList(toRecord(node.parameters['rule'])['interval']).map((one) => toText(toRecord(one)['field']));
  if (intervals.some((field) => field === 'minutes' || field === 'hours' || field === 'seconds')) return true;
  return toScheduleRules(node.parameters).some((rule) => {
    const [first, second] = ticksOf(rule, { count: 2, from: someDay, timezone: 'UTC' });
    return first !== undefined && second !== undefined && second.getTime() - first.getTime() < dayMs;
  });
}

/** The first step behind a reader that does something with its items. */
function actedOnBy(reader: ViewNode, view: View): ViewNode | undefined {
  const seen = new Set<ViewNode>();
  let [target] = nextOf(reader, view);
  while (target && rewrites.test(target.type) && !seen.has(target)) {
    seen.add(target);
    [target] = nextOf(target, view);
  }
  return target;
}

const nextOf = ({ name }: ViewNode, view: View): ViewNode[] =>
  view.edges
    .filter(({ from, kind }) => from === name && kind === 'main')
    .flatMap(({ to }) => view.byName.get(to) ?? []);

/** A field that people may leave empty, by which duplicates are found or that is written over what is stored. */
function checkMayBeEmpty(node: ViewNode, view: View): Issue[] {
  const dedupes = node.shortType === 'removeDuplicates';
  if (!dedupes && !writesOver.test(toText(node.values['operation']) ?? '')) return [];
  for (const { value, path, key } of textsOf(node)) {
    if (key === 'mappingMode' && value === 'autoMapInputData') {
      const [field] = feedersOf(node, view).flatMap((source) => optionalFields(source, view));
      if (field !== undefined) return [toIssue(node, field, path)];
    }
    for (const code of expressionsIn(value)) {
      if (hasFallback(code)) continue;
      const field = sourcesOf(code, node, view)
        .flatMap((source) => optionalFields(source, view))
        .find((name) => isRead(name, code));
      if (field !== undefined) return [toIssue(node, field, path)];
    }
  }
  return [];
}

function toIssue({ name, shortType }: ViewNode, field: string, path: string): Issue {
  const params = { node: name, field: field.slice(0, 80), dedupes: shortType === 'removeDuplicates' };
  return warning('field-may-be-empty', params, { node: name, path });
}

const mostSteps = 20;

/** What the people who fill in a form need not say, under the names it has here. */
function optionalFields(node: ViewNode, view: View, depth = 0): string[] {
  if (node.shortType === 'set' && depth < mostSteps) return renamedFields(node, view, depth);
  if (node.shortType !== 'form' && !(node.shortType === 'formTrigger' && isTrigger(node))) return [];
  const fields = toList(toRecord(node.parameters['formFields'])['values']).map(toRecord);
  const optional = fields.filter((field) => field['requiredField'] !== true && field['fieldType'] !== 'hiddenField');
  return optional.flatMap((field) => toText(field['fieldName']) ?? toText(field['fieldLabel']) ?? []);
}

/** The fields of an Edit Fields step that hold nothing but what need not be said. */
function renamedFields(node: ViewNode, view: View, depth: number): string[] {
  const optional = feedersOf(node, view).flatMap((source) => optionalFields(source, view, depth + 1));
  const assignments = toList(toRecord(node.parameters['assignments'])['assignments']).map(toRecord);
  const renamed = assignments.flatMap(({ name, value }) => {
    const codes = expressionsIn(value).filter((code) => !hasFallback(code));
    return codes.some((code) => optional.some((one) => isRead(one, code))) ? (toText(name) ?? []) : [];
  });
  const own = new Set(assignments.map(({ name }) => name));
  const kept = node.parameters['includeOtherFields'] === true ? optional.filter((one) => !own.has(one)) : [];
  return [...renamed, ...kept];
}

/** It says what to take instead. */
const hasFallback = (code: string): boolean => /\?\?|\|\||\?[^.]/.test(code);

const isRead = (name: string, code: string): boolean =>
  name !== '' && [`['${name}']`, `["${name}"]`, `.${name}`].some((access) => code.includes(access));
