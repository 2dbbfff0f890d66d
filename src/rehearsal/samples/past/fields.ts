/** What the name of a field says about its values; a `state` is one of somebody, `ware` the name of a thing of a shop. */
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
  | 'state'
  | 'thing'
  | 'ware';

const people =
  'names?|vorname|nachname|prenom|nombre|apellidos?|nom|surname|forename|nickname|login|author|assignee|owner|contact|customer|client|kunde|kundin|cliente|attendees?|members?|reporter|creator|manager|recipients?|sender|from|to|cc|bcc|reply to|users?|username|person|people|guests?|employee|candidate|applicant|signer|approver|lead|by|host|organi[sz]er|buyer|seller|head|holder|speaker|winner|participants?|student|teacher|patient|tenant|agent|representative|supervisor|boss|chef|director|responsible|referrer|referred|inviter|invitee|planner|champion|driver|passenger|donor|subscriber|visitor|colleague|partner|spouse|parent|child|mother|father|friend|staff|doctor|consultant|coach|trainer|instructor|leader|who|whom|wer|quien|qui|ansprechpartner|mitarbeiter|teilnehmer|responsable|empleado|vendedor|comprador|acheteur|vendeur';

/** Of the words of a name, in small letters; the first row that fits counts. In en, de, fr and es. */
const rows: readonly (readonly [FieldKind, RegExp])[] = [
  [
    'secret',
    /\b(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|api ?key|apikey|key id|authorization|auth|bearer|cookies?|signature|sig|hmac|credentials?|session|sid|otp|pin|cvv|cvc|private key|access key|csrf|jwt|kennwort|passwort|contrasena|mot de passe)\b/,
  ],
  // What a name ends in is what it is about: "product owner", "updated by".
  [
    'person',
    /(?<!\buser )\b(?:owner|author|assignee|contact|customer|client|manager|user|sender|recipient|creator|reporter|member|guest|candidate|lead|agent|organi[sz]er|buyer|seller|head|holder|speaker|winner|by)$/,
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
  ['thing', /^user agent$/],
  [
    'state',
    new RegExp(
      `\\b(?:${people})\\b.* (?:status|state|stage|type|kind|category|priority|severity|level|tier|plan|language|locale|currency|source|mode|role)$`,
    ),
  ],
  ['person', new RegExp(`\\b(?:${people})\\b`)],
  [
    'thing',
    /\b(?:status|state|stage|type|kind|category|priority|severity|level|currency|country|language|locale|region|city|unit|plan|tier|event|action|source|method|mode|product|item|colou?r|department|format|mime ?type|content type|encoding|version|channel|environment|symbol)\b/,
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

/** Where a value stands: in a field of an object that is itself the value of `below`. */
export interface Place {
  name: string;
  holder?: Record<string, unknown> | undefined;
  below: string;
}

/** Of the field and of what it stands among. */
export function kindAt({ name, holder, below }: Place): FieldKind | undefined {
  if (/^host$/i.test(name) && /^headers$/i.test(below)) return 'thing';
  return name === 'name' && holder && kindOfField(below) !== 'person' && isOfThing(holder) ? 'ware' : kindOfField(name);
}

const mostKeys = 100;

/**
 * A thing of a shop, a file or a label has a name as well: beside its number or its colour, and nothing of anybody, `name`
 * is nobody's. Who orders something says how much of it, too.
 */
function isOfThing(holder: Record<string, unknown>): boolean {
  const others = Object.entries(holder)
    .slice(0, mostKeys)
    .filter(([key]) => key !== 'name');
  const isThing = others.some(
    ([key, value]) =>
      /^(?:sku|unit_?price|(?:product|variant)_?id|mime_?type)$/i.test(key) ||
      (/^colou?r$/i.test(key) && typeof value === 'string' && /^#?[\da-f]{6}$/i.test(value)),
  );
  return (
    isThing && !others.some(([key]) => somebodys.has(kindOfField(key)) || /e[-_ ]?mail|courriel|correo/i.test(key))
  );
}

const somebodys = new Set<FieldKind | undefined>([
  'person',
  'state',
  'phone',
  'birth',
  'number_of_somebody',
  'street',
  'company',
]);
