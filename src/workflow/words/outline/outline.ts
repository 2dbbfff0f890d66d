import type { Catalog } from '#src/catalog/catalog.ts';
import { type Effect, effectsOf, isOutward } from '#src/catalog/effects/act.ts';
import type { Draft } from '#src/model/draft.ts';
import { innerOf } from '../../validate/policy/inner.ts';
import type { WiredConnection } from '../../wiring/connections.ts';
import { mendWiring, resolvePorts } from '../../wiring/mend-wiring.ts';
import { type Content, contentOf, type Target, targetOf } from '../message.ts';
import { type SeenStep, seeStep } from '../seen-step.ts';
import { type BranchLabel, labelOf, loopLabel, waysOf } from './branches.ts';
import { type Edge, type Flow, readFlow } from './flow.ts';

/** A workflow as it is told: in the order of the data, with what is done only in a branch or a loop inside of it. */
export interface Outline {
  /** Every trigger that is switched on. */
  starts: OutlineStep[];
  sections: OutlineSection[];
  /** Steps that nothing leads to: they never run. */
  unreachable: OutlineStep[];
}

/** What the same triggers lead to. */
export interface OutlineSection {
  starts: OutlineStep[];
  items: OutlineItem[];
}

export type OutlineItem = OutlineStep | OutlineBack;

/** It goes on at an earlier step. */
export interface OutlineBack {
  kind: 'back';
  to: string;
  /** To the next item of the loop it stands in. */
  next: boolean;
}

export interface OutlineStep {
  kind: 'step';
  step: SeenStep;
  /** The gravest first. */
  effects: Effect[];
  target: Target | undefined;
  content: Content[];
  branches: OutlineBranch[];
  /** What an agent may use, or another step is made of. */
  tools: OutlineStep[];
  /** Of a step that joins: the names of what comes into each of its inputs. */
  inputs: string[][];
  /** Where several ways lead here, of which not all need be taken. */
  after?: { always: true } | { always: false; from: { name: string; label: BranchLabel | undefined }[] };
}

export interface OutlineBranch {
  label: BranchLabel;
  items: OutlineItem[];
}

/** Reads a draft, or a workflow of n8n as one. In no language; pure; never throws on what a draft may hold. */
export function outlineOf(given: Draft, catalog: Catalog): Outline {
  return new OutlineReader(given, catalog).read();
}

const joining = new Set(['merge', 'compareDatasets']);

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((each, at) => each === other[at]);

class OutlineReader {
  readonly #steps: ReadonlyMap<string, SeenStep>;
  readonly #connections: readonly WiredConnection[];
  readonly #flow: Flow;
  readonly #triggers: readonly string[];
  readonly #children: ReadonlyMap<string, string[]>;
  readonly #told = new Set<string>();

  constructor(given: Draft, catalog: Catalog) {
    const wired = mendWiring(given, catalog);
    const seen = wired.nodes.map((node) => seeStep(node, catalog.get(node.type, node.typeVersion)));
    const ported = seen.map((step) => ({ ...step, typeVersion: step.version, parameters: step.values }));
    const { connections, changes } = resolvePorts(ported, wired.connections, catalog);
    this.#steps = new Map(
      seen.map((step) => [step.name, { ...step, onError: changes.get(step.name)?.onError ?? step.onError }]),
    );
    this.#connections = connections;
    const names = [...this.#steps.keys()].filter((name) => name !== '');
    const goesOn = new Set(connections.flatMap(({ from, kind }) => (kind === 'main' ? [from] : [])));
    const through = new Set(names.filter((name) => this.#handsOn(name, goesOn)));
    this.#triggers = names.filter((name) => !through.has(name) && this.#steps.get(name)?.nodeType?.kind === 'trigger');
    this.#flow = readFlow({ names, triggers: this.#triggers, connections, through });
    this.#children = Map.groupBy(
      this.#flow.order.filter((name) => !this.#triggers.includes(name)),
      (name) => this.#flow.gateOf(name) ?? '',
    );
  }

  /** Switched off, or a No Operation in the middle of the way. */
  #handsOn(name: string, goesOn: ReadonlySet<string>): boolean {
    const step = this.#steps.get(name);
    return step?.disabled === true || (step?.short === 'noOp' && step.onError === undefined && goesOn.has(name));
  }

  read(): Outline {
    const sections = this.#triggers.map((name): OutlineSection => {
      const [start, ...items] = this.#from(name);
      return { starts: [start as OutlineStep], items };
    });
    const starts = sections.flatMap((section) => section.starts);
    const reach = this.#triggers.map((name) => this.#reachOf(name));
    for (const name of this.#children.get('') ?? []) {
      const from = starts.filter((_, at) => reach[at]?.has(name));
      const same = sections.find((section) => section.starts.length > 1 && isSame(section.starts, from));
      if (same) same.items.push(...this.#from(name));
      else sections.push({ starts: from, items: this.#from(name) });
    }
    const alone = (section: OutlineSection): boolean =>
      section.items.length === 0 && section.starts.every(({ branches }) => branches.length === 0);
    const shared = new Set(sections.flatMap((section) => (section.starts.length > 1 ? section.starts : [])));
    return {
      starts,
      sections: sections.filter((section) => !alone(section) || !section.starts.some((start) => shared.has(start))),
      unreachable: this.#unreachable(),
    };
  }

  #reachOf(start: string): Set<string> {
    const reached = new Set([start]);
    for (const name of reached) for (const { to } of this.#flow.from(name)) reached.add(to);
    return reached;
  }

  /** The step and all that only it leads to: its branches inside of it, the rest behind it. */
  #from(name: string): OutlineItem[] {
    const items: OutlineItem[] = [];
    for (const queue = [name]; queue.length > 0; ) {
      const next = queue.shift() ?? '';
      const { step, behind } = this.#one(next);
      items.push(step);
      // A line of steps goes on here, without one call for each of them.
      const [first, ...others] = behind;
      if (others.length === 0 && typeof first === 'string' && queue.length === 0) queue.push(first);
      else items.push(...behind.flatMap((one) => (typeof one === 'string' ? this.#from(one) : [one])));
    }
    return items;
  }

  #one(name: string): { step: OutlineStep; behind: (string | OutlineBack)[] } {
    const step = this.#step(name);
    const edges = this.#flow.from(name);
    const back = this.#flow.back(name);
    const wired = new Set([...edges, ...back].map(({ output }) => output));
    const children = new Set(this.#children.get(name));
    const ways = [...wired]
      .sort((a, b) => a - b)
      .map((output) => {
        const to = edges.filter((edge) => edge.output === output).map((edge) => edge.to);
        const own = [...new Set(to)].filter((one) => children.has(one) && this.#isOnly(one, name, output));
        for (const one of own) children.delete(one);
        return { output, own, backs: back.filter((edge) => edge.output === output) };
      });
    const told = new Set(ways.flatMap(({ output, own, backs }) => (own.length + backs.length > 0 ? [output] : [])));
    const behind: (string | OutlineBack)[] = [];
    for (const { output, own, backs } of ways) {
      const label = this.#labelOf(step.step, output, wired, told);
      const obvious = own.length > 0 || !label || label.kind === 'works';
      const returns = backs.flatMap((edge) => this.#back(edge, obvious));
      if (!label) behind.push(...own, ...returns);
      else if (own.length + returns.length > 0)
        step.branches.push({ label, items: [...own.flatMap((one) => this.#from(one)), ...returns] });
    }
    return { step, behind: [...behind, ...children] };
  }

  /** True for a step that is reached by one output of one other. */
  #isOnly(name: string, from: string, output: number): boolean {
    return this.#flow.into(name).every((edge) => edge.from === from && edge.output === output);
  }

  #labelOf(
    step: SeenStep,
    output: number,
    wired: ReadonlySet<number>,
    told: ReadonlySet<number>,
  ): BranchLabel | undefined {
    const label = labelOf(step, output, wired, told);
    if (label?.kind !== 'loop') return label;
    return loopLabel(step, this.#returns(step.name));
  }

  /** True when something leads back to the loop from what it does for each item. */
  #returns(loop: string): boolean {
    return this.#flow.order.some((name) => this.#flow.back(name).some(({ to }) => to === loop));
  }

  /** That a loop goes on with the next item need not be said where something was done before. */
  #back({ from, to }: Edge, obvious: boolean): OutlineBack[] {
    const head = this.#steps.get(to);
    const next = head?.short === 'splitInBatches' && head.version >= 2 && from !== to;
    return next && obvious ? [] : [{ kind: 'back', to, next }];
  }

  #step(name: string, above: readonly string[] = []): OutlineStep {
    const step = this.#steps.get(name) as SeenStep;
    this.#told.add(name);
    const after = above.length === 0 ? this.#after(name) : undefined;
    return {
      kind: 'step',
      step,
      effects: effectsOf(step),
      target: targetOf(step),
      content: contentOf(step),
      branches: [],
      tools: this.#toolsOf(name, [...above, name]),
      inputs: joining.has(step.short) ? this.#inputsOf(name) : [],
      ...(after ? { after } : {}),
    };
  }

  /** What hangs below a step and does something itself; memory, models and parsers do not. */
  #toolsOf(name: string, above: readonly string[]): OutlineStep[] {
    const below = this.#connections.filter(({ to, kind }) => to === name && kind !== 'main').map(({ from }) => from);
    return [...new Set(below)].flatMap((from): OutlineStep[] => {
      const sub = this.#steps.get(from);
      if (!sub || sub.disabled || above.includes(from) || above.length > 6) return [];
      const isTool = this.#connections.some((one) => one.from === from && one.to === name && one.kind === 'ai_tool');
      const told = this.#step(from, above);
      const matters = isTool || isOutward(told.effects) || innerOf(sub).length > 0;
      return matters ? [told] : told.tools;
    });
  }

  #inputsOf(name: string): string[][] {
    const byInput = Map.groupBy(this.#flow.into(name), ({ input }) => input);
    return [...byInput].sort(([a], [b]) => a - b).map(([, edges]) => [...new Set(edges.map(({ from }) => from))]);
  }

  #after(name: string): OutlineStep['after'] {
    const edges = this.#flow.into(name);
    const gate = this.#flow.gateOf(name);
    if (edges.length < 2 || gate === undefined) return undefined;
    const sources = edges.map((edge) => ({ edge, label: this.#labelAt(edge) }));
    const same = edges.every(({ from, output }) => from === edges[0]?.from && output === edges[0]?.output);
    if (same) return undefined;
    const ways = new Ways(this.#flow, this.#steps);
    if (ways.alwaysLead(gate, name)) return ways.decided ? { always: true } : undefined;
    return { always: false, from: sources.map(({ edge, label }) => ({ name: edge.from, label })) };
  }

  #labelAt({ from, output }: Edge): BranchLabel | undefined {
    const step = this.#steps.get(from);
    const wired = new Set([...this.#flow.from(from), ...this.#flow.back(from)].map((edge) => edge.output));
    const label = step && labelOf(step, output, wired);
    return label?.kind === 'works' ? undefined : label;
  }

  #unreachable(): OutlineStep[] {
    return [...this.#steps.values()].flatMap((step) => {
      const kind = step.nodeType?.kind ?? 'action';
      if (step.disabled || step.short === 'noOp' || kind === 'trigger' || this.#told.has(step.name)) return [];
      const told = kind !== 'subnode' || isOutward(effectsOf(step)) || innerOf(step).length > 0;
      return told ? [this.#step(step.name, [step.name])] : [];
    });
  }
}

/** Whether the data come to a step whatever is decided on the way. */
class Ways {
  /** Something was decided on the way. */
  decided = false;
  readonly #known = new Map<string, boolean>();
  readonly #flow: Flow;
  readonly #steps: ReadonlyMap<string, SeenStep>;

  constructor(flow: Flow, steps: ReadonlyMap<string, SeenStep>) {
    this.#flow = flow;
    this.#steps = steps;
  }

  alwaysLead(from: string, to: string): boolean {
    if (from === to) return true;
    const known = this.#known.get(from);
    if (known !== undefined) return known;
    // Until it is known: a circle leads nowhere by itself.
    this.#known.set(from, false);
    const edges = this.#flow.from(from);
    const step = this.#steps.get(from);
    const ways = step && waysOf(step, new Set(edges.map(({ output }) => output)));
    const leads = (some: readonly Edge[]): boolean => some.some((edge) => this.alwaysLead(edge.to, to));
    if (ways && ways.length > 1) this.decided = true;
    const always = ways ? ways.every((way) => leads(edges.filter(({ output }) => output === way))) : leads(edges);
    this.#known.set(from, always);
    return always;
  }
}
