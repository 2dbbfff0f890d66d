import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Doing, isSpecial, needOf } from '#src/policy/approval-rules.ts';
import { describePolicy, policyFor, policySchema, readPolicy } from '#src/policy/roles.ts';

const file = join(mkdtempSync(join(tmpdir(), 'policy-')), 'policy.json');
const read = (policy: unknown) => {
  writeFileSync(file, JSON.stringify(policy));
  return readPolicy(file);
};
const here = { platform: 'slack', externalId: 'T1' };
const finance = { approvers: ['U0BOSS'], groups: { finance: ['U0FAY', 'U0FRED'] } };
const rules = [
  { when: ['deletes', 'pays'], need: 2, from: 'finance' },
  { when: ['sends-outside'], need: 1 },
  { when: ['reads', 'schedule'], need: 0 },
];
const demanded = (policy: object, ...done: Doing['what'][]) =>
  needOf(
    policyFor(policySchema.parse(policy), here),
    done.map((what) => ({ what })),
  )?.demands;

describe('what rules demand', () => {
  const policy = { ...finance, approvals: rules };

  it('is nothing of its own without rules', () => {
    expect(demanded(finance, 'deletes')).toBeUndefined();
  });

  it.each<[string, Doing['what'][], unknown]>([
    ['nobody', ['reads'], []],
    ['nobody for other times', ['schedule'], []],
    ['two of a group', ['deletes'], [{ need: 2, from: 'finance' }]],
    ['one of those who may', ['reads', 'sends-outside'], [{ need: 1, from: 'approvers' }]],
    [
      'both, where both are done',
      ['pays', 'sends-outside'],
      [
        { need: 2, from: 'finance' },
        { need: 1, from: 'approvers' },
      ],
    ],
    ['what is always demanded, where no rule says so', ['writes'], [{ need: 1, from: 'approvers' }]],
    ['the same where nothing is done', [], [{ need: 1, from: 'approvers' }]],
  ])('%s', (_what, done, expected) => {
    expect(demanded(policy, ...done)).toEqual(expected);
  });

  it('is what all rules about an effect demand, in whatever order they stand', () => {
    const both = [
      { when: ['deletes'], need: 0 },
      { when: ['deletes', 'reads'], need: 1 },
    ];
    for (const approvals of [both, both.toReversed()])
      expect(demanded({ ...finance, approvals }, 'deletes')).toEqual([{ need: 1, from: 'approvers' }]);
  });

  it('is that of the tenant, with its own groups', () => {
    const tenants = {
      'slack:T1': { groups: { finance: ['U0IVY'] }, approvals: [{ when: ['deletes'], need: 1, from: 'finance' }] },
    };
    const own = policyFor(policySchema.parse({ ...policy, tenants }), here);
    expect(own.groups['finance']).toEqual(['slack:T1:U0IVY']);
    expect(needOf(own, [{ what: 'deletes' }])?.demands).toEqual([{ need: 1, from: 'finance' }]);
  });

  it.each<[string, boolean, Doing['what'][], boolean]>([
    ['what a rule asks one person for', true, ['sends-outside'], true],
    ['what takes one person without a rule', true, ['writes'], false],
    ['what a rule lets pass, with something no rule names', true, ['reads', 'writes'], false],
    ['what a rule asks one person for, where people approve', false, ['sends-outside'], false],
    ['what takes two', false, ['pays'], true],
    ['what takes nobody', false, ['reads'], true],
  ])('is special for %s', (_what, autoApprove, done, expected) => {
    const own = policyFor(policySchema.parse({ ...policy, autoApprove }), here);
    const need = needOf(
      own,
      done.map((what) => ({ what })),
    );
    expect(need && isSpecial(own, need)).toBe(expected);
  });

  it('is told to operators in words', () => {
    const told = describePolicy(policySchema.parse({ ...policy, domains: ['acme.com'] }));
    expect(told).toContain('What deletes, pays: approved by 2 of finance.');
    expect(told).toContain('What reads, schedule: approved by whoever asked, alone.');
    expect(told).toContain('Group finance: U0FAY, U0FRED.');
    expect(told).toContain('Addresses inside: acme.com.');
    expect(describePolicy(policySchema.parse({})).join(' ')).not.toContain('approved by');
  });
});

describe('rules that cannot hold are refused with where and what to write', () => {
  it.each([
    ['an effect that is none', [{ when: ['delete'], need: 1 }], /approvals\.0\.when\.0: .*"deletes"/],
    ['no effect', [{ when: [], need: 1 }], /approvals\.0\.when/],
    ['a number that is none', [{ when: ['deletes'], need: 'two' }], /approvals\.0\.need/],
    ['a field that is none', [{ when: ['deletes'], needs: 2 }], /approvals\.0/],
    [
      'a group that is not there',
      [{ when: ['deletes'], need: 1, from: 'legal' }],
      /approvals\.0\.from: "legal" is no group\. .*one of: finance, approvers, admins/,
    ],
    [
      'more than there are',
      [{ when: ['deletes'], need: 3, from: 'finance' }],
      /approvals\.0: needs 3 of finance, but only 2 are named there\. Name more people, or lower "need"/,
    ],
    [
      'more approvers than there are',
      [
        { when: ['reads'], need: 0 },
        { when: ['deletes'], need: 2 },
      ],
      /approvals\.1: needs 2 of approvers, but only 1 is/,
    ],
    [
      'admins where nobody is one',
      [{ when: ['deletes'], need: 1, from: 'admins' }],
      /needs 1 of admins, but nobody is named/,
    ],
    [
      'nobody of somebody',
      [{ when: ['deletes'], need: 0, from: 'finance' }],
      /"need": 0 asks nobody, so leave "from" out/,
    ],
  ])('%s', (_what, approvals, message) => {
    expect(() => read({ ...finance, approvals })).toThrow(message);
  });

  it('a group with a name that is taken, and a domain that is none', () => {
    expect(() => read({ ...finance, groups: { admins: ['U0X'] } })).toThrow(/groups\.admins: this name is taken/);
    expect(() => read({ domains: ['https://acme.com'] })).toThrow(/domains\.0: is no domain such as acme\.com/);
  });

  it('in a tenant too', () => {
    const tenants = { 'slack:T1': { approvals: [{ when: ['pays'], need: 1, from: 'legal' }] } };
    expect(() => read({ ...finance, tenants })).toThrow(/tenants\.slack:T1: approvals\.0\.from/);
  });

  it('what holds is read, and a policy from before as it was', () => {
    expect(read({ ...finance, approvals: rules }).approvals).toHaveLength(3);
    expect(read({ approvers: ['U0BOSS'], fourEyes: true })).toEqual(
      policySchema.parse({ approvers: ['U0BOSS'], fourEyes: true }),
    );
  });
});
