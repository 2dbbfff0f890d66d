import { modelPiece, namesModel, withoutModel } from '../ai/models.ts';
import { appsIn } from '../catalog/apps.ts';
import type { Undone } from '../catalog/undone.ts';
import { type Clause, toClause } from '../clauses.ts';
import { accessor, itemText } from '../data.ts';
import { base, type Piece } from '../pieces.ts';
import { behind, type StepContext } from '../step-text.ts';
import { capitalize, toLiteral, toName } from '../words.ts';
import { kindsIn } from './kinds.ts';
import { readContent } from './read-content.ts';

const extracts =
  /^(?:please )?(?:auto(?:matically)?[- ])?(?:extract|parse(?: out)?|pull(?: out)?|read(?: out)?|capture|identify|get) (?:from (?:it|them|the \p{L}+) )?/u;
/** Words for all there is, which name nothing to take out. */
const anything =
  /^(?:(?:the|all|its|their|any|some|key|main|important|relevant|structured|invoice|receipt|candidate|document|order|customer|contact|pdf|file) )*(?:data|information|info|details?|fields?|contents?|values?|insights?|facts|structured data|invoices?|receipts?|documents?|cvs?|r[eé]sum[eé]s?|pdfs?|attachments?|files?|it|them)(?: from .*)?$/u;
const textOnly = /^(?:the |its |all |raw |plain )*(?:text|text content|contents? as text|words)$/u;
/** Where the list begins in "extract the details such as …", "extract fields: …". */
const lead = /^.*?(?:\b(?:such as|like|including|namely|i\.e\.|e\.g\.)|:|\() ?/u;
/** What stands behind the list: where it is taken from, by what means, and what for. */
const tail = /(?:^| |,? )(?:(?:from|of|out of|in|inside|within|for|as|into|to|with|using|via|by|that|which)\b.*|$)/u;

const types: readonly [RegExp, string][] = [
  [/\b(?:date|deadline|birthday|datum|fecha|échéance|fällig\p{L}*)\b/iu, 'date'],
  [
    /^(?:(?:total|net|gross|tax|vat|due|invoice) )?(?:amount|total|sum|price|quantity|subtotal|betrag|summe|preis|montant|importe|total)(?: (?:amount|due|price))?$/iu,
    'number',
  ],
];
const typeOf = (field: string): string => types.find(([words]) => words.test(field))?.[1] ?? 'string';

/** The data to be taken out that a clause names; undefined where a word is nothing that could be one. */
function fieldsOf(clause: Clause): { fields: string[]; rest: string } | undefined {
  const said = clause.text.slice(extracts.exec(clause.mask)?.[0].length ?? 0);
  const list = said.replace(lead, '').replace(/\)/g, ' ').trim();
  const end = tail.exec(list.toLowerCase());
  const items = list.slice(0, end?.index ?? list.length).split(/,? (?:and|&) |, ?/);
  const fields = items
    .map((item) =>
      item
        .replace(/^(?:and |the |its |their |his |her |an? |all |any )+/i, '')
        .replace(/[.:;]+$/, '')
        .trim(),
    )
    .filter((item) => item !== '');
  if (
    fields.length === 0 ||
    fields.some((one) => one.split(' ').length > 4 || !/^[\p{L}\p{N}'’/% -]{2,50}$/u.test(one))
  )
    return undefined;
  return { fields, rest: list.slice(end?.index ?? list.length) };
}

/**
 * "Extract the number, date and total from it with AI": a model takes out the data that were named, each as a field of its
 * own; of a file its text is had first. Undefined for other clauses.
 */
export function extractStep(clause: Clause, given: StepContext): Piece[] | Undone | undefined {
  const { catalog, request, source } = given;
  if (!source || !extracts.test(clause.mask)) return undefined;
  const plain = toClause(withoutModel(clause.text, given), clause.joint);
  const object = plain.mask.replace(extracts, '');
  const isFile = source.file !== undefined || /^(?:file|document)s?$/i.test(source.what);
  const named = namesModel(catalog, clause.text) || (isFile && namesModel(catalog, request));
  if (!isFile && (!named || !/^(?:please )?(?:extract|parse|pull|capture|identify)/.test(clause.mask)))
    return undefined;
  if (/^(?:please )?(?:get|read|capture|identify)\b/.test(clause.mask) && !named) return undefined;
  if (isElsewhere(plain, given)) return undefined;
  const read = readContent(isFile && kindsIn(plain.mask).length === 0 ? toClause('read the document') : plain, given);
  if (textOnly.test(object.replace(/ (?:from|of|out of) .*$/u, ''))) return read.length > 0 ? read : undefined;
  const context = behind(read, given);
  const list =
    anything.test(object.replace(tail, '').trim()) && !/\b(?:such as|like|including)\b|[:(]/.test(object)
      ? { fields: [], rest: '' }
      : fieldsOf(plain);
  if (!list || (list.fields.length === 0 && !isFile)) return undefined;
  // "Parse it …, extract the name": the one is how the other is had.
  if (list.fields.length === 0 && read.length > 0 && isSaidBehind(clause, request)) return read;
  const model = modelPiece(catalog, clause.text, request);
  if (!model || !context.source) return undefined;
  return [...read, ...extractor(list.fields, model, context)];
}

/** Words that take something out stand behind those of this clause. */
const isSaidBehind = ({ mask }: Clause, request: string): boolean =>
  !/^(?:please )?extract/.test(mask) && /[,;.] (?:then |and )*extract\w* |\band (?:then )?extract\w* /i.test(request);

/** "Extract the names from Google Sheets": something else is to be read than what is at hand. */
function isElsewhere({ text, mask }: Clause, { catalog, sourceType = '', start }: StepContext): boolean {
  const own = [sourceType, start?.type ?? ''].map((type) => type.replace(/Trigger$/, ''));
  return appsIn(catalog, text, mask).some(
    ({ action, trigger }) => !own.includes((action ?? trigger ?? '').replace(/Trigger$/, '')),
  );
}

function extractor(
  fields: readonly string[],
  model: NonNullable<ReturnType<typeof modelPiece>>,
  { source, previous, original }: StepContext,
): Piece[] {
  const names = fields.map((field) => toLiteral(original?.(field) ?? field));
  const attributes = names.map((name, at) => ({
    name,
    type: typeOf(fields[at] ?? name),
    description: capitalize(name),
    required: false,
  }));
  const path = (name: string) => `[${JSON.stringify(name)}]`;
  const extraction: Piece = {
    name: toName(names.length > 0 ? `Take out ${names.slice(0, 3).join(', ')}` : 'Take out the data'),
    type: '@n8n/n8n-nodes-langchain.informationExtractor',
    parameters: {
      text: source ? itemText(source, accessor(source, previous)) : '',
      schemaType: 'fromAttributes',
      ...(attributes.length > 0 ? { attributes: { attributes } } : {}),
      options: {},
    },
    subs: [model.sub],
    assumptions: model.assumption ? [model.assumption] : [],
    missing: attributes.length > 0 ? [] : [{ path: 'attributes', ask: 'extractFields' }],
  };
  // n8n puts what was taken out into one field.
  const columns: Piece = {
    name: 'Each as a field',
    type: base('set'),
    parameters: { mode: 'raw', jsonOutput: '={{ JSON.stringify($json.output) }}', options: {} },
    yields: {
      base: '',
      what: 'data',
      fields: new Map(names.map((name) => [name.toLowerCase(), path(name)])),
      ...(names.length > 0
        ? { text: names.map((name) => `${capitalize(name)}: {{ $${path(name)} }}`).join('\n') }
        : {}),
    },
  };
  return [extraction, columns];
}
