/** What the name of a field says about its values. */
export type FieldKind =
  | 'secret'
  | 'person'
  | 'company'
  | 'street'
  | 'phone'
  | 'birth'
  | 'number_of_somebody'
  | 'place'
  | 'time'
  | 'amount'
  | 'code'
  | 'thing';

/** Of the words of a name, in small letters; the first row that fits counts. In en, de, fr and es. */
const rows: readonly (readonly [FieldKind, RegExp])[] = [
  [
    'secret',
    /\b(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|api ?key|apikey|key id|authorization|auth|bearer|cookies?|signature|sig|hmac|credentials?|session|sid|otp|pin|cvv|cvc|private key|access key|csrf|jwt|kennwort|passwort|contrasena|mot de passe)\b/,
  ],
  // What a name ends in is what it is about: "product owner", "updated by".
  [
    'person',
    /\b(?:owner|author|assignee|contact|customer|client|manager|user|sender|recipient|creator|reporter|member|guest|candidate|lead|by)$/,
  ],
  ['phone', /\b(?:phones?|mobile|cell|tel|telephone|telefon|telefono|handy|movil|fax|whats ?app)\b/],
  ['birth', /\b(?:birth\w*|dob|born|geburt\w*|naissance|nacimiento)\b/],
  [
    'number_of_somebody',
    /\b(?:ssn|social|tax|vat|iban|bic|swift|account(?: (?:no|number))?|card|cc number|passport|license|licence|plate|national|nif|nie|dni|steuer\w*|insurance|policy number|patient|ip|remote addr\w*|forwarded for|real ip|device id|imei|last ?4|exp (?:month|year))\b/,
  ],
  ['street', /\b(?:street|address|addr|line ?[123]|adresse|direccion|rue|strasse|zip|postal ?code|post ?code|plz)\b/],
  ['company', /\b(?:compan(?:y|ies)|organi[sz]ations?|firma|employer|empresa|entreprise|business|tenant|workspace)\b/],
  ['place', /\b(?:lat|latitude|lon|lng|longitude)\b/],
  ['time', /\b(?:date|time|timestamp|at|on|created|updated|modified|due|start|end|expires|datum|zeit|fecha|hora)\b/],
  [
    'amount',
    /\b(?:amount|price|total|sum|cost|revenue|discount|quantity|qty|count|size|stock|score|rating|percent|rate|weight|duration|betrag|preis|menge|anzahl|montant|prix|importe|precio|cantidad|number of)\b/,
  ],
  [
    'thing',
    /\b(?:status|state|stage|type|kind|category|priority|severity|level|currency|country|language|locale|region|city|unit|plan|tier|event|action|source|method|mode|product|item|colou?r|department|format|mime ?type|content type|encoding|version|channel|environment|symbol|host|user agent)\b/,
  ],
  [
    'person',
    /\b(?:names?|vorname|nachname|prenom|nombre|apellidos?|nom|surname|forename|nick|login|author|assignee|owner|contact|customer|client|kunde|cliente|attendees?|members?|reporter|creator|manager|recipients?|sender|from|to|cc|bcc|reply to|users?|person|people|guest|employee|candidate|applicant|signer|approver|lead|by)\b/,
  ],
  ['code', /\b(?:id|ids|uid|uuid|number|no|nr|code|ref|reference|sku|order|invoice|ticket|issue|key|slug)\b/],
];

/** Undefined where the name says nothing: then its values may be anybody's words. */
export function kindOfField(name: string): FieldKind | undefined {
  const words = toWords(name);
  return rows.find(([, pattern]) => pattern.test(words))?.[0];
}

/** "firstName", "first_name" and "First name" are the same words; without accents. */
const toWords = (name: string): string =>
  name
    .slice(0, 100)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, ' ')
    .trim();

/** A thing of a shop or a file has a name as well; beside such fields `name` is nobody's. */
export const isOfThing = (holder: Record<string, unknown>): boolean =>
  Object.keys(holder).some((key) =>
    /^(?:sku|colou?r|price|unit_?price|product_?id|mime_?type|quantity|qty)$/i.test(key),
  );
