import { escaped } from '../account/text.ts';
import type { Clause } from '../clauses.ts';
import { quotationsOf } from '../words.ts';
import { stemsOf } from './lexicon.ts';

/** What stands between a name and its value, and what ends a value that has no quotes. */
const joint = '(?: (?:called|named|titled|is|of|with id|id|number))?(?: ?[:=])? +';
const ends =
  /^(?:and|or|to|in|into|on|from|with|for|by|via|using|when|if|unless|then|otherwise|the|a|an|it|them|as|at|is|are|that|which|every|each|saying|of|who|says?|called|named|titled)$/i;
const weak =
  /^(?:postgres(?:ql)?|mysql|google|slack|database|db|a|an|the|this|that|our|my|your|same|new|its|their|right|every|each|any|all|some|next|first|last|latest|newest|recent|new|in|to|on|of)$/i;

/** Things whose names are mostly plain lower-case words. */
const plainlyNamed = new Set(
  'table bucket queue topic collection index priority subject tag label tab worksheet schema'.split(' '),
);

/** A value that the words give to something by its name, and the text that says so. */
export interface SaidValue {
  value: string;
  said: string;
}

/**
 * The value said for a thing: `bucket backups`, `bucket called "x"`, `the Leads table`, `"x" as the title`,
 * `with priority high`. Undefined when nothing is.
 * @param label in n8n's words, e.g. `Bucket Name`
 * @param whole true where its last word alone is not enough
 */
export function saidFor(label: string, clause: Clause, whole = false): SaidValue | undefined {
  for (const [rank, name] of namesFor(label)
    .slice(0, whole ? 2 : 3)
    .entries()) {
    // "page titled X" names a page, not the parent page.
    const last = rank > 0 && label.includes(' ') && (!label.toLowerCase().startsWith(name) || /\bid\b/i.test(label));
    const found = behind(name, clause, last) ?? before(name, clause);
    if (found) return found;
  }
  return undefined;
}

const empty = new Set('name id or the of to text value key by and uid title email message content'.split(' '));

/** `Bucket Name` → `bucket name`, `bucket`; `Chat ID` → `chat id`, `chat`. */
function namesFor(label: string): string[] {
  const words = label.toLowerCase().match(/[a-z]+/g) ?? [];
  const telling = words.filter((word) => !empty.has(word));
  const names = [words.join(' '), telling.join(' '), telling.at(-1) ?? ''];
  return [...new Set(names)].filter((name) => name.length > 2);
}

const pattern = (name: string): string => escaped(name).replace(/s$/, 's?');

function behind(name: string, { text, mask }: Clause, bare = false): SaidValue | undefined {
  for (const lead of mask.matchAll(new RegExp(`(?:^|[ (])(${pattern(name)})${joint}`, 'g'))) {
    const at = lead.index + lead[0].length;
    if (bare && /called|named|titled/.test(lead[0])) continue;
    const quoted = quotationsOf(text).find(({ start }) => start === at);
    if (quoted) return { value: quoted.text, said: text.slice(lead.index, quoted.end) };
    const word = /^[\p{L}\p{N}][\p{L}\p{N}._/@-]*/u.exec(text.slice(at))?.[0].replace(/[._-]+$/, '');
    if (!word || ends.test(word) || mask[at] === '\uE002') continue;
    // "the board moves", "the list of": a plain word behind the name is a value only where such names are plain words.
    const said = /(?:called|named|titled|with id|id|[:=])/.test(lead[0].slice((lead[1] ?? '').length));
    if (/^[a-z]+$/.test(word) && !said && !plainlyNamed.has(name)) continue;
    return { value: word, said: text.slice(lead.index, at + word.length) };
  }
  return undefined;
}

/** `the "Leads" table`, `our CRM base`. */
function before(name: string, { text, mask }: Clause): SaidValue | undefined {
  for (const found of mask.matchAll(new RegExp(`(?<=^|[ (])${pattern(name)}(?![\\p{L}])`, 'gu'))) {
    const head = text.slice(0, found.index).trimEnd();
    const quoted = quotationsOf(text).find(({ end }) => end === head.length);
    if (quoted) return { value: quoted.text, said: text.slice(quoted.start, found.index + found[0].length) };
    const run = /(?:^| )(?:the|our|my|in|to|into|on|from) ((?:[\p{L}\p{N}_&.-]+ ?){1,3})$/u.exec(head)?.[1]?.trim();
    const words = run?.split(' ') ?? [];
    while (words.length > 0 && weak.test(words[0] ?? '')) words.shift();
    const value = words.join(' ');
    // A name of somebody's own is written with a capital, a number or a sign; other words only describe.
    const plain = plainlyNamed.has(name) && words.length === 1;
    if (value === '' || (!plain && !/[\p{Lu}\d_-]/u.test(value))) continue;
    return { value, said: text.slice(head.length - value.length, found.index + found[0].length) };
  }
  return undefined;
}

/** Stems of a clause's words outside of quotations, addresses and URLs. */
export const plainStems = (mask: string): string[] =>
  stemsOf(mask.replace(/[\uE001\uE002]+/g, ' ').replace(/\S+@\S+|[#@][\p{L}\p{N}._-]+/gu, ' '));
