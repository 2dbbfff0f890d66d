import fc from 'fast-check';
import { risks } from '#src/catalog/effects/risk-names.ts';
import type { RuleWhen } from '#src/policy/approval-rules.ts';
import { type Policy, policyFor, policySchema, type TenantPolicy } from '#src/policy/roles.ts';

const here = { platform: 'slack', externalId: 'T1' };
export const people = Array.from({ length: 8 }, (_, index) => `U${index}`);
export const keyOf = (person: string): string => `slack:T1:${person}`;
export const whens: RuleWhen[] = [...risks, 'schedule'];
const some = (max = 4) => fc.uniqueArray(fc.constantFrom(...people), { maxLength: max });

/** Policies with rules of every kind, those that cannot be met among them. */
export const policies: fc.Arbitrary<TenantPolicy> = fc
  .record({
    approvers: some(),
    nextApprovers: some(2),
    admins: some(2),
    fourEyes: fc.boolean(),
    autoApprove: fc.boolean(),
    groups: fc.record({ finance: some(), legal: some() }),
    approvals: fc.array(
      fc.record({
        when: fc.uniqueArray(fc.constantFrom(...whens), { minLength: 1, maxLength: 4 }),
        need: fc.integer({ min: 0, max: 3 }),
        from: fc.option(fc.constantFrom('finance', 'legal', 'admins', 'approvers'), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map((given) => policyFor(policySchema.parse(JSON.parse(JSON.stringify(given))) as Policy, here));
