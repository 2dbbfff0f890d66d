import type { Draft, DraftConnection, DraftNode } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { Made } from './catalog/made.ts';
import type { DataSource } from './data.ts';
import { base, type Piece, type SubPiece, toIssues } from './pieces.ts';
import type { RecordAtHand } from './record-place.ts';

/** Where the next node is attached. */
export interface Cursor {
  node: string;
  output: number;
}

/** Collects nodes and connections of one draft; every name it gives is unique. */
export interface Builder {
  readonly nodes: DraftNode[];
  readonly connections: DraftConnection[];
  readonly issues: Issue[];
  readonly assumptions: Set<string>;
  cursor: Cursor | undefined;
  /** Further ends that the next node follows too, behind a fork. */
  ends: readonly Cursor[];
  source: DataSource | undefined;
  /** Node type of the source. */
  sourceType: string | undefined;
  /** Things of apps that can be changed later on. */
  records: readonly RecordAtHand[];
  /** What the steps made or read in apps, in order. */
  readonly made: Made[];
  /** Adds the node behind the cursor and moves the cursor to it; returns its final name. */
  add(piece: Piece): string;
}

/** Starts empty, or behind the last nodes of a draft that is being extended. */
export function createBuilder(draft?: Draft): Builder {
  const nodes: DraftNode[] = draft ? structuredClone(draft.nodes) : [];
  const names = new Set(nodes.map((node) => node.name));
  const addSubs = (to: string, subs: readonly SubPiece[] = []): void => {
    for (const { name: wanted, type, kind, parameters, missing, subs: inner } of subs) {
      const name = uniqueName(wanted, names);
      names.add(name);
      nodes.push({ name, type, parameters });
      builder.connections.push({ from: name, to, output: 0, input: 0, kind });
      builder.issues.push(...toIssues(name, missing));
      addSubs(name, inner);
    }
  };
  const builder: Builder = {
    nodes,
    connections: draft ? structuredClone(draft.connections) : [],
    issues: [],
    assumptions: new Set(draft?.assumptions),
    cursor: undefined,
    ends: [],
    source: undefined,
    sourceType: undefined,
    records: [],
    made: [],
    add(piece) {
      const name = uniqueName(piece.name, names);
      names.add(name);
      nodes.push({
        name,
        type: piece.type,
        parameters: piece.parameters,
        ...(piece.onError ? { onError: piece.onError } : {}),
        ...(piece.executeOnce ? { executeOnce: true } : {}),
        ...(piece.alwaysOutputData ? { alwaysOutputData: true } : {}),
      });
      const first = nodes[0];
      if (piece.type === base('respondToWebhook') && first)
        first.parameters = { ...first.parameters, responseMode: 'responseNode' };
      for (const { node, output } of [...(builder.cursor ? [builder.cursor] : []), ...builder.ends])
        builder.connections.push({ from: node, to: name, output, input: 0, kind: 'main' });
      builder.ends = [];
      for (const assumption of piece.assumptions ?? []) builder.assumptions.add(assumption);
      builder.issues.push(...toIssues(name, piece.missing));
      addSubs(name, piece.subs);
      builder.cursor = { node: name, output: 0 };
      builder.records = recordsBehind(builder.records, { ...piece, name });
      const { resource, operation } = piece.parameters;
      // What was said to somebody is nothing that later words are about.
      const isSaid = /^(?:post|send|publish|share)/.test(String(operation));
      if (piece.gives || (typeof resource === 'string' && !isSaid))
        builder.made.push({
          node: name,
          type: piece.type,
          resource: typeof resource === 'string' ? resource : '',
          isSingle: builder.source === undefined && !piece.yields,
          fields: piece.gives ?? new Map(),
        });
      if (piece.yields) {
        builder.source = { ...piece.yields, node: name };
        builder.sourceType = piece.type;
      }
      if (piece.forks) fork(builder, name, piece.forks);
      return name;
    },
  };
  return builder;
}

/** Adds the ways behind a node; what comes next follows all of their ends. The data at hand stay those before it. */
function fork(builder: Builder, node: string, ways: NonNullable<Piece['forks']>): void {
  const { source, sourceType } = builder;
  const ends = ways.map((pieces, output) => {
    builder.cursor = { node, output };
    builder.ends = [];
    for (const piece of pieces) builder.add(piece);
    return builder.cursor;
  });
  const [first, ...more] = ends;
  Object.assign(builder, { cursor: first, ends: more, source, sourceType });
}

/** What can be changed behind a piece: what was gathered into one is no single thing any more. */
export function recordsBehind(before: readonly RecordAtHand[], { name, type, yields }: Piece): readonly RecordAtHand[] {
  if (type === base('aggregate')) return [];
  return yields?.record ? [...before, { ...yields.record, node: name }] : before;
}

function uniqueName(wanted: string, taken: ReadonlySet<string>): string {
  const name = wanted === '' ? 'Step' : wanted;
  if (!taken.has(name)) return name;
  for (let count = 2; ; count += 1) if (!taken.has(`${name} ${count}`)) return `${name} ${count}`;
}

/** Lets each thing pass the first time it comes, over all runs. */
export const onlyOnce = (value: string): Piece => ({
  name: 'Each one once',
  type: base('removeDuplicates'),
  parameters: { operation: 'removeItemsSeenInPreviousExecutions', dedupeValue: value, options: {} },
});

export function ifPiece(name: string, parameters: Record<string, unknown>): Piece {
  return { name, type: base('if'), parameters };
}
