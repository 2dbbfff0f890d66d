import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWith, type DecisionFacts, decide, demandsIn, inPlaceOf } from '#src/engine/drafts/approval.ts';
import { demandedAnew } from '#src/engine/drafts/policy-check.ts';
import type { Issue } from '#src/model/issue.ts';
import { type Demand, type Doing, demandsText, isSpecial, needOf, usual } from '#src/policy/approval-rules.ts';
import { type Ballot, unmet } from '#src/policy/counting.ts';
import { mayStandIn, type TenantPolicy } from '#src/policy/roles.ts';
import { needIssue } from '#src/workflow/validate/need.ts';
import { keyOf, people, policies, whens } from './drawn-policies.ts';

const doings: fc.Arbitrary<Doing[]> = fc
  .uniqueArray(fc.constantFrom<Doing['what']>(...whens), { maxLength: 4 })
  .map((all) => all.map((what) => ({ what })));

interface Case {
  policy: TenantPolicy;
  done: Doing[];
  asker: string;
  owner: string | undefined;
  presses: string[];
  /** Who is away, with whoever they named: themselves, somebody who is away, or nobody of the policy among them. */
  deputies: Record<string, string>;
}

const cases: fc.Arbitrary<Case> = fc.record({
  policy: policies,
  done: doings,
  asker: fc.constantFrom(...people),
  owner: fc.option(fc.constantFrom(...people), { nil: undefined }),
  presses: fc.array(fc.constantFrom(...people), { maxLength: 14 }),
  deputies: fc.dictionary(fc.constantFrom(...people), fc.constantFrom(...people), { maxKeys: 5 }),
});

function issuesUnder(policy: TenantPolicy, done: Doing[]): Issue[] {
  const need = needOf(policy, done);
  return need && isSpecial(policy, need) ? [needIssue(need)] : [];
}
const demandsUnder = (policy: TenantPolicy, done: Doing[]) => demandsIn(issuesUnder(policy, done));

/** People press one after the other, some twice; who approved, and in whose place, once it was approved. */
function play({ policy, done, asker, owner, presses, deputies }: Case): Ballot[] | undefined {
  const issues = issuesUnder(policy, done);
  const given: Ballot[] = [];
  for (const one of presses) {
    const person = keyOf(one);
    const [now, expiresAt] = [new Date('2026-12-01T10:00:00Z'), null];
    const facts: DecisionFacts = {
      ...{
        policy,
        person,
        standsFor: Object.keys(deputies)
          .filter((absent) => deputies[absent] === one)
          .map(keyOf),
        requester: keyOf(asker),
        status: 'proposed',
        expiresAt,
        now,
        revision: 1,
        clicked: 1,
        issues,
      },
      ...(owner === undefined ? {} : { owner: keyOf(owner) }),
    };
    if (decide('approve', facts).kind !== 'allowed') continue;
    const own = { key: person, standsFor: inPlaceOf(facts) };
    const together = given.some(({ key }) => key === person) ? given : [...given, own];
    if ((demandsIn(issues) ?? []).length === 0) return [own];
    const verdict = countWith(facts, given, together);
    if (verdict.kind === 'allowed') return [...together];
    if (verdict.kind === 'counted' && together !== given) given.push(own);
  }
  return undefined;
}

/** The most of these people who count each for another member: themselves, or one they stand in for. Tried in every way. */
function counted(by: readonly Ballot[], members: readonly string[], { policy, asker }: Case, eyes: boolean): number {
  const own = keyOf(asker);
  const [first, ...rest] = by;
  if (!first) return 0;
  const one = { policy, asker } as Case;
  const placed = first.key === own || !mayStandIn(policy, first.key) ? [] : (first.standsFor ?? []);
  const seats = [...new Set([first.key, ...placed])].filter(
    (seat) => members.includes(seat) && !(eyes && (seat === own || first.key === own)),
  );
  const ways = seats.map(
    (seat) =>
      1 +
      counted(
        rest,
        members.filter((member) => member !== seat),
        one,
        eyes,
      ),
  );
  return Math.max(counted(rest, members, one, eyes), ...ways);
}

/** The policy read once more, in the plainest way: whose approval each effect asks for, and how often. */
function* asked({ policy, done }: Case): Generator<{ need: number; members: string[] | 'usual' }> {
  for (const what of done.length > 0 ? done.map((one) => one.what) : ['nothing']) {
    const rules = policy.approvals.filter(({ when }) => (when as string[]).includes(what));
    if (rules.length === 0) yield { need: 1, members: 'usual' };
    for (const { need, from } of rules) {
      if (from === undefined || from === 'approvers') yield { need, members: 'usual' };
      else yield { need, members: (from === 'admins' ? policy.admins : (policy.groups[from] ?? [])).map(keyOf) };
    }
  }
}

function usualMembers({ policy, asker, owner }: Case): string[] {
  const { approvers, nextApprovers, admins } = policy;
  if (approvers.length > 0) return [...approvers, ...nextApprovers, ...admins].map(keyOf);
  return [...(owner === undefined || owner === asker ? [asker] : []), ...admins].map(keyOf);
}

describe('10,000 policies and drafts', () => {
  it('never are approved by fewer people than the policy demands, with deputies, nor by the asker where four eyes are', {
    timeout: 120_000,
  }, () => {
    let [approved, placed] = [0, 0];
    fc.assert(
      fc.property(cases, (one) => {
        const by = play(one);
        if (!by) return;
        approved += 1;
        expect(new Set(by.map(({ key }) => key)).size).toBe(by.length);
        placed += by.some(({ key, standsFor = [] }) => standsFor.some((absent) => absent !== key)) ? 1 : 0;
        for (const { need, members } of asked(one)) {
          const list = members === 'usual' ? usualMembers(one) : members;
          const eyes = one.policy.fourEyes && (members !== 'usual' || one.policy.approvers.length > 0);
          expect(counted(by, [...new Set(list)], one, eyes)).toBeGreaterThanOrEqual(need);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(approved).toBeGreaterThan(1_000);
    expect(placed).toBeGreaterThan(100);
  });

  it('are never approved by the policy alone where a rule asks somebody', { timeout: 120_000 }, () => {
    let alone = 0;
    fc.assert(
      fc.property(policies, doings, (policy, done) => {
        if (!policy.autoApprove || (demandsUnder(policy, done)?.length ?? 0) > 0) return;
        alone += 1;
        for (const { what } of done)
          expect(policy.approvals.filter((rule) => rule.need > 0 && (rule.when as string[]).includes(what))).toEqual(
            [],
          );
      }),
      { numRuns: 5_000 },
    );
    expect(alone).toBeGreaterThan(100);
  });

  it('do not go into n8n by rules that changed meanwhile to ask for more', { timeout: 120_000 }, () => {
    let [written, lowered, kept] = [0, 0, 0];
    fc.assert(
      fc.property(cases, policies, (one, policy) => {
        const by = play(one);
        if (!by) return;
        const textOf = (demands: Demand[] | undefined) => demands && demandsText(demands);
        const [then, now] = [demandsUnder(one.policy, one.done), demandsUnder(policy, one.done)];
        const { asker, owner } = one;
        const counting = { policy, requester: keyOf(asker), ...(owner === undefined ? {} : { owner: keyOf(owner) }) };
        if (unmet(counting, demandedAnew(now, textOf(then), false), by).length > 0) return;
        written += textOf(now) === textOf(then) ? 0 : 1;
        kept += textOf(now) === textOf(then) ? 1 : 0;
        lowered += now === undefined ? 1 : 0;
        const later = { ...one, policy };
        for (const { need, members } of asked(later)) {
          // The usual ones of rules that are as they were are not counted anew.
          if (members === 'usual' && textOf(now) === textOf(then)) continue;
          const list = members === 'usual' ? usualMembers(later) : members;
          expect(counted(by, [...new Set(list)], later, false)).toBeGreaterThanOrEqual(need);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(written).toBeGreaterThan(100);
    expect(lowered).toBeGreaterThan(10);
    expect(kept).toBeGreaterThan(10);
  });

  it('count whoever left a group meanwhile no more, under rules that are as they were', () => {
    const group: Demand[] = [{ need: 2, from: 'finance' }];
    const then = demandsText([...group, usual]);
    expect(demandedAnew([...group, usual], then, false)).toEqual(group);
    expect(demandedAnew([usual], demandsText([usual]), false)).toEqual([]);
  });

  it('take no more of anybody when less is done', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(policies, doings, doings, (policy, some, more) => {
        if (some.length === 0) return;
        const [less, all] = [needOf(policy, some), needOf(policy, [...some, ...more])];
        for (const { from, need } of less?.demands ?? [])
          expect(all?.demands.find((one) => one.from === from)?.need ?? 0).toBeGreaterThanOrEqual(need);
      }),
      { numRuns: 10_000 },
    );
  });
});
