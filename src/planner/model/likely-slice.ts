import type { NodeType } from '#src/catalog/catalog.ts';
import { describeNodeJson, type Slice, usualSlice } from '#src/catalog/describe.ts';

/** Words of a request and the words operations have for them. */
const alike: Record<string, readonly string[]> = {
  post: ['send'],
  notify: ['send'],
  tell: ['send'],
  alert: ['send'],
  write: ['send', 'append', 'create'],
  reply: ['send', 'reply'],
  add: ['append', 'create', 'insert'],
  log: ['append', 'create', 'insert'],
  record: ['append', 'create', 'insert'],
  store: ['append', 'create', 'insert', 'upload'],
  save: ['append', 'create', 'insert', 'upload'],
  open: ['create'],
  new: ['create'],
  read: ['get', 'all', 'many'],
  fetch: ['get', 'all', 'many'],
  list: ['all', 'many'],
  all: ['many'],
  find: ['search', 'get'],
  look: ['search', 'get'],
  change: ['update'],
  remove: ['delete'],
};

const waits = /\b(?:wait|approv|confirm|answer|respon)/i;

/**
 * The resource and operation of a node type that words most probably mean; n8n's own choice when the words say
 * nothing. Pure.
 */
export function likelySlice(nodeType: NodeType, words: string): Slice {
  const usual = usualSlice(nodeType);
  const view = describeNodeJson(nodeType);
  const options =
    view.view === 'overview'
      ? view.resources.flatMap(({ value, operations }) => operations.map((each) => ({ ...each, resource: value })))
      : view.view === 'parameters'
        ? view.operations.map((each) => ({ ...each, resource: view.resource }))
        : [];
  const said = new Set(stems(words).flatMap((word) => [word, ...(alike[word] ?? [])]));
  let best: { slice: Slice; score: number } = { slice: usual, score: 0 };
  for (const { value, description, resource } of options) {
    const hits = (text: string) => stems(text).filter((word) => said.has(word)).length;
    const named = (2 * hits(value)) / Math.max(1, stems(value).length);
    const score = 2 * hits(resource ?? '') + named + hits(description);
    if (score === 0) continue;
    const usually = resource !== undefined && resource === usual.resource ? 0.5 : 0;
    // Waiting for somebody's answer is seldom meant when it is not said.
    const waiting = /wait/i.test(value) && !waits.test(words) ? 4 : 0;
    const total = score + usually - waiting;
    if (total > best.score) best = { slice: { ...(resource ? { resource } : {}), operation: value }, score: total };
  }
  return best.slice;
}

/** Words in lower case without the endings of grammar; names in camel case are taken apart. */
function stems(text: string): string[] {
  const words = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/\p{L}{2,30}/gu);
  return (words ?? []).map((word) => word.replace(/(?:ing|ed|es|s)$/, '') || word);
}
