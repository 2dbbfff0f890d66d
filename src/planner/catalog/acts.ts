import type { NodeType } from '#src/catalog/catalog.ts';
import { stem } from '#src/catalog/search-words.ts';
import { actsOf, usualSlice } from '#src/catalog/slice.ts';
import { takesAwayUnasked } from '../takes-away.ts';
import { meaningsOf, names, nearness, operationVerbs, stemsOf, type Verb } from './lexicon.ts';

/** One thing an app can do, in n8n's terms. */
export interface Act {
  resource?: string;
  operation?: string;
  /** In n8n's words: `Create an issue`. */
  says: string;
  verb: Verb | undefined;
  /** True where the words left open which of several things of the app is meant. */
  guessed?: boolean;
  /** Stems of the request that chose it. */
  used: ReadonlySet<string>;
}

interface Known {
  resource: string;
  operation: string;
  says: string;
  own: string[];
  things: string[];
  /** What the operation is about beside its resource. */
  more: string[];
}

const kept = new WeakMap<NodeType, Known[]>();

function knownActs(nodeType: NodeType): Known[] {
  const cached = kept.get(nodeType);
  if (cached) return cached;
  const list = actsOf(nodeType).flatMap(({ value: resource, operations }) =>
    operations.map(({ value, description }) => {
      const own = stemsOf(value);
      const things = stemsOf(resource);
      const more = own.filter((word) => !operationVerbs.has(word) && !things.includes(word) && !filler.has(word));
      return { resource, operation: value, says: description, own, things, more };
    }),
  );
  kept.set(nodeType, list);
  return list;
}

/** `getAll`, `getMany`: more than one is what is read when nobody names one. */
const reading = new Set(['all', 'many', 'get', 'list']);
const filler = new Set(['and', 'or', 'by', 'to', 'a', 'an', 'the', 'of', 'with', 'from', 'in', 'on', 'wait', 'legacy']);
const waits = /\b(?:wait|approv|confirm|sign.?off)/i;
const holds = /^(?:board|list|folder|project|workspace|group|channel|database|table|bucket|space)$/i;
const held = /(?:item|record|row|entry|task|card|page|document)$/i;
/** Where a message goes when an app has several kinds of things. */
const messages = ['message', 'channelmessage', 'post', 'tweet', 'sms', 'email', 'mail'].map((word) => stem(word));

const sending = new Set(['send', 'post', 'push', 'share', 'publish', 'message', 'reply']);

export interface Wanted {
  /** The verb as it was said, in lower case. */
  verb: string;
  /** All that was said, quotations left out. */
  said: string;
  /** Stems of the words behind it, quotations left out. */
  stems: readonly string[];
  /** Stems of what the verb acts on, without pronouns and names of fields. */
  object: readonly string[];
  /** True where things are to be read there first, e.g. counted or copied. */
  reads?: boolean;
  /** True where several things are meant. */
  many: boolean;
  /** Stems of what it is put in, "a Google Sheets spreadsheet": that is there, never what is made. */
  container?: readonly string[];
}

/**
 * The resource and operation of a node type that is meant. Undefined when the app has none such: another is never taken
 * in its place. A node type without operations does the one thing it does.
 */
export function chooseAct(nodeType: NodeType, wanted: Wanted): Act | undefined {
  const known = knownActs(nodeType);
  if (known.length === 0) return { says: nodeType.description, verb: meaningsOf(wanted.verb)[0], used: new Set() };
  const meanings: readonly Verb[] = wanted.reads ? ['read', 'find'] : meaningsOf(wanted.verb);
  const first = usualSlice(nodeType).resource ?? '';
  // What is put somewhere goes into what holds things, and makes none such.
  const usual = (holds.test(first) && known.find(({ resource }) => held.test(resource))?.resource) || first;
  const own = stemsOf(wanted.verb);
  let best: { act: Act; score: number } | undefined;
  for (const each of known) {
    if (takesAwayUnasked(each.operation, wanted.said)) continue;
    // The content of a database is read, not what it is called.
    if (wanted.reads && holds.test(each.resource) && known.some(({ resource }) => held.test(resource))) continue;
    const verb = bestVerb(meanings, each, own, wanted);
    if (
      !verb ||
      (wanted.container?.length &&
        each.things.length > 0 &&
        each.things.every((word) => wanted.container?.includes(word)))
    )
      continue;
    const thing = nounScore(each, wanted);
    const carries = verb.verb === 'send' && each.things.some((word) => messages.includes(word));
    if (!carries && isPartOf(each, known, wanted)) continue;
    // What is sent becomes a message there, never a new thing of another kind.
    if (verb.verb === 'send' && !carries && !sending.has(each.own[0] ?? '')) continue;
    // What was named is none of this resource: it is another one of the app, or nothing the app has.
    if (thing.used.length === 0 && each.resource !== '' && !carries) {
      if (wanted.object.length > 0 && verb.verb !== 'send') continue;
      if (each.resource !== usual) continue;
    }
    const waiting = /wait/i.test(each.operation) && !waits.test(wanted.stems.join(' ')) ? 20 : 0;
    const score = 10 * verb.score + thing.score - waiting + (each.resource === usual ? 0.5 : 0) + (carries ? 4 : 0);
    if (best && score <= best.score) continue;
    const { resource, operation, says } = each;
    const slice = { ...(resource ? { resource } : {}), operation };
    const open = (thing.used.length === 0 && !carries && resource !== '') || thing.missing > 0;
    const guessed = open && known.length > 1 ? { guessed: true } : {};
    best = { act: { ...slice, says, verb: verb.verb, used: new Set([...thing.used, ...own]), ...guessed }, score };
  }
  return best && best.score > 1.5 ? best.act : undefined;
}

/** "Boards" are no board members: what the app has under the very name is meant, or nothing. */
function isPartOf({ things, own }: Known, known: readonly Known[], { object, stems }: Wanted): boolean {
  const words = object.length > 0 ? object : stems;
  const head = things.at(-1);
  if (things.length < 2 || head === undefined) return false;
  const isOwn = (word: string) => known.some((one) => one.things.length === 1 && one.things[0] === word);
  // `fileFolder`: files and folders.
  if (things.every(isOwn)) return false;
  const isSaid = (word: string) => words.some((said) => names(said, word) !== undefined);
  return (
    !isSaid(head) &&
    !own.some((word) => !operationVerbs.has(word) && isSaid(word)) &&
    known.some((one) => one.things.length === 1 && words.includes(one.things[0] ?? ''))
  );
}

const looks = new Set(['get', 'list', 'search', 'read'].map((word) => stem(word)));

function bestVerb(meanings: readonly Verb[], { own, operation }: Known, said: readonly string[], wanted: Wanted) {
  let best: { verb: Verb | undefined; score: number } | undefined;
  const [lead = ''] = own;
  if (lead !== '' && said.includes(lead) && !wanted.reads) best = { verb: meanings[0], score: 1.05 };
  for (const [rank, verb] of meanings.entries()) {
    const leads = nearness(verb, own.slice(0, 1));
    // "Get recently updated contacts" only reads.
    if (looks.has(lead) && !['read', 'find', 'download', 'query', 'send'].includes(verb)) continue;
    const score = Math.max(leads, 0.8 * nearness(verb, own)) - rank * (wanted.reads ? 0.35 : 0.1);
    if (score > 0.2 && (!best || score > best.score)) best = { verb, score };
  }
  // `createOrUpdate`, `appendOrUpdate`.
  if (
    !best &&
    meanings.includes('upsert') &&
    own.includes(stem('update')) &&
    ['create', 'append'].some((word) => own.includes(stem(word)))
  )
    best = { verb: 'upsert', score: 1 };
  // Some apps call what they read by its name alone: `currentWeather`.
  const called = own.some((word) => wanted.stems.some((said) => names(said, word)));
  if (!best && called && meanings.includes('read') && !own.some((word) => operationVerbs.has(word)))
    best = { verb: 'read', score: 0.5 };
  // One thing is read by its id, several are listed.
  const isOne = /^get$/i.test(operation) || (/^download$/i.test(operation) && !said.includes(lead));
  if (best && (looks.has(lead) || lead === 'download') && isOne && wanted.many) best.score -= 0.55;
  return best;
}

function nounScore(
  { things, more, own }: Known,
  { object, stems }: Wanted,
): { score: number; used: string[]; missing: number } {
  let score = 0;
  const used: string[] = [];
  const parts = [...things, ...own.filter((word) => !operationVerbs.has(word) || messages.includes(word))];
  for (const word of object.length > 0 ? object : stems) {
    const how = parts.map((thing) => names(word, thing));
    if (how.includes('same')) score += 5;
    else if (how.includes('alike')) score += 3;
    else continue;
    used.push(word);
  }
  const others = own
    .slice(1)
    .filter((word) => operationVerbs.has(word) && !messages.includes(word) && !filler.has(word));
  const plain = others.filter((word) => !stems.includes(word) && !reading.has(word)).length;
  const missing = more.filter((word) => !messages.includes(word) && !stems.some((said) => names(said, word)));
  const unsaid = things.filter((thing) => !stems.some((word) => names(word, thing))).length;
  return {
    score: score - (used.length > 0 ? unsaid * 4 : 0) - missing.length * 3 - plain,
    used,
    missing: missing.length,
  };
}
