import type { Clause } from './clauses.ts';
import { accessor, namedFields } from './data.ts';
import { base, locator, type Piece } from './pieces.ts';
import { nameAfter, sheetPlace } from './places.ts';
import type { StepContext } from './step-text.ts';
import { firstQuoted, toLiteral, toName, toNumber } from './words.ts';

interface Assignment {
  id: string;
  name: string;
  value: unknown;
  type: 'string' | 'number' | 'boolean';
}
const assignment = (index: number, name: string, value: unknown): Assignment => ({
  id: `field-${index + 1}`,
  name,
  value,
  type: typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string',
});

const storing = /^(?:please )?(?:append|add|write|save|store|insert|log|record|put|send|copy|update|create)\b/;
const reading = /^(?:please )?(?:read|get|fetch|load|select|query|look ?up|pull|check|download)\b/;

export function sheetSteps(clause: Clause, context: StepContext): Piece[] | undefined {
  const named =
    /\b(?:google ?sheets?|spread ?sheet|sheet)\b/.test(clause.mask) ||
    clause.text.includes('docs.google.com/spreadsheets');
  if (!named) return undefined;
  const place = sheetPlace(clause.text, true);
  if (reading.test(clause.mask)) {
    const parameters = { resource: 'sheet', operation: 'read', ...place.parameters, options: {} };
    return [
      {
        name: 'Read Google Sheet',
        type: base('googleSheets'),
        parameters,
        yields: { base: '', what: 'row', fields: new Map() },
        assumptions: place.assumptions,
        missing: place.missing,
      },
    ];
  }
  if (!storing.test(clause.mask)) return undefined;
  const columns = { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] };
  const parameters = { resource: 'sheet', operation: 'append', ...place.parameters, columns, options: {} };
  return [
    ...rowFor(clause, context),
    {
      name: 'Add row to Google Sheet',
      type: base('googleSheets'),
      parameters,
      assumptions: [...place.assumptions, 'Columns are matched by their names.'],
      missing: place.missing,
    },
  ];
}

export function postgresSteps(clause: Clause, context: StepContext): Piece[] | undefined {
  const sql = firstQuoted(clause.text);
  const query = sql && /^(?:select|insert|update|delete|with)\s/i.test(sql) ? toLiteral(sql, 4000) : undefined;
  if (!/\b(?:postgres(?:ql)?|database|db|sql)\b/.test(clause.mask) && !/\btable\b/.test(clause.mask)) return undefined;
  const rows: Piece['yields'] = { base: '', what: 'row', fields: new Map() };
  if (query) {
    return [
      {
        name: 'Query PostgreSQL',
        type: base('postgres'),
        parameters: { resource: 'database', operation: 'executeQuery', query, options: {} },
        yields: rows,
      },
    ];
  }
  const table = tableName(clause.text);
  const where = { schema: locator('list', 'public'), table: table ? locator('name', table) : locator('list', '') };
  const missing = table ? [] : [{ path: 'table', ask: 'table' as const }];
  if (reading.test(clause.mask)) {
    const filter = /\bwhere ([A-Za-z_]\w{0,60}) (?:is |= ?|equals )["'“]?([^"'”,;]{1,200})/i.exec(clause.text);
    const values = filter
      ? { where: { values: [{ column: filter[1], condition: 'equal', value: toLiteral(filter[2] ?? '', 200) }] } }
      : {};
    const parameters = {
      resource: 'database',
      operation: 'select',
      ...where,
      returnAll: false,
      limit: 50,
      ...values,
      options: {},
    };
    return [
      {
        name: toName(`Read ${table ?? 'table'}`),
        type: base('postgres'),
        parameters,
        yields: rows,
        missing,
        assumptions: ['At most 50 rows are read at a time.'],
      },
    ];
  }
  if (!storing.test(clause.mask)) return undefined;
  const columns = { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] };
  const parameters = { resource: 'database', operation: 'insert', ...where, columns, options: {} };
  return [
    ...rowFor(clause, context),
    {
      name: toName(`Insert into ${table ?? 'table'}`),
      type: base('postgres'),
      parameters,
      missing,
      assumptions: ['Columns are matched by their names.'],
    },
  ];
}

function tableName(text: string): string | undefined {
  const spoken = /\btable\s+(?:called\s+|named\s+)?["“'`]?([A-Za-z_]\w{0,62})/i.exec(text)?.[1];
  if (spoken && !/^(?:in|of|on|with|where|from|and)$/i.test(spoken)) return spoken;
  const before =
    /\b(?:the|into|from|to|in)\s+["“'`]?([A-Za-z_]\w{0,62})["”'`]?\s+(?:(?:postgres(?:ql)?|database|db)\s+)?table\b/i.exec(
      text,
    )?.[1];
  if (before && !/^(?:the|a|postgres|postgresql|database)$/i.test(before)) return before;
  const named = nameAfter(text, 'from|into');
  return named && /^[A-Za-z_]\w*$/.test(named) && !/^(?:the|a|my|our|postgres(?:ql)?|database|db)$/i.test(named)
    ? named
    : undefined;
}

/** Brings the item into the shape of one row, unless the item right before already has it. */
function rowFor(clause: Clause, context: StepContext): Piece[] {
  const { source, previous } = context;
  const set = (parameters: Record<string, unknown>, assumptions: string[]): Piece[] => [
    { name: 'Prepare the row', type: base('set'), parameters, assumptions },
  ];
  const manual = (assignments: Assignment[]) => ({
    mode: 'manual',
    assignments: { assignments },
    includeOtherFields: false,
    options: {},
  });
  if (!source) {
    return set(manual([assignment(0, 'timestamp', '={{ $now.toISO() }}')]), [
      'The row holds the time of the run; say what else to write.',
    ]);
  }
  const at = accessor(source, previous);
  const fields = namedFields(source, clause.text.replace(/https?:\/\/\S+/g, ' '));
  if (fields.length > 0)
    return set(manual(fields.map(({ word, path }, index) => assignment(index, word, `={{ ${at}${path} }}`))), []);
  if (source.base === '' && at === '$json') return [];
  return set({ mode: 'raw', jsonOutput: `={{ JSON.stringify(${at}${source.base}) }}`, options: {} }, []);
}

export function setStep(clause: Clause, context: StepContext): Piece | undefined {
  const body = /^(?:set|add (?:a |the )?fields?|set (?:a |the )?fields?)\s+(.+)$/i
    .exec(clause.text)?.[1]
    ?.replace(/^(?:a |the )?fields?\s+/i, '');
  if (!body) return undefined;
  const found = [
    ...body.matchAll(
      /([A-Za-z_][\w -]{0,40}?) ?(?:=| to | as | with value )\s*(?:"([^"]{0,300})"|“([^”]{0,300})”|([^,"“]{1,200}?))(?=,| and |$)/g,
    ),
  ];
  const assignments = found.map((match, index) => {
    const value = toLiteral(match[2] ?? match[3] ?? match[4] ?? '', 300);
    const typed = /^-?\d{1,15}(?:\.\d{1,10})?$/.test(value)
      ? Number(value)
      : value === 'true' || value === 'false'
        ? value === 'true'
        : value;
    const name = (match[1] ?? '').replace(/^(?:and |the |a |field )+/, '').trim();
    return assignment(index, name, typed);
  });
  const usable = assignments.filter(
    ({ name }) => name !== '' && !['__proto__', 'constructor', 'prototype'].includes(name),
  );
  if (usable.length === 0) return undefined;
  const parameters = { mode: 'manual', assignments: { assignments: usable }, includeOtherFields: true, options: {} };
  const fields = new Map([
    ...(context.source?.fields ?? []),
    ...usable.map(({ name }) => [name.toLowerCase(), `[${JSON.stringify(name)}]`] as const),
  ]);
  const yields = { base: context.source?.base ?? '', what: context.source?.what ?? 'data', fields };
  return {
    name: toName(`Set ${usable.map(({ name }) => name).join(' and ')}`),
    type: base('set'),
    parameters,
    yields: { ...yields, base: '' },
  };
}

export function waitStep(clause: Clause): Piece | undefined {
  const found = /^(?:wait|pause|sleep)(?: for)? (\d{1,4}|[a-z]{1,10}) (second|minute|hour|day)s?\b/.exec(clause.mask);
  const amount = toNumber(found?.[1]);
  if (!found || !amount) return undefined;
  const unit = `${found[2]}s`;
  return {
    name: `Wait ${amount} ${found[2]}${amount === 1 ? '' : 's'}`,
    type: base('wait'),
    parameters: { resume: 'timeInterval', amount, unit },
  };
}
