import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '#src/errors.ts';
import { describeNodePolicy, needsAdmins, nodePolicyFields } from './node-policy.ts';

const people = z.array(z.string().min(1)).default([]);

/** Who may do what. People are named by platform id (`U024BE7LH`) or in full (`slack:T024BE7LG:U024BE7LH`). */
export const policySchema = z.strictObject({
  /** Empty: everyone may approve what they asked for themselves, and nothing else. */
  approvers: people,
  /** Empty: whoever may approve may also publish. */
  publishers: people,
  /** Nobody approves their own request. */
  fourEyes: z.boolean().default(false),
  /** Drafts without errors are approved by the policy itself, for creation only. */
  autoApprove: z.boolean().default(false),
  /** `whole-instance`: approvers may also list and manage workflows that were not made here. */
  manage: z.enum(['made-here', 'whole-instance']).default('made-here'),
  /** They approve like approvers, and what the rest of the policy leaves to admins only they approve. */
  admins: people,
  ...nodePolicyFields,
  /** How long a draft stays open; every revision of it begins anew. */
  draftDays: z.number().int().min(1).max(365).default(14),
  /**
   * Failed executions are told in the conversation the workflow came from. For that Flowsmith keeps a workflow of its
   * own in n8n, which nobody approves one by one: this setting is the approval.
   */
  errorNotices: z.boolean().default(false),
});
export type Policy = z.infer<typeof policySchema>;

/** Somebody with a name on a platform, in full: `platform:tenant:person`. */
export type PersonKey = string;
export const personKey = (platform: string, tenant: string, person: string): PersonKey =>
  `${platform}:${tenant}:${person}`;

/**
 * Whoever runs a command with the service's own environment. They could change the policy and the database, so no rule of
 * the policy holds them back; what they do is recorded under this name, which nobody on a platform can have.
 */
export const operatorKey: PersonKey = 'operator';

export type Permission = { allowed: true } | { allowed: false; reason: string };

/** Reads POLICY_FILE; without one the default policy holds. Throws ConfigError naming the file and the field. */
export function readPolicy(file: string | undefined): Policy {
  if (!file) return policySchema.parse({});
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ConfigError(`POLICY_FILE (${file}) cannot be read as JSON.`);
  }
  const parsed = policySchema.safeParse(json);
  if (parsed.success) {
    if (parsed.data.fourEyes && parsed.data.approvers.length === 0) {
      throw new ConfigError(`POLICY_FILE (${file}): fourEyes needs approvers: name at least one.`);
    }
    if (parsed.data.manage === 'whole-instance' && parsed.data.approvers.length === 0) {
      throw new ConfigError(`POLICY_FILE (${file}): manage "whole-instance" needs approvers: name at least one.`);
    }
    if (needsAdmins(parsed.data) && parsed.data.admins.length === 0) {
      throw new ConfigError(`POLICY_FILE (${file}): "admin" needs admins: name at least one.`);
    }
    return parsed.data;
  }
  const issue = parsed.error.issues[0];
  throw new ConfigError(`POLICY_FILE (${file}): ${issue?.path.join('.') || 'the document'}: ${issue?.message}`);
}

function isNamed(list: readonly string[], person: PersonKey): boolean {
  return list.includes(person) || list.includes(person.slice(person.indexOf(':', person.indexOf(':') + 1) + 1));
}

/** Named as one; without named admins only the operator is. */
export const isAdmin = (policy: Pick<Policy, 'admins'>, person: PersonKey): boolean =>
  person === operatorKey || isNamed(policy.admins, person);

/** May this person decide about this request? */
export function mayApprove(policy: Policy, person: PersonKey, requester: PersonKey): Permission {
  const admin = isAdmin(policy, person);
  if (policy.approvers.length === 0) {
    if (person === requester || admin) return { allowed: true };
    return {
      allowed: false,
      reason:
        'Only the person who asked can decide about this, because no approvers are named. Ask them to press the button.',
    };
  }
  if (!admin && !isNamed(policy.approvers, person))
    return {
      allowed: false,
      reason: 'Only an approver can decide about this draft. Ask one of them to press the button.',
    };
  if (policy.fourEyes && person === requester && person !== operatorKey) {
    return {
      allowed: false,
      reason:
        'Somebody else has to approve this: nobody approves their own request here. Ask an approver to press the button.',
    };
  }
  return { allowed: true };
}

/** May this person make a workflow live? Whoever may not approve may not publish either. */
export function mayPublish(policy: Policy, person: PersonKey, requester: PersonKey): Permission {
  const approve = mayApprove(policy, person, requester);
  if (!approve.allowed) return approve;
  const named = policy.publishers.length === 0 || isNamed(policy.publishers, person);
  if (named || person === operatorKey) return { allowed: true };
  return {
    allowed: false,
    reason:
      'You can create this workflow, but publishing is given to other people. Press Create, then ask one of them.',
  };
}

/** Named as one, or as an admin; without named approvers only admins are. */
export function isApprover(policy: Policy, person: PersonKey): boolean {
  return isNamed(policy.approvers, person) || isAdmin(policy, person);
}

/** May this person take a workflow out of service? Stopping one's own is always allowed; four eyes are not needed. */
export function mayWithdraw(policy: Policy, person: PersonKey, requester: PersonKey): Permission {
  if (person === requester || isApprover(policy, person)) return { allowed: true };
  return {
    allowed: false,
    reason:
      policy.approvers.length === 0
        ? 'Only the person who asked for this workflow can do that, because no approvers are named. Ask them to press the button.'
        : 'Only an approver or the person who asked for this workflow can do that. Ask one of them to press the button.',
  };
}

/** The whole policy in words, a line each, for operators. */
export function describePolicy(policy: Policy): string[] {
  const named = (list: readonly string[]): string => list.join(', ');
  const { approvers, publishers, admins } = policy;
  return [
    approvers.length > 0
      ? `Approving: ${named([...approvers, ...admins])}${policy.fourEyes ? ', never their own requests' : ''}.`
      : `Approving: everyone what they asked for themselves${admins.length > 0 ? `, and ${named(admins)} everything` : ''}.`,
    `Drafts: open for ${policy.draftDays} ${policy.draftDays === 1 ? 'day' : 'days'}.`,
    `Publishing: ${publishers.length > 0 ? named(publishers) : 'whoever may approve'}.`,
    `Admins: ${admins.length > 0 ? named(admins) : 'nobody'}.`,
    ...(policy.autoApprove ? ['Drafts without errors are created without anybody asked.'] : []),
    ...describeNodePolicy(policy),
    `Failed executions: ${policy.errorNotices ? 'told in the conversation the workflow came from' : 'not reported'}.`,
  ];
}
