import { z } from 'zod';
import { hostPattern, isInternalHost, isListedHost } from './hosts.ts';

/** `admin`: only people named in `admins` approve it. */
export const rulings = ['allow', 'admin', 'deny'] as const;
export type Ruling = (typeof rulings)[number];

const ruling = z.enum(rulings);
const typePattern = z
  .string()
  .regex(/^[@\w*./-]{1,200}$/, 'is no node type: e.g. n8n-nodes-base.ssh or n8n-nodes-acme.*');

/** What reaches the machine n8n runs on; never put there by words in a chat, unless the operator says so. */
const usualNodes: Record<string, Ruling> = Object.fromEntries(
  [
    'executeCommand',
    'ssh',
    'localFileTrigger',
    'readWriteFile',
    'readBinaryFile',
    'readBinaryFiles',
    'writeBinaryFile',
  ].map((name) => [`n8n-nodes-base.${name}`, 'deny'] as const),
);

/** The part of POLICY_FILE about what workflows may hold. */
export const nodePolicyFields = {
  /** Per node type, exact or with `*`; added to the usual list, which an exact entry may lift. */
  nodes: z.record(typePattern, ruling).default({}),
  /** Programs inside nodes. n8n runs them apart, without network or files, so the card only says that there is one. */
  code: ruling.default('allow'),
  /** Addresses inside n8n's own network, cloud metadata among them. */
  internalUrls: ruling.default('deny'),
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

const strictest = (all: Ruling[]): Ruling =>
  all.reduce((a, b) => (rulings.indexOf(a) > rulings.indexOf(b) ? a : b), 'allow');

/** What the policy says of a node type. The tool n8n makes of a node is that node. */
export function judgeNodeType(policy: Pick<NodePolicy, 'nodes'>, type: string): Ruling {
  const base = /^(.+?)(?:Hitl)?Tool$/.exec(type)?.[1];
  return strictest([type, ...(base ? [base] : [])].map((name) => ruleFor({ ...usualNodes, ...policy.nodes }, name)));
}

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

/** True when something needs an admin, so that at least one has to be named. */
export function needsAdmins({ nodes, code, internalUrls, unknownNodes }: NodePolicy): boolean {
  return [...Object.values(nodes), code, internalUrls, unknownNodes].includes('admin');
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
    `Addresses inside n8n's network: ${verbs[policy.internalUrls]}${hosts}.`,
    `Community nodes known by name only: ${verbs[policy.unknownNodes]}.`,
  ];
}
