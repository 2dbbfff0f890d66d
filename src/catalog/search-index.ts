import MiniSearch from 'minisearch';
import type { Catalog, NodeTypeSummary } from './catalog.ts';
import { namesOf, shortName } from './names.ts';
import { phraseWords } from './phrases.ts';
import { noise, toTerms } from './search-words.ts';
import { createSpelling } from './spelling.ts';

/** A node type called by a name. */
export interface Named {
  at: number;
  words: number;
  /** How much of a name it is: less when the vendor is left out, as in `Drive` for `Google Drive`. */
  share: number;
}

/** What search keeps of one catalogue; positions are those in `entries`. */
export interface SearchIndex {
  all: readonly NodeTypeSummary[];
  /** Every node type except the variants for AI agents. */
  entries: readonly NodeTypeSummary[];
  /** Names of the variants for AI agents, by the name of the node they are made from. */
  tools: ReadonlyMap<string, string>;
  exact: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, readonly Named[]>;
  byShortName: ReadonlyMap<string, number>;
  /** Scores of the entries for stems, by their position. */
  lexical(stems: readonly string[]): Map<number, number>;
  correct(word: string): string | undefined;
}

const indexes = new WeakMap<Catalog, SearchIndex>();

/** The index of a catalogue; built once, and again when the catalogue has other types than before. */
export function indexOf(catalog: Catalog): SearchIndex {
  const known = indexes.get(catalog);
  const all = catalog.all();
  const same = known?.all.length === all.length && known.all[0] === all[0] && known.all.at(-1) === all.at(-1);
  if (known && same) return known;
  const index = createIndex(all, catalog.variants());
  indexes.set(catalog, index);
  return index;
}

/** Node types of their own, not made from the node whose name they begin with. */
const ownTools = new Set(['agentTool', 'mcpClientTool']);

function createIndex(all: readonly NodeTypeSummary[], variants: readonly NodeTypeSummary[]): SearchIndex {
  const known = new Set(all.map((summary) => summary.name));
  const tools = new Map<string, string>();
  const entries = [...all, ...variants].filter((summary) => {
    const base = summary.name.replace(/(?:Hitl)?Tool$/, '');
    if (base === summary.name || !known.has(base) || ownTools.has(shortName(summary.name))) return true;
    if (!summary.name.endsWith('HitlTool')) tools.set(base, summary.name);
    return false;
  });
  const names = new Map<string, Named[]>();
  const byShortName = new Map<string, number>();
  for (const [at, summary] of entries.entries()) {
    const short = shortName(summary.name);
    const rival = byShortName.get(short);
    if (rival === undefined || entries[rival]?.hidden) byShortName.set(short, at);
    if (summary.hidden) continue;
    for (const { key, words, share } of namesOf(summary)) {
      names.set(key, [...(names.get(key) ?? []), { at, words, share }]);
    }
  }
  const exact = new Map<string, string>();
  for (const { name, hidden } of [...all, ...variants]) {
    const short = shortName(name).toLowerCase();
    if (!hidden && !exact.has(short)) exact.set(short, name);
    exact.set(name.toLowerCase(), name);
  }
  const { lexical, words } = createLexical(entries);
  const correct = createSpelling([...words, ...noise, ...phraseWords, ...names.keys()]);
  return { all, entries, tools, exact, names, byShortName, lexical, correct };
}

const fields = ['name', 'aliases', 'operations', 'description'];
/** A word that more of the node types have than this says nothing about any of them. */
const commonShare = 0.1;

function createLexical(entries: readonly NodeTypeSummary[]) {
  const words = new Set<string>();
  const count = new Map<string, number>();
  const documents = entries.map((summary, id) => {
    const texts = [
      `${shortName(summary.name)} ${summary.displayName}`,
      summary.aliases.join(' '),
      summary.operations.join(' '),
      summary.description,
    ];
    const terms = texts.map((text) => toTerms(text).filter((term) => !noise.has(term)));
    for (const term of new Set(terms.flat())) count.set(term, (count.get(term) ?? 0) + 1);
    const [name, aliases, operations, description] = terms.map((each) => each.join(' '));
    return { id, name, aliases, operations, description };
  });
  for (const summary of entries) {
    const text = `${summary.displayName} ${summary.aliases.join(' ')} ${summary.operations.join(' ')} ${summary.description}`;
    for (const word of text.toLowerCase().match(/[a-z0-9]+/g) ?? []) words.add(word);
  }
  const mini = new MiniSearch({
    fields,
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term || null,
    searchOptions: { boost: { name: 3, aliases: 2, operations: 1, description: 1 } },
  });
  mini.addAll(documents);
  const lexical = (stems: readonly string[]) => {
    const telling = stems.filter((stem) => (count.get(stem) ?? 0) <= entries.length * commonShare);
    return new Map(mini.search(telling.join(' ')).map(({ id, score }) => [id as number, score]));
  };
  return { lexical, words };
}
