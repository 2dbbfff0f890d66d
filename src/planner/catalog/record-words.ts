import { type Clause, toClause } from '../clauses.ts';
import { channelNames, emailAddresses } from '../places.ts';
import { quotationsOf } from '../words.ts';

/** What of a thing is to be changed, and to what, in people's words. */
export interface Wish {
  /** Names of the field, the nearest first. */
  fields: string[];
  /** What it is to be, where that was said. */
  value?: string;
  /** True where the words leave it to an answer: "the right team", "with the result". */
  answered: boolean;
  /** Channels and addresses it is sent on to. */
  destinations?: string[];
  /** Values by class: "billing to #billing and tech to #tech". */
  each?: ReadonlyMap<string, string>;
  /** The whole clause is work for a model: what it judges by stands in it. */
  judges: boolean;
}

/** Nobody says it in more words than this. */
const longest = 300;
const start = '^(?:please )?(?:auto(?:matically)?[- ])?';
const it =
  '(?:it|them|this|these|those|each|all|(?:the |each |every |all |those |these |new |matching )+(?:[\\p{L}-]+ ){0,2}?[\\p{L}-]+?)';
const chosen =
  '(?:(?:an?|the|its|their|his|her|each) )?(?:(?:right|correct|matching|appropriate|corresponding|respective|proper|relevant|best|fitting|suitable|responsible|suggested|new|generated|ai|predicted) )*';
const thing =
  'labels?|tags?|categor(?:y|ies)|priority|urgency|importance|status|state|stage|team|group|department|queue|assignee|owner|agent|person|list|folder|column|board|section|project|playlists?|type|severity|topic|sentiment|rating|score|lead status|deal stage|lead score';
/** Words for what a model answered. */
const answer =
  /^(?:an?|the|its|their|this|that)? ?(?:(?:ai|generated|new|suggested|resulting|predicted|model'?s?) )*(?:results?|answers?|responses?|outputs?|it|categor(?:y|ies)|class(?:es|ification)?|labels?|tags?|priority|ratings?|scores?|sentiment|summar(?:y|ies)|translation|analysis|data|info(?:rmation)?|suggestions?|accordingly|enriched data)(?: (?:from|of|by) (?:the )?(?:ai|model|analysis|classification))?$/i;
const isChosen =
  /\b(?:right|correct|matching|appropriate|corresponding|respective|proper|relevant|best|fitting|suitable|responsible|accordingly)\b/;

const one = (word: string): string =>
  word
    .toLowerCase()
    .replace(/ies$/, 'y')
    .replace(/s$/, (end) => (/(?:us|ss)s?$/.test(word) ? end : ''));

/** What one clause wants of the thing at hand; undefined where it wants nothing of it. Pure. */
export function wishOf(clause: Clause): Wish | undefined {
  const { mask, text } = clause;
  if (mask.length > longest) return undefined;
  return (
    marked(mask, text) ??
    assigned(mask, text) ??
    routed(mask, text) ??
    moved(mask, text) ??
    added(mask, text) ??
    written(mask, text) ??
    setTo(mask, text)
  );
}

const literal = (text: string, said: string | undefined): string | undefined => {
  const [quoted] = quotationsOf(text);
  const words = quoted?.text ?? said?.trim().replace(/^(?:the|an?) /i, '');
  return words === undefined || words === '' || isChosen.test(words) || answer.test(words) ? undefined : words;
};

/** "Label it as spam", "tag it", "prioritize it". */
function marked(mask: string, text: string): Wish | undefined {
  const lead = new RegExp(`${start}(label|tag|prioriti[sz]e|triage)\\b`).exec(mask)?.[1];
  if (lead === undefined) return undefined;
  const field = /^(?:prior|triage)/.test(lead) ? 'priority' : lead;
  const said = / (?:as|with) ((?!ai\b|(?:an? |the )?(?:llm|model)\b)[^,]+)$/.exec(text)?.[1];
  const value = said && !/ (?:or|and) /.test(said) ? literal(text, said) : undefined;
  return { fields: [field], answered: value === undefined, judges: true, ...(value === undefined ? {} : { value }) };
}

/** "Assign it to anna", "assign a priority". */
function assigned(mask: string, text: string): Wish | undefined {
  const field = new RegExp(
    `${start}(?:assign|set|give) (?:${it} )?${chosen}(${thing})(?: (?:to|for|of|on) ${it}| based on .*| (?:with|using|by) .*)?$`,
    'u',
  ).exec(mask)?.[1];
  if (field) return { fields: [one(field)], answered: true, judges: true };
  const to = new RegExp(`${start}(?:re)?assign ${it}(?: to (.+))?$`, 'u').exec(mask);
  if (!to) return undefined;
  const words = to[1] === undefined ? undefined : text.slice(text.length - to[1].length);
  const isTeam = /\b(?:team|group|department|queue)$/.test(to[1] ?? '');
  const value = literal(text, words?.replace(/ (?:team|group|department|queue)$/i, ''));
  const plain =
    value && !new RegExp(`^(?:${thing})$`).test(value) && !/ (?:or|and) /.test(value)
      ? value.replace(/^@/, '')
      : undefined;
  return {
    fields: isTeam ? ['team'] : ['assignee', 'team'],
    answered: plain === undefined,
    judges: true,
    ...(plain ? { value: plain } : {}),
  };
}

/** "Route it to the right team", "route billing to #billing and tech to #tech". */
function routed(mask: string, text: string): Wish | undefined {
  if (!new RegExp(`${start}(?:route|dispatch|forward|send|post)\\b`).test(mask)) return undefined;
  const destinations = [...channelNames(text).map((name) => `#${name}`), ...emailAddresses(text)];
  const each = eachOf(text);
  const routes = new RegExp(`${start}(?:route|dispatch)\\b`).test(mask);
  if (!routes && each.size < 2) return undefined;
  if (destinations.length > 0) return { fields: [], answered: true, destinations, each, judges: routes };
  if (!routes) return undefined;
  const to = / to (.+)$/.exec(text)?.[1];
  const field = new RegExp(`(${thing})$`).exec((to ?? '').toLowerCase())?.[1];
  return { fields: field ? [one(field)] : ['team', 'assignee'], answered: true, each, judges: true };
}

const pronoun = /^(?:it|them|this|that|these|those|all|(?:new|all|each|every) .*)$/i;
/** "billing to #billing and tech to #tech", "invoices into Finance and contracts into Legal". */
function eachOf(text: string): Map<string, string> {
  const pairs = text.matchAll(
    /(?:^\S+ |, | and |; )(?:the )?([\p{L}\p{N}][\p{L}\p{N}/-]*(?: [\p{L}\p{N}/-]+){0,2}?)(?: (?:tickets|issues|e-?mails|messages|ones))? (?:in)?to (?:the )?("[^"]+"|[#@]?[\p{L}\p{N}][\p{L}\p{N}@._-]*)/gu,
  );
  return new Map(
    [...pairs]
      .filter(([, from = '']) => !pronoun.test(from))
      .map(([, from = '', to = '']) => [from.toLowerCase(), to.replace(/^"|"$/g, '')]),
  );
}

/** "Move the card to the list Done", "move it into the matching folder", "archive tracks into playlists". */
function moved(mask: string, text: string): Wish | undefined {
  const to = new RegExp(
    `${start}(?:move|sort|archive|organi[sz]e|file|add|put|save) ${it}(?: by (?:[\\p{L}-]+ ?){1,3})? (?:in)?to ${chosen}(.+)$`,
    'u',
  ).exec(mask);
  if (!to?.[1]) return undefined;
  const tail = text.slice(text.length - to[1].length);
  const [, before = '', name = '', behind = ''] =
    /^((?:[\p{L}\p{N}#"“”._-]+ ){0,3}?)(lists?|folders?|columns?|sections?|projects?|playlists?|groups?|boards?|labels?|stages?|status)(?: (?:called |named |for |of |by )?(.+))?$/iu.exec(
      tail,
    ) ?? [];
  if (name === '') return undefined;
  const value = literal(tail, behind || before || undefined);
  return { fields: [one(name)], answered: value === undefined, judges: false, ...(value ? { value } : {}) };
}

/** "Add the label urgent", "apply a tag to it". */
function added(mask: string, text: string): Wish | undefined {
  const found = new RegExp(
    `${start}(?:add|apply|attach|set|put) ${chosen}(label|tag|categor(?:y|ies))s?(?: (.+))?$`,
    'u',
  ).exec(mask);
  if (!found) return undefined;
  const tail = found[2] === undefined ? undefined : text.slice(text.length - found[2].length);
  const words = tail?.replace(/(?:^| )(?:to|on|of|for|in|with|using|based on|according to|by) .*$/iu, '');
  const value = literal(text, words);
  return { fields: [one(found[1] ?? '')], answered: value === undefined, judges: true, ...(value ? { value } : {}) };
}

/** "Write the category back to Airtable", "save the result in the Sentiment column". */
function written(mask: string, text: string): Wish | undefined {
  const found = new RegExp(
    `${start}(?:write|save|store|put|push|send|add|sync) (.+?) (back\\b.*|(?:in|into|to) (?:the |its |a )?(?:"[^"]+"|[\\p{L} ]+?) (?:field|column|property)\\b.*)$`,
    'u',
  ).exec(mask);
  if (!found || !answer.test(found[1] ?? '')) return undefined;
  const tail = text.slice(text.length - (found[2]?.length ?? 0));
  const column =
    quotationsOf(tail)[0]?.text ??
    /(?:in|into|to) (?:the |its |a )?([\p{L}\p{N} _-]+?) (?:field|column|property)\b/iu.exec(tail)?.[1];
  const noun = (found[1] ?? '').replace(/^(?:an?|the|its|their) /, '');
  return { fields: [...(column ? [column] : []), one(noun)], answered: true, judges: false };
}

/** "Set the priority to high", "update the ticket with the category", "update the lead status". */
function setTo(mask: string, text: string): Wish | undefined {
  const found = new RegExp(`${start}(?:set|change|update|adjust|edit|modify|fill in|mark) (.+)$`, 'u').exec(mask);
  if (!found?.[1]) return undefined;
  const tail = text.slice(text.length - found[1].length);
  const [, head = tail, behind] =
    /^(.+?)(?: (?:to|as|with|=|accordingly|based on|according to) ?(.*))?$/iu.exec(tail) ?? [];
  const field = head
    .replace(/ (?:of|on|in|for) (?:it|them|this|(?:the|that|this|each) .+|\p{Lu}.*)$/u, '')
    .replace(/^(?:the|its|their|an?|each|this|that) /i, '')
    .replace(/ (?:field|column|property)$/i, '')
    .replace(/^[\p{L}-]+['’]s /u, '')
    .replace(/^["“]|["”]$/g, '');
  const isRecord =
    /^(?:it|them|(?:[\p{L}-]+ )?(?:record|row|ticket|issue|card|task|page|item|entry|contact|lead|deal|message|e-?mail|case|company|account|database|sheet|table))s?$/iu.test(
      field,
    );
  const named =
    behind === undefined
      ? undefined
      : new RegExp(`(${thing}|results?|summary|translation|answer|response|output|analysis|data)$`, 'i').exec(
          behind,
        )?.[1];
  if (isRecord && named === undefined) return undefined;
  const value = isRecord ? undefined : literal(toClause(behind ?? '').text, behind);
  const fields = isRecord ? [one(named ?? '')] : [field];
  return { fields, answered: value === undefined, judges: false, ...(value ? { value } : {}) };
}
