import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import { isLoadedId, toNamed } from '#src/workflow/shapes/named.ts';
import type { Clause } from '../clauses.ts';
import { accessor } from '../data.ts';
import { channelNames, emailAddresses } from '../places.ts';
import type { Here } from '../planner.ts';
import type { StepContext } from '../step-text.ts';
import { firstUrl, isSql, quotationsOf, toLiteral } from '../words.ts';
import { stemsOf } from './lexicon.ts';
import { type Found, locate, saysHere, userIn } from './locate.ts';
import { asWritten } from './made.ts';
import { plainStems, saidFor } from './said.ts';

/** What a clause says for one parameter; undefined when it says nothing. Texts that carry a message are read apart. */
export function valueFor(
  property: NodeProperty,
  clause: Clause,
  context: StepContext,
  nodeType: NodeType,
): Found | undefined {
  const found = read(property, clause, context, nodeType);
  return found && isAppItself(found, nodeType) ? undefined : found;
}

/** "A Mailchimp list", "to Google Drive": the name of the app is no name of its list, nor of a drive. */
function isAppItself({ said: [said = ''] }: Found, { displayName }: NodeType): boolean {
  const app = displayName.replace(/ Trigger$/, '').toLowerCase();
  const words = said.toLowerCase();
  return words.endsWith(app) || words.replace(/ \p{L}+$/u, '') === app;
}

function read(property: NodeProperty, clause: Clause, context: StepContext, nodeType: NodeType): Found | undefined {
  switch (property.type) {
    case 'resourceLocator':
      return locate(property, clause, shortName(nodeType.name), context.here);
    case 'resourceMapper':
      return {
        value: { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] },
        said: [],
        assumption: 'Columns are matched by their names.',
      };
    case 'options':
      return optionFor(property, clause, context.here);
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

/** Everybody of a list that was read. */
const eachOne =
  /\b(?:(?:each|every) (?:of them|[\p{L}-]+(?: [\p{L}-]+)?)|(?:all(?: of)?(?: the| our| my| your)?|the|our|your) (?:[\p{L}-]+ )?(?:customers|clients|leads|contacts|people|subscribers|members|users|attendees|guests|employees|recipients))\b/u;

/** "thank the person by email": whoever filled in the form, where it asks for an address. */
function answeredTo(
  { name }: NodeProperty,
  { mask }: Clause,
  { source, previous, sourceType }: StepContext,
): Found | undefined {
  if (!/^(?:toEmail|sendTo|toRecipients)$/.test(name)) return undefined;
  const all = eachOne.exec(mask)?.[0];
  if (all && source && source.fields.size === 0 && (source.isList || source.what === 'row'))
    return {
      value: `={{ ${accessor(source, previous)}${source.base}.${asWritten('email', sourceType ?? '')} }}`,
      said: [all, 'each every all'],
      assumption: `It goes to the address in the column “email” of each ${source.what}.`,
    };
  const said = /\b(?:the person|them|the (?:sender|customer|lead|requester|submitter|visitor|user)|him|her)\b/.exec(
    mask,
  );
  const field = source?.fields.get('email') ?? source?.fields.get('e-mail') ?? source?.fields.get('from');
  if (!said || !source || !field) return undefined;
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
    const id =
      /\b(?:to|chat|group|id)(?: id)?:? (-?\d{5,16})\b/i.exec(text)?.[1] ??
      (userIn(text) ? `@${userIn(text)}` : undefined);
    if (id) return { value: id, said: [id, 'chat group'] };
  }
  if (/channel/i.test(name) && channelNames(text)[0]) {
    const [channel = ''] = channelNames(text);
    return { value: `#${channel}`, said: [`#${channel}`] };
  }
  if (name === 'query') {
    const sql = quotationsOf(text).find((one) => isSql.test(one.text));
    if (sql) return { value: toLiteral(sql.text), said: [text.slice(sql.start, sql.end)] };
  }
  if (/\bsearch\b/i.test(displayName) && name === 'query') {
    const [searched] = quotationsOf(text);
    if (searched) return { value: toLiteral(searched.text), said: [searched.text] };
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

/** "The latest incident": one, not all there are. */
const onlyNewest =
  /^(?:please )?[\p{L}-]+(?: up)? (?:me )?(?:the |our |my )(?:latest|newest|most recent) (?:[\p{L}\p{N}.-]+ ){0,2}[\p{L}]*[^\Ws](?=$|[,.;]| (?:from|in|of|and|on)\b)/u;

function numberFor({ name, displayName }: NodeProperty, clause: Clause): Found | undefined {
  const named = saidFor(displayName, clause);
  if (named && /^\d+(?:\.\d+)?$/.test(named.value)) return { value: Number(named.value), said: [named.said] };
  const most =
    name === 'limit' ? /\b(?:first|top|latest|newest|last|at most|up to) (\d{1,4})\b/.exec(clause.mask) : null;
  const one = name === 'limit' && !most && onlyNewest.test(clause.mask);
  if (one) return { value: 1, said: [], assumption: 'One is read: which of them comes first, the app decides.' };
  return most ? { value: Number(most[1]), said: [most[0]] } : undefined;
}

/** An option: what the place calls for, what is said by the option's name, plain text where there is a choice of forms. */
function optionFor(property: NodeProperty, clause: Clause, here?: Here): Found | undefined {
  const options = (property.options ?? []).map(({ name, value }) => ({ value: value ?? name, name }));
  const has = (value: string) => options.some((option) => option.value === value);
  if (has('channel') && has('user')) {
    const channel = channelNames(clause.text).length > 0;
    const isHere = saysHere.test(clause.mask);
    const person =
      !channel &&
      (userIn(clause.text) !== undefined ||
        (/\b(?:me|dm|direct message)\b/.test(clause.mask) && !isHere) ||
        (isHere && here?.platform === 'slack' && !here.channel));
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
  if (only && meant.length === 1) return { value: only.value, said: [named?.said ?? only.name] };
  return named && isLoadedId(property) ? { value: toNamed(named.value), said: [named.said] } : undefined;
}

const attribution = /^(?:includeLinkToWorkflow|appendAttribution)$/;

/** Fields of a collection: those that are said, and n8n's own advertisement left out of messages. */
function collectionFor(property: NodeProperty, clause: Clause): Found | undefined {
  const value: Record<string, unknown> = {};
  const said: string[] = [];
  // What is to be done is no value of a field: "open a ticket" says nothing of its status.
  const stems = plainStems(clause.mask).slice(1);
  for (const raw of property.options ?? []) {
    const field = { displayName: raw.name, ...raw, type: raw.type ?? 'string' } as NodeProperty;
    if (attribution.test(field.name)) value[field.name] = false;
    if (field.displayName.length < 4) continue;
    if (field.type === 'options') {
      const named = optionFor({ ...field, required: false }, clause);
      // "Unread emails only" has the word for it as its value.
      const own = (field.options ?? []).find(({ name, value }) =>
        [name, String(value)].some(
          (word) => /^[a-z]{4,}$/i.test(word) && stemsOf(word).every((one) => stems.includes(one)),
        ),
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
