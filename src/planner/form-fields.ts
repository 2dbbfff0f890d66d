const notField = new Set(
  'to it them me us in from this that via by into on if when everyone someone slack teams'.split(' '),
);

const file = /^(?:the |their |pdf |new )?(?:files?|documents?|pdfs?|attachments?|uploads?)$/i;
/** True for a field in which somebody uploads a file. */
export const isFileField = (label: string): boolean => file.test(label);

const kinds: [RegExp, string][] = [
  [file, 'file'],
  [/^(?:work |business )?e-?mail(?: address)?$/i, 'email'],
  [/\b(?:message|comment|comments|description|feedback|question|details|notes|reason)\b/i, 'textarea'],
  [/\b(?:age|amount|number of .*|quantity|count|price|budget|rating|score)$/i, 'number'],
  [/\b(?:date|birthday|deadline)\b/i, 'date'],
];

/**
 * Reads the list behind "with" / "asking for": `name, email and message`. Returns the fields and how much of the
 * text they take; the list ends where an item has more than three words or words that no field name has.
 */
export function readFormFields(text: string): { fields: string[]; length: number } {
  const lead =
    /^[\s,]*(?:\(|(?:with|asking for|that asks for|which asks for|containing|having|for)(?: the| these| a| an)?(?: fields?)?:?\s+|fields?:?\s+)/i.exec(
      text,
    )?.[0];
  if (!lead) return { fields: [], length: 0 };
  const fields: string[] = [];
  let at = lead.length;
  while (fields.length < 20) {
    const item = /^[\p{L}\p{N}_' -]{1,60}?(?=, |,$|\)| and | & |; |\.| (?:is|are|gets?|was|has|comes) |$)/u.exec(
      text.slice(at),
    )?.[0];
    const label = item?.trim().replace(/^(?:and|their|the|your|an?)\s+/i, '');
    if (!item || !label || !isField(label)) break;
    fields.push(label.charAt(0).toUpperCase() + label.slice(1));
    at += item.length;
    const separator = /^(?:, and |, | and | & )/.exec(text.slice(at))?.[0];
    if (!separator) break;
    const following = /^[\p{L}\p{N}_' -]{1,60}?(?=, |,$|\)| and | & |; |\.| (?:is|are|gets?|was|has|comes) |$)/u.exec(
      text.slice(at + separator.length),
    )?.[0];
    if (!following || !isField(following.trim().replace(/^(?:and|their|the|your|an?)\s+/i, ''))) break;
    at += separator.length;
  }
  if (fields.length > 0 && text[at] === ')') at += 1;
  return { fields, length: fields.length === 0 ? 0 : at };
}

function isField(label: string): boolean {
  const words = label.split(/\s+/);
  return words.length <= 3 && !words.some((word) => notField.has(word.toLowerCase()));
}

export function toFormField(label: string): Record<string, unknown> {
  const fieldType = kinds.find(([pattern]) => pattern.test(label))?.[1] ?? 'text';
  return {
    fieldLabel: label,
    fieldType,
    // One file stands under the name of its field; n8n numbers several.
    ...(fieldType === 'file' ? { multipleFiles: false } : {}),
    requiredField: true,
  };
}
