import { fold, splitCamel, stem } from '#src/catalog/search-words.ts';

/** What is done with a thing, whatever the app calls it. */
export type Verb =
  | 'create'
  | 'add'
  | 'send'
  | 'read'
  | 'find'
  | 'update'
  | 'delete'
  | 'upload'
  | 'download'
  | 'move'
  | 'copy'
  | 'upsert'
  | 'query'
  | 'verify'
  | 'reply';

/** For each: the words people use, then the words operations have for it, the nearest first. */
const verbs: Record<Verb, [said: string, operations: string]> = {
  create: [
    'create make open file raise register book schedule publish start set_up',
    'create add insert new upsert upload post send publish start',
  ],
  add: [
    'add append insert log record save store write put note enter',
    'append add insert create upsert new upload save set send post publish',
  ],
  send: [
    'send post message notify tell alert ping share announce report show dm text give inform remind forward mail email publish tweet slack',
    'send post create publish push message share',
  ],
  read: [
    'get fetch read list load pull retrieve check select show export download collect take grab obtain',
    'all many read select list get search',
  ],
  find: ['find search look_up lookup query', 'search find all many get'],
  update: ['update change edit set mark modify assign close complete reopen', 'update edit change set mark upsert'],
  delete: ['delete remove erase trash', 'delete remove'],
  upload: ['upload put save store back_up backup add send attach', 'upload create add put'],
  download: ['download get fetch', 'download get'],
  move: ['move', 'move'],
  copy: ['copy duplicate', 'copy duplicate'],
  upsert: ['upsert', 'upsert'],
  query: ['run execute query', 'execute query'],
  verify: ['verify validate', 'verify verifier validate check'],
  reply: ['reply answer respond', 'reply send'],
};

const wordsOf = (list: string): string[] => list.split(' ').map((word) => word.replaceAll('_', ' '));
const saidBy = new Map<string, Verb[]>();
for (const [verb, [said]] of Object.entries(verbs) as [Verb, [string, string]][])
  for (const word of wordsOf(said)) saidBy.set(word, [...(saidBy.get(word) ?? []), verb]);
const operationWords = new Map(
  (Object.entries(verbs) as [Verb, [string, string]][]).map(([verb, [, list]]) => [verb, wordsOf(list).map(stem)]),
);

/** What a verb as people say it may mean; empty where it is known only if an app has it. */
export const meaningsOf = (word: string): readonly Verb[] => saidBy.get(word) ?? [];

/** How near an operation's words are to the verb: 1 for its own word, less for the further ones, 0 for none. */
export function nearness(verb: Verb, operation: readonly string[]): number {
  const list = operationWords.get(verb) ?? [];
  const at = list.findIndex((word) => operation.includes(word));
  return at < 0 ? 0 : 1 - at * 0.07;
}

/** Words of operations that say what is done, not with what. */
export const operationVerbs = new Set([...operationWords.values()].flat());

/** Things that go by several names; all of one line are the same for finding a resource. */
const things = [
  'issue ticket bug',
  'ticket issue',
  'record row line entry item',
  'row record line entry item',
  'sheet row record line entry',
  'contact lead person customer client subscriber member',
  'customer client buyer',
  'person contact lead customer client user prospect',
  'company organisation organization account firm business',
  'organization organisation company',
  'message dm text note post notification alert reminder chat email mail',
  'task todo to-do item reminder',
  'event appointment meeting booking entry',
  'feed article post entry episode news item headline',
  'article story news',
  'file document attachment pdf image photo picture video report backup',
  'page note entry document article',
  'post article status update',
  'photo image picture',
  'email mail message',
  'sms message text',
  'subscriber contact member person',
  'member subscriber contact person',
  'deal opportunity',
  'opportunity deal',
  'user person member',
  'tweet post status',
  'incident alert',
  'invoice bill',
  'document doc',
];
const alike = new Map<string, Set<string>>();
for (const line of things) {
  const [first = '', ...others] = line.split(' ').map((word) => stem(word));
  alike.set(first, new Set([...(alike.get(first) ?? []), ...others]));
}

/** True when people say `word` for the `thing` of an app, and whether it is the app's own word. */
export function names(word: string, thing: string): 'same' | 'alike' | undefined {
  if (word === thing) return 'same';
  return alike.get(thing)?.has(word) ? 'alike' : undefined;
}

/** Stems of a name in camel case, of a label or of a sentence; no plural, no accents. */
export function stemsOf(text: string): string[] {
  const parts = text.split(/[^\p{L}\p{N}]+/u).flatMap(splitCamel);
  return parts.flatMap((part) => fold(part).match(/[a-z0-9]+/g) ?? []).map(stem);
}

/** Words that tell nothing about what is done or where. */
export const grammar = new Set(
  `a an the this that these those it its them their they my our your me us i we you and or of to in into on onto at for from
  with by via using as is are be was were has have had will would can could should so please then also just all any each every some new
  latest newest current when whenever if there here which who whose what how about out up over under via through inside
  called named titled saying says say namely new full whole own one ones app named account automatically directly
  team everyone everybody message workspace board project list channel database table base folder sheet file data result results response answer content
  text subject body email mail page tab worksheet spreadsheet
  corresponding respective related associated matching another additional default two three four five
  details info information everything thing things not do does did`
    .split(/\s+/)
    .map(stem),
);
