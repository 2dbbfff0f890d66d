import type { Catalog } from '#src/catalog/catalog.ts';
import { recordsBehind } from './builder.ts';
import type { NamedApp } from './catalog/apps.ts';
import { grammar, stemsOf } from './catalog/lexicon.ts';
import type { Made } from './catalog/made.ts';
import { fieldOfMade } from './catalog/refer.ts';
import type { Undone } from './catalog/undone.ts';
import type { Clause } from './clauses.ts';
import { accessor, type DataSource, itemText, namedFields, pathOf } from './data.ts';
import type { Missing, Piece } from './pieces.ts';
import type { Here } from './planner.ts';
import type { RecordAtHand } from './record-place.ts';
import { capitalize, firstQuoted, toLiteral } from './words.ts';

/** What a step may look at. */
export interface StepContext {
  source: DataSource | undefined;
  /** Node the step will follow. */
  previous: string;
  /** The whole request, for words that change how a step is set up. */
  request: string;
  timezone: string;
  catalog: Catalog;
  /** Words as they were said, where the request was put into English. */
  original?: ((words: string) => string) | undefined;
  /** True behind a webhook, whose caller can be answered. */
  webhook?: boolean;
  /** What starts the workflow. */
  start?: { node: string; type: string } | undefined;
  /** Node type the data come from. */
  sourceType?: string | undefined;
  /** Things of apps that came in or were read, the last one last. */
  records?: readonly RecordAtHand[] | undefined;
  /** What "me" and "here" mean. */
  here?: Here | undefined;
  /** What the steps before made or read in apps. */
  made?: readonly Made[] | undefined;
  /** The apps that earlier clauses name. */
  spoken?: readonly NamedApp[] | undefined;
  /** Reads a clause that stands for a part of another one. */
  readStep?: (clause: Clause, context: StepContext) => Piece[] | Undone | undefined;
}

/** The same behind some pieces: the last that yields something is the source. */
export function behind(pieces: readonly Piece[], context: StepContext): StepContext {
  const last = pieces.findLast(({ yields }) => yields !== undefined);
  return {
    ...context,
    previous: pieces.at(-1)?.name ?? context.previous,
    records: pieces.reduce(recordsBehind, context.records ?? []),
    ...(last?.yields ? { source: { ...last.yields, node: last.name }, sourceType: last.type } : {}),
  };
}

export interface MessageText {
  text: string;
  assumptions: string[];
  missing: Missing[];
  /** The words of the clause that the text holds. */
  used: string[];
}

const saying =
  /\b(?:saying|that says|which says|telling (?:them|us|me|everyone)|with (?:the )?(?:text|message|body|content|words)|text:|message:|body:)(?: that)?:?\s+(.{1,2000})$/i;
const leadWords =
  /^(?:please )?(?:(?:post|send|message|notify|tell|alert|slack|e-?mail|mail|ping|remind|share|forward|write|publish|announce|report|show|dm|give|put|make|text|thank|inform|tweet)\b ?)(?:(?:a|an|the|out|this|new)\b ?)?(?:(?:slack|teams|e-?mail|gmail|text|chat|direct)\b ?)?(?:(?:message|messages|notifications?|note|e-?mail|mail|alerts?|dm|post|channel|updates?)\b(?!s) ?)?(?:(?:me|us|them|everyone|everybody|(?:the )?team|all of us)\b ?)?/i;
const pronouns =
  /^(?:(?:it|them|this|that|these|those|everything|all|all data|data|result|results|response|responses|answer|answers|output|content|contents|details|info|information|items?|rows?|body|payload|value|values|submission|entry|message|messages|e-?mail|notification|alert|summary of it|a summary|copy|a copy|about (?:it|this|that))\b ?(?:data|of it|there)?)$/i;

const trailing = new Set(
  'to in into on onto via at and the by from with using through slack teams gmail channel our my a an or of e-mail email mail'.split(
    ' ',
  ),
);
const leading = new Set('the a an that of to about and with saying on in for'.split(' '));

/** The words a person chose for the message, after verbs, addresses and channels are taken away. */
function objectOf(clause: Clause, keepUrls: boolean): string {
  const words = clause.text
    .replace(told, '$1')
    .replace(addressed, '')
    .replace(/(^|\s)(?:(?:to|in|into|on|at|for)\s+)?[#@][\p{L}\p{N}._-]+/gu, '$1')
    .replace(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g, ' ')
    .replace(/\b(?:the|our) [\p{L}\p{N}_-]{2,40} (?:slack )?channel\b/giu, ' ')
    .replace(leadWords, '')
    // Whom it goes to stood between: "a reminder to @anna to check".
    .replace(/\bto\s+to\b/, 'to')
    // "Remind me on Telegram to join", "send it me": where and whom, not what.
    .replace(/^(?:on|in|via|by|through) (?:the |our |my )?\p{Lu}[\w.]+ (?=(?:to|that|about|of) )/u, '')
    .replace(/^(it|them|this|that) (?:me|us)$/i, '$1')
    .replace(
      /(?:^|\s+)(?:to|in|into|on|via|with|using|through) (?:the |our |my |a )?[A-Z][\w.]+(?: (?:chat|channel|group|bot))?(?: -?\d{5,16})?$/,
      '',
    )
    .replace(keepUrls ? /$^/ : /https?:\/\/\S+/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
  while (words.length > 0 && trailing.has((words.at(-1) ?? '').toLowerCase().replace(/[,:]$/, ''))) words.pop();
  // "To #ops: Hello", "in #ops - Hello": the sign stood between the place and the words.
  while (words.length > 0 && (leading.has((words[0] ?? '').toLowerCase()) || /^[:,;–—-]+$/.test(words[0] ?? '')))
    words.shift();
  return words
    .join(' ')
    .replace(/(?<=\S) (?:message|notification)$/i, '')
    .replace(/[,:]$/, '');
}

/** Whom a message goes to, "the sales team": an address or a place is asked for, none of it is what is said. */
const people =
  '(?:the|our|your|my|their|its|each|every|all|an?|responsible|relevant) (?:[\\p{L}-]+ ){0,2}?(?:[\\p{L}-]*(?:team|channel|group|department|staff|manager|owner|customer|client|user|lead|contact|subscriber|member|guest|attendee|candidate|applicant|accountant|developer|employee|boss|colleague|coworker|host|organi[sz]er|invitee|visitor|patient|student|tenant|driver|vendor|supplier|partner|investor|author|requester|recipient|sender|buyer|admin|support|people|person|assignee|participant)s?)';
const told = new RegExp(
  `^((?:please )?(?:notify|tell|alert|inform|ping|message|remind|dm|e-?mail|mail|text|sms|thank|update)) (${people})(?= (?:in|on|via|by|about|of|that|when|with|to|through|using|if|and|for|from)\\b|[,.;:]|$)`,
  'iu',
);
const addressed = new RegExp(
  ` (?:back )?(?:to|for|in) (${people})(?= (?:in|on|via|by|through|using|from|with)\\b|[,.;:]|$)`,
  'iu',
);

/** The words for whom it is that stand in a clause. */
const recipientsIn = (text: string): string[] =>
  [told.exec(text)?.[2], addressed.exec(text)?.[1]].filter((one) => one !== undefined);

/** "A welcome message", "a birthday e-mail": what it says, only the person knows. */
const composed =
  /^(?:an? |the |them an? )?(?:(?:personali[sz]ed|custom|friendly|short|automated|automatic|gentle|warm) )*(?:welcome|confirmation|thank[- ]you|birthday|greeting|follow[- ]?up|onboarding|invitation|congratulations?|acknowledge?ment|apology|personali[sz]ed|custom) (?:messages?|e-?mails?|notes?|texts?|dms?|sms|notifications?|letters?|posts?)?$/iu;

const messages = '(?:e-?mails?|mails?|messages?|notifications?|alerts?|reminders?)';
const ofKind = new RegExp(
  `(?:^|\\s)(?:an? |the )?((?:(?!(?:my|our|their|unread|new|all|every|each|of|to|from|about|saying|an?|the)\\b)[\\p{L}-]+ ){1,2})${messages}(?![\\p{L}-])`,
  'iu',
);

/** "An invoice mail", "a rent reminder": of what kind the message is that a clause asks for, where none of its words say more. */
export function messageKind(clause: Clause): string | undefined {
  const object = objectOf(clause, true).replace(new RegExp(` ${messages}$`, 'i'), '');
  const kind = ofKind.exec(clause.text.replace(/^(?:please )?\p{L}+ /iu, ' '))?.[1]?.trim();
  return kind && kind.toLowerCase() === object.toLowerCase().replace(/^(?:me|us|them) (?:an? )?/, '')
    ? kind
    : undefined;
}

/** Verbs behind which something stands that is given, not what is said. */
const giving =
  /^(?:please )?(?:post|send|share|publish|give|show|put|report|forward|e-?mail|mail|dm|message|tweet)(?: (?:me|us|them|everyone|the team))? /;
/** Somebody's words all the same: a reminder of something, a greeting. */
const wording =
  /^(?:an? |the )?(?:(?:friendly |quick |short |little )*(?:reminder|note|message|notification|alert|announcement|warning|text|greeting)s?\b|(?:happy|good|merry|thank)\b)/;
const determiner =
  /^(?:an?|the|some|my|our|their|his|her|this|these|all|every|any|random|latest|current|new|top|last|today['’]?s|tomorrow['’]?s|yesterday['’]?s|this week['’]?s|next|how many|number|\d+)\b/;
const fetched =
  /\b(?:pictures?|photos?|images?|gifs?|memes?|jokes?|quotes?|facts?|news|headlines?|prices?|rates?|summar(?:y|ies)|digests?|overviews?|lists?|reports?|statistics|stats|figures|birthdays?|forecasts?|invoices?|recordings?|screenshots?)\b/;

/** "A reminder email via Gmail to each customer": what kind of message, and whom it goes to, not what it says. */
const empty =
  /^(?:an? |the )?(?:[\p{L}-]+ ){0,2}(?:e-?mails?|messages?|notifications?|alerts?|reminders?)(?: (?:via|by|on|in|through) [\p{L}-]+)?(?: to (?:the|each|every|all|our|any) \p{L}+(?: \p{L}+)?)?(?: (?:via|by|on|in|through) [\p{L}-]+)?$/u;

/** True where the words say what somebody wants to get, "a random cat picture", and are not to be said themselves. */
function isDescribed({ mask }: Clause): boolean {
  const verb = giving.exec(mask);
  if (!verb) return false;
  const object = mask.slice(verb[0].length);
  if (empty.test(object)) return true;
  return !wording.test(object) && (determiner.test(object) || fetched.test(object));
}

/**
 * Text of a message: quoted words literally; named fields of the data at hand as expressions; else the whole item.
 * Without data the requester's own words are the text. Words are never turned into expressions.
 */
export function messageText(clause: Clause, context: StepContext, path: string): MessageText {
  const message = textOf(clause, context, path);
  return { ...message, used: [...message.used, ...recipientsIn(clause.text)] };
}

function textOf(clause: Clause, context: StepContext, path: string): MessageText {
  const literal = firstQuoted(clause.text) ?? saying.exec(clause.text)?.[1];
  const none = { assumptions: [] as string[], missing: [] as Missing[] };
  if (literal) return { ...none, text: toLiteral(literal), used: [literal] };
  const made = fieldOfMade(clause.text, context);
  if (made) return { ...none, text: made.value, used: [made.said] };
  const { source, previous } = context;
  if (/\ban? status (?:message|e-?mail|mail|notification|note|update)\b/.test(clause.mask))
    return { ...none, text: '', missing: [{ path, ask: 'messageText' }], used: ['status', 'update'] };
  const object = objectOf(clause, !source);
  const written = object.replace(/ (?:by|via|through|on|in|using|with) [\p{L} ]+$/u, '');
  if (composed.test(written) || composed.test(`${written} message`))
    return { ...none, text: '', missing: [{ path, ask: 'messageText' }], used: [object] };
  if (!source) {
    const words = object.replace(/^(?:to|that)\s+/i, '');
    if (messageKind(clause)) return { ...none, text: '', missing: [{ path, ask: 'messageText' }], used: [object] };
    if (isDescribed(clause)) return { ...none, text: '', missing: [{ path, ask: 'messageText' }], used: [] };
    if (words === '' || pronouns.test(words))
      return { ...none, text: '', missing: [{ path, ask: 'messageText' }], used: [object] };
    const thanks = /^(?:please )?thank/.test(clause.mask) ? 'Thank you!' : undefined;
    const reminder = /\bremind/i.test(clause.text) && !/remind/i.test(words) ? `Reminder: ${words}` : words;
    const text = thanks ?? capitalize(toLiteral(context.original?.(reminder) ?? reminder));
    return {
      ...none,
      text,
      assumptions: [`The message says “${text.slice(0, 200)}”.`],
      used: [object, 'everyone everybody team'],
    };
  }
  const at = accessor(source, previous);
  const all = { ...none, text: itemText(source, at), used: [] as string[] };
  if (/^(?:please )?thank/.test(clause.mask))
    return { ...all, text: 'Thank you!', assumptions: ['The message says “Thank you!”.'], used: [object] };
  if (object === '' || pronouns.test(object)) return { ...all, used: [object] };
  // "Before work" says nothing about the weather.
  if (source.what === 'weather report')
    return { ...all, used: [object.replace(/\b(?:before|after|until|during|while|unless)\b.*$/i, '')] };
  const fields = namedFields(source, object);
  const used = [...fields.map(({ word }) => word), ...carried];
  if (fields.length === 1) return { ...all, text: `={{ ${at}${fields[0]?.path} }}`, used };
  if (fields.length > 1) {
    const lines = fields.map(({ word, path: field }) => `${capitalize(word)}: {{ ${at}${field} }}`);
    return { ...all, text: `=${lines.join('\n')}`, used };
  }
  if (isAbout(object, source)) return { ...all, used: [object] };
  const words = object.replace(/\s+(?:of|from|in)\s.*$/i, '');
  const definite = new RegExp(`\\b(?:the|its|their) ${words.replace(/[^\p{L}\p{N} _-]/gu, '.')}`, 'iu').test(
    clause.text,
  );
  const guessed = definite && words.split(' ').length <= 2 ? pathOf(source, words) : undefined;
  if (!guessed || source.text) return all;
  const optional = guessed.replaceAll('.', '?.').replaceAll('[', '?.[');
  return {
    ...all,
    text: `={{ ${at}${optional} ?? JSON.stringify(${at}) }}`,
    assumptions: [`The message is the field “${words}”; where there is none, all of the data.`],
    used: [words],
  };
}

/** True when the words are another way to say the data at hand: "the weather", "new items". */
function isAbout(object: string, { what }: DataSource): boolean {
  const own = new Set([...stemsOf(what), ...carried]);
  return stemsOf(object).every((word) => own.has(word) || grammar.has(word));
}
const carried = stemsOf(
  'payload digest overview recap chat group weather forecast report item update headline news status request summary top number count question new lead order submission',
);
