import type { IssueParams } from '#src/language/issue-words.ts';
import type { Issue } from '#src/model/issue.ts';
import { error } from '#src/workflow/issues.ts';
import { isRecord, toList, toRecord, toText } from '#src/workflow/json/values.ts';
import type { Rule, View, ViewNode } from '../view.ts';
import { upstreamOf } from '../wiring/graph.ts';

interface Need {
  /** Where the entries are, below the parameters. */
  path: readonly string[];
  /** When they are needed. */
  when?: (node: ViewNode) => boolean;
  /** What the missing field is for. */
  what: IssueParams<'entries-missing'>['what'];
}

const simple = (node: ViewNode): boolean => (node.values['type'] ?? 'simple') === 'simple';
const selected = (node: ViewNode): boolean =>
  ['selectedFields', 'allFieldsExcept'].includes(String(toText(node.values['compare'])));

const isBlank = (value: unknown): boolean => toText(value)?.trim() === '';

/** Lists without which n8n 2.40 stops the node, though it does not call them required. */
const needs: Record<string, readonly Need[]> = {
  'n8n-nodes-base.sort': [{ path: ['sortFieldsUi', 'sortField'], when: simple, what: 'sort' }],
  'n8n-nodes-base.summarize': [{ path: ['fieldsToSummarize', 'values'], what: 'summarize' }],
  'n8n-nodes-base.aggregate': [
    {
      path: ['fieldsToAggregate', 'fieldToAggregate'],
      when: (node) => (node.values['aggregate'] ?? 'aggregateIndividualFields') === 'aggregateIndividualFields',
      what: 'aggregate',
    },
  ],
  '@n8n/n8n-nodes-langchain.informationExtractor': [
    {
      path: ['attributes', 'attributes'],
      when: (node) => (node.values['schemaType'] ?? 'fromAttributes') === 'fromAttributes',
      what: 'attributes',
    },
    {
      path: ['inputSchema'],
      when: ({ values }) => values['schemaType'] === 'manual' && isBlank(values['inputSchema']),
      what: 'attributes',
    },
    {
      path: ['jsonSchemaExample'],
      when: ({ values }) => values['schemaType'] === 'fromJson' && isBlank(values['jsonSchemaExample']),
      what: 'attributes',
    },
  ],
  '@n8n/n8n-nodes-langchain.textClassifier': [{ path: ['categories', 'categories'], what: 'categories' }],
  '@n8n/n8n-nodes-langchain.sentimentAnalysis': [
    {
      path: ['options', 'categories'],
      when: ({ values }) => isBlank(toRecord(values['options'])['categories']),
      what: 'categories',
    },
  ],
  'n8n-nodes-base.removeDuplicates': [{ path: ['fieldsToCompare'], when: selected, what: 'compare' }],
};

/** Nodes that need an entry, or another node, and have none. */
export const checkNeededEntries: Rule = (view) =>
  view.nodes
    .filter((node) => !node.disabled && node.described)
    .flatMap((node) => [...checkEntries(node), ...checkFields(node)])
    .concat(
      view.nodes
        .filter(isPage)
        .slice(0, mostPages)
        .flatMap((node) => checkForm(node, view)),
    );

/** More of them are not looked at: each is followed back through the whole workflow. */
const mostPages = 100;
const isPage = ({ type, disabled }: ViewNode): boolean => type === 'n8n-nodes-base.form' && !disabled;

function checkEntries(node: ViewNode): Issue[] {
  const all = Object.hasOwn(needs, node.type) ? (needs[node.type] ?? []) : [];
  return all
    .filter(({ path, when }) => (when?.(node) ?? true) && isEmpty(node.parameters, path))
    .map(({ path, what }) => {
      return error(
        'entries-missing',
        { node: node.name, what },
        { node: node.name, path: `parameters.${path.join('.')}` },
      );
    });
}

function isEmpty(parameters: Record<string, unknown>, path: readonly string[]): boolean {
  const value = path.reduce<unknown>((at, step) => toRecord(at)[step], parameters);
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  const [first] = path;
  const holder = first === undefined ? undefined : parameters[first];
  return (
    value === undefined &&
    (holder === undefined || Object.keys(toRecord(holder)).length === 0) &&
    !toList(holder).length
  );
}

/** A choice without anything to choose. */
function checkFields(node: ViewNode): Issue[] {
  if (node.type !== 'n8n-nodes-base.formTrigger' && node.type !== 'n8n-nodes-base.form') return [];
  const fields = toList(toRecord(node.parameters['formFields'])['values']).slice(0, 100);
  return fields.flatMap((given, index) => {
    const { fieldType, fieldOptions, fieldLabel } = toRecord(given);
    const options = toRecord(fieldOptions)['values'];
    const listed = Array.isArray(options) ? options.length > 0 : options !== undefined;
    if (!['dropdown', 'radio', 'checkbox'].includes(String(toText(fieldType))) || listed) return [];
    if (fieldOptions !== undefined && !isEmptyRecord(fieldOptions) && options === undefined) return [];
    const params = { node: node.name, field: (toText(fieldLabel) ?? '').slice(0, 80) };
    const path = `parameters.formFields.values[${index}].fieldOptions`;
    return [error('choices-missing', params, { node: node.name, path })];
  });
}

const isEmptyRecord = (value: unknown): boolean => isRecord(value) && Object.keys(value).length === 0;

/** A page of a form only exists behind the form that starts the workflow. */
function checkForm(node: ViewNode, view: View): Issue[] {
  const before = [...upstreamOf(node.name, view)].flatMap((name) => view.byName.get(name) ?? []);
  if (before.length === 0 || before.some(({ type }) => type === 'n8n-nodes-base.formTrigger')) return [];
  return [error('form-without-trigger', { node: node.name }, { node: node.name })];
}
