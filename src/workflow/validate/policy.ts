import { hostsIn } from '#src/policy/hosts.ts';
import { judgeHost, judgeNodeType, type NodePolicy, type Ruling } from '#src/policy/node-policy.ts';
import type { Issue, Parameters } from '../draft.ts';
import { isEqual } from '../json/equal.ts';
import { isRecord, toText } from '../json/values.ts';
import { codeKeys, textsOf } from './strings.ts';
import { type At, error, warning } from './view.ts';

/** What a workflow has to have for its policy to be judged: n8n's document, or anything like it. */
export interface JudgedWorkflow {
  nodes: readonly JudgedNode[];
  connections?: unknown;
}
interface JudgedNode {
  id?: string | undefined;
  name: string;
  type: string;
  parameters: Parameters;
  disabled?: boolean | undefined;
}

export interface PolicyCheck {
  policy: NodePolicy;
  /** What n8n holds already: nodes that stay as they are, with the same inputs, are nobody's request. */
  before?: JudgedWorkflow | undefined;
  /** Tells a node type that the catalogue knows; without it every type counts as known. */
  isKnown?: (type: string) => boolean;
}

/** Codes of this file; whoever judges anew drops the old findings by them. */
const codes = ['denied-node-type', 'denied-code', 'denied-address', 'needs-admin', 'holds-code'];
export const isPolicyIssue = ({ code }: Issue): boolean => codes.includes(code);
/** Found on drafts that only an admin may approve. */
export const needsAdmin = (issues: readonly Issue[]): boolean => issues.some(({ code }) => code === 'needs-admin');

const mostFound = 50;

/** What the policy of this Flowsmith says of a workflow, or of what a change adds to one. Pure; never throws. */
export function checkPolicy(workflow: JudgedWorkflow, { policy, before, isKnown }: PolicyCheck): Issue[] {
  const old = before ? describeNodes(before) : undefined;
  const now = describeNodes(workflow);
  const changed = workflow.nodes.filter((node) => {
    const was = old?.get(keyOf(node));
    return was === undefined || !isEqual(was, now.get(keyOf(node)));
  });
  return changed.flatMap((node) => judge(node, policy, isKnown)).slice(0, mostFound);
}

function judge(node: JudgedNode, policy: NodePolicy, isKnown: PolicyCheck['isKnown']): Issue[] {
  const short = node.type.slice(node.type.lastIndexOf('.') + 1).slice(0, 80);
  const name = `"${node.name.slice(0, 80)}"`;
  const at = { node: node.name, path: 'type' };
  const issues = [
    ...say(judgeNodeType(policy, node.type), 'denied-node-type', `${name} uses ${short}, which`, at),
    ...(isKnown?.(node.type) === false
      ? say(policy.unknownNodes, 'denied-node-type', `${name} uses ${short}, of which nothing is known and which`, at)
      : []),
  ];
  const code = textsOf(node).find(({ key, value }) => holdsCode(node, key) && value.trim() !== '');
  if (code) {
    const where = { node: node.name, path: code.path };
    issues.push(...say(policy.code, 'denied-code', `${name} holds code, which`, where));
    if (policy.code === 'allow')
      issues.push(warning('holds-code', `${name} holds code: let somebody who can read it look at it first.`, where));
  }
  for (const { host, path } of calledHosts(node)) {
    const reason = `${name} calls ${host.slice(0, 80)}, which is inside the network n8n runs in and`;
    issues.push(...say(judgeHost(policy, host), 'denied-address', reason, { node: node.name, path }));
  }
  return issues;
}

function say(ruling: Ruling, code: string, reason: string, at: At): Issue[] {
  if (ruling === 'allow') return [];
  if (ruling === 'admin') return [warning('needs-admin', `${reason} only an admin can approve here.`, at)];
  const advice = code === 'denied-code' ? 'Ask for it without code.' : 'Leave it out, or ask your Flowsmith operator.';
  return [error(code, `${reason} is not allowed here. ${advice}`, at)];
}

const programs = /(?:^|\.)(?:code|codeTool|function|functionItem|toolCode|aiTransform)$/;

function holdsCode(node: JudgedNode, key: string): boolean {
  return programs.test(node.type) && codeKeys.has(key);
}

/** Hosts a node is told to call: in parameters named like an address, wherever in their text an address can be read. */
function calledHosts(node: JudgedNode): { host: string; path: string }[] {
  const found: { host: string; path: string }[] = [];
  for (const { key, value, path } of textsOf(node)) {
    if (found.length >= mostFound) break;
    if (/(?:url|uri|endpoint|curlImport)$/i.test(key)) {
      for (const host of hostsIn(value)) found.push({ host, path });
    } else if (/^(?:host|hostname|server)$/i.test(key) && /^[\w.:[\]-]{1,253}$/.test(value)) {
      found.push({ host: value, path });
    }
  }
  return found;
}

const keyOf = (node: JudgedNode): string => node.id || node.name;

/** What makes a node the node it is: type, parameters, switched on or off, and which nodes lead to it. By id, else name. */
function describeNodes(workflow: JudgedWorkflow): Map<string, unknown> {
  const keys = new Map(workflow.nodes.map((node) => [node.name, keyOf(node)]));
  const inputs = new Map<string, string[]>();
  for (const [from, kinds] of Object.entries(isRecord(workflow.connections) ? workflow.connections : {})) {
    for (const [kind, outputs] of Object.entries(isRecord(kinds) ? kinds : {})) {
      for (const target of Array.isArray(outputs) ? outputs.flat() : []) {
        const to = isRecord(target) ? toText(target['node']) : undefined;
        if (to === undefined) continue;
        inputs.set(to, [...(inputs.get(to) ?? []), `${kind} ${keys.get(from) ?? from}`]);
      }
    }
  }
  return new Map(
    workflow.nodes.map((node) => {
      const { type, parameters, disabled = false, name } = node;
      const from = [...new Set(inputs.get(name) ?? [])].sort();
      return [keyOf(node), { type, parameters, disabled, from }];
    }),
  );
}
