import MiniSearch from 'minisearch';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { namesLike } from '#src/workflow/near.ts';
import type { Asking } from '../people/actor.ts';
import { type Candidate, candidatesFor, type KnownContext, namedFor, removedFor, rowsOf } from '../people/known.ts';

export interface Managed {
  workflow: WorkflowRecord;
  /** Asked for by whoever asks now. */
  mine: boolean;
  /** Above 0; 1 is the whole name. */
  score: number;
}

const mostFound = 10;
/** Words that belong to the sentence, not to the name. */
const noise = new Set(['the', 'a', 'an', 'my', 'one', 'workflow', 'automation', 'of', 'that', 'which', 'for', 'to']);

/** Workflows this person may know whose names are near the words, best first. */
export async function findManaged(context: KnownContext, asking: Asking, words: string): Promise<Managed[]> {
  const named = await namedFor(context, asking, { name: words.trim(), removed: false });
  return toManaged(context, named.length > 0 ? named : await candidatesFor(context, asking), words);
}

/** Some of all that this person may know, when nothing of a name was said. */
export async function listManaged(context: KnownContext, asking: Asking): Promise<Managed[]> {
  const all = (await candidatesFor(context, asking)).slice(0, mostFound);
  const rows = await rowsOf(context, all);
  return rows.map(({ candidate, row }) => ({ workflow: row, mine: candidate.mine, score: 1 }));
}

/** The same among those that are not in n8n any more, or in its archive. */
export async function findRemoved(context: KnownContext, asking: Asking, words: string): Promise<Managed[]> {
  const named = await namedFor(context, asking, { name: words.trim(), removed: true });
  return toManaged(context, named.length > 0 ? named : await removedFor(context, asking), words);
}

async function toManaged(context: KnownContext, all: Candidate[], words: string): Promise<Managed[]> {
  const ranked = rank(all, words);
  const scores = new Map(ranked.map(({ candidate, score }) => [candidate, score]));
  const rows = await rowsOf(context, [...scores.keys()]);
  return rows.map(({ candidate, row }) => ({ workflow: row, mine: candidate.mine, score: scores.get(candidate) ?? 0 }));
}

/** Names that are near to words that fit none; at most five. */
export async function nearbyNames(context: KnownContext, asking: Asking, words: string): Promise<string[]> {
  const all = await candidatesFor(context, asking);
  return namesLike(
    words,
    all.map(({ name }) => name),
  );
}

function rank(all: Candidate[], words: string): { candidate: Candidate; score: number }[] {
  const wanted = words.trim().toLowerCase();
  const exact = all.filter(({ name }) => name.toLowerCase() === wanted);
  if (exact.length > 0) return exact.slice(0, mostFound).map((candidate) => ({ candidate, score: 1 }));
  const search = new MiniSearch({
    fields: ['name'],
    processTerm: (term) => {
      const word = term.toLowerCase();
      return noise.has(word) ? null : word;
    },
    searchOptions: { prefix: (term) => term.length >= 3, fuzzy: (term) => (term.length >= 5 ? 0.2 : 0) },
  });
  search.addAll(all.map(({ name }, id) => ({ id, name })));
  const hits = search.search(words.slice(0, 200), { combineWith: 'AND' });
  const best = hits[0]?.score ?? 1;
  return hits.slice(0, mostFound).flatMap((hit) => {
    const candidate = all[hit.id as number];
    return candidate ? [{ candidate, score: (0.9 * hit.score) / best }] : [];
  });
}
