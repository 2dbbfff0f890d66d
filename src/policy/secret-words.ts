/**
 * Words that announce a secret, in every language Flowsmith speaks (`src/language`), with and without accents; something
 * like "client_" or "WLAN-" may stand before them. Matched against normalised text, in any case.
 */
const passwords = [
  'pass(?:[ _-]?(?:word|wd|phrase|code)s?)?|pwd?|psw|pword',
  'passwor[dt]e?|kennwort|losungswort|zugangscode|geheimzahl',
  'mots? de passe|mdp|code secret|phrase (?:de passe|secr[eè]te)',
  'contrase(?:ñ|n|nh)as?|palabra de paso',
];
const keys = [
  'secrets?|token|bearer|authorization|x-api-key|x-auth-token',
  '(?:api|access|secret|private|auth|account|signing|encryption|master|license)[ _-]?(?:key|token|secret|code)',
  '(?:api|zugangs|zugriffs|geheim|sicherheits|lizenz)[ -]?(?:schl(?:ü|ue)ssel|token|code)|geheime[rn]? schl(?:ü|ue)ssel',
  "cl(?:é|e)s? (?:secr(?:è|e)te|priv(?:é|e)e|api|(?:d['’]|de l['’])(?:api|acc(?:è|e)s))|jeton(?: (?:d['’]acc(?:è|e)s|secret|api))?",
  'clave(?: (?:secreta|privada|(?:de )?(?:la )?(?:api|acceso)))?|secreto|llave (?:de )?(?:la )?api',
];
const phrases =
  '(?:(?:pass|seed|recovery|mnemonic|wiederherstellungs|geheim)[ -]?phrase|phrase (?:secr[eè]te|de r[eé]cup[eé]ration)|frase (?:semilla|secreta|de recuperaci[oó]n))';

export const passwordWords = passwords.join('|');
export const keyWords = keys.join('|');
const password = `(?:${passwordWords})`;
const key = `(?:${keyWords})`;
/** Nothing but letters of a longer word before it, and none after it. */
const before = '(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}_-]{0,30}?';
const after = '(?![\\p{L}\\p{N}])';
const marks = '["\'`*_”“„»«]{0,3}';
/** "the password for the server is", "das Passwort von Ana lautet" */
const ofWhat =
  '(?:\\s(?:for|of|to|on|at|in|für|fuer|von|vom|zum|zur|bei|de|du|des|pour|del|para|en|el|la|le|der|die|das)\\s[^\\n:=]{1,40}?)?';
const says = 'is|are|was|ist|sind|war|lautet|lauten|heißt|heisst|est|sont|était|es|son|era';
const colon = `${marks}\\s{0,3}(?:[:=]{1,2}>?|[-–—]{1,2}>|→|⇒)\\s{0,3}`;
const verb = `${marks}\\s{1,3}(?:${says})\\s{1,3}(?:(?:now|jetzt|nun|maintenant|ahora|still|noch)\\s)?:?\\s{0,2}`;
/** Up to a space, a quote, or a comma that ends it. */
const value = '(?<value>(?:(?!&\\w{1,40}=)[^\\s"\'`,;]|[,;](?=[^\\s"\'`,;])(?![\\w-]{1,40}\\s?[:=])){4,400})';
const quoted = '(?<quote>["\'`”“„»«])(?<whole>[^"\'`”“„»«\\n]{4,200})["\'`”“„»«]';

/** `before` stays, `value` (or, between quotes, `whole`) goes if it looks like a secret beside that label. */
export const labelled = new RegExp(
  `(?<before>${before}(?:(?<password>${password})|${key})${after}(?:(?<colon>${ofWhat}${colon})|(?<verb>${ofWhat}${verb})|(?<space>${marks}\\s{1,3}))(?:[*_]{1,3}\\s{1,3})?[*_(<>]{0,3})(?:${quoted}|${value})`,
  'giu',
);
/** A PIN is digits and nothing else. */
export const pins =
  /(?<before>(?<![\p{L}\p{N}])pin(?:[- ]?(?:code|nummer))?(?![\p{L}\p{N}])(?:\s{0,3}[:=]\s{0,3}|\s{1,3}(?:is|ist|lautet|est|es)\s{1,3}))(?<value>\d{4,8})(?![\p{L}\p{N}.:-])/giu;
/** Words of a wallet's or password manager's phrase: after "is" a sentence goes on as well, but not for that long. */
const fewWords = '[\\p{L}-]{2,20}(?:[ ,]{1,3}[\\p{L}-]{2,20})';
export const phrasesOfWords = new RegExp(
  `(?<before>${before}${phrases}${after}\\s{0,3})(?:(?<colon>[:=]\\s{0,3}["'\`]?)(?<whole>${fewWords}{3,30})|(?<verb>(?:${says})\\s["'\`]?)(?<value>${fewWords}{11,30}))`,
  'giu',
);
/** "admin / hunter2", "Zugangsdaten: ana:Sommer24" */
export const pairs = new RegExp(
  '(?<before>(?<![\\p{L}\\p{N}])(?:' +
    '(?:log[ -]?in|credentials?|zugangsdaten|anmeldedaten|zugang|logindaten|identifiants?|acc[eè]s|credenciales|acceso|accès)(?![\\p{L}\\p{N}])[^\\n/]{0,20}?(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}.@+_-]{2,60}(?:\\s{0,3}/\\s{0,3}|:)' +
    '|(?:admin(?:istrator|istrador|istrateur)?|root|user|benutzer|utilisateur|usuario)\\s{1,3}/\\s{1,3}' +
    '))(?<value>[^\\s"\'`,;/]{5,100})',
  'giu',
);
/** Seeds of one-time passwords, in groups or not. */
export const seeds =
  /(?<before>(?<![\p{L}\p{N}])(?:t?otp|[2m]fa|authenticator|authentificator|zwei-faktor|(?:otp|totp|mfa|2fa)[ -]?(?:seed|secret)|seed)(?![\p{L}\p{N}])[^\n]{0,40}?[\s:=])(?<value>(?:[a-z2-7]{16,64}|[a-z2-7]{4}(?:[ -][a-z2-7]{4}){3,15})(?![\p{L}\p{N}])={0,6})/giu;

/** Words that stand where a password could, in forms, tables and sentences. */
const ordinary = new Set(
  (
    'required optional needed mandatory empty none null true false unset hidden masked forgotten forgot expired invalid wrong correct changed change reset protected encrypted hashed stored saved visible string text varchar number boolean secret password token field input value unknown missing manager please should must will would needs never always rotated here there below above only ' +
    'erforderlich notwendig pflicht pflichtfeld leer vergessen geändert ändern zurücksetzen abgelaufen ungültig falsch richtig geheim unbekannt fehlt bitte siehe steht liegt kommt wird werden sollte immer gleich anders folgendermaßen weiterhin nicht gespeichert verschlüsselt sicher nötig hinterlegt ' +
    'requis obligatoire oublié oublie expiré expire facultatif vide invalide incorrect changé modifié perdu faux secret inconnu manquant chiffré toujours nécessaire merci trop ' +
    'requerido requerida obligatorio obligatoria opcional olvidada olvidado vacío vacía caducada caducado incorrecta incorrecto inválida cambiada perdida secreta desconocida falta cifrada cifradas guardada guardadas necesaria siempre favor'
  ).split(' '),
);

/** Whatever has another meaning than being secret: versions, dates, times, files, addresses, names, amounts. */
const harmless =
  /^(?:v?\d+(?:[.,]\d+)*[%€$]?|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}[:h]\d{2}(?::\d{2})?(?:[ap]m)?|\d+(?:st|nd|rd|th|er|ème|ms|min|kb|mb|gb|px|x|h|d|s)|[\w-]+\.(?:pdf|csv|xlsx?|docx?|txt|json|xml|ya?ml|png|jpe?g|html?|zip|md|ts|js|py)|[#@/].*|\p{L}[\w.+-]*@[\w.-]+|(?:ftp|https?|mailto):.*)$/iu;

/** Expressions, places in a program's data, what was removed before, and blanks somebody still has to fill in. */
const blanks = [
  /^(?:=?\{\{|[$%<{]|\*{2}|x{4}|…|\.{3}|-{2}|_{2}|https?:|\[secret$|\[secret removed\]|\uE000)/i,
  /\{\{|\$\{|your[-_ ]|\[secret removed\]|\uE000|<\/?\w/i,
  /^(?:items?|input|data|this|process|req|request|config|env|body|workflowStaticData)\b[.[(]|\.json\./,
  /^[a-z]\w*\((?:.*)$/i,
];
export const isBlank = (candidate: string): boolean => blanks.some((blank) => blank.test(candidate));

/** What n8n calls a node, which stands behind words like "token" where node types are told one after the other. */
const nodeType = /^(?:@n8n\/)?n8n-nodes-(?:base|langchain)\.[a-z]+\d{0,2}[a-z]*\d?$/i;

/** How a label leads to its value. */
export type Gap = 'colon' | 'verb' | 'space';

/**
 * After a colon a password may be any word, a key hardly; after "is" or a space both may be an ordinary word, so that
 * something in it has to tell: digits among letters, signs, a capital in the middle, quotes.
 */
export function looksSecret(candidate: string, gap: Gap, isPassword: boolean, isQuoted: boolean): boolean {
  const plain = candidate.replace(/^[([{<*]+|[.,:!?)\]}>*…]+$/gu, '');
  if (plain.length < 4 || isBlank(candidate) || harmless.test(plain)) return false;
  if (ordinary.has(plain.toLowerCase()) || nodeType.test(plain)) return false;
  const digits = /\d/.test(plain);
  const letters = /\p{L}/u.test(plain);
  const mixed =
    (digits && letters) || /\p{Ll}\p{Lu}/u.test(plain) || /[\p{L}\d][!@#$%^&*+=?~|\\][\p{L}\d]/u.test(plain);
  if (gap === 'space') return isPassword ? candidate.length >= 6 && mixed && !isName(plain) : isKey(candidate);
  if (gap === 'verb')
    return (
      candidate.length >= 6 &&
      (isPassword ? mixed || digits || isQuoted : (mixed && !isName(plain)) || /\d{8}/.test(plain))
    );
  if (isPassword) return digits || mixed || candidate.length >= 6;
  return (
    candidate.length >= 6 && ((digits && letters) || /\d{8}/.test(plain) || candidate.length >= 20) && !isName(plain)
  );
}

/** "step-2", "sheet1", "Q3-report": words with a number at an end, or names of a program. */
const isName = (word: string): boolean => /^(?:\p{L}+[-_.]?\d|\p{Lu}\d{1,2}[-_]\p{L}+)$/u.test(word);
/** Nothing but a space between: names of files and the like are words with dashes, keys are not. */
const isKey = (word: string): boolean =>
  word.length >= 20 &&
  (/^[0-9a-f]{32,}$/i.test(word) ||
    (/^[\w.~+/=-]+$/.test(word) && /\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word)));

/** Like a password of which nothing says so but where it stands: letters with digits or signs among them. */
export const looksLikePassword = (word: string): boolean =>
  !isBlank(word) &&
  !harmless.test(word.replace(/[.,!?)]+$/, '')) &&
  /\p{L}/u.test(word) &&
  /\d|[\p{L}][!#$%^&*+=?~]/u.test(word) &&
  !isName(word);
