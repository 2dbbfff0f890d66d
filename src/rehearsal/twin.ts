import type { Catalog } from '#src/catalog/catalog.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { rehearsalName } from '#src/n8n/rehearsals.ts';
import { toRecord } from '#src/workflow/json/values.ts';
import { mapTexts } from '#src/workflow/validate/strings.ts';
import { isTrigger, type View, type ViewEdge, type ViewNode } from '#src/workflow/validate/view.ts';
import { backEdges, reachedFrom } from './graph.ts';
import { heldTexts, shownParameters } from './held-texts.ts';
import type { HeldStep, HeldText, KeptStep, Plan, Twin } from './plan.ts';
import { roleOf } from './roles.ts';
import {
  blocksLeaf,
  failingNode,
  guardNode,
  type Making,
  passNode,
  quoted,
  standInNodes,
  startNode,
  type TwinNode,
  textsLeaf,
} from './stand-in.ts';
import { viewOf } from './view-of.ts';

export interface TwinOptions {
  catalog: Catalog;
  /** Name of the trigger to begin with [the first that leads somewhere]. */
  trigger?: string | undefined;
  /** Steps that fail where nothing catches it, with their messages, by name. */
  failing?: ReadonlyMap<string, string> | undefined;
  createId?: () => string;
}

/** Longest time n8n lets a twin run. */
export const executionSeconds = 15;

/**
 * The twin of a workflow: a document for n8n that does all that only computes and nothing that reaches outside, with a
 * Webhook nobody knows as its only way in. Undefined for a workflow that nothing starts. Pure but for new ids.
 */
export function toTwin(workflow: N8nWorkflow, options: TwinOptions): Twin | undefined {
  const { catalog, failing = new Map() } = options;
  const view = viewOf(workflow, catalog);
  const trigger = chooseTrigger(view, options.trigger);
  if (!trigger) return undefined;
  const making = toMaking(view, options.createId ?? (() => crypto.randomUUID()));
  const edges = view.edges.filter(
    ({ from, to, kind }) => kind === 'main' && view.byName.has(from) && view.byName.has(to),
  );
  const reached = reachedFrom(trigger.name, edges);
  const raw = new Map(workflow.nodes.map((node) => [node.name, node]));
  const build = new Build(view, making, { trigger, failing, own: String(workflow.name ?? ''), raw });
  for (const node of view.nodes) {
    if (!isStep(node, view)) continue;
    const [x = 0, y = 0] = raw.get(node.name)?.position ?? [];
    build.add(node, [x, y], reached.has(node.name));
  }
  build.connect(edges, backEdges(trigger.name, edges));
  return { document: build.document(toRecord(workflow.settings)), plan: build.plan };
}

/** The trigger a rehearsal begins with; those that are switched off start nothing. */
function chooseTrigger(view: View, named: string | undefined): ViewNode | undefined {
  const triggers = view.nodes.filter((node) => isTrigger(node) && !node.disabled);
  if (named !== undefined) return triggers.find(({ name }) => name === named);
  const leads = new Set(view.edges.map(({ from }) => from));
  return triggers.find(({ name }) => leads.has(name)) ?? triggers[0];
}

/** False for sub-nodes: they belong to another step and are left out with it. */
function isStep({ name, nodeType }: ViewNode, { edges }: View): boolean {
  if (edges.some(({ from, kind }) => from === name && kind !== 'main')) return false;
  return nodeType?.kind !== 'subnode';
}

function toMaking({ nodes }: View, createId: () => string): Making {
  const taken = new Set(nodes.map(({ name }) => name));
  return {
    createId,
    free(wanted) {
      const base = wanted.slice(0, 110);
      let name = base;
      for (let count = 2; taken.has(name); count += 1) name = `${base} ${count}`;
      taken.add(name);
      return name;
    },
  };
}

interface About {
  trigger: ViewNode;
  failing: ReadonlyMap<string, string>;
  /** What the workflow itself is called. */
  own: string;
  /** The nodes as the document has them, by name. */
  raw: ReadonlyMap<string, Partial<TwinNode>>;
}

/** Puts one twin together. */
class Build {
  readonly plan: Plan;
  private readonly nodes: TwinNode[] = [];
  private readonly connections: N8nWorkflow['connections'] = {};
  /** Nodes that take in what the step of that name is given. */
  private readonly heads = new Map<string, string[]>();
  private readonly view: View;
  private readonly making: Making;
  private readonly about: About;

  constructor(view: View, making: Making, about: About) {
    this.view = view;
    this.making = making;
    this.about = about;
    const start = making.free('Rehearsal');
    const path = `flowsmith-rehearsal-${making.createId()}`;
    this.plan = {
      start,
      path,
      trigger: about.trigger.name,
      held: [],
      kept: [],
      guards: [],
      unreached: [],
      disabled: [],
    };
    this.nodes.push(startNode(making, { name: start, position: [-400, 0] }, path));
  }

  add(node: ViewNode, position: TwinNode['position'], reached: boolean): void {
    const place = { name: node.name, position };
    if (!reached || node.disabled) {
      // A step that never runs still has its name: what refers to it finds what it would find.
      (node.disabled ? this.plan.disabled : this.plan.unreached).push(node.name);
      this.nodes.push(passNode(this.making, place, node.disabled ? { disabled: true } : {}));
      if (node.disabled) this.heads.set(node.name, [node.name]);
      return;
    }
    const role = node === this.about.trigger ? 'trigger' : (roleOf(node) ?? 'stands');
    if (role === 'runs') this.keep(node, position);
    else this.hold(node, place, role);
  }

  private keep(node: ViewNode, position: TwinNode['position']): void {
    const { name, type, version, onError } = node;
    this.nodes.push({
      ...{ id: this.making.createId(), name, type, typeVersion: version, position },
      parameters: mapTexts(node.parameters, ({ value }) => this.asOwn(value)),
      ...settingsOf(this.raw(node)),
    });
    const heads = [name];
    const kept: KeptStep = {
      ...{ node: name, type, typeVersion: version, parameters: node.values, onError, outputs: outputsOf(node) },
      texts: decides.has(node.shortType) ? heldTexts(node, node.parameters).map((text) => this.ownText(text)) : [],
    };
    if (kept.texts.some(({ blocks }) => blocks.length > 0)) {
      kept.leaf = this.making.free(`${name} (each)`);
      const [x, y] = position;
      this.nodes.push(blocksLeaf(this.making, { name: kept.leaf, position: [x, y - 2] }, kept.texts, false));
      heads.push(kept.leaf);
    }
    this.heads.set(name, heads);
    this.plan.kept.push(kept);
  }

  private hold(
    node: ViewNode,
    { name, position }: { name: string; position: TwinNode['position'] },
    role: HeldStep['role'],
  ): void {
    const parameters = shownParameters(node);
    const texts = role === 'trigger' ? [] : heldTexts(node, parameters).map((text) => this.ownText(text));
    const { executeOnce = false, alwaysOutputData = false } = this.raw(node);
    const step: HeldStep = {
      ...{ key: `s${this.plan.held.length}`, node: name, type: node.type, typeVersion: node.version, role, parameters },
      ...{ outputs: outputsOf(node), onError: node.onError, texts, leaves: {}, counter: name },
      without: this.view.edges.filter(({ to, kind }) => to === name && kind !== 'main').map(({ from }) => from),
    };
    const heads = this.addLeaves(step, position, executeOnce);
    const message = this.about.failing.get(name);
    if (role === 'passes') this.nodes.push(passNode(this.making, { name, position }));
    else if (message !== undefined) this.nodes.push(failingNode(this.making, { name, position }, message));
    else {
      const given = { start: this.plan.start, position, executeOnce, alwaysOutputData };
      const chain = standInNodes(step, given, this.making);
      this.nodes.push(...chain);
      for (const [index, { name: from }] of chain.slice(0, -1).entries())
        this.link(from, 0, chain[index + 1]?.name ?? '', 0);
      step.counter = chain[0]?.name ?? name;
      heads.push(step.counter);
    }
    if (role === 'passes' || message !== undefined) heads.push(name);
    if (role === 'trigger') for (const head of heads) this.link(this.plan.start, 0, head, 0);
    this.heads.set(name, heads);
    this.plan.held.push(step);
  }

  /** Above the step on the canvas, so that n8n comes past them before it goes on. */
  private addLeaves(step: HeldStep, [x, y]: TwinNode['position'], once: boolean): string[] {
    const texts = step.texts.filter(({ withheld }) => !withheld);
    const names: string[] = [];
    if (texts.some(({ blocks }) => blocks.length > 0)) {
      step.leaves.blocks = this.making.free(`${step.node} (each)`);
      this.nodes.push(blocksLeaf(this.making, { name: step.leaves.blocks, position: [x, y - 2] }, texts, once));
      names.push(step.leaves.blocks);
    }
    if (texts.some(({ key }) => key !== undefined)) {
      step.leaves.texts = this.making.free(`${step.node} (would)`);
      this.nodes.push(textsLeaf(this.making, { name: step.leaves.texts, position: [x, y - 1] }, texts, once));
      names.push(step.leaves.texts);
    }
    return names;
  }

  connect(edges: readonly ViewEdge[], back: ReadonlySet<ViewEdge>): void {
    for (const edge of edges) {
      const heads = this.heads.get(edge.to);
      const to = this.view.byName.get(edge.to);
      if (!heads || !to || to === this.about.trigger || !this.heads.has(edge.from)) continue;
      if (back.has(edge)) {
        const guard = this.making.free(`${edge.to} (again)`);
        this.plan.guards.push({ node: guard, to: edge.to });
        this.nodes.push(guardNode(this.making, { name: guard, position: [0, 0] }));
        this.link(edge.from, edge.output, guard, 0);
        for (const head of heads) this.link(guard, 0, head, head === edge.to ? edge.input : 0);
      } else for (const head of heads) this.link(edge.from, edge.output, head, head === edge.to ? edge.input : 0);
    }
  }

  private link(from: string, output: number, node: string, index: number): void {
    const kinds = this.connections[from] ?? {};
    const outputs = kinds['main'] ?? [];
    this.connections[from] = { main: outputs };
    while (outputs.length <= output) outputs.push([]);
    outputs[output]?.push({ node, type: 'main', index });
  }

  document(settings: Record<string, unknown>): N8nWorkflow {
    const { timezone, executionOrder } = settings;
    return {
      name: `${rehearsalName} ${this.making.createId()}`,
      nodes: this.nodes,
      connections: this.connections,
      settings: {
        executionOrder: executionOrder === 'v0' ? 'v0' : 'v1',
        ...(typeof timezone === 'string' ? { timezone } : {}),
        executionTimeout: executionSeconds,
        saveDataSuccessExecution: 'all',
        saveDataErrorExecution: 'all',
        saveExecutionProgress: false,
      },
    };
  }

  /** The node as the document has it. */
  private raw({ name }: ViewNode): Partial<TwinNode> {
    return this.about.raw.get(name) ?? {};
  }

  private ownText(text: HeldText): HeldText {
    const blocks = text.blocks.map((block) => ({ ...block, code: this.asOwn(`=${block.code}`).slice(1) }));
    return { ...text, value: this.asOwn(text.value), blocks };
  }

  /** The workflow's own name, which is not the twin's. */
  private asOwn(value: string): string {
    return value.startsWith('=') ? value.replaceAll(/\$workflow\.name\b/g, () => quoted(this.about.own)) : value;
  }
}

const decides = new Set(['if', 'filter', 'switch']);

const outputsOf = ({ ports }: ViewNode): number => {
  const count = ports.outputs?.get('main') ?? 1;
  return Number.isFinite(count) ? Math.max(1, count) : 1;
};

/** What of a node's own settings changes what it does with its items. */
function settingsOf(node: Partial<TwinNode>): Partial<TwinNode> {
  const { onError, executeOnce, alwaysOutputData } = node;
  return {
    ...(onError ? { onError } : {}),
    ...(executeOnce ? { executeOnce } : {}),
    ...(alwaysOutputData ? { alwaysOutputData } : {}),
  };
}
