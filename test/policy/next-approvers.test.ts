import { expect, it } from 'vitest';
import { isApprover, mayApprove, personKey, policyFor, policySchema } from '#src/policy/roles.ts';

it('the next approvers approve like approvers, whenever they come', () => {
  const policy = policySchema.parse({ approvers: ['U0BOSS'], nextApprovers: ['U0LEAD'], fourEyes: true });
  const here = policyFor(policy, { platform: 'slack', externalId: 'T1' });
  const [ana, lead] = ['U0ANA', 'U0LEAD'].map((id) => personKey('slack', 'T1', id)) as [string, string];
  expect(mayApprove(here, lead, ana).allowed).toBe(true);
  expect(mayApprove(here, lead, lead).allowed).toBe(false);
  expect(mayApprove(here, ana, lead).allowed).toBe(false);
  expect(isApprover(here, lead)).toBe(true);
});
