const a = (type: string): string => `${/^[ao]/.test(type) ? 'an' : 'a'} ${type}`;

/** Findings about conditions, fields that are set, and lists that steps need. */
export const values = {
  'entries-missing': ({
    node,
    what,
  }: {
    node: string;
    what: 'sort' | 'summarize' | 'aggregate' | 'compare' | 'attributes' | 'categories';
  }) => {
    if (what === 'categories') return `"${node}" names no category, and n8n stops there.`;
    const field = {
      sort: 'sort by',
      summarize: 'summarize',
      aggregate: 'aggregate',
      compare: 'compare',
      attributes: 'extract',
    }[what];
    return `"${node}" names no field to ${field}, and n8n stops there.`;
  },
  'choices-missing': ({ node, field }: { node: string; field: string }) =>
    `The field "${field}" of "${node}" offers nothing to choose from.`,
  /** `emptied`: items lose what they hold. */
  'nothing-set': ({ node, emptied }: { node: string; emptied: boolean }) =>
    `"${node}" sets no field, so ${emptied ? 'what comes after it gets empty items' : 'it changes nothing'}. Name the fields it should set, or remove it.`,
  'legacy-conditions': ({ node }: { node: string }) =>
    `The conditions of "${node}" are in the shape of an older version; n8n ignores them.`,
  'legacy-rules': ({ node }: { node: string }) =>
    `The rules of "${node}" are in the shape of an older version; n8n ignores them.`,
  /** `older`: else of another one, older or newer. */
  'legacy-assignments': ({ node, older }: { node: string; older: boolean }) =>
    `The fields of "${node}" are in the shape of ${older ? 'an older' : 'another'} version; n8n would set none of them.`,
  'rules-missing': ({ node }: { node: string }) => `"${node}" has no rules. Say which cases there are.`,
  'assignment-twice': ({ node, field }: { node: string; field: string }) =>
    `"${node}" sets the field "${field}" twice; only the last value is kept.`,
  'assignment-malformed': ({ node }: { node: string }) => `A field of "${node}" has the wrong shape.`,
  'assignment-unnamed': ({ node }: { node: string }) => `A field of "${node}" has no name.`,
  'assignment-untyped': ({ node, field }: { node: string; field: string }) =>
    `The field "${field}" of "${node}" has no type; n8n stops there.`,
  'assignment-type': ({ node, field, type, value }: { node: string; field: string; type: string; value: string }) =>
    `The field "${field}" of "${node}" is to be ${a(type)}, but is ${value}.`,
  'conditions-missing': ({ node }: { node: string }) => `"${node}" has no condition. Say what should be compared.`,
  'unknown-combinator': ({ node, combinator }: { node: string; combinator: string }) =>
    `The conditions of "${node}" are combined by ${combinator}; only "and" and "or" exist.`,
  'condition-right-type': ({ node }: { node: string }) =>
    `A condition of "${node}" looks into a list, but does not say what it compares with; n8n takes that for a list too and stops at every item.`,
  'condition-malformed': ({ node }: { node: string }) => `A condition of "${node}" does not say how to compare.`,
  'unknown-operator': ({ node, type, operation }: { node: string; type: string; operation: string }) =>
    `A condition of "${node}" compares ${type} by "${operation}", which n8n does not know.`,
  /** `no`: what the value is none of; else it is not of the type that is compared. */
  'condition-type': ({
    node,
    value,
    ...why
  }: { node: string; value: string } & ({ no: 'date' | 'pattern' } | { type: string })) =>
    'no' in why
      ? `A condition of "${node}" compares with ${value}, which is ${why.no === 'date' ? 'no date and time' : 'no regular expression'}.`
      : `A condition of "${node}" compares ${a(why.type)} with ${value}.`,
  /** `source`: the step whose amounts are shown as they come; null where one is given to a step that wants cents. */
  'amount-in-cents': ({ node, parameter, source }: { node: string; parameter: string; source: string | null }) =>
    source === null
      ? `"${node}" wants ${parameter} in cents, and what is given does not look like it: 19.99 would have to be 1999.`
      : `"${source}" gives amounts in cents, and "${node}" shows them as they come: 1999 for 19.99. Divide by 100.`,
  'markup-may-break': ({ node }: { node: string }) =>
    `"${node}" sends Markdown: one _, * or [ too many in a value, such as a title, and the message is refused. Clean the value, or send HTML.`,
  'first-attachment-only': ({ node, source, file }: { node: string; source: string; file: string }) =>
    `"${node}" takes only "${file}", the first file of what "${source}" gives; further ones are left out.`,
  'column-unknown': ({ node, column, there }: { node: string; column: string; there: string }) =>
    `“${node}” writes into a column “${column}” that is not there. There are: ${there}.`,
  'seen-again': ({ node, source, trigger }: { node: string; source: string; trigger: string }) =>
    `"${source}" gives the same items at every run, so "${node}" does it again for each of them. "${trigger}" starts with new ones only; or remove duplicates in between.`,
  /** `dedupes`: by it duplicates are found; otherwise it is written over what is stored. */
  'field-may-be-empty': ({ node, field, dedupes }: { node: string; field: string; dedupes: boolean }) =>
    dedupes
      ? `"${node}" tells items apart by "${field}", which may be left empty: then all but the first count as duplicates.`
      : `"${node}" writes "${field}", which may be left empty: then what is stored is overwritten with nothing.`,
};
