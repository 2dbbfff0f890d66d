import { z } from 'zod';
import { namesOf, reachOf, usualNodes } from '#src/catalog/reach.ts';
import { hostPattern, isInternalHost, isListedHost } from './hosts.ts';
import { type Ruling, rulings, strictest } from './ruling.ts';

export type { Ruling } from './ruling.ts';

const ruling = z.enum(rulings);
const typePattern = z
  .string()
  .regex(/^[@\w*./-]{1,200}$/, 'is no node type: e.g. n8n-nodes-base.ssh or n8n-nodes-acme.*');

/** The part of POLICY_FILE about what workflows may hold. */
export const nodePolicyFields = {
  /** Per node type, exact or with `*`; added to the usual list (`reach-table.ts`), which an exact entry may lift. */
  nodes: z.record(typePattern, ruling).default({}),
  /** Programs inside nodes; allowed ones are pointed out on the card. */
  code: ruling.default('allow'),
  /**
   * Programs that do more than compute: n8n gives them `helpers.httpRequest`, so that the rule about addresses would not
   * hold for them. Never less than `code`; `admin` unless set.
   */
  reachingCode: ruling.optional(),
  /** Addresses inside n8n's own network, cloud metadata among them. */
  internalUrls: ruling.default('deny'),
  /** Addresses that are only known when a workflow runs, so that they may be inside. Unless set `admin`, or `allow` where `internalUrls` is. */
  unknownUrls: ruling.optional(),
  /** Hosts, `*.domain` or CIDR ranges inside that may be called all the same. */
  internalHosts: z
    .array(z.string().regex(hostPattern, 'is no host, *.domain or range such as 10.1.0.0/16'))
    .default([]),
  /** Node types of community packages of which nothing but the name is known. */
  unknownNodes: ruling.default('allow'),
};
const nodePolicySchema = z.object(nodePolicyFields);
export type NodePolicy = z.infer<typeof nodePolicySchema>;

/** Without POLICY_FILE. */
export const defaultNodePolicy: NodePolicy = nodePolicySchema.parse({});

/** What the policy says of a node type, whatever its parameters. The tool n8n makes of a node is that node. */
export function judgeNodeType(policy: Pick<NodePolicy, 'nodes'>, type: string): Ruling {
  return strictest(namesOf(type).map((name) => ruleFor({ ...usualNodes, ...policy.nodes }, name)));
}

/** The same with its parameters: some node types are not for everybody with some of their values only. */
export function judgeNode(
  policy: Pick<NodePolicy, 'nodes'>,
  { type, parameters }: { type: string; parameters: Record<string, unknown> },
): Ruling {
  const { when, ruling = 'allow' } = reachOf(type) ?? {};
  const lifted = namesOf(type).some((name) => Object.hasOwn(policy.nodes, name));
  const usual = when && !lifted && Object.entries(when).some(([name, values]) => holds(parameters[name], values));
  return strictest([judgeNodeType(policy, type), usual ? ruling : 'allow']);
}

/** True for one of the values, and for one that only the run knows. */
const holds = (given: unknown, values: readonly string[]): boolean =>
  typeof given === 'string' && (values.includes(given) || given.startsWith('='));

/** An exact entry counts before one with `*`, a longer one before a shorter. */
function ruleFor(rules: Record<string, Ruling>, type: string): Ruling {
  const name = type.toLowerCase();
  const fitting = Object.keys(rules).filter((pattern) => matches(pattern.toLowerCase(), name));
  const [best] = fitting.sort((a, b) => Number(a.includes('*')) - Number(b.includes('*')) || b.length - a.length);
  return best === undefined ? 'allow' : (rules[best] ?? 'allow');
}

function matches(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === name;
  const last = rest.pop() ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  const inside = name.slice(first.length, name.length - last.length);
  let at = 0;
  return rest.every((part) => {
    const found = inside.indexOf(part, at);
    at = found + part.length;
    return found >= 0;
  });
}

/** What the policy says of calling this host. */
export function judgeHost(policy: Pick<NodePolicy, 'internalUrls' | 'internalHosts'>, host: string): Ruling {
  return isInternalHost(host) && !isListedHost(policy.internalHosts, host) ? policy.internalUrls : 'allow';
}

/** What it says of calling an address that only the run knows. */
export const judgeUnknownAddress = ({ unknownUrls, internalUrls }: NodePolicy): Ruling =>
  unknownUrls ?? (internalUrls === 'allow' ? 'allow' : 'admin');

/** What it says of a program: one that only computes, or one that reaches out. */
export const judgeProgram = ({ code, reachingCode }: NodePolicy, reaches: boolean): Ruling =>
  reaches ? strictest([code, reachingCode ?? 'admin']) : code;

/** True when the operator left something to admins, so that at least one has to be named. */
export function needsAdmins({
  nodes,
  code,
  reachingCode,
  internalUrls,
  unknownUrls,
  unknownNodes,
}: NodePolicy): boolean {
  return [...Object.values(nodes), code, reachingCode, internalUrls, unknownUrls, unknownNodes].includes('admin');
}

const verbs: Record<Ruling, string> = { allow: 'allowed', admin: 'only with an admin', deny: 'not allowed' };

/** The policy in words, a line each, for operators. */
export function describeNodePolicy(policy: NodePolicy): string[] {
  const rules = { ...usualNodes, ...policy.nodes };
  const of = (wanted: Ruling): string[] => Object.keys(rules).filter((type) => rules[type] === wanted);
  const hosts = policy.internalHosts.length > 0 ? `, except ${policy.internalHosts.join(', ')}` : '';
  return [
    ...(['deny', 'admin'] as const).flatMap((wanted) =>
      of(wanted).length > 0 ? [`Nodes ${verbs[wanted]}: ${of(wanted).join(', ')}.`] : [],
    ),
    `Code in nodes: ${verbs[policy.code]}${policy.code === 'allow' ? ', the card says that there is some' : ''}.`,
    `Code that does more than compute: ${verbs[judgeProgram(policy, true)]}.`,
    `Addresses inside n8n's network: ${verbs[policy.internalUrls]}${hosts}.`,
    `Addresses only known when it runs: ${verbs[judgeUnknownAddress(policy)]}.`,
    `Community nodes known by name only: ${verbs[policy.unknownNodes]}.`,
  ];
}
