import type { NodeType } from '#src/catalog/catalog.ts';
import { describeNodeJson, type Slice, usualSlice } from '#src/catalog/describe.ts';
import { takesAwayUnasked } from '../takes-away.ts';

const adding = ['append', 'create', 'insert', 'add', 'upload'];
const reading = ['get', 'all', 'many', 'select', 'read'];
/** Words of a request and the words operations have for them. */
const alike: Record<string, readonly string[]> = {
  send: ['message'],
  post: ['send', 'create', 'message'],
  notify: ['send', 'message'],
  tell: ['send', 'message'],
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
  save: adding,
  open: ['create'],
  read: reading,
  fetch: reading,
  get: ['all', 'many', 'select', 'read'],
  load: reading,
  list: ['all', 'many', 'select'],
  all: ['many'],
  find: ['search', ...reading],
  look: ['search', ...reading],
  change: ['update'],
  remove: ['delete'],
};

/** What is seldom meant when it is not said: a wait for an answer, a reply. */
const onlyWhenSaid: { operation: RegExp; words: RegExp; loss: number }[] = [
  { operation: /wait/i, words: /\b(?:wait|approv|confirm|answer|respon)/i, loss: 4 },
  { operation: /reply/i, words: /\b(?:repl|answer|respon|antwort|r[ée]pon|contest)/i, loss: 3 },
];

/** What an operation loses for something that the words do not say. */
function lossOf(operation: string, words: string): number {
  if (takesAwayUnasked(operation, words)) return Number.POSITIVE_INFINITY;
  const losses = onlyWhenSaid.map((one) => (one.operation.test(operation) && !one.words.test(words) ? one.loss : 0));
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
  const options = all.filter(({ value }) => lossOf(value, words) < Number.POSITIVE_INFINITY);
  const given = stems(words);
  const said = new Set(given.flatMap((word) => [word, ...(alike[word] ?? [])]));
  const hits = (text: string) => stems(text).filter((word) => said.has(word)).length;
  const first = options.find(({ value, resource }) => value === usual.operation && resource === usual.resource);
  let best: { slice: Slice; score: number } = {
    slice: first || options.length === 0 ? usual : sliceOf(options[0]),
    score: 0,
  };
  for (const option of options) {
    const { value, description, resource } = option;
    const named = (2 * hits(value)) / Math.max(1, stems(value).length);
    const score = 2 * hits(resource ?? '') + named + hits(description);
    if (score === 0) continue;
    const usually = (resource !== undefined && resource === usual.resource ? 0.5 : 0) + (option === first ? 0.25 : 0);
    // "New orders every morning": several things without a word for what to do with them are read.
    const several = resource !== undefined && new RegExp(`\\b${resource}s\\b`, 'i').test(words);
    const many = several && /^(?:getAll|getMany)$/.test(value) && !given.some((word) => doing.has(word)) ? 2 : 0;
    // What something is put into is there already.
    const container =
      resource !== undefined &&
      new RegExp(`\\b(?:in|into|to|from|of)\\s+(?:\\S+\\s+){0,3}${resource}\\b`, 'i').test(words);
    const made = container && /^(?:create|add)$/.test(value) ? 4 : 0;
    const total = score + usually + many - made - lossOf(value, words);
    if (total > best.score) best = { slice: sliceOf(option), score: total };
  }
  return best.slice;
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
