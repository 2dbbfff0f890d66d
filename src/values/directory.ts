import { nearTo } from './match.ts';
import {
  type Answer,
  type Directory,
  type Found,
  type Origin,
  origins,
  type Source,
  type SourceState,
  type Value,
  type Wanted,
} from './value.ts';

export interface DirectoryOptions {
  /** How long anybody waits for an answer [2 s]. What comes later is kept for the next one. */
  timeoutMs?: number;
  /** How long what a source said is kept [5 minutes]. */
  keepMs?: number;
  onTrouble?: (origin: Origin, error: unknown) => void;
}

/** Answers that are kept, of everybody together. */
const mostKept = 500;
const longestName = 200;
const mostValues = 10_000;

interface Kept {
  found: Promise<Found | undefined>;
  at: number;
  until: number;
}

/** What does not count of what is kept: all of it, or what is older [ms]. */
interface Asked {
  again: boolean;
  since: number;
}

/**
 * Everything that may know values, asked at once and within a time. What a source said is kept for minutes, for the same
 * tenant, credential, parameter and choices only. A source that fails or hangs costs its own part.
 */
export function createDirectory(sources: readonly Source[], options: DirectoryOptions = {}): Directory {
  const { timeoutMs = 2_000, keepMs = 5 * 60_000, onTrouble = () => {} } = options;
  const kept = new Map<string, Kept>();

  function ask(source: Source, wanted: Wanted, words: string, asked: Asked): Promise<Found | undefined> {
    const key = JSON.stringify([source.origin, wanted, words]);
    const known = kept.get(key);
    const again = asked.again || (known !== undefined && known.at < asked.since);
    if (known && known.until > Date.now() && !again) return known.found;
    const found = Promise.resolve()
      .then(() => source.find(wanted, words, { again }))
      .then((one) => one && { ...one, values: one.values.slice(0, mostValues).flatMap(cleaned) });
    const now = { found, at: Date.now(), until: Date.now() + keepMs };
    kept.delete(key);
    kept.set(key, now);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    const forget = () => kept.get(key) === now && kept.delete(key);
    // What hangs is asked again in a while.
    const hanging = setTimeout(forget, 10 * timeoutMs).unref();
    found.then(
      () => clearTimeout(hanging),
      (error) => {
        clearTimeout(hanging);
        forget();
        onTrouble(source.origin, error);
      },
    );
    return found;
  }

  /** All of it where that is possible, so that other words need no further call; else what fits the words. */
  async function readFrom(source: Source, wanted: Wanted, words: string, asked: Asked): Promise<Found | undefined> {
    const all = await ask(source, wanted, '', asked);
    return all === undefined || all.whole || words === '' ? all : joined(await ask(source, wanted, words, asked), all);
  }

  return {
    async find(wanted, words, { again = false, since } = {}) {
      const asked = { again, since: since?.getTime() ?? 0 };
      const late = new Promise<'late'>((done) => setTimeout(() => done('late'), timeoutMs).unref());
      const answers = await Promise.all(
        sources.map(async (source) => {
          const reading = readFrom(source, wanted, words.trim(), asked).catch(() => 'failed' as const);
          return { origin: source.origin, said: await Promise.race([reading, late]) };
        }),
      );
      return toAnswer(answers, words);
    },
  };
}

type Said = { origin: Origin; said: Found | 'late' | 'failed' | undefined };

function toAnswer(answers: readonly Said[], words: string): Answer {
  const near = nearTo(words);
  const states = Object.fromEntries(origins.map((origin) => [origin, 'absent'])) as Record<Origin, SourceState>;
  const ranked = new Map<string, { value: Value; rank: number; place: number }>();
  const now = namesNow(answers);
  for (const { origin, said } of answers) {
    states[origin] = stateOf(said);
    if (said === undefined || typeof said === 'string') continue;
    for (const { name: known, value } of said.values) {
      // What the service itself does not have any more is no answer, whoever remembers it.
      const name = now?.get(String(value)) ?? (now && origin !== 'place' ? undefined : known);
      if (name === undefined) continue;
      const one = { name, value };
      const rank = near(name);
      const place = origins.indexOf(origin);
      const before = ranked.get(String(value));
      if (rank > 0 && (!before || rank > before.rank || (rank === before.rank && place < before.place)))
        ranked.set(String(value), { value: { ...one, from: origin }, rank, place });
    }
  }
  const values = [...ranked.values()]
    .sort((a, b) => b.rank - a.rank || a.place - b.place || compare(a.value.name, b.value.name))
    .map(({ value }) => value);
  return { values, sources: states };
}

/** What the service calls its things now, where it told all of them. */
function namesNow(answers: readonly Said[]): Map<string, string> | undefined {
  const said = answers.find(({ origin }) => origin === 'n8n')?.said;
  if (said === undefined || typeof said === 'string' || !said.whole || said.values.length === 0) return undefined;
  return new Map(said.values.map(({ name, value }) => [String(value), name]));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function stateOf(said: Said['said']): SourceState {
  if (said === undefined) return 'absent';
  if (typeof said === 'string') return said;
  return said.whole ? 'answered' : 'partly';
}

function joined(some: Found | undefined, others: Found): Found {
  return some ? { values: [...some.values, ...others.values], whole: some.whole } : others;
}

/** Names come from elsewhere: no control characters, one line, not endless. */
function cleaned({ name, value }: Found['values'][number]): Found['values'] {
  if (!['string', 'number', 'boolean'].includes(typeof value) || value === '' || String(value).length > 500) return [];
  const called = String(name)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, longestName);
  return called === '' ? [] : [{ name: called, value }];
}
