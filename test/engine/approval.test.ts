import { describe, expect, it } from 'vitest';
import { type DecisionAct, type DecisionFacts, decide, verdictText } from '#src/engine/drafts/approval.ts';
import { readerOf } from '#src/language/language.ts';
import type { Issue } from '#src/model/issue.ts';
import { type Policy, policyFor, policySchema } from '#src/policy/roles.ts';
import { type DraftStatus, draftStatuses } from '#src/store/entities.ts';

const policyOf = (given: Partial<Policy>) =>
  policyFor(policySchema.parse(given), { platform: 'slack', externalId: 'T1' });
const acts: DecisionAct[] = ['approve', 'approve_publish', 'change', 'discard', 'publish', 'retry', 'reopen'];
const ana = 'slack:T1:U0ANA';
const boss = 'slack:T1:U0BOSS';
const error: Issue = { code: 'missing-parameter', severity: 'error', message: 'The address is missing.' };
const expiresAt = new Date('2026-12-08T10:42:00Z');
const [before, after] = [new Date('2026-12-08T10:41:59Z'), new Date('2026-12-08T10:42:01Z')];
const warning: Issue = { ...error, severity: 'warning' };

function facts(change: Partial<DecisionFacts> = {}): DecisionFacts {
  const policy = policyOf({});
  const where = { status: 'proposed', expiresAt, now: before, revision: 2, clicked: 2 } as const;
  return { policy, person: ana, requester: ana, ...where, issues: [], ...change };
}

const verdicts = (change: Partial<DecisionFacts>): DecisionAct[] =>
  acts.filter((act) => decide(act, facts(change)).kind === 'allowed');

describe('what failed in a rehearsal', () => {
  it('is asked about before it goes live, and before nothing else', () => {
    const failed = facts({ unaskedFailure: true });
    expect(decide('approve_publish', failed)).toEqual({ kind: 'moot', reason: 'rehearsalFailed' });
    for (const act of ['approve', 'change', 'discard'] as const) expect(decide(act, failed).kind).toBe('allowed');
  });
});

describe('what a click may still do, by where the draft stands', () => {
  const meaningful: Record<DraftStatus, DecisionAct[]> = {
    proposed: ['approve', 'approve_publish', 'change', 'discard'],
    approved: [],
    created: ['publish'],
    failed: ['change', 'discard', 'retry'],
    discarded: [],
    expired: ['change', 'reopen'],
  };

  it.each(draftStatuses)('%s', (status) => {
    expect(verdicts({ status })).toEqual(meaningful[status]);
    const rest = acts.filter((act) => !meaningful[status].includes(act));
    for (const act of rest) expect(decide(act, facts({ status }))).toMatchObject({ kind: 'moot' });
  });

  it.each(draftStatuses)('%s: a card of an older revision decides nothing', (status) => {
    for (const act of acts) {
      expect(decide(act, facts({ status, clicked: 1 }))).toEqual({
        kind: 'moot',
        reason: 'changedSince',
      });
    }
  });

  it('a proposed draft whose time is over has expired, swept or not', () => {
    expect(verdicts({ now: before })).toEqual(meaningful.proposed);
    for (const now of [expiresAt, after]) expect(verdicts({ now })).toEqual(meaningful.expired);
    expect(verdicts({ now: after, expiresAt: null })).toEqual(meaningful.proposed);
    const verdict = decide('approve', facts({ now: after }));
    expect(verdict).toEqual({ kind: 'moot', reason: 'expired', expiredAt: expiresAt });
    expect(verdict.kind !== 'allowed' && verdictText(verdict, readerOf({}))).toBe(
      'This draft expired on 8 Dec 2026, 10:42 UTC. Press “Open it again” or “Change…” on its card, or ask again.',
    );
  });

  it.each(['approved', 'created', 'failed', 'discarded'] as const)('%s: decided once, it does not expire', (status) => {
    expect(verdicts({ status, now: after })).toEqual(meaningful[status]);
  });

  it('what needs an admin is approved by an admin only, also under four eyes', () => {
    const issues: Issue[] = [{ ...warning, code: 'needs-admin' }];
    const policy = policyOf({ admins: ['U0BOSS'] });
    expect(verdicts({ policy, issues })).toEqual(['change', 'discard']);
    expect(decide('approve', facts({ policy, issues }))).toMatchObject({
      kind: 'refused',
      reason: 'adminOnly',
    });
    expect(verdicts({ policy, issues, person: boss })).toContain('approve');
    expect(verdicts({ policy, issues: [...issues, error], person: boss })).not.toContain('approve');
    const strict = policyOf({ admins: ['U0BOSS'], approvers: ['U0ANA'], fourEyes: true });
    expect(verdicts({ policy: strict, issues, person: boss, requester: boss })).not.toContain('approve');
    expect(verdicts({ policy: strict, issues, person: boss })).toContain('approve');
  });

  it('an error blocks approval, a warning does not', () => {
    expect(verdicts({ issues: [warning, error] })).toEqual(['change', 'discard']);
    expect(verdicts({ issues: [warning] })).toContain('approve');
  });
});

describe('who may click', () => {
  const refused = (policy: Partial<Policy>, person: string, requester = ana, status: DraftStatus = 'proposed') =>
    acts.filter(
      (act) => decide(act, facts({ policy: policyOf(policy), person, requester, status })).kind === 'refused',
    );
  const deciding: DecisionAct[] = ['approve', 'approve_publish', 'publish', 'retry'];
  const publishing: DecisionAct[] = ['approve_publish', 'publish'];
  const approvers = ['U0BOSS'];

  it.each([
    { who: 'the requester, nobody named', policy: {}, person: ana, requester: ana, refusals: [] },
    { who: 'somebody else, nobody named', policy: {}, person: boss, requester: ana, refusals: acts },
    { who: 'the requester, others named', policy: { approvers }, person: ana, requester: ana, refusals: deciding },
    { who: 'an approver', policy: { approvers }, person: boss, requester: ana, refusals: [] },
    { who: 'an approver, own request', policy: { approvers }, person: boss, requester: boss, refusals: [] },
    {
      who: 'an approver, own request, four eyes',
      policy: { approvers, fourEyes: true },
      person: boss,
      requester: boss,
      refusals: deciding,
    },
    {
      who: 'an approver who does not publish',
      policy: { approvers, publishers: ['U0CHIEF'] },
      person: boss,
      requester: ana,
      refusals: publishing,
    },
    {
      who: 'a publisher who is no approver',
      policy: { approvers, publishers: ['U0CHIEF'] },
      person: 'slack:T1:U0CHIEF',
      requester: ana,
      refusals: acts,
    },
    {
      who: 'an approver named for another workspace',
      policy: { approvers: ['slack:T2:U0BOSS'] },
      person: boss,
      requester: ana,
      refusals: acts,
    },
  ])('$who', ({ policy, person, requester, refusals }) => {
    expect(refused(policy, person, requester)).toEqual(refusals);
  });

  it('rights come before state: a stranger learns nothing about the draft', () => {
    for (const status of draftStatuses) expect(refused({}, boss, ana, status)).toEqual(acts);
  });
});

describe('a change of a workflow that somebody else asked for', () => {
  it('is theirs to approve while nobody is named', () => {
    expect(decide('approve', facts({ owner: boss })).kind).toBe('refused');
    expect(decide('approve_publish', facts({ owner: boss })).kind).toBe('refused');
    expect(decide('discard', facts({ owner: boss })).kind).toBe('allowed');
    expect(decide('approve', facts({ owner: ana })).kind).toBe('allowed');
  });

  it("is an admin's to approve as well", () => {
    const policy = policyOf({ admins: ['U0BOSS'] });
    expect(decide('approve', facts({ owner: ana, person: boss, policy })).kind).toBe('allowed');
  });

  it('is for approvers once they are named', () => {
    const policy = policyOf({ approvers: [boss] });
    expect(decide('approve', facts({ owner: ana, person: boss, policy })).kind).toBe('allowed');
  });
});
