import type { Catalog } from '#src/catalog/catalog.ts';
import {
  judgeHost,
  judgeNode,
  judgeProgram,
  judgeUnknownAddress,
  type NodePolicy,
  type Ruling,
} from '#src/policy/node-policy.ts';
import type { Issue, Parameters } from '../draft.ts';
import { isEqual } from '../json/equal.ts';
import { isRecord, toText } from '../json/values.ts';
import { calledAddresses } from './called-addresses.ts';
import { programReach } from './code/program-reach.ts';
import { type NodeProgram, programsOf } from './code/programs.ts';
import { fieldTextsOf } from './expressions/field-texts.ts';
import type { FieldTexts } from './expressions/possible-texts.ts';
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
  typeVersion?: number | undefined;
  parameters: Parameters;
  disabled?: boolean | undefined;
}

export interface PolicyCheck {
  policy: NodePolicy;
  /** What n8n holds already: nodes that stay as they are, with the same inputs, are nobody's request. */
  before?: JudgedWorkflow | undefined;
  /** Says which parameters hold addresses and programs; without it their names do. */
  catalog?: Catalog | undefined;
  /** Tells a node type that the catalogue knows; without it every type counts as known. */
  isKnown?: (type: string) => boolean;
}

/** Codes of this file; whoever judges anew drops the old findings by them. */
const codes = ['denied-node-type', 'denied-code', 'denied-address', 'needs-admin', 'holds-code', 'unknown-address'];
export const isPolicyIssue = ({ code }: Issue): boolean => codes.includes(code);
/** Found on drafts that only an admin may approve. */
export const needsAdmin = (issues: readonly Issue[]): boolean => issues.some(({ code }) => code === 'needs-admin');

const mostFound = 50;

/** What the policy of this Flowsmith says of a workflow, or of what a change adds to one. Pure; never throws. */
export function checkPolicy(workflow: JudgedWorkflow, check: PolicyCheck): Issue[] {
  const { before } = check;
  const old = before ? describeNodes(before) : undefined;
  const now = describeNodes(workflow);
  const changed = workflow.nodes.filter((node) => {
    const was = old?.get(keyOf(node));
    return was === undefined || !isEqual(was, now.get(keyOf(node)));
  });
  const fieldTexts = fieldTextsOf(workflow.nodes, workflow.connections);
  return changed.flatMap((node) => judge(node, check, fieldTexts(node))).slice(0, mostFound);
}

function judge(node: JudgedNode, { policy, isKnown, catalog }: PolicyCheck, fieldTexts: FieldTexts): Issue[] {
  const short = node.type.slice(node.type.lastIndexOf('.') + 1).slice(0, 80);
  const name = `"${node.name.slice(0, 80)}"`;
  const at = { node: node.name, path: 'type' };
  const nodeType = catalog?.get(node.type, node.typeVersion);
  const issues = [
    ...say(judgeNode(policy, node), 'denied-node-type', `${name} uses ${short}, which`, at),
    ...(isKnown?.(node.type) === false
      ? say(policy.unknownNodes, 'denied-node-type', `${name} uses ${short}, of which nothing is known and which`, at)
      : []),
  ];
  for (const program of programsOf(node, nodeType)) issues.push(...judgeCode(program, node, policy));
  for (const { address, path, value } of calledAddresses(node, nodeType, fieldTexts)) {
    const where = { node: node.name, path };
    if ('host' in address) {
      const reason = `${name} calls ${address.host.slice(0, 80)}, which is inside the network n8n runs in and`;
      issues.push(...say(judgeHost(policy, address.host), 'denied-address', reason, where));
    } else {
      const reason = `${name} calls an address that only the run knows (${value.trim().slice(0, 120)})`;
      const ruling = judgeUnknownAddress(policy);
      issues.push(...say(ruling, 'denied-address', `${reason}, which`, where));
      if (ruling === 'allow') issues.push(warning('unknown-address', `${reason}.`, where));
    }
  }
  return issues;
}

function judgeCode(program: NodeProgram, node: JudgedNode, policy: NodePolicy): Issue[] {
  const where = { node: node.name, path: program.path };
  const reached = programReach(program);
  const ruling = judgeProgram(policy, reached !== undefined);
  const more = reached === undefined ? '' : ` that does more than compute (${reached})`;
  const holds = `"${node.name.slice(0, 80)}" holds code${more}`;
  if (ruling !== 'allow') return say(ruling, 'denied-code', `${holds}, which`, where);
  return [warning('holds-code', `${holds}: let somebody who can read it look at it first.`, where)];
}

function say(ruling: Ruling, code: string, reason: string, at: At): Issue[] {
  if (ruling === 'allow') return [];
  if (ruling === 'admin') return [warning('needs-admin', `${reason} only an admin can approve here.`, at)];
  const advice = code === 'denied-code' ? 'Ask for it without code.' : 'Leave it out, or ask your Flowsmith operator.';
  return [error(code, `${reason} is not allowed here. ${advice}`, at)];
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
