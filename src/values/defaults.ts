import type { NodeProperty } from '#src/catalog/catalog.ts';
import { assumesSender, withoutSentAs } from '#src/language/assumed.ts';
import { houseThingOf } from '#src/language/things.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Choice, Issue } from '#src/model/issue.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { type Path, parsePath, valueAt } from '#src/workflow/json/paths.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { fillPlaceholders, keyOf, placeholdersOf } from '#src/workflow/placeholders.ts';
import { looksNamed } from '#src/workflow/shapes/named.ts';
import { propertiesAt } from '#src/workflow/validate/property-at.ts';
import { type House, houseAt } from './house.ts';
import { pickedIn } from './locators.ts';
import { nearTo, same } from './match.ts';
import { nativeOf } from './native.ts';
import type { Resolving } from './resolve.ts';
import { type At, withValue } from './take.ts';
import type { Wanted } from './value.ts';
import { wantedAt } from './wanted.ts';

/** What was taken though nobody said it: it is always shown. */
export interface Assumed extends At {
  /** What n8n calls the parameter, and the app. */
  what: string;
  app: string;
  name: string;
  /** Set by the operator or an admin, the same the last two times, or there is no other. */
  how: 'house' | 'usual' | 'only';
}

export interface Habits {
  house: House;
  /** What whoever asks made before, the newest first. */
  made(): Promise<readonly Pick<N8nWorkflow, 'nodes'>[]>;
}

/**
 * The draft with what is missing and need not be asked: as the house has it, as the same person had it the last two
 * times, or, below something chosen, the only one there is. A word somebody said is never replaced. Never throws for what
 * the directory does.
 */
export async function withDefaults(
  draft: Draft,
  workflow: N8nWorkflow,
  issues: readonly Issue[],
  { habits, ...resolving }: Resolving & { habits: Habits },
): Promise<{ draft: Draft; assumed: Assumed[] }> {
  const open = placeholdersOf(issues.filter(({ code }) => code !== 'named-not-chosen'));
  const guessed = guessedSenders(draft);
  if (open.length + guessed.length === 0) return { draft, assumed: [] };
  const [made, said] = await Promise.all([habits.made(), habits.house.said()]);
  const house = { file: habits.house.file, said };
  const assumed: Assumed[] = [];
  let filled = draft;
  for (const { guess, ...place } of [...open.map((one) => ({ ...one, guess: undefined })), ...guessed]) {
    const steps = parsePath(place.path);
    const node = nodeAt(filled, workflow, place.node);
    const wanted = steps && node && wantedAt(node, steps, resolving);
    // What the request itself brought along since is no default.
    if (!wanted || !(guess !== undefined || isOpen(valueAt(node.parameters, steps)))) continue;
    const type = resolving.catalog.get(node.type, node.typeVersion);
    const app = type?.displayName ?? node.type;
    const choice =
      (await fromHouse(houseAt(house, { nodeType: node.type, app, key: keyOf(place.path) }), wanted, {
        ...resolving,
        properties: propertiesAt(type?.properties ?? [], steps),
      })) ?? (guess === undefined ? (usualAt(made, wanted, steps) ?? (await onlyOne(wanted, resolving))) : undefined);
    if (!choice) continue;
    if (guess !== undefined) filled = withoutSentAs(filled, guess);
    const { how, typed, ...taken } = choice;
    filled = typed
      ? fillPlaceholders(filled, [{ ...place, value: String(taken.value) }], resolving.catalog)
      : withValue(filled, [place], taken, resolving.catalog);
    const what = propertiesAt(type?.properties ?? [], steps)[0]?.displayName ?? keyOf(place.path);
    assumed.push({ node: place.node, path: place.path, what, app, name: taken.name, how });
  }
  return { draft: filled, assumed };
}

/** Where a planner took an address for the sender because nobody said one: the house knows better. */
function guessedSenders(draft: Draft): (At & { guess: string })[] {
  return draft.nodes.flatMap(({ name, parameters }) =>
    Object.entries(parameters).flatMap(([path, value]) =>
      typeof value === 'string' && houseThingOf(path) === 'sender' && assumesSender(draft, value)
        ? [{ node: name, path, guess: value }]
        : [],
    ),
  );
}

type Default = Choice & Pick<Assumed, 'how'> & { typed?: true };

function nodeAt(draft: Draft, workflow: N8nWorkflow, name: string): N8nNode | undefined {
  const compiled = workflow.nodes.find((one) => one.name === name);
  const parameters = draft.nodes.find((one) => one.name === name)?.parameters;
  return compiled && parameters && { ...compiled, parameters: { ...compiled.parameters, ...parameters } };
}

const isOpen = (value: unknown): boolean => {
  const inner = isRecord(value) && value['__rl'] === true ? value['value'] : value;
  return inner === undefined || inner === null || inner === '';
};

/** A name is looked up like one that a person said, and taken where one thing alone is called so. */
async function fromHouse(
  found: ReturnType<typeof houseAt>,
  wanted: Wanted,
  { directory, again, properties }: Resolving & { properties: readonly NodeProperty[] },
): Promise<Default | undefined> {
  if (!found) return undefined;
  const { value, name } = found;
  const how = 'house';
  if (name !== undefined || typeof value !== 'string')
    return { name: name ?? String(value), value, from: 'chosen', how };
  if (!looksNamed(properties, value, { type: wanted.nodeType }))
    return { name: value, value, from: 'chosen', how, typed: true };
  const near = nearTo(value);
  const { values } = await directory.find(wanted, value, { again });
  const [one, another] = values.filter((each) => near(each.name) === same);
  return one && !another ? { ...one, how } : undefined;
}

/** The same in both of the two newest workflows that have it; with the same credential where it needs one. */
function usualAt(made: readonly Pick<N8nWorkflow, 'nodes'>[], wanted: Wanted, steps: Path): Default | undefined {
  const answers = made.flatMap(({ nodes }) => {
    const found = nodes.flatMap((node) => (node.type === wanted.nodeType ? answerIn(node, wanted, steps) : []));
    return found.slice(0, 1);
  });
  const [last, before] = answers;
  return last && before && last.value === before.value ? { ...last, from: 'chosen', how: 'usual' } : undefined;
}

function answerIn(node: N8nNode, wanted: Wanted, steps: Path): Pick<Choice, 'name' | 'value'>[] {
  const value = valueAt(node.parameters, steps);
  if (typeof value === 'string') return value === '' || value.startsWith('=') ? [] : [{ name: value, value }];
  return steps.length === 1 ? pickedIn([node], wanted) : [];
}

/** One of what hangs on something that is chosen, e.g. the sheet of a spreadsheet; people and channels are none. */
async function onlyOne(wanted: Wanted, { directory, again }: Resolving): Promise<Default | undefined> {
  const isBelow = Object.values(wanted.parameters).some((one) => isRecord(one) && one['__rl'] === true && !isOpen(one));
  if (
    !wanted.list ||
    !isBelow ||
    nativeOf(wanted.nodeType, wanted.key) ||
    /user|person|assign|owner|member/i.test(wanted.key)
  )
    return undefined;
  const { values, sources } = await directory.find(wanted, '', { again });
  const [one, another] = values;
  return one && !another && sources.n8n === 'answered' ? { ...one, how: 'only' } : undefined;
}
