import { describe, expect, it } from 'vitest';
import { isApprover, mayApprove, personKey, policyFor, policySchema } from '#src/policy/roles.ts';

const ana = personKey('slack', 'T1', 'U0ANA');
const boss = personKey('slack', 'T1', 'U0BOSS');
const chief = personKey('teams', '72f9-tenant', '29:chief-object-id');
const slack = { platform: 'slack', externalId: 'T1' };
const teams = { platform: 'teams', externalId: '72f9-tenant' };

describe('what holds in one tenant', () => {
  const given = {
    approvers: ['U0X', '29:chief-object-id'],
    publishers: [ana],
    fourEyes: true,
    tenants: {
      'slack:T1': { approvers: ['U0BOSS'], publishers: [], fourEyes: false, autoApprove: true, admins: ['U0ANA'] },
    },
  };
  const policy = policySchema.parse(given);

  it('is its own section, field by field, else what holds everywhere', () => {
    expect(policyFor(policy, slack)).toEqual({
      tenant: 'slack:T1',
      values: [],
      groups: {},
      domains: [],
      approvals: [],
      approvers: [boss],
      nextApprovers: [],
      publishers: [],
      admins: [ana],
      fourEyes: false,
      autoApprove: true,
      manage: 'made-here',
      tests: 'approvers',
    });
    const { tenants: _, ...everywhere } = given;
    const rest = {
      nextApprovers: [],
      admins: [],
      values: [],
      groups: {},
      domains: [],
      approvals: [],
      autoApprove: false,
      manage: 'made-here',
      tests: 'approvers',
      tenant: 'teams:72f9-tenant',
    };
    expect(policyFor(policy, teams)).toEqual({ ...everywhere, ...rest });
  });

  it('an id in a section means people of that tenant only; in full it may be anybody', () => {
    const elsewhere = personKey('slack', 'T2', 'U0BOSS');
    expect(mayApprove(policyFor(policy, slack), boss, ana).allowed).toBe(true);
    expect(mayApprove(policyFor(policy, slack), elsewhere, ana).allowed).toBe(false);
    const both = policySchema.parse({ tenants: { 'slack:T1': { approvers: [chief] } } });
    expect(mayApprove(policyFor(both, slack), chief, ana).allowed).toBe(true);
    expect(isApprover(policyFor(both, teams), chief)).toBe(false);
  });

  it('a section may name nobody where somebody is named everywhere', () => {
    const nobody = policySchema.parse({ approvers: ['U0X'], tenants: { 'slack:T1': { approvers: [] } } });
    expect(mayApprove(policyFor(nobody, slack), ana, ana).allowed).toBe(true);
  });
});
