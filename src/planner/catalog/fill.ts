import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { resolveParameters } from '#src/catalog/display-options.ts';
import { shortName } from '#src/catalog/names.ts';
import { versionOf } from '#src/catalog/slice.ts';
import type { Clause } from '../clauses.ts';
import { toClause } from '../clauses.ts';
import { accessor } from '../data.ts';
import type { Missing } from '../pieces.ts';
import { channelNames, emailAddresses } from '../places.ts';
import { messageText, type StepContext } from '../step-text.ts';
import { capitalize, firstUrl, quotationsOf, toLiteral } from '../words.ts';
import type { Act } from './acts.ts';
import { missingOf } from './asks.ts';
import { stemsOf } from './lexicon.ts';
import { type Found, locate, userIn } from './locate.ts';
import { plainStems, saidFor } from './said.ts';

export interface Filled {
  parameters: Record<string, unknown>;
  assumptions: string[];
  missing: Missing[];
  /** What is to be asked in words of our own. */
  asked: Missing[];
  /** The words of the clause that are in the parameters. */
  said: string[];
}

/** n8n's names for what a message says, and for what a new thing is called; the first there is takes the words. */
const bodies = [
  'text',
  'message',
  'textBody',
  'messageBody',
  'content',
  'body',
  'html',
  'textContent',
  'value',
  'commentText',
  'comment',
];
const titles = ['title', 'summary', 'name', 'subject', 'taskName', 'heading', ...bodies, 'description', 'displayName'];
const silent = new Set([
  'notice',
  'hidden',
  'callout',
  'button',
  'curlImport',
  'icon',
  'credentials',
  'credentialsSelect',
]);
const ours = new Set(['resource', 'operation', 'authentication']);

/**
 * The parameters of an act that a clause gives: places, people, addresses, values said by their names, quoted words.
 * What is not said stays out; nothing is invented. Pure.
 */
export function fill(
  nodeType: NodeType,
  act: Act,
  clause: Clause,
  context: StepContext,
  preset: Record<string, unknown> = {},
): Filled {
  const { resource, operation } = act;
  const filled: Filled = {
    parameters: { ...preset, ...(resource ? { resource } : {}), ...(operation ? { operation } : {}) },
    assumptions: [],
    missing: [],
    asked: [],
    said: [],
  };
  const { parameters } = filled;
  const version = versionOf(nodeType);
  const asked = new Set<string>(Object.keys(preset));
  const texts: NodeProperty[] = [];
  for (let round = 0; round < 6; round += 1) {
    const { visible } = resolveParameters(nodeType.properties, parameters, { version });
    const next = visible.filter(({ name, type }) => !asked.has(name) && !silent.has(type) && !ours.has(name));
    if (next.length === 0) break;
    for (const property of next) {
      asked.add(property.name);
      if (property.type === 'string' && titles.includes(property.name)) texts.push(property);
      else take(filled, property, valueFor(property, clause, context, nodeType));
    }
  }
  writeTexts(filled, texts, act, clause, context);
  const { visible } = resolveParameters(nodeType.properties, parameters, { version });
  const picked = new Set(filled.asked.map(({ path }) => path));
  filled.asked.push(...missingOf(nodeType, parameters, visible).filter(({ path }) => !picked.has(path)));
  return filled;
}

function take(
  { parameters, said, assumptions, asked }: Filled,
  { name }: NodeProperty,
  found: Found | undefined,
): void {
  if (!found) return;
  if (found.pick) {
    asked.push({ path: name, ask: 'pick', channel: found.pick });
    said.push(...found.said);
    return;
  }
  parameters[name] = found.value;
  said.push(...found.said);
  if (found.assumption) assumptions.push(found.assumption);
}

function valueFor(property: NodeProperty, clause: Clause, context: StepContext, nodeType: NodeType): Found | undefined {
  switch (property.type) {
    case 'resourceLocator':
      return locate(property, clause, shortName(nodeType.name));
    case 'resourceMapper':
      return {
        value: { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] },
        said: [],
        assumption: 'Columns are matched by their names.',
      };
    case 'options':
      return optionFor(property, clause);
    case 'multiOptions':
      return undefined;
    case 'number':
      return numberFor(property, clause);
    case 'boolean':
      return property.name === 'returnAll' && /\b(?:all|every|number of|how many)\b/.test(clause.mask)
        ? { value: true, said: [] }
        : undefined;
    case 'fixedCollection':
      return property.name === 'where' ? whereFor(clause) : undefined;
    case 'collection':
      return collectionFor(property, clause);
    case 'string':
    case 'dateTime':
      return textFor(property, clause) ?? answeredTo(property, clause, context);
    default:
      return undefined;
  }
}

/** `where status = open`, in the form n8n's database nodes share. */
function whereFor({ text }: Clause): Found | undefined {
  const found = /\bwhere ([A-Za-z_]\w{0,60}) (?:is |= ?|equals )["'“]?([^"'”,;]{1,200})/i.exec(text);
  if (!found) return undefined;
  const value = toLiteral(found[2] ?? '');
  return { value: { values: [{ column: found[1], condition: 'equal', value }] }, said: [found[0]] };
}

/** "thank the person by email": whoever filled in the form, where it asks for an address. */
function answeredTo({ name }: NodeProperty, { mask }: Clause, { source, previous }: StepContext): Found | undefined {
  const said = /\b(?:the person|them|the (?:sender|customer|lead|requester|submitter|visitor|user)|him|her)\b/.exec(
    mask,
  );
  const field = source?.fields.get('email') ?? source?.fields.get('e-mail') ?? source?.fields.get('from');
  if (!said || !source || !field || !/^(?:toEmail|sendTo|toRecipients)$/.test(name)) return undefined;
  return { value: `={{ ${accessor(source, previous)}${field} }}`, said: [said[0]] };
}

/** A parameter that takes a text that is no message: an address, a link, a number to call, a name. */
function textFor({ name, displayName, required }: NodeProperty, clause: Clause): Found | undefined {
  const { text } = clause;
  const addresses = emailAddresses(text).filter((one) => !text.toLowerCase().includes(`from ${one.toLowerCase()}`));
  if (/^from|sender/i.test(name)) {
    const from = /\bfrom ([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/i.exec(text)?.[1];
    return from ? { value: from, said: [from] } : undefined;
  }
  if (
    /^(?:to|email|sendTo|emailAddress|toRecipients|recipients?)$|^to.*Email$|Email$/.test(name) &&
    addresses.length > 0
  )
    return { value: addresses.join(', '), said: addresses };
  if (/phone|^to$|^number$/i.test(name)) {
    const phone = /(?<![\w/])\+?\d[\d ()-]{6,18}\d/.exec(text)?.[0];
    if (phone) return { value: phone.replace(/[ ()-]/g, ''), said: [phone] };
  }
  if (/url|uri|link/i.test(name) || /\burl\b/i.test(displayName)) {
    const url = firstUrl(text);
    if (url) return { value: url, said: [url] };
  }
  if (/^chat|recipient/i.test(name)) {
    const id = /\bto (-?\d{5,16})\b/.exec(text)?.[1] ?? (userIn(text) ? `@${userIn(text)}` : undefined);
    if (id) return { value: id, said: [id] };
  }
  if (/channel/i.test(name) && channelNames(text)[0]) {
    const [channel = ''] = channelNames(text);
    return { value: `#${channel}`, said: [`#${channel}`] };
  }
  if (name === 'query') {
    const sql = quotationsOf(text).find((one) => /^\s*(?:select|insert|update|delete|with)\s/i.test(one.text));
    if (sql) return { value: toLiteral(sql.text), said: [text.slice(sql.start, sql.end)] };
  }
  if (/^(?:owner|repository)$/.test(name))
    return locate({ name, displayName, type: 'resourceLocator' }, clause, '') && plainRepository(name, clause);
  if (/^(?:path|key|fileKey|fileName)$/.test(name)) {
    const path =
      /(?:\bas|\bto|\bin|\binto|\bnamed|\bcalled) (\/[\w./-]{1,200}|[\w-]{1,100}\.[a-z]{2,5})(?=$|[\s,;])/i.exec(
        text,
      )?.[1];
    if (path) return { value: path, said: [path] };
  }
  const named =
    required || displayName.length > 3 ? saidFor(displayName.replace(/ (?:Name )?or ID$/, ''), clause) : undefined;
  return named && { value: toLiteral(named.value), said: [named.said] };
}

function plainRepository(name: string, clause: Clause): Found | undefined {
  const found = locate({ name, displayName: name, type: 'resourceLocator' }, clause, '');
  return found && { value: (found.value as { value: string }).value, said: found.said };
}

function numberFor({ name, displayName }: NodeProperty, clause: Clause): Found | undefined {
  const named = saidFor(displayName, clause);
  if (named && /^\d+(?:\.\d+)?$/.test(named.value)) return { value: Number(named.value), said: [named.said] };
  const most =
    name === 'limit' ? /\b(?:first|top|latest|newest|last|at most|up to) (\d{1,4})\b/.exec(clause.mask) : null;
  return most ? { value: Number(most[1]), said: [most[0]] } : undefined;
}

/** An option: what the place calls for, what is said by the option's name, plain text where there is a choice of forms. */
function optionFor(property: NodeProperty, clause: Clause): Found | undefined {
  const options = (property.options ?? []).map(({ name, value }) => ({ value: value ?? name, name }));
  const has = (value: string) => options.some((option) => option.value === value);
  if (has('channel') && has('user')) {
    const channel = channelNames(clause.text).length > 0;
    const person = !channel && (userIn(clause.text) !== undefined || /\b(?:me|dm|direct message)\b/.test(clause.mask));
    return { value: person ? 'user' : 'channel', said: person ? ['me', 'dm', 'direct'] : ['channel'] };
  }
  if (
    /format$|^emailType$|^contentType$|^bodyContentType$/i.test(property.name) &&
    has('text') &&
    property.default !== 'text'
  )
    return { value: 'text', said: [] };
  const named = saidFor(property.displayName, clause);
  const stems = new Set(
    named ? stemsOf(named.value) : property.required && !property.default ? plainStems(clause.mask) : [],
  );
  const meant = options.filter(
    ({ name }) => stemsOf(name).length > 0 && stemsOf(name).every((word) => stems.has(word)),
  );
  const [only] = meant;
  return only && meant.length === 1 ? { value: only.value, said: [named?.said ?? only.name] } : undefined;
}

const attribution = /^(?:includeLinkToWorkflow|appendAttribution)$/;

/** Fields of a collection: those that are said, and n8n's own advertisement left out of messages. */
function collectionFor(property: NodeProperty, clause: Clause): Found | undefined {
  const value: Record<string, unknown> = {};
  const said: string[] = [];
  const stems = plainStems(clause.mask);
  for (const raw of property.options ?? []) {
    const field = { displayName: raw.name, ...raw, type: raw.type ?? 'string' } as NodeProperty;
    if (attribution.test(field.name)) value[field.name] = false;
    if (field.displayName.length < 4) continue;
    if (field.type === 'options') {
      const named = optionFor({ ...field, required: false }, clause);
      const own = (field.options ?? []).find(
        (option) => /^[a-z]{4,}$/i.test(option.name) && stems.includes(stemsOf(option.name)[0] ?? ''),
      );
      const found = named && named.said.length > 0 ? named : own && { value: own.value, said: [own.name] };
      if (found && !/^(?:sort|direction|order|type|resource)/i.test(field.name)) {
        value[field.name] = found.value;
        said.push(...found.said);
      }
    } else if (field.type === 'string' || field.type === 'number') {
      const found = field.type === 'number' ? numberFor(field, clause) : labelled(field, clause);
      if (!found) continue;
      value[field.name] = found.value;
      said.push(...found.said);
    }
  }
  return Object.keys(value).length > 0 ? { value, said } : undefined;
}

function labelled({ displayName }: NodeProperty, clause: Clause): Found | undefined {
  const named = saidFor(displayName, clause, true);
  return named && { value: toLiteral(named.value), said: [named.said] };
}

/** Titles and texts: those said by their name, then quoted words in order, then the data at hand. */
function writeTexts(
  filled: Filled,
  texts: readonly NodeProperty[],
  act: Act,
  clause: Clause,
  context: StepContext,
): void {
  const { parameters, said } = filled;
  const sends = act.verb === 'send' || act.verb === 'reply';
  const order = sends ? bodies : titles;
  const rank = (name: string) => (order.indexOf(name) + 99) % 99;
  const sorted = [...texts].sort((a, b) => rank(a.name) - rank(b.name));
  const [main] = sorted;
  for (const property of sorted) {
    const named = saidFor(property.displayName, clause) ?? spoken(property, clause);
    if (!named || said.includes(named.said)) continue;
    parameters[property.name] = toLiteral(named.value);
    said.push(named.said);
  }
  if (main && parameters[main.name] === undefined) {
    if (sends) writeMessage(filled, main, clause, context);
    else writeTitle(filled, main, clause, context);
  }
  const rest = sorted.filter(({ name }) => parameters[name] === undefined && bodies.includes(name) && name !== 'html');
  const [behind] = quotationsOf(clause.text).filter(
    ({ start, end }) => !said.some((one) => one.includes(clause.text.slice(start, end))),
  );
  if (behind && rest[0]) {
    parameters[rest[0].name] = toLiteral(behind.text);
    said.push(clause.text.slice(behind.start, behind.end));
  }
  const subject = texts.find(({ name }) => name === 'subject');
  if (sends && subject && parameters['subject'] === undefined)
    writeSubject(filled, String(parameters[main?.name ?? ''] ?? ''), context);
}

/** `subject "x"`, `text "y"`, `with the subject as title`. */
function spoken({ name }: NodeProperty, clause: Clause): { value: string; said: string } | undefined {
  const word = bodies.includes(name)
    ? 'text|message|body|content|description|saying|says'
    : name === 'subject'
      ? 'subject(?: line)?'
      : 'title|called|named|titled|summary|name|about';
  const lead = new RegExp(`(?:^|[ ,(])(?:${word}):?(?: is| of)? (?=\\uE002)`).exec(clause.mask);
  if (lead) {
    const quoted = quotationsOf(clause.text).find(({ start }) => start === lead.index + lead[0].length);
    if (quoted) return { value: quoted.text, said: clause.text.slice(lead.index, quoted.end) };
  }
  if (name !== 'subject') return undefined;
  const plain =
    /\bsubject(?: line)?:? (?:is |of )?([^,;"“]{1,150}?)(?= and (?:text|body|message)\b| saying\b| with\b|,|;|$)/i.exec(
      clause.text,
    );
  return plain?.[1] ? { value: plain[1], said: plain[0] } : undefined;
}

function writeMessage(filled: Filled, main: NodeProperty, clause: Clause, context: StepContext): void {
  const free = toClause(
    without(
      clause.text,
      filled.said.filter((one) => one.length > 3),
    ),
    clause.joint,
  );
  const message = messageText(free, context, main.name);
  if (message.text !== '') filled.parameters[main.name] = message.text;
  filled.assumptions.push(...message.assumptions);
  filled.missing.push(...message.missing);
  filled.said.push(...message.used);
}

/** What a new thing is called: quoted words, words behind "about", or a field of the data that is called like it. */
function writeTitle(filled: Filled, main: NodeProperty, clause: Clause, context: StepContext): void {
  const quoted = quotationsOf(clause.text).find(
    ({ start, end }) => !filled.said.some((one) => one.includes(clause.text.slice(start, end))),
  );
  if (quoted) {
    filled.parameters[main.name] = toLiteral(quoted.text);
    filled.said.push(clause.text.slice(quoted.start, quoted.end));
    return;
  }
  const told =
    /\b(?:about|titled|to) ((?:the |a |an )?[\p{L}\p{N}][^,;"“#@]{2,120}?)(?= (?:in|to|on|for|with|at|every) |[,;]|$)/iu.exec(
      without(clause.text, filled.said),
    )?.[1];
  if (told && /\babout\b|\btitled\b/.test(clause.mask)) {
    filled.parameters[main.name] = capitalize(toLiteral(context.original?.(told) ?? told));
    filled.said.push(told, 'about', 'titled');
    return;
  }
  const { source } = context;
  const field =
    source && ['title', 'subject', 'name', 'summary', 'message', 'text'].find((word) => source.fields.has(word));
  if (!source || !field) return;
  const at = source.node === context.previous ? '$json' : `$('${source.node}').item.json`;
  filled.parameters[main.name] = `={{ ${at}${source.fields.get(field)} }}`;
  filled.assumptions.push(`The ${main.displayName.toLowerCase()} is the ${field} of the ${source.what}.`);
}

function writeSubject({ parameters, assumptions }: Filled, text: string, { source }: StepContext): void {
  const first = text.split('\n')[0] ?? '';
  const subject =
    text !== '' && !text.startsWith('=')
      ? capitalize(first).slice(0, 80)
      : source
        ? capitalize(`New ${source.what}`)
        : 'Notification';
  parameters['subject'] = subject;
  assumptions.push(`The subject is “${subject}”.`);
}

const without = (text: string, said: readonly string[]): string =>
  said.reduce((rest, words) => (words === '' ? rest : rest.replace(words, ' ')), text);
