import type { Draft, DraftNode } from '#src/model/draft.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { isEqual } from '../json/equal.ts';
import type { Path } from '../json/paths.ts';
import { isStickyNote } from '../n8n-workflow.ts';
import { connectionsOf } from '../wiring/connections.ts';
import { type Differences, differencesBetween, type Place, placesIn } from './differences.ts';
import { matchDraft } from './match-draft.ts';
import { nodeSettings, toDraft, toDraftNode } from './to-draft.ts';

/** Where a change was asked for: what may differ between the document read and the one written. */
export interface Operated {
  /** With everything below them. */
  places: Place[];
  /** Pairs of nodes between which connections were asked for, as `pairOf` writes them. */
  wires: ReadonlySet<string>;
  /** Name before → name now. */
  renamed: ReadonlyMap<string, string>;
}

/** What connections ask of the nodes they join: a tool variant, an error output, more inputs, an output for the rest. */
const askedByWires: Path[] = [
  ['type'],
  ['onError'],
  ['continueOnFail'],
  ['parameters', 'numberInputs'],
  ['parameters', 'options', 'fallbackOutput'],
  ['parameters', 'options', 'fallback'],
];

/**
 * The places a draft asks to be different, compared with the workflow it was made from. Everything a draft says of a
 * node counts, by where it stands; that an operation touches no more is for `applyOperations`. Pure.
 */
export function operatedBy(original: N8nWorkflow, draft: Draft, renames: Record<string, string> = {}): Operated {
  const before = toDraft(original);
  const matched = matchDraft(original, draft, renames);
  const renamed = new Map([...matched].map(([index, node]) => [node.name, draft.nodes[index]?.name ?? node.name]));
  const rename = (name: string): string => renamed.get(name) ?? name;
  const was = new Set(
    connectionsOf({ nodes: before.nodes, connections: original.connections }).map((one) =>
      wireKey({ ...one, from: rename(one.from), to: rename(one.to) }),
    ),
  );
  const is = new Map(draft.connections.map((one) => [wireKey(one), one]));
  const added = [...is].filter(([key]) => !was.has(key)).map(([, one]) => one);
  const removed = [...was].filter((key) => !is.has(key)).map((key) => JSON.parse(key) as string[]);
  const asked = new Set(added.flatMap(({ from, to }) => [fold(from), fold(to)]));
  const names = new Set(draft.nodes.map(({ name }) => name));
  return {
    places: [
      ...before.nodes.filter(({ name }) => !renamed.has(name)).map(({ name }) => ({ node: name, path: [] })),
      ...draft.nodes.flatMap((node, index): Place[] => {
        const from = matched.get(index);
        return from ? placesOf(from, node, asked.has(fold(node.name))) : [{ node: node.name, path: [] }];
      }),
      // A note whose name a node takes gets another one.
      ...original.nodes
        .filter((node) => isStickyNote(node) && names.has(node.name))
        .map(({ name }) => ({ node: name, path: ['name'] })),
      ...(before.name === draft.name ? [] : [{ path: ['name'] }]),
      ...(before.description === draft.description ? [] : [{ path: ['description'] }]),
      ...(before.timezone === draft.timezone ? [] : [{ path: ['settings', 'timezone'] }]),
      ...partPlaces(original, before, draft, rename),
    ],
    wires: new Set([
      ...added.map(({ from, to }) => pairOf(from, to)),
      ...removed.map(([from, to]) => pairOf(from ?? '', to ?? '')),
    ]),
    renamed,
  };
}

/** Of what is no step: notes on the canvas, groups, tags, pinned data, settings. What the draft leaves unsaid is none. */
function partPlaces(original: N8nWorkflow, before: Draft, draft: Draft, rename: (name: string) => string): Place[] {
  const differs = (key: 'tags' | 'errorWorkflow' | 'executionTimeout'): boolean =>
    draft[key] !== undefined && !isEqual(before[key] ?? null, draft[key]);
  const then = new Map((before.stickyNotes ?? []).map((note) => [note.name, note.content]));
  const now = new Map((draft.stickyNotes ?? before.stickyNotes ?? []).map((note) => [note.name, note.content]));
  const groups = (before.groups ?? []).map(({ name, nodes }) => ({ name, nodes: nodes.map(rename) }));
  const pinned = new Set(draft.nodes.filter((node) => node.pinned).map(({ name }) => name));
  return [
    ...[...then].flatMap(([node, content]): Place[] => {
      if (!now.has(node)) return [{ node, path: [] }];
      return now.get(node) === content ? [] : [{ node, path: ['parameters', 'content'] }];
    }),
    ...[...now.keys()].filter((node) => !then.has(node)).map((node) => ({ node, path: [] })),
    ...(draft.groups && !isEqual(groups, draft.groups) ? [{ path: ['nodeGroups'] }] : []),
    ...(differs('tags') ? [{ path: ['tags'] }] : []),
    ...(differs('errorWorkflow') ? [{ path: ['settings', 'errorWorkflow'] }] : []),
    ...(differs('executionTimeout') ? [{ path: ['settings', 'executionTimeout'] }] : []),
    ...Object.keys(original.pinData ?? {}).flatMap((name): Place[] => {
      const is = rename(name);
      if (is === name && pinned.has(name)) return [];
      return [{ path: ['pinData', name] }, { path: ['pinData', is] }];
    }),
  ];
}

function placesOf(from: N8nNode, node: DraftNode, asked: boolean): Place[] {
  const was = toDraftNode(from);
  if (was.type !== node.type) return [{ node: from.name, path: [] }];
  const paths: Path[] = [
    ...placesIn(was.parameters, node.parameters, ['parameters']).map(({ path }) => path),
    ...nodeSettings.filter((key) => was[key] !== node[key]).map((key) => [key]),
    ...(was.onError === node.onError ? [] : [['continueOnFail']]),
    ...(from.name === node.name ? [] : [['name']]),
    ...(asked ? askedByWires : []),
  ];
  // A step that is worked on may need a credential it did not need before.
  const credentials = paths.some(([key]) => ['parameters', 'type', 'disabled'].includes(String(key)))
    ? [['credentials']]
    : [];
  return [...paths, ...credentials].map((path) => ({ node: from.name, path }));
}

/** What a document asks to be different that is to be written as it is: all in which it differs. */
export function operatedByDocument(before: N8nWorkflow, after: N8nWorkflow): Operated {
  const { places, wires, renamed } = differencesBetween(before, after);
  return { places, wires: new Set(wires.map(({ from, to }) => pairOf(from, to))), renamed };
}

/**
 * The safety net under every write: where the document that would be written differs from the one that was read although
 * nobody asked for it. Empty when all is well. Pure.
 */
export function straysOf(read: N8nWorkflow, written: N8nWorkflow, operated: Operated): Place[] {
  const { places, wires, renamed }: Differences = differencesBetween(read, written, operated.renamed);
  const then = new Map([...renamed].map(([was, is]) => [is, was]));
  // With a node that comes or goes, all that leads to it and from it does.
  const whole = new Set(
    operated.places.flatMap(({ node, path }) => (node !== undefined && path.length === 0 ? [node] : [])),
  );
  const strayWires = wires.filter(
    ({ from, to }) => !operated.wires.has(pairOf(from, to)) && !whole.has(from) && !whole.has(to),
  );
  return [
    ...places.filter((place) => !operated.places.some((one) => covers(one, place))),
    ...strayWires.map(({ from }) => ({ node: then.get(from) ?? from, path: ['connections'] })),
  ];
}

/** True when the place found is the one asked for, or inside it. */
export function covers(asked: Place, found: Place): boolean {
  if (asked.node !== found.node) return false;
  const [short, long] =
    found.empty === true && found.path.length < asked.path.length ? [found.path, asked.path] : [asked.path, found.path];
  return short.every((key, at) => key === long[at]) && short.length <= long.length;
}

const fold = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');

/** Two nodes in either direction: a model may connect them the wrong way round, and the way is mended. */
export const pairOf = (one: string, other: string): string => JSON.stringify([fold(one), fold(other)].sort());

const wireKey = ({ from, to, output, input, kind }: Draft['connections'][number]): string =>
  JSON.stringify([from, to, output, input, kind]);
