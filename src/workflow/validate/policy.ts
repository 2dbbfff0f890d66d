import type { Catalog } from '#src/catalog/catalog.ts';
import {
  judgeHost,
  judgeNode,
  judgeProgram,
  judgeUnknownAddress,
  type NodePolicy,
  type Ruling,
} from '#src/policy/node-policy.ts';
import { rulings } from '#src/policy/ruling.ts';
import type { Issue } from '../draft.ts';
import { isRecord } from '../json/values.ts';
import { calledAddresses } from './called-addresses.ts';
import { programReach } from './code/program-reach.ts';
import { fieldTextsOf } from './expressions/field-texts.ts';
import type { FieldTexts } from './expressions/possible-texts.ts';
import { compareWorkflows } from './policy/feeds.ts';
import { callsIn, deepest, errorWorkflowOf, type Inner, innerOf } from './policy/inner.ts';
import type { JudgedNode, JudgedWorkflow } from './policy/judged.ts';
import { isExpression, programsIn } from './policy/programs.ts';
import { maxTexts, textsOf } from './strings.ts';
import { type At, error, warning } from './view.ts';

export type { JudgedWorkflow } from './policy/judged.ts';

/**
 * A workflow of n8n that another one runs: what n8n may run of it, saved and live. `unseen`: whoever asks may not know
 * it; `unread`: it could not be read now, or is not there.
 */
export type Called = { name: string; versions: readonly JudgedWorkflow[] } | 'unseen' | 'unread';
/** By n8n's id. What is not among them was not read. */
export type CalledWorkflows = ReadonlyMap<string, Called>;

export interface PolicyCheck {
  policy: NodePolicy;
  /** What n8n holds already: nodes that stay as they are, fed with the same, are nobody's request. */
  before?: JudgedWorkflow | undefined;
  /** Says which parameters hold addresses; without it their names do. */
  catalog?: Catalog | undefined;
  /** Tells a node type that the catalogue knows; without it every type counts as known. */
  isKnown?: (type: string) => boolean;
  /** The workflows it runs by their ids; absent where nobody looked, then nothing is said of them. */
  called?: CalledWorkflows | undefined;
}

/** Codes of this file; whoever judges anew drops the old findings by them. */
const codes = ['denied-node-type', 'denied-code', 'denied-address', 'needs-admin', 'holds-code', 'unknown-address'];
export const isPolicyIssue = ({ code }: Issue): boolean => codes.includes(code);
/** Found on drafts that only an admin may approve. */
export const needsAdmin = (issues: readonly Issue[]): boolean => issues.some(({ code }) => code === 'needs-admin');

const mostFound = 50;

/** What the policy of this Flowsmith says of a workflow, or of what a change adds to one. Pure; never throws. */
export function checkPolicy(workflow: JudgedWorkflow, { before, ...rules }: PolicyCheck): Issue[] {
  const fieldTexts = fieldTextsOf(workflow.nodes, workflow.connections);
  const context: Judging = { ...rules, whole: workflow, fieldTexts, inside: '', depth: 0, lent: false, own: new Map() };
  const unchanged = before && compareWorkflows(before, workflow);
  const found = workflow.nodes.flatMap((node) => {
    const findings = judge(node, context);
    if (findings.length === 0 || !unchanged) return findings;
    const { itself, fed } = unchanged(node);
    if (fed) return [];
    return itself ? findings.filter(({ steered }) => steered) : findings;
  });
  const asBefore = before && errorWorkflowOf(workflow) === errorWorkflowOf(before);
  const all = asBefore ? found : [...found, ...judgeErrorWorkflow(workflow, context)];
  const weight = ({ ruling }: Finding): number => -rulings.indexOf(ruling);
  return all
    .sort((a, b) => weight(a) - weight(b))
    .slice(0, mostFound)
    .map(toIssue);
}

/** Where in what is being judged, and by what. */
interface Judging extends Omit<PolicyCheck, 'before'> {
  /** The workflow that goes into n8n. */
  whole: JudgedWorkflow;
  /** What fields hold that a node of the one being judged reads. */
  fieldTexts: (node: JudgedNode) => FieldTexts;
  /** Behind the name of a node: in which other one it is. */
  inside: string;
  /** Where findings are shown; each node's own place when it is absent. */
  at?: At;
  /** Workflows inside workflows. */
  depth: number;
  /** In a workflow that is called: what that one calls is looked at apart. */
  lent: boolean;
  /** What speaks against each called workflow by itself, as far as it was judged. */
  own: Map<string, Finding | undefined>;
}

interface Finding {
  ruling: Ruling;
  code: string;
  /** A sentence that goes on with `link`. */
  reason: string;
  link?: string;
  at: At;
  /** What comes to the node decides what it does there. */
  steered: boolean;
}

function judge(node: JudgedNode, context: Judging): Finding[] {
  const { policy, isKnown, catalog, fieldTexts } = context;
  const short = node.type.slice(node.type.lastIndexOf('.') + 1).slice(0, 80);
  const name = `"${node.name.slice(0, 80)}"${context.inside}`;
  const findings: Finding[] = [];
  const find = (
    ruling: Ruling,
    code: string,
    reason: string,
    more: Partial<Finding> & { path?: string } = {},
  ): void => {
    const { path = 'type', ...rest } = more;
    const at = context.at ?? { node: node.name, path };
    if (ruling !== 'allow' || Object.hasOwn(advice, code))
      findings.push({ ruling, code, reason, at, steered: true, ...rest });
  };
  find(judgeNode(policy, node), 'denied-node-type', `${name} uses ${short}`);
  if (isKnown?.(node.type) === false) {
    const reason = `${name} uses ${short}, of which nothing is known`;
    find(policy.unknownNodes, 'denied-node-type', reason, { link: ' and which' });
  }
  if (textsOf(node).length >= maxTexts) find('admin', 'needs-admin', `${name} holds more than can be read`);
  for (const { key, value, path } of programsIn(node)) {
    const reached = programReach({ text: value, language: key === 'pythonCode' ? 'python' : 'javaScript' });
    const ruling = judgeProgram(policy, reached !== undefined);
    const more = reached === undefined ? '' : ` that does more than compute (${reached.slice(0, 80)})`;
    const reason = isExpression(value)
      ? `${name} runs code that is only known when it runs`
      : `${name} holds code${more}`;
    find(ruling, ruling === 'allow' ? 'holds-code' : 'denied-code', reason, { path, steered: reached !== undefined });
  }
  for (const { address, value, path } of calledAddresses(
    node,
    catalog?.get(node.type, node.typeVersion),
    fieldTexts(node),
  )) {
    if ('host' in address) {
      const reason = `${name} calls ${address.host.slice(0, 80)}, which is inside the network n8n runs in`;
      find(judgeHost(policy, address.host), 'denied-address', reason, { path, link: ' and' });
    } else {
      const ruling = judgeUnknownAddress(policy);
      const reason = `${name} calls an address that only the run knows (${value.trim().slice(0, 120)})`;
      find(ruling, ruling === 'allow' ? 'unknown-address' : 'denied-address', reason, { path });
    }
  }
  if (context.depth > 0 && !context.lent && hasCredentials(node))
    find('admin', 'needs-admin', `${name} brings a credential that nobody chose here`);
  if (isLifted(policy, node.type)) return findings;
  return [...findings, ...innerOf(node).flatMap((inner) => judgeInner(inner, name, node, context))];
}

/** What is run besides the nodes: as if it stood in the workflow where it can be read, else only with an admin. */
function judgeInner(inner: Inner, name: string, node: JudgedNode, context: Judging): Finding[] {
  const at = context.at ?? { node: node.name, path: inner.path };
  switch (inner.kind) {
    case 'unreadable':
      return inner.what === 'agent'
        ? onlyAdmin(`${name} hands its work to an agent whose tools are not shown here`, at)
        : onlyAdmin(`${name} runs a workflow that nobody can read before it runs`, at);
    case 'call':
      return judgeCalled([inner.id], name, at, context);
    case 'self': {
      if (context.lent) return [];
      // What stays as it was is lent to whoever calls it.
      const again = `${name} runs this workflow again`;
      const [first] = judgeLent(context.whole, { ...context, at });
      if (first) return onlyAdmin(`${again}, where ${first.reason}`, at);
      return judgeCalled(callsIn(context.whole), again, at, context);
    }
    case 'workflow': {
      if (context.depth >= deepest) return onlyAdmin(`${name} runs a workflow that is nested too deep to be read`, at);
      const fieldTexts = fieldTextsOf(inner.workflow.nodes, inner.workflow.connections);
      const deeper = { ...context, at, fieldTexts, depth: context.depth + 1, inside: ` inside ${name}` };
      return [
        ...inner.workflow.nodes.flatMap((one) => judge(one, deeper)),
        ...judgeErrorWorkflow(inner.workflow, deeper),
        // n8n asks whose workflow this is before it opens a credential.
        ...(inner.id === undefined ? [] : judgeCalled([inner.id], name, at, context)),
      ];
    }
    default:
      return inner satisfies never;
  }
}

const onlyAdmin = (reason: string, at: At, link?: string): Finding[] => [
  { ruling: 'admin', code: 'needs-admin', reason, at, steered: true, ...(link ? { link } : {}) },
];

/**
 * Calling lends the rights of what is called, and of what that calls in turn: each has to be known to whoever asks, and
 * to pass on its own.
 */
function judgeCalled(ids: readonly string[], name: string, at: At, context: Judging): Finding[] {
  const { called, own, lent } = context;
  if (!called || lent) return [];
  const reached = new Set(ids);
  // A set goes on with what is added meanwhile.
  for (const id of reached) {
    const found = called.get(id) ?? 'unread';
    const shown = `${name} runs the workflow ${id.slice(0, 80)}`;
    if (found === 'unread') return onlyAdmin(`${shown}, which could not be read now`, at, ' and which');
    if (found === 'unseen') return onlyAdmin(`${shown}, which whoever asked does not see here`, at, ' and which');
    if (!own.has(id)) own.set(id, found.versions.flatMap((version) => judgeLent(version, { ...context, at }))[0]);
    const first = own.get(id);
    if (first) return onlyAdmin(`${name} runs "${found.name.slice(0, 80)}", where ${first.reason}`, at);
    for (const version of found.versions) for (const next of callsIn(version)) reached.add(next);
  }
  return [];
}

/** What stands in a workflow that somebody made before: code that is allowed was pointed out then. */
function judgeLent({ nodes, connections }: JudgedWorkflow, context: Judging): Finding[] {
  const there = { ...context, fieldTexts: fieldTextsOf(nodes, connections), inside: '', depth: 0, lent: true };
  return nodes.flatMap((node) => judge(node, there)).filter(({ ruling }) => ruling !== 'allow');
}

function judgeErrorWorkflow(workflow: JudgedWorkflow, context: Judging): Finding[] {
  const id = errorWorkflowOf(workflow);
  if (id === undefined) return [];
  const name = `When it fails, ${context.inside ? `what is${context.inside}` : 'this workflow'}`;
  return judgeCalled([id], name, context.at ?? { path: 'settings.errorWorkflow' }, context);
}

/** What is allowed and pointed out all the same. */
const advice: Readonly<Record<string, string>> = {
  'holds-code': ': let somebody who can read it look at it first',
  'unknown-address': '',
};

function toIssue({ ruling, code, reason, link = ', which', at }: Finding): Issue {
  if (ruling === 'allow') return warning(code, `${reason}${advice[code] ?? ''}.`, at);
  if (ruling === 'admin') return warning('needs-admin', `${reason}${link} only an admin can approve here.`, at);
  const instead = code === 'denied-code' ? 'Ask for it without code.' : 'Leave it out, or ask your Flowsmith operator.';
  return error(code, `${reason}${link} is not allowed here. ${instead}`, at);
}

/** An operator who names exactly this node type answers for whatever it runs. */
const isLifted = ({ nodes }: NodePolicy, type: string): boolean =>
  Object.entries(nodes).some(([name, ruling]) => name.toLowerCase() === type.toLowerCase() && ruling === 'allow');

const hasCredentials = ({ credentials }: JudgedNode): boolean =>
  isRecord(credentials) && Object.keys(credentials).length > 0;
