import type { Catalog } from '#src/catalog/catalog.ts';
import type { PolicyPlace, PolicyReason } from '#src/language/en/issues/policy.ts';
import type { Issue } from '#src/model/issue.ts';
import {
  judgeHost,
  judgeNode,
  judgeProgram,
  judgeUnknownAddress,
  type NodePolicy,
  type Ruling,
} from '#src/policy/node-policy.ts';
import { rulings } from '#src/policy/ruling.ts';
import { type At, error, warning } from '../issues.ts';
import { isRecord } from '../json/values.ts';
import { calledAddresses } from './called-addresses.ts';
import { programReach } from './code/program-reach.ts';
import { fieldTextsOf } from './expressions/field-texts.ts';
import type { FieldTexts } from './expressions/possible-texts.ts';
import { isNeed } from './need.ts';
import { compareWorkflows } from './policy/feeds.ts';
import { callsIn, deepest, errorWorkflowOf, type Inner, innerOf } from './policy/inner.ts';
import type { JudgedNode, JudgedWorkflow } from './policy/judged.ts';
import { isExpression, programsIn } from './policy/programs.ts';
import { maxTexts, textsOf } from './strings.ts';

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
const codes = [
  'denied-node-type',
  'denied-code',
  'denied-address',
  'needs-admin',
  'holds-code',
  'unknown-address',
] as const;
type PolicyCode = (typeof codes)[number];
export const isPolicyIssue = (issue: Issue): boolean => isNeed(issue) || codes.some((one) => one === issue.code);
/** Found on drafts that only an admin may approve. */
export const needsAdmin = (issues: readonly Issue[]): boolean => issues.some(({ code }) => code === 'needs-admin');

const mostFound = 50;

/** What the policy of this Flowsmith says of a workflow, or of what a change adds to one. Pure; never throws. */
export function checkPolicy(workflow: JudgedWorkflow, { before, ...rules }: PolicyCheck): Issue[] {
  const fieldTexts = fieldTextsOf(workflow.nodes, workflow.connections);
  const context: Judging = { ...rules, whole: workflow, fieldTexts, inside: [], depth: 0, lent: false, own: new Map() };
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
  /** The nodes whose inner workflows it is in, innermost first. */
  inside: PolicyPlace;
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
  code: PolicyCode;
  reason: PolicyReason;
  at: At;
  /** What comes to the node decides what it does there. */
  steered: boolean;
}

/** Who runs a workflow: the node at that place, or this workflow, when it fails. */
type Caller = Pick<Extract<PolicyReason, { what: 'runs' }>, 'place' | 'by'>;

function judge(node: JudgedNode, context: Judging): Finding[] {
  const { policy, isKnown, catalog, fieldTexts } = context;
  const short = node.type.slice(node.type.lastIndexOf('.') + 1).slice(0, 80);
  const place = [node.name.slice(0, 80), ...context.inside];
  const findings: Finding[] = [];
  const find = (ruling: Ruling, code: PolicyCode, reason: PolicyReason, path = 'type', steered = true): void => {
    const at = context.at ?? { node: node.name, path };
    if (ruling !== 'allow' || pointedOut.has(code)) findings.push({ ruling, code, reason, at, steered });
  };
  find(judgeNode(policy, node), 'denied-node-type', { what: 'type', place, type: short });
  if (isKnown?.(node.type) === false)
    find(policy.unknownNodes, 'denied-node-type', { what: 'unknownType', place, type: short });
  if (textsOf(node).length >= maxTexts) find('admin', 'needs-admin', { what: 'tooMuch', place });
  for (const { key, value, path } of programsIn(node)) {
    const reached = programReach({ text: value, language: key === 'pythonCode' ? 'python' : 'javaScript' });
    const ruling = judgeProgram(policy, reached !== undefined);
    const reason: PolicyReason = isExpression(value)
      ? { what: 'codeAtRun', place }
      : { what: 'code', place, reached: reached?.slice(0, 80) ?? null };
    find(ruling, ruling === 'allow' ? 'holds-code' : 'denied-code', reason, path, reached !== undefined);
  }
  for (const { address, value, path } of calledAddresses(
    node,
    catalog?.get(node.type, node.typeVersion),
    fieldTexts(node),
  )) {
    if ('host' in address) {
      const reason: PolicyReason = { what: 'internal', place, host: address.host.slice(0, 80) };
      find(judgeHost(policy, address.host), 'denied-address', reason, path);
    } else {
      const ruling = judgeUnknownAddress(policy);
      const reason: PolicyReason = { what: 'unknownAddress', place, value: value.trim().slice(0, 120) };
      find(ruling, ruling === 'allow' ? 'unknown-address' : 'denied-address', reason, path);
    }
  }
  if (context.depth > 0 && !context.lent && hasCredentials(node))
    find('admin', 'needs-admin', { what: 'credential', place });
  if (isLifted(policy, node.type)) return findings;
  return [...findings, ...innerOf(node).flatMap((inner) => judgeInner(inner, place, node, context))];
}

/** What is run besides the nodes: as if it stood in the workflow where it can be read, else only with an admin. */
function judgeInner(inner: Inner, place: PolicyPlace, node: JudgedNode, context: Judging): Finding[] {
  const at = context.at ?? { node: node.name, path: inner.path };
  switch (inner.kind) {
    case 'unreadable':
      return onlyAdmin({ what: inner.what === 'agent' ? 'agent' : 'unreadable', place }, at);
    case 'call':
      return judgeCalled([inner.id], { place, by: 'step' }, at, context);
    case 'self': {
      if (context.lent) return [];
      // What stays as it was is lent to whoever calls it.
      const [first] = judgeLent(context.whole, { ...context, at });
      if (first) return onlyAdmin({ what: 'again', place, where: first.reason }, at);
      return judgeCalled(callsIn(context.whole), { place, by: 'again' }, at, context);
    }
    case 'workflow': {
      if (context.depth >= deepest) return onlyAdmin({ what: 'tooDeep', place }, at);
      const fieldTexts = fieldTextsOf(inner.workflow.nodes, inner.workflow.connections);
      const deeper = { ...context, at, fieldTexts, depth: context.depth + 1, inside: place };
      return [
        ...inner.workflow.nodes.flatMap((one) => judge(one, deeper)),
        ...judgeErrorWorkflow(inner.workflow, deeper),
        // n8n asks whose workflow this is before it opens a credential.
        ...(inner.id === undefined ? [] : judgeCalled([inner.id], { place, by: 'step' }, at, context)),
      ];
    }
    default:
      return inner satisfies never;
  }
}

const onlyAdmin = (reason: PolicyReason, at: At): Finding[] => [
  { ruling: 'admin', code: 'needs-admin', reason, at, steered: true },
];

/**
 * Calling lends the rights of what is called, and of what that calls in turn: each has to be known to whoever asks, and
 * to pass on its own.
 */
function judgeCalled(ids: readonly string[], caller: Caller, at: At, context: Judging): Finding[] {
  const { called, own, lent } = context;
  if (!called || lent) return [];
  const reached = new Set(ids);
  // A set goes on with what is added meanwhile.
  for (const id of reached) {
    const found = called.get(id) ?? 'unread';
    if (typeof found === 'string') return onlyAdmin({ what: 'runs', ...caller, id: id.slice(0, 80), why: found }, at);
    if (!own.has(id)) own.set(id, found.versions.flatMap((version) => judgeLent(version, { ...context, at }))[0]);
    const first = own.get(id);
    if (first) return onlyAdmin({ what: 'runs', ...caller, name: found.name.slice(0, 80), where: first.reason }, at);
    for (const version of found.versions) for (const next of callsIn(version)) reached.add(next);
  }
  return [];
}

/** What stands in a workflow that somebody made before: code that is allowed was pointed out then. */
function judgeLent({ nodes, connections }: JudgedWorkflow, context: Judging): Finding[] {
  const there = { ...context, fieldTexts: fieldTextsOf(nodes, connections), inside: [], depth: 0, lent: true };
  return nodes.flatMap((node) => judge(node, there)).filter(({ ruling }) => ruling !== 'allow');
}

function judgeErrorWorkflow(workflow: JudgedWorkflow, context: Judging): Finding[] {
  const id = errorWorkflowOf(workflow);
  if (id === undefined) return [];
  return judgeCalled(
    [id],
    { place: context.inside, by: 'failing' },
    context.at ?? { path: 'settings.errorWorkflow' },
    context,
  );
}

/** What is allowed and pointed out all the same. */
const pointedOut: ReadonlySet<string> = new Set<PolicyCode>(['holds-code', 'unknown-address']);

function toIssue({ ruling, code, reason, at }: Finding): Issue {
  if (ruling === 'allow') return warning(code, { reason }, at);
  return ruling === 'admin' ? warning('needs-admin', { reason }, at) : error(code, { reason }, at);
}

/** An operator who names exactly this node type answers for whatever it runs. */
const isLifted = ({ nodes }: NodePolicy, type: string): boolean =>
  Object.entries(nodes).some(([name, ruling]) => name.toLowerCase() === type.toLowerCase() && ruling === 'allow');

const hasCredentials = ({ credentials }: JudgedNode): boolean =>
  isRecord(credentials) && Object.keys(credentials).length > 0;
