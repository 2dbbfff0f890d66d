import { isEqual } from '../../json/equal.ts';
import { isRecord, toRecord, toText, toWord } from '../../json/values.ts';
import { isStickyNote } from '../../n8n-workflow.ts';
import type { JudgedNode, JudgedWorkflow } from './judged.ts';
import { referencesOf } from './references.ts';

/** Ids where there are some: a node keeps its own under another name. */
const keyOf = (node: JudgedNode): string => node.id || node.name;

/** These put out the time and nothing else: when something runs is not what it does. */
const clocks: ReadonlySet<string> = new Set(['scheduleTrigger', 'cron', 'interval', 'manualTrigger']);
/** What says where a node stands and what it is called, not what it does. */
const looks: ReadonlySet<string> = new Set(['id', 'name', 'position', 'notes', 'notesInFlow']);

interface Graph {
  byKey: ReadonlyMap<string, JudgedNode>;
  byName: ReadonlyMap<string, JudgedNode>;
  /** By name: the nodes whose data may come to it. */
  sources: ReadonlyMap<string, ReadonlySet<string>>;
  /** By name: its inputs, each with the ports. */
  inputs: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Unchanged {
  /** The node does what it did, whatever it works on. */
  itself: boolean;
  /** So does everything before it: nodes that lead to it, that it names, sub-nodes, with their credentials. */
  fed: boolean;
}

/**
 * Tells which nodes a change leaves as they were. Data goes along the main connections. Along the others it goes both
 * ways: an agent gets what its tool answers, and the tool gets what the agent asks. An expression reads any node it
 * names, wherever that stands. Pure; never throws.
 */
export function compareWorkflows(before: JudgedWorkflow, now: JudgedWorkflow): (node: JudgedNode) => Unchanged {
  const graphs = new Map<JudgedWorkflow, Graph | undefined>();
  const graphOf = (workflow: JudgedWorkflow): Graph | undefined => {
    if (!graphs.has(workflow)) graphs.set(workflow, toGraph(workflow));
    return graphs.get(workflow);
  };
  return (node) => {
    const [old, current] = [graphOf(before), graphOf(now)];
    const was = old?.byKey.get(keyOf(node));
    if (!old || !current || !was || !isEqual(describe(node), describe(was))) return { itself: false, fed: false };
    return { itself: true, fed: isEqual(fedBy(node, current), fedBy(was, old)) };
  };
}

/** What a change changes besides what steps do. */
export interface Beside {
  /** When the workflow runs: its clocks, or the zone they go by. */
  times: boolean;
  /** Steps that are gone, and settings of the workflow other than its zone and the workflow that runs when it fails. */
  others: boolean;
}

/** Tells it; what a node is called, and where it stands, is nothing of that. Pure; never throws. */
export function besideSteps(before: JudgedWorkflow, now: JudgedWorkflow): Beside {
  const zoneOf = ({ settings }: JudgedWorkflow): unknown => toRecord(settings)['timezone'];
  const settingsOf = ({ settings }: JudgedWorkflow) => ({
    ...toRecord(settings),
    ...{ timezone: undefined, errorWorkflow: undefined },
  });
  const kept = new Set(now.nodes.map(keyOf));
  return {
    times: !areSame(clocksOf(before), clocksOf(now)) || !isEqual(zoneOf(before), zoneOf(now)),
    others:
      !isEqual(settingsOf(before), settingsOf(now)) ||
      before.nodes.some((node) => !isStickyNote(node) && !kept.has(keyOf(node))),
  };
}

/** What starts it by the time, whatever each is called. */
const clocksOf = ({ nodes }: JudgedWorkflow): unknown[] =>
  nodes
    .filter((node) => isClock(node) && !node.type.endsWith('.manualTrigger'))
    .map(({ type, typeVersion, parameters, disabled }) => ({ type, typeVersion, parameters, off: disabled ?? false }));

function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  const left = [...others];
  return some.length === others.length && some.every((one) => takeFrom(left, one));
}

function takeFrom(left: unknown[], one: unknown): boolean {
  const at = left.findIndex((other) => isEqual(one, other));
  if (at >= 0) left.splice(at, 1);
  return at >= 0;
}

/** Names of everything whose data may come to a node, itself left out; undefined when that cannot be told. */
export function comesTo(workflow: JudgedWorkflow): (name: string) => ReadonlySet<string> | undefined {
  const graph = toGraph(workflow);
  return (name) => {
    if (!graph) return undefined;
    const names = new Set([name]);
    for (const one of names) for (const source of graph.sources.get(one) ?? []) names.add(source);
    names.delete(name);
    return names;
  };
}

/** By key, each node it depends on, itself included, with its inputs. */
function fedBy(node: JudgedNode, { byName, sources, inputs }: Graph): [string, unknown][] {
  const names = new Set([node.name]);
  // A set goes on with what is added meanwhile.
  for (const name of names) for (const source of sources.get(name) ?? []) names.add(source);
  return [...names]
    .map((name): [string, unknown] => {
      const one = byName.get(name);
      const what = one && (one === node || !isClock(one) ? describe(one) : { ...describe(one), parameters: undefined });
      return [one ? keyOf(one) : name, { what, inputs: portsOf({ name }, { inputs }) }];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const portsOf = ({ name }: Pick<JudgedNode, 'name'>, { inputs }: Pick<Graph, 'inputs'>): string[] =>
  [...(inputs.get(name) ?? [])].sort();

const isClock = ({ type }: JudgedNode): boolean => clocks.has(type.slice(type.lastIndexOf('.') + 1));

function describe(node: JudgedNode): Record<string, unknown> {
  const kept = Object.entries(node).filter(([key]) => !looks.has(key));
  const credentials = Object.entries(toRecord(node.credentials)).map(([type, one]) => [type, idOf(one)]);
  return { ...Object.fromEntries(kept), disabled: node.disabled ?? false, credentials };
}

/** A credential may be renamed in n8n; older workflows name it only. */
const idOf = (credential: unknown): unknown => toRecord(credential)['id'] || credential;

/** Undefined when names or ids are not unique: then nothing can be told apart. */
function toGraph({ nodes: all, connections }: JudgedWorkflow): Graph | undefined {
  const nodes = all.filter((node) => !isStickyNote(node));
  const byKey = new Map(nodes.map((node) => [keyOf(node), node]));
  const byName = new Map(nodes.map((node) => [node.name, node]));
  if (byKey.size < nodes.length || byName.size < nodes.length) return undefined;
  const sources = new Map<string, Set<string>>();
  const inputs = new Map<string, Set<string>>();
  for (const { from, to, oneWay, ports } of edgesOf(connections)) {
    const source = byName.get(from);
    if (!source) continue;
    addTo(sources, to, from);
    if (!oneWay) addTo(sources, from, to);
    addTo(inputs, to, `${ports} ${keyOf(source)}`);
  }
  const references = nodes.map((node) => ({ node, ...referencesOf(node) }));
  const sharing = references.filter(({ shared }) => shared).map(({ node }) => node.name);
  for (const { node, names, any, shared } of references) {
    for (const other of [...(any ? byName.keys() : names), ...(shared ? sharing : [])])
      addTo(sources, node.name, other);
  }
  return { byKey, byName, sources, inputs };
}

function addTo(all: Map<string, Set<string>>, key: string, value: string): void {
  const known = all.get(key);
  if (known) known.add(value);
  else all.set(key, new Set([value]));
}

function* edgesOf(connections: unknown): Generator<{ from: string; to: string; oneWay: boolean; ports: string }> {
  for (const [from, kinds] of Object.entries(isRecord(connections) ? connections : {})) {
    for (const [kind, outputs] of Object.entries(isRecord(kinds) ? kinds : {})) {
      for (const [output, targets] of (Array.isArray(outputs) ? outputs : []).entries()) {
        for (const target of Array.isArray(targets) ? targets : [targets]) {
          const to = isRecord(target) ? toText(target['node']) : undefined;
          if (to === undefined || !isRecord(target)) continue;
          const type = toText(target['type']) ?? kind;
          const ports = `${kind} ${output} ${type} ${toWord(target['index'] ?? 0)}`;
          yield { from, to, oneWay: kind === 'main' && type === 'main', ports };
        }
      }
    }
  }
}
