import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Choice } from '#src/model/issue.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { redactSecrets } from '#src/policy/secrets.ts';
import { formatPath, type Path } from '#src/workflow/json/paths.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { modesOf, nameIn, namingMode } from '#src/workflow/shapes/named.ts';
import { propertiesAt } from '#src/workflow/validate/property-at.ts';
import { nearTo, same } from './match.ts';
import { type At, withValue } from './take.ts';
import type { Answer, Directory, Place, Value } from './value.ts';
import { wantedAt } from './wanted.ts';

/** So many are shown to choose from. */
export const fewChoices = 25;
const deepest = 12;
const mostRounds = 4;

/** A person's word that stands for a value. */
interface Word extends At {
  word: string;
  steps: Path;
  /** The parameter takes names: only another spelling is of interest. */
  asName: boolean;
}

/** What a place may hold. */
export interface Offer {
  /** At most `fewChoices`. */
  choices: Choice[];
  /** There are more, or there may be: they are asked for with words. */
  searched: boolean;
}

export interface Picked extends At {
  word: string;
  name: string;
  app: string;
  from: Choice['from'];
}

export interface Resolved {
  draft: Draft;
  picked: Picked[];
  /** What the words that stay open may mean. */
  open: (At & Offer)[];
}

export interface Resolving {
  catalog: Catalog;
  tenant: string;
  place?: Place | undefined;
  directory: Directory;
  /** Nothing that was kept counts. */
  again?: boolean | undefined;
}

/**
 * The draft with values where the person's words name exactly one thing; where there are several or none, what there is
 * to choose from. What hangs on a choice comes after it. `workflow` is what the draft compiles to, with the credentials
 * it may bind. Never throws.
 */
export async function resolveNames(draft: Draft, workflow: N8nWorkflow, resolving: Resolving): Promise<Resolved> {
  const resolved: Resolved = { draft, picked: [], open: [] };
  const done = new Set<string>();
  for (let round = 0; round < mostRounds; round += 1) {
    const ready = readyOf(resolved.draft, resolving.catalog).filter((one) => !done.has(keyOf(one)));
    if (ready.length === 0) return resolved;
    const found = await Promise.all(
      ready.map(async (one) => ({ one, meant: await meaningOf(one, resolved.draft, workflow, resolving) })),
    );
    for (const { one, meant } of found) {
      done.add(keyOf(one));
      const { node, path, word, asName } = one;
      if (meant && 'taken' in meant) {
        resolved.draft = withValue(resolved.draft, [one], meant.taken, resolving.catalog);
        resolved.picked.push({ node, path, word, name: meant.taken.name, app: meant.app, from: meant.taken.from });
      } else if (meant && !asName && isOffer(meant)) resolved.open.push({ node, path, ...meant });
    }
  }
  return resolved;
}

export const isOffer = ({ choices, searched }: Offer): boolean => choices.length > 0 || searched;

const keyOf = ({ node, path }: At): string => JSON.stringify([node, path]);

/** The words whose values hang on no other word: of each node those of the first parameter n8n asks for. */
function readyOf(draft: Draft, catalog: Catalog): Word[] {
  return draft.nodes.flatMap((node) => {
    const properties = catalog.get(node.type, node.typeVersion)?.properties ?? [];
    const words = wordsIn(node.parameters, [], node.name, (path) => propertiesAt(properties, path));
    const rank = ({ steps }: Word): number => properties.findIndex(({ name }) => name === steps[0]);
    const open = words.filter(({ asName }) => !asName);
    const first = Math.min(...open.map(rank));
    return words.filter((word) => rank(word) <= first);
  });
}

type PropertiesOf = (path: Path) => ReturnType<typeof propertiesAt>;

function wordsIn(value: unknown, path: Path, node: string, propertiesOf: PropertiesOf): Word[] {
  if (path.length > deepest) return [];
  if (Array.isArray(value)) return value.flatMap((one, at) => wordsIn(one, [...path, at], node, propertiesOf));
  if (!isRecord(value)) return [];
  const found = { node, path: formatPath(path), steps: path };
  const word = nameIn(value);
  if (word !== undefined) return [{ ...found, word, asName: false }];
  const { __rl: isLocator, mode, value: name } = value;
  if (isLocator === true) {
    if (typeof name !== 'string' || name === '' || name.startsWith('=')) return [];
    return namingMode(propertiesOf(path).flatMap(modesOf), name) === mode
      ? [{ ...found, word: name, asName: true }]
      : [];
  }
  return Object.entries(value).flatMap(([key, one]) => wordsIn(one, [...path, key], node, propertiesOf));
}

type Meaning = { app: string; taken: Value } | Offer;

async function meaningOf(
  { node: name, steps, word, asName }: Word,
  draft: Draft,
  workflow: N8nWorkflow,
  { directory, again, ...at }: Resolving,
): Promise<Meaning | undefined> {
  const compiled = workflow.nodes.find((one) => one.name === name);
  const parameters = draft.nodes.find((one) => one.name === name)?.parameters;
  if (!compiled || !parameters) return undefined;
  const node: N8nNode = { ...compiled, parameters: { ...compiled.parameters, ...parameters } };
  const wanted = wantedAt(node, steps, at);
  if (!wanted) return undefined;
  const kept = await directory.find(wanted, word, { again });
  // What nobody knew minutes ago somebody may have made since.
  const found = kept.values.length > 0 || again ? kept : await directory.find(wanted, word, { again: true });
  const { values, sources } = found;
  const near = nearTo(word);
  const exact = values.filter((one) => near(one.name) === same);
  const [only, another] =
    exact.length > 0 ? exact : values.filter((one) => sources.n8n === 'answered' && near(one.name) >= 2);
  const app = at.catalog.get(node.type, node.typeVersion)?.displayName.replace(/ Trigger$/, '') ?? node.type;
  if (asName) return exact.length === 1 && only && only.value !== word ? { app, taken: only } : undefined;
  if (only && !another) return { app, taken: only };
  if (values.length === 0) return offerOf(await directory.find(wanted, ''));
  return offerOf({ values: exact.length > 0 ? exact : values, sources });
}

/** What there is: all of it where it is few, else to be asked for with words. Pure. */
export function offerOf({ values, sources }: Answer): Offer {
  // The place is known by words only, and has one thing to say.
  const { place: _, ...lists } = sources;
  const isPart = Object.values(lists).some((state) => state === 'partly' || state === 'late');
  return {
    choices: values.length <= fewChoices ? toChoices(values) : [],
    searched: isPart || values.length > fewChoices,
  };
}

/** Two of one name are told apart by their values; what looks like a secret is not shown. */
export function toChoices(values: readonly Value[], most = fewChoices): Choice[] {
  const few = values.slice(0, most).filter(({ name }) => redactSecrets(name).text === name);
  const twice = (name: string) => few.filter((one) => one.name === name).length > 1;
  return few.map(({ name, value, from }) => ({ name: twice(name) ? `${name} (${value})` : name, value, from }));
}
