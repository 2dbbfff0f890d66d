import { maskQuoted } from '../words.ts';
import { fromParticiple, isAct } from './verbs.ts';

/** What is told of an event or a condition up to its comma: nothing there is to be done. */
const framed =
  /^(?:when(?:ever)?|if|unless|once|after|before|as soon|every time|each time|on|upon|until|while)\b[^,]*(?:,|$)/i;
const timed = /^(?:(?:every|each)\b(?: [\p{L}\d:]+){1,4}?|daily|weekly|monthly|hourly|nightly),? (?=\p{L})/iu;
const joint = '^|, (?:and )?(?:then )?|; |: | and (?:then )?';
const adverb = '(?:(?:then|also|automatically|immediately|instantly|directly|finally) )*';
const act =
  `(?<lead>${joint})${adverb}(?<object>(?!(?:if|when|which|that|who|where|what|there|this|users?|you|we)\\b)` +
  `[\\p{L}\\uE001\\uE002](?:(?! and (?:the|an?|its|their|all) )[^,;:.]){0,70}?) (?:is|are|gets|get|will be|can be) ${adverb}(?<act>\\p{L}+)(?=[ ,.;]|$)`;
const more = `(?<lead>, (?:and )?(?:then )?| and (?:then )?)${adverb}(?<act>\\p{L}+)(?= (?:to|in|into|on|by|with|using|as|via|through)\\b)`;
const clause = /\b(?:when(?:ever)?|if|unless|which|that|who|once|until|where|because)\b/i;
const arriving = /^(?:(?:an?|the|all|each|every|any) )*(?:new|incoming)\b/i;
const looking = /^(?:fetch|get|retrieve|read|pull|collect|load|check|search|list|export)$/;

/** True for "a ticket is created in Zendesk", outside of what is told of an event. */
export const isPassive = (sentence: string): boolean => activeOf(sentence) !== sentence;

/**
 * "A ticket is created in Zendesk and the team is notified", as it would be asked for: "create a ticket in Zendesk and
 * notify the team". What new things are done with starts with them. Quotations, events and conditions stay as they are.
 */
export function activeOf(sentence: string, pairs: [string, string][] = []): string {
  const mask = maskQuoted(sentence);
  const from = framed.exec(mask)?.[0].length ?? timed.exec(mask)?.[0].length ?? 0;
  let text = '';
  let at = from;
  let before = '';
  for (;;) {
    const rest = mask.slice(at);
    const found = nextOf(rest, before !== '', at === from);
    if (!found?.groups) break;
    const { lead = '', object = '', act: word = '' } = found.groups;
    const base = fromParticiple(word) ?? '';
    const start = at + found.index;
    const end = start + found[0].length;
    const what =
      object === '' ? 'it' : sentence.slice(start + found[0].indexOf(object, lead.length)).slice(0, object.length);
    text += sentence.slice(at, start).replace(/ by (?=\p{Lu})/u, ' using ');
    const isNew = from === 0 && text === '' && arriving.test(object) && !looking.test(base);
    text += isNew ? `When ${singular(what)} arrives, ${base} it` : `${lead}${base} ${lowerFirst(what)}`;
    pairs.push([base, word]);
    before = base;
    at = end;
  }
  if (before === '') return sentence;
  return (
    sentence.slice(0, from) +
    separated(from, mask, text) +
    sentence.slice(at).replace(/ by (?=\p{Lu})/u, ' using ')
  ).replace(/ +/g, ' ');
}

function nextOf(rest: string, further: boolean, first: boolean): RegExpExecArray | undefined {
  const source = first ? act.replace('<lead>^|', '<lead>^ ?|') : act.replace('<lead>^|', '<lead>');
  const found = [...(further ? [new RegExp(more, 'giu')] : []), new RegExp(source, 'giu')]
    .flatMap((pattern) => [...rest.matchAll(pattern)])
    .sort((a, b) => a.index - b.index);
  return found.find(({ groups = {} }) => {
    const { object = '', act: word = '' } = groups;
    const [begin = ''] = /^\p{L}+/u.exec(object) ?? [];
    return fromParticiple(word) !== undefined && !clause.test(object) && !isAct(begin);
  }) as RegExpExecArray | undefined;
}

const separated = (from: number, mask: string, text: string): string =>
  from > 0 && !/[ ,]$/.test(mask.slice(0, from))
    ? `, ${text.trimStart()}`
    : ` ${text.trimStart()}`.slice(from === 0 ? 1 : 0);
const lowerFirst = (text: string): string =>
  text.replace(/^(?:An?|The|All|Each|Every|Its|Their|Your|New) /, (word) => word.toLowerCase());
const singular = (text: string): string =>
  text
    .replace(/^(?:(?:an?|the|all|each|every|any) )*(new|incoming) /i, 'a new ')
    .replace(/^(a new [\p{L}-]+?(?: [\p{L}-]+?)?)s(?= (?:from|in|of|on)\b|$)/u, '$1');
