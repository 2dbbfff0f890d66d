import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '#src/catalog/catalog.ts';
import { shortTypeName } from '#src/catalog/effects/act.ts';
import { risksOf } from '#src/catalog/effects/risk.ts';
import { risks } from '#src/catalog/effects/risk-names.ts';
import { countWith, type DecisionFacts, decide, demandsIn } from '#src/engine/drafts/approval.ts';
import { needWith } from '#src/engine/drafts/need.ts';
import { demandedAnew } from '#src/engine/drafts/policy-check.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import {
  type Demand,
  type Doing,
  demandsText,
  isSpecial,
  needOf,
  peopleIn,
  type RuleWhen,
} from '#src/policy/approval-rules.ts';
import { unmet } from '#src/policy/counting.ts';
import { type Policy, policyFor, policySchema, type TenantPolicy } from '#src/policy/roles.ts';
import { needIssue } from '#src/workflow/validate/need.ts';

const here = { platform: 'slack', externalId: 'T1' };
const people = Array.from({ length: 8 }, (_, index) => `U${index}`);
const keyOf = (person: string): string => `slack:T1:${person}`;
const whens: RuleWhen[] = [...risks, 'schedule'];
const some = (max = 4) => fc.uniqueArray(fc.constantFrom(...people), { maxLength: max });

const policies: fc.Arbitrary<TenantPolicy> = fc
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

const doings: fc.Arbitrary<Doing[]> = fc
  .uniqueArray(fc.constantFrom<Doing['what']>(...whens), { maxLength: 4 })
  .map((all) => all.map((what) => ({ what })));

interface Case {
  policy: TenantPolicy;
  done: Doing[];
  asker: string;
  owner: string | undefined;
  presses: string[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  policy: policies,
  done: doings,
  asker: fc.constantFrom(...people),
  owner: fc.option(fc.constantFrom(...people), { nil: undefined }),
  presses: fc.array(fc.constantFrom(...people), { maxLength: 14 }),
});

function issuesUnder(policy: TenantPolicy, done: Doing[]): Issue[] {
  const need = needOf(policy, done);
  return need && isSpecial(policy, need) ? [needIssue(need)] : [];
}
const demandsUnder = (policy: TenantPolicy, done: Doing[]) => demandsIn(issuesUnder(policy, done));

/** People press one after the other, some twice; who approved, once it was approved. */
function play({ policy, done, asker, owner, presses }: Case): string[] | undefined {
  const issues = issuesUnder(policy, done);
  const given: string[] = [];
  for (const person of presses.map(keyOf)) {
    const [now, expiresAt] = [new Date('2026-12-01T10:00:00Z'), null];
    const facts: DecisionFacts = {
      ...{
        policy,
        person,
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
    const together = [...new Set([...given, person])];
    if ((demandsIn(issues) ?? []).length === 0 || countWith(facts, given, together).kind === 'allowed') return together;
    given.splice(0, given.length, ...together);
  }
  return undefined;
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
  it('never are approved by fewer people than the policy demands, nor by the asker where four eyes are', {
    timeout: 120_000,
  }, () => {
    let approved = 0;
    fc.assert(
      fc.property(cases, (one) => {
        const by = play(one);
        if (!by) return;
        approved += 1;
        expect(new Set(by).size).toBe(by.length);
        for (const { need, members } of asked(one)) {
          const list = members === 'usual' ? usualMembers(one) : members;
          const counted = list.filter((person, index) => list.indexOf(person) === index && by.includes(person));
          const eyes = one.policy.fourEyes && (members !== 'usual' || one.policy.approvers.length > 0);
          const valid = eyes ? counted.filter((person) => person !== keyOf(one.asker)) : counted;
          expect(valid.length).toBeGreaterThanOrEqual(need);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(approved).toBeGreaterThan(1_000);
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
    let [written, lowered] = [0, 0];
    fc.assert(
      fc.property(cases, policies, (one, policy) => {
        const by = play(one);
        if (!by) return;
        const textOf = (demands: Demand[] | undefined) => demands && demandsText(demands);
        const [then, now] = [demandsUnder(one.policy, one.done), demandsUnder(policy, one.done)];
        const { asker, owner } = one;
        const counting = { policy, requester: keyOf(asker), ...(owner === undefined ? {} : { owner: keyOf(owner) }) };
        if (unmet(counting, demandedAnew(now, textOf(then), false), by).length > 0) return;
        if (textOf(now) === textOf(then)) return;
        written += 1;
        lowered += now === undefined ? 1 : 0;
        const later = { ...one, policy };
        for (const { need, members } of asked(later)) {
          const list = members === 'usual' ? usualMembers(later) : members;
          expect(by.filter((person) => list.includes(person)).length).toBeGreaterThanOrEqual(need);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(written).toBeGreaterThan(100);
    expect(lowered).toBeGreaterThan(10);
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

const catalog = createCatalog({ kind: 'core', n8nVersion: '2.40.7' } as never, {});
const base = 'n8n-nodes-base';
/** Steps with different effects, each in several forms. */
const forms: { type: string; parameters: Record<string, unknown>[] }[] = [
  {
    type: `${base}.mySql`,
    parameters: [
      { operation: 'executeQuery', query: 'SELECT 1' },
      { operation: 'executeQuery', query: 'DELETE FROM t' },
      { operation: 'insert' },
    ],
  },
  {
    type: `${base}.emailSend`,
    parameters: [{ toEmail: 'ana@acme.com' }, { toEmail: 'x@gmail.com' }, { toEmail: '={{ $json.to }}' }],
  },
  {
    type: `${base}.slack`,
    parameters: [
      { resource: 'message', operation: 'post', text: 'a' },
      { resource: 'message', operation: 'post', text: '<!channel> a' },
    ],
  },
  {
    type: `${base}.stripe`,
    parameters: [
      { resource: 'charge', operation: 'get' },
      { resource: 'charge', operation: 'create' },
    ],
  },
  { type: `${base}.code`, parameters: [{ jsCode: 'return []' }, { jsCode: 'return [1]' }] },
];

interface Step {
  kind: 'change' | 'add' | 'remove' | 'time' | 'switch' | 'name' | 'setting';
  at: number;
  form: number;
  value: number;
}
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Step['kind']>('change', 'add', 'remove', 'time', 'switch', 'name', 'setting'),
    at: fc.nat(5),
    form: fc.nat(20),
    value: fc.nat(23),
  }),
  { minLength: 1, maxLength: 6 },
);

let made = 0;
function nodeOf({ form, value }: Pick<Step, 'form' | 'value'>): N8nNode {
  const { type, parameters } = forms[form % forms.length] ?? { type: '', parameters: [] };
  made += 1;
  return {
    id: `n${made}`,
    name: `Step ${made}`,
    type,
    typeVersion: 1,
    position: [0, 0],
    parameters: parameters[value % parameters.length] ?? {},
  } as N8nNode;
}

/** In a row, from the clock on. */
function row(nodes: N8nNode[], settings: Record<string, unknown> = {}): N8nWorkflow {
  const connections = Object.fromEntries(
    nodes
      .slice(0, -1)
      .map(({ name }, index) => [name, { main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] }]),
  );
  return { name: 'w', nodes, connections, settings } as unknown as N8nWorkflow;
}

function taken({ nodes, settings }: N8nWorkflow, { kind, at, form, value }: Step): N8nWorkflow {
  const [clock, ...rest] = nodes as [N8nNode, ...N8nNode[]];
  const index = rest.length > 0 ? at % rest.length : -1;
  const swap = (change: (node: N8nNode) => N8nNode) =>
    rest.map((node, place) => (place === index ? change(node) : node));
  if (kind === 'time') return row([{ ...clock, parameters: { hour: value } }, ...rest], settings);
  if (kind === 'add') return row([clock, ...rest, nodeOf({ form, value })], settings);
  if (kind === 'remove') return row([clock, ...rest.filter((_, place) => place !== index)], settings);
  if (kind === 'setting') return row([clock, ...rest], { ...settings, executionTimeout: value });
  if (kind === 'name') return row([clock, ...swap((node) => ({ ...node, notes: `${value}` }) as N8nNode)], settings);
  if (kind === 'switch') return row([clock, ...swap((node) => ({ ...node, disabled: !node.disabled }))], settings);
  return row(
    [
      clock,
      ...swap((node) => ({
        ...node,
        parameters: nodeOf({ form: forms.findIndex(({ type }) => type === node.type), value }).parameters,
      })),
    ],
    settings,
  );
}

const plainly = ({ parameters, disabled }: N8nNode): string => JSON.stringify([parameters, disabled ?? false]);
const stepOf = ({ type, parameters }: N8nNode) => ({
  ...{ type, parameters, values: parameters, nodeType: undefined },
  short: shortTypeName(type),
});

describe('small steps', () => {
  const clock = {
    id: 'clock',
    name: 'Clock',
    type: `${base}.scheduleTrigger`,
    typeVersion: 1,
    position: [0, 0],
    parameters: { hour: 8 },
  } as unknown as N8nNode;
  const house = (policy: TenantPolicy): TenantPolicy => ({ ...policy, domains: ['acme.com'] });
  const call = { called: new Map(), catalog };

  it('never take less altogether than the whole would', { timeout: 120_000 }, () => {
    let stricter = 0;
    fc.assert(
      fc.property(
        policies,
        fc.array(fc.record({ form: fc.nat(20), value: fc.nat(23) }), { minLength: 1, maxLength: 3 }),
        steps,
        (given, begun, all) => {
          const roles = house(given);
          const first = row([clock, ...begun.map(nodeOf)]);
          const demandedAt = (
            workflow: N8nWorkflow,
            before: N8nWorkflow | undefined,
            earlier: { workflow: N8nWorkflow; people: number }[],
          ) => needWith({ roles, earlier }, workflow, { before, ...call })?.demands ?? [];
          const earlier = [{ workflow: first, people: peopleIn(demandedAt(first, undefined, [])) }];
          const most = new Map<string, number>();
          let now = first;
          for (const step of all) {
            const next = taken(now, step);
            const demands = demandedAt(next, now, earlier);
            for (const { from, need } of demands) most.set(from, Math.max(need, most.get(from) ?? 0));
            earlier.unshift({ workflow: next, people: peopleIn(demands) });
            now = next;
          }
          // Where all was taken back there is nothing to approve.
          if (JSON.stringify(now) === JSON.stringify(first)) return;
          // Each step that is another one now, by itself: what it does was asked for at some time.
          const was = new Map(first.nodes.map((node) => [node.id, plainly(node)]));
          for (const node of now.nodes.filter((one) => one.id !== 'clock' && was.get(one.id) !== plainly(one)))
            for (const what of risksOf(stepOf(node), roles))
              for (const { from, need } of needOf(roles, [{ what }])?.demands ?? [])
                expect(most.get(from) ?? 0).toBeGreaterThanOrEqual(need);
          const whole = needWith({ roles, earlier: [] }, now, { before: first, ...call });
          if (whole?.because.every(({ what }) => what === 'other')) return;
          for (const { from, need } of whole?.demands ?? []) expect(most.get(from) ?? 0).toBeGreaterThanOrEqual(need);
          stricter += (whole?.demands.length ?? 0) > 0 ? 1 : 0;
        },
      ),
      { numRuns: 1_500 },
    );
    expect(stricter).toBeGreaterThan(200);
  });
});
