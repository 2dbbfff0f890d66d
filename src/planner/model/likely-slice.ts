import type { NodeType } from '#src/catalog/catalog.ts';
import { describeNodeJson, type Slice, usualSlice } from '#src/catalog/describe.ts';
import { shortName } from '#src/catalog/names.ts';
import { takesAwayUnasked } from '../takes-away.ts';

const adding = ['append', 'create', 'insert', 'add', 'upload'];
const reading = ['get', 'all', 'many', 'select', 'read', 'search'];
/** Words of a request and the words operations have for them. */
const alike: Record<string, readonly string[]> = {
  send: ['message'],
  post: ['send', 'create', 'message'],
  notify: ['send', 'message'],
  tell: ['send', 'message'],
  remind: ['send', 'message'],
  inform: ['send', 'message'],
  warn: ['send', 'message'],
  ping: ['send', 'message'],
  publish: ['create', 'send'],
  back: ['upload'],
  alert: ['send', 'message'],
  write: ['send', ...adding],
  reply: ['send', 'reply'],
  add: adding,
  put: adding,
  insert: adding,
  append: adding,
  enter: adding,
  copy: adding,
  log: adding,
  record: adding,
  store: adding,
  note: adding,
  track: adding,
  collect: adding,
  mention: ['send', 'message'],
  share: ['send', 'message', 'create'],
  save: adding,
  open: ['create'],
  read: reading,
  fetch: reading,
  get: ['all', 'many', 'select', 'read', 'search'],
  load: reading,
  list: ['all', 'many', 'select'],
  all: ['many'],
  take: reading,
  unread: reading,
  count: reading,
  ticket: ['issue'],
  find: ['search', ...reading],
  look: ['search', ...reading],
  change: ['update'],
  remove: ['delete'],
};

/** Nouns that are acts where a clause begins with them: "email ops@example.com". */
const mailing = /(?:^|[,;:.]|\b(?:and|then|please|also|to|so))\s*(?:e-?mail|mail|message|text|dm)\s+\S/i;

/** What is seldom meant when it is not said: a wait for an answer, a reply. */
const onlyWhenSaid: { operation: RegExp; words: RegExp; loss: number }[] = [
  // "The unread mails" are no order to mark them.
  { operation: /mark/i, words: /\b(?:mark|flag|set|turn)/i, loss: 6 },
  { operation: /^(?:reaction|star)\./i, words: /\b(?:react|emoji|star|thumb)/i, loss: 6 },
  { operation: /\.(?:transitions|changelog)$/, words: /\b(?:transition|changelog|changes|histor)/i, loss: 6 },
  { operation: /^table\.update$/, words: /\b(?:renam|call it)/i, loss: 6 },
  { operation: /wait/i, words: /\b(?:wait|approv|confirm|answer|respon)/i, loss: 4 },
  { operation: /reply/i, words: /\b(?:repl|answer|respon|antwort|r[ée]pon|contest)/i, loss: 3 },
];

/** "The number of open tickets", "how many issues": all of them are read, whatever else the words do. */
function isCounted(resource: string, words: string): boolean {
  if (resource === '') return false;
  const names = [resource, ...Object.keys(alike).filter((word) => alike[word]?.includes(resource))].join('|');
  return new RegExp(`\\b(?:(?:number|count|list) of|how many) (?:[\\w-]+ ){0,3}?(?:${names})s?\\b`, 'i').test(words);
}

/** One for each of something: changed where it is there, else made. */
const orMade =
  /\bupsert|\bone (?:row|line|entry|record) (?:per|for each)\b|\bor (?:add|create|insert)s? (?:it|one|a)\b|\b(?:add|create|insert)s? (?:it|one|the \w+|a \w+) (?:if|when) (?:it|there|not)\b|\badd \d+ to\b/i;

/** What an operation loses for something that the words do not say. */
function lossOf(operation: string, words: string, resource = ''): number {
  if (takesAwayUnasked(operation, words)) return Number.POSITIVE_INFINITY;
  const losses = onlyWhenSaid.map((one) =>
    one.operation.test(`${resource}.${operation}`) && !one.words.test(words) ? one.loss : 0,
  );
  return Math.max(...losses);
}

/**
 * The resource and operation of a node type that words most probably mean; n8n's own choice when the words say
 * nothing. What takes something away is meant only where the words say so. Pure.
 */
export function likelySlice(nodeType: NodeType, words: string): Slice {
  const usual = usualSlice(nodeType);
  const view = describeNodeJson(nodeType);
  const all =
    view.view === 'overview'
      ? view.resources.flatMap(({ value, operations }) => operations.map((each) => ({ ...each, resource: value })))
      : view.view === 'parameters'
        ? view.operations.map((each) => ({ ...each, resource: view.resource }))
        : [];
  const options = all.filter(({ value, resource }) => lossOf(value, words, resource) < Number.POSITIVE_INFINITY);
  const given = stems(words);
  const named = new Set(given);
  const said = new Set(given.flatMap((word) => [word, ...(alike[word] ?? [])]));
  if (mailing.test(words)) for (const word of ['send', 'message']) said.add(word);
  const hits = (text: string) => stems(text).filter((word) => said.has(word)).length;
  const wordHits = (text: string) => (hits(text) + stems(text).filter((word) => named.has(word)).length) / 2;
  const preset = describeNodeJson(nodeType, usual);
  const chosen = preset.view === 'parameters' ? preset.operation : undefined;
  const first = options.find(({ value, resource }) => value === chosen && resource === usual.resource);
  const way = wayOf(nodeType, words);
  const counted = [...new Set(options.map(({ resource = '' }) => resource))].filter((one) => isCounted(one, words));
  let best: { slice: Slice; score: number } = {
    slice: first || options.length === 0 ? usual : sliceOf(options[0]),
    score: 0,
  };
  for (const option of options) {
    const { value, description, resource } = option;
    const place = placeIn(words, resource, named);
    const did = (2 * hits(value)) / Math.max(1, stems(value).length);
    const about = place === 'holds' ? 0 : resourceHits(resource ?? '', named, said);
    const score = about + did + wordHits(description) + along(way, value);
    if (score <= 0) continue;
    const usually = (resource !== undefined && resource === usual.resource ? 0.5 : 0) + (option === first ? 0.25 : 0);
    // "New orders every morning": several things without a word for what to do with them are read.
    const several = resource !== undefined && new RegExp(`\\b${resource}s\\b`, 'i').test(words);
    const unsaid = way === reading || !given.some((word) => doing.has(word));
    const all = /^(?:getAll|getMany)$/.test(value);
    const ofCounted = counted.some((one) => (all && one === resource) || value.toLowerCase() === `get${one}s`);
    const many = ofCounted ? 6 : several && unsaid && all ? 2 : 0;
    // Nobody says the id of the one.
    const one =
      value === 'get' && options.some((other) => other.resource === resource && other.value === 'getAll') ? 1 : 0;
    // What something is put into is there already.
    const made = place !== 'named' && /^(?:create|add)$/.test(value) ? 4 : 0;
    const either = orMade.test(words) && /^(?:upsert|appendOrUpdate|createOrUpdate)$/.test(value) ? 6 : 0;
    const total = score + usually + many - one - made + either - lossOf(value, words, resource);
    if (total > best.score) best = { slice: sliceOf(option), score: total };
  }
  return best.slice;
}

/** What holds other things: made anew only where it is named, and not the thing where it says where to. */
const containers = new Set([
  'channel',
  'board',
  'list',
  'folder',
  'calendar',
  'label',
  'team',
  'bucket',
  'index',
  'table',
]);

/** How the words have a resource: as the thing, as a place that is there already, or as what holds what is meant. */
function placeIn(words: string, resource = '', named: ReadonlySet<string>): 'named' | 'place' | 'holds' {
  const holds = containers.has(resource);
  if (holds && !stems(resource).some((word) => named.has(word))) return 'place';
  const at = new RegExp(`\\b(?:in|into|to|from|of)\\s+(?:\\S+\\s+){0,3}${resource}\\b`, 'i');
  if (resource === '' || !at.test(words)) return 'named';
  return holds ? 'holds' : 'place';
}

/** What data come from is read, whatever is done with them elsewhere. */
function along(way: readonly string[], operation: string): number {
  const does = (words: readonly string[]) => stems(operation).some((word) => words.includes(word));
  if (does(way)) return 2;
  return way === reading && does(adding) ? -4 : 0;
}

/** A resource that is named counts twice; one that other words stand for counts where they stand for all of its name. */
function resourceHits(resource: string, named: ReadonlySet<string>, said: ReadonlySet<string>): number {
  const words = stems(resource);
  const byName = words.filter((word) => named.has(word)).length;
  return 2 * byName + (byName === 0 && words.length > 0 && words.every((word) => said.has(word)) ? 1 : 0);
}

/** What is done with something that data go into, or come from, as the words have it: "from our Postgres table to S3". */
function wayOf({ name: type, displayName }: NodeType, words: string): readonly string[] {
  const last = (displayName.match(/[\p{L}\p{N}]+/gu)?.at(-1) ?? '').replace(/s$/, '');
  const name = [last, shortName(type)].filter((one) => /^\w{2,}$/.test(one)).join('|');
  if (name === '') return [];
  const before = (lead: string) =>
    new RegExp(
      `\\b(?:${lead}) (?:(?!(?:with|via|by|using|from|in|on|and|to) )[\\w-]+ ){0,4}(?:${name})s?\\b`,
      'i',
    ).test(words.replace(/[.,;:]/g, ' , '));
  if (before('into|onto|to')) return adding;
  return before('from|of|out of|back ?up|export') ? reading : [];
}

/** Words that say what to do. */
const doing = new Set([...Object.keys(alike), ...adding, 'send', 'update', 'delete', 'mark', 'make', 'creat', 'updat']);

const sliceOf = (option: { value: string; resource?: string | undefined } | undefined): Slice =>
  option ? { ...(option.resource ? { resource: option.resource } : {}), operation: option.value } : {};

/** Words in lower case without the endings of grammar; names in camel case are taken apart. */
function stems(text: string): string[] {
  const words = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/\p{L}{2,30}/gu);
  return (words ?? []).map((word) => word.replace(/(?:ing|ed|es|s)$/, '') || word);
}
