import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '#src/errors.ts';
import type { Reason } from '#src/language/words.ts';
import { approvalFields, contradictionsInRules, describeRules } from './approval-rules.ts';
import { describeNodePolicy, needsAdmins, nodePolicyFields } from './node-policy.ts';
import { quietPattern } from './quiet-hours.ts';

const people = z.array(z.string().min(1));
const houseValue = z.strictObject({
  /** n8n's node type, in full or without its package: `emailSend`. */
  node: z.string().min(1).max(200),
  /** n8n's name of the parameter: `fromEmail`. */
  parameter: z.string().min(1).max(200),
  value: z.union([z.string().min(1).max(500), z.number(), z.boolean()]),
  /** What people call it, where the value is an id. */
  name: z.string().min(1).max(200).optional(),
});
export type HouseValue = z.infer<typeof houseValue>;
const roles = z.strictObject({
  /** Empty: everyone may approve what they asked for themselves, and nothing else. */
  approvers: people,
  /** They approve like approvers, but are asked only when none of those decided in time. */
  nextApprovers: people,
  /** Empty: whoever may approve may also publish. */
  publishers: people,
  /** Nobody approves their own request. */
  fourEyes: z.boolean(),
  /** Drafts without errors are approved by the policy itself, for creation only. */
  autoApprove: z.boolean(),
  /** `whole-instance`: approvers may also list and manage workflows that were not made here. */
  manage: z.enum(['made-here', 'whole-instance']),
  /** They approve like approvers, what the rest of the policy leaves to admins only they approve, and they link accounts. */
  admins: people,
  /**
   * Who may have a step of a draft sent for real, to themselves alone, before anybody approves it: whoever may approve the
   * draft, also whoever asked for it, or nobody.
   */
  tests: z.enum(['approvers', 'requesters', 'nobody']),
  /** What the house always uses where nobody says otherwise: a sender, a folder. It is shown whenever it is taken. */
  values: z.array(houseValue),
  ...approvalFields,
});
const tenantPattern = /^[a-z][a-z0-9-]*:.+$/;

/** Who may do what. People are named by platform id (`U024BE7LH`) or in full (`slack:T024BE7LG:U024BE7LH`). */
export const policySchema = z.strictObject({
  approvers: roles.shape.approvers.default([]),
  nextApprovers: roles.shape.nextApprovers.default([]),
  publishers: roles.shape.publishers.default([]),
  fourEyes: roles.shape.fourEyes.default(false),
  autoApprove: roles.shape.autoApprove.default(false),
  manage: roles.shape.manage.default('made-here'),
  admins: roles.shape.admins.default([]),
  tests: roles.shape.tests.default('approvers'),
  values: roles.shape.values.default([]),
  groups: roles.shape.groups.default({}),
  domains: roles.shape.domains.default([]),
  approvals: roles.shape.approvals.default([]),
  /** What differs in one tenant, field by field. A platform id in there means people of that tenant only. */
  tenants: z
    .record(z.string().regex(tenantPattern, 'is no tenant: e.g. slack:T024BE7LG or teams:<tenant id>'), roles.partial())
    .default({}),
  ...nodePolicyFields,
  /** Requests that may wait for an answer at once; one more is not taken, and that is said. */
  waiting: z
    .strictObject({
      perPerson: z.number().int().min(1).max(1_000).default(10),
      perTenant: z.number().int().min(1).max(100_000).default(200),
    })
    .prefault({}),
  /** How long a draft stays open; every revision of it begins anew. */
  draftDays: z.number().int().min(1).max(365).default(14),
  /** After so many hours whoever was asked is reminded, once; after as many more those in `nextApprovers` are asked. 0: never. */
  remindHours: z
    .number()
    .min(0)
    .max(24 * 14)
    .default(4),
  /** When nobody is written to unasked, by their own clock: `20:00-07:00`; empty for never. */
  quietHours: z.string().regex(quietPattern, 'is no time of day such as 20:00-07:00').default(''),
  quietWeekends: z.boolean().default(false),
  /**
   * Failed executions are told in the conversation the workflow came from. For that Flowsmith keeps a workflow of its
   * own in n8n, which nobody approves one by one: this setting is the approval.
   */
  errorNotices: z.boolean().default(false),
});
export type Policy = z.infer<typeof policySchema>;

/** Who may do what in one tenant. Made by `policyFor` alone, so that no right is read from the policy as a whole. */
export type TenantPolicy = z.infer<typeof roles> & { tenant: string };

/** Somebody with a name on a platform, in full: `platform:tenant:person`. */
export type PersonKey = string;
export const personKey = (platform: string, tenant: string, person: string): PersonKey =>
  `${platform}:${tenant}:${person}`;

/**
 * Whoever runs a command with the service's own environment. They could change the policy and the database, so no rule of
 * the policy holds them back; what they do is recorded under this name, which nobody on a platform can have.
 */
export const operatorKey: PersonKey = 'operator';
/** What holds in the tenant a draft or workflow belongs to: its own section of the policy, else what holds everywhere. */
export function policyFor(policy: Policy, home: { platform: string; externalId: string }): TenantPolicy {
  return policyOf(policy, `${home.platform}:${home.externalId}`);
}

function policyOf(policy: Policy, tenant: string): TenantPolicy {
  const own = policy.tenants[tenant] ?? {};
  const inFull = (list?: string[]) => list?.map((id) => (isPersonKey(id) ? id : `${tenant}:${id}`));
  return {
    tenant,
    approvers: inFull(own.approvers) ?? policy.approvers,
    nextApprovers: inFull(own.nextApprovers) ?? policy.nextApprovers,
    publishers: inFull(own.publishers) ?? policy.publishers,
    admins: inFull(own.admins) ?? policy.admins,
    fourEyes: own.fourEyes ?? policy.fourEyes,
    autoApprove: own.autoApprove ?? policy.autoApprove,
    manage: own.manage ?? policy.manage,
    tests: own.tests ?? policy.tests,
    values: [...(own.values ?? []), ...policy.values],
    groups: own.groups
      ? Object.fromEntries(Object.entries(own.groups).map(([name, list]) => [name, inFull(list) ?? []]))
      : policy.groups,
    domains: own.domains ?? policy.domains,
    approvals: own.approvals ?? policy.approvals,
  };
}

/** In full, as `personKey` makes it. */
export const isPersonKey = (id: string): boolean => tenantPattern.test(id);

export type Permission = { allowed: true } | { allowed: false; reason: Reason };

/** Reads POLICY_FILE; without one the default policy holds. Throws ConfigError naming the file and the field. */
export function readPolicy(file: string | undefined): Policy {
  if (!file) return policySchema.parse({});
  const json = readJsonFile(file);
  const parsed = policySchema.safeParse(json);
  if (parsed.success) {
    const [contradiction] = contradictionsIn(parsed.data);
    if (contradiction) throw new ConfigError(`POLICY_FILE (${file}): ${contradiction}`);
    return parsed.data;
  }
  const issue = parsed.error.issues[0];
  const message = issue?.code === 'invalid_key' ? issue.issues[0]?.message : issue?.message;
  throw new ConfigError(`POLICY_FILE (${file}): ${issue?.path.join('.') || 'the document'}: ${message}`);
}

function readJsonFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    const why = whyUnreadable[code] ?? 'cannot be read';
    throw new ConfigError(
      `POLICY_FILE (${file}) ${why} (${code}), seen from ${process.cwd()}. Correct the path, or leave POLICY_FILE empty for the policy without a file.`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`POLICY_FILE (${file}) is no JSON: ${(error as SyntaxError).message.replaceAll('\n', ' ')}.`);
  }
}

const whyUnreadable: Record<string, string> = {
  ENOENT: 'is not there',
  EACCES: 'may not be read by the user Flowsmith runs as',
  EISDIR: 'is a folder',
};

/** Fields that cannot hold together, in what holds everywhere and in every tenant of its own. */
function* contradictionsIn(policy: Policy): Generator<string> {
  const everywhere = { where: '', given: policy };
  const tenants = Object.keys(policy.tenants).map((tenant) => ({
    where: `tenants.${tenant}: `,
    given: policyOf(policy, tenant),
  }));
  for (const { where, given } of [everywhere, ...tenants]) {
    if (given.nextApprovers.length > 0 && given.approvers.length === 0)
      yield `${where}nextApprovers needs approvers: name at least one.`;
    if (given.fourEyes && given.approvers.length === 0) yield `${where}fourEyes needs approvers: name at least one.`;
    if (given.manage === 'whole-instance' && given.approvers.length === 0)
      yield `${where}manage "whole-instance" needs approvers: name at least one.`;
    for (const found of contradictionsInRules(given)) yield `${where}${found}`;
    if (needsAdmins(policy) && given.admins.length === 0) yield `${where}"admin" needs admins: name at least one.`;
  }
}

export function isNamed(list: readonly string[], person: PersonKey): boolean {
  return list.includes(person) || list.includes(person.slice(person.indexOf(':', person.indexOf(':') + 1) + 1));
}

/** Named as one; without named admins only the operator is. */
export const isAdmin = (policy: TenantPolicy, person: PersonKey): boolean =>
  person === operatorKey || isNamed(policy.admins, person);

/** May this person decide about this request? */
export function mayApprove(policy: TenantPolicy, person: PersonKey, requester: PersonKey): Permission {
  const admin = isAdmin(policy, person);
  if (policy.approvers.length === 0) {
    if (person === requester || admin) return { allowed: true };
    return { allowed: false, reason: 'onlyRequester' };
  }
  if (!admin && !isNamed(policy.approvers, person) && !isNamed(policy.nextApprovers, person))
    return { allowed: false, reason: 'onlyApprover' };
  if (policy.fourEyes && person === requester && person !== operatorKey) return { allowed: false, reason: 'fourEyes' };
  return { allowed: true };
}

/** May this person make a workflow live? Whoever may not approve may not publish either. */
export function mayPublish(policy: TenantPolicy, person: PersonKey, requester: PersonKey): Permission {
  const approve = mayApprove(policy, person, requester);
  return approve.allowed ? mayTurnOn(policy, person) : approve;
}

/** The same of somebody who may approve it. */
export function mayTurnOn(policy: TenantPolicy, person: PersonKey): Permission {
  const named = policy.publishers.length === 0 || isNamed(policy.publishers, person);
  if (named || person === operatorKey) return { allowed: true };
  return { allowed: false, reason: 'publishersOnly' };
}

/** Named as one, or as an admin; without named approvers only admins are. */
export function isApprover(policy: TenantPolicy, person: PersonKey): boolean {
  return isNamed(policy.approvers, person) || isNamed(policy.nextApprovers, person) || isAdmin(policy, person);
}

/** May somebody who is away name this person to approve in their place? Only whom the policy names already: chat gives nobody a right. */
export function mayStandIn(policy: TenantPolicy, person: PersonKey): boolean {
  return isApprover(policy, person) || Object.values(policy.groups).some((group) => isNamed(group, person));
}

/** May this person take a workflow out of service? Stopping one's own is always allowed; four eyes are not needed. */
export function mayWithdraw(policy: TenantPolicy, person: PersonKey, requester: PersonKey): Permission {
  if (person === requester || isApprover(policy, person)) return { allowed: true };
  return { allowed: false, reason: policy.approvers.length === 0 ? 'withdrawRequester' : 'withdrawApprover' };
}

/** The whole policy in words, a line each, for operators. */
export function describePolicy(policy: Policy): string[] {
  const apart = Object.keys(policy.tenants).map(
    (tenant) => `In ${tenant}: ${describeRoles(policyOf(policy, tenant)).join(' ')}`,
  );
  return [
    ...describeRoles(policy),
    ...apart,
    `Drafts: open for ${policy.draftDays} ${policy.draftDays === 1 ? 'day' : 'days'}.`,
    `Reminders: ${policy.remindHours > 0 ? `after ${policy.remindHours} hours, on working days by day` : 'none'}.`,
    ...(policy.quietHours || policy.quietWeekends
      ? [
          `Quiet: ${[policy.quietHours, ...(policy.quietWeekends ? ['weekends'] : [])].filter(Boolean).join(' and ')}, by the clock of whoever is written to.`,
        ]
      : []),
    `Requests that may wait at once: ${policy.waiting.perPerson} of a person, ${policy.waiting.perTenant} of a tenant.`,
    ...describeNodePolicy(policy),
    `Failed executions: ${policy.errorNotices ? 'told in the conversation the workflow came from' : 'not reported'}.`,
  ];
}

const describedTests: Record<TenantPolicy['tests'], string> = {
  approvers: 'whoever may approve the draft',
  requesters: 'whoever may approve the draft, and whoever asked for it',
  nobody: 'none',
};

function describeRoles({ approvers, nextApprovers, publishers, admins, ...rest }: Policy | TenantPolicy): string[] {
  const named = (list: readonly string[]): string => list.join(', ');
  return [
    approvers.length > 0
      ? `Approving: ${named([...approvers, ...admins])}${rest.fourEyes ? ', never their own requests' : ''}.`
      : `Approving: everyone what they asked for themselves${admins.length > 0 ? `, and ${named(admins)} everything` : ''}.`,
    ...(nextApprovers.length > 0
      ? [`Approving as well, and asked when nobody else decided: ${named(nextApprovers)}.`]
      : []),
    `Publishing: ${publishers.length > 0 ? named(publishers) : 'whoever may approve'}.`,
    `Admins: ${admins.length > 0 ? named(admins) : 'nobody'}.`,
    `Tests of one message, to oneself: ${describedTests[rest.tests]}.`,
    ...(rest.manage === 'whole-instance' ? ['Approvers also manage workflows that were not made here.'] : []),
    ...(rest.values.length > 0
      ? [`Values of the house: ${rest.values.map(({ node, parameter }) => `${node} ${parameter}`).join(', ')}.`]
      : []),
    ...describeRules(rest),
    ...(rest.autoApprove ? ['Drafts without errors are created without anybody asked.'] : []),
  ];
}
