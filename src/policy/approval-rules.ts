import { z } from 'zod';
import { type Risk, risks } from '#src/catalog/effects/risk-names.ts';

/** What a rule may be about: effects of steps, and a change of nothing but when a workflow runs. */
const ruleWhens = [...risks, 'schedule'] as const;
export type RuleWhen = Risk | 'schedule';

/** Groups that are there without being named in `groups`. */
const builtInGroups = ['approvers', 'admins'] as const;

const rule = z.strictObject({
  when: z.array(z.enum(ruleWhens)).min(1),
  /** How many people have to approve; 0: whoever asked decides alone. */
  need: z.number().int().min(0).max(10),
  /** One of `groups`, or `admins`; whoever may approve anything when absent. */
  from: z.string().min(1).optional(),
});
export type ApprovalRule = z.infer<typeof rule>;

const groupName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u, 'is no name of a group, e.g. finance');
const domain = z
  .string()
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i, 'is no domain such as acme.com');

/** The part of POLICY_FILE about how many approve what. */
export const approvalFields = {
  /** People by the name of their group, for `from`. */
  groups: z.record(groupName, z.array(z.string().min(1))),
  /** Domains of the company: a message to an address there stays inside. */
  domains: z.array(domain),
  /** Who approves by what a draft does; everything is approved by one of those who may when empty. */
  approvals: z.array(rule),
};

/** So many of these people have to approve. */
export interface Demand {
  need: number;
  from: string;
}

/** One thing a draft does, and where. */
export interface Doing {
  what: RuleWhen | 'other';
  node?: string;
}

/** What a draft takes to be approved; without demands whoever asked decides alone. */
export interface Need {
  demands: Demand[];
  /** Why, the strictest first. */
  because: (Doing & Demand)[];
}

/** What everything takes without rules. */
export const usual: Demand = { need: 1, from: 'approvers' };

/**
 * What the rules demand of all that is done, undefined without rules. Of several rules about one effect all hold, so the
 * strictest does; what no rule names takes what everything takes without rules. More done never demands less. Pure.
 */
export function needOf(
  { approvals }: { approvals: readonly ApprovalRule[] },
  done: readonly Doing[],
): Need | undefined {
  if (approvals.length === 0) return undefined;
  const all: readonly Doing[] = done.length > 0 ? done : [{ what: 'other' }];
  const because = all.flatMap((one) => demandsOn(approvals, one.what).map((demand) => ({ ...one, ...demand })));
  const demands = mergeDemands(because);
  return { demands, because: because.filter(({ need }) => need > 0).toSorted((a, b) => b.need - a.need) };
}

function demandsOn(approvals: readonly ApprovalRule[], what: Doing['what']): Demand[] {
  const named = approvals.filter(({ when }) => when.some((one) => one === what));
  return named.length > 0 ? named.map(({ need, from }) => ({ need, from: from ?? usual.from })) : [usual];
}

/** The most that is demanded of each group. */
export function mergeDemands(all: readonly Demand[]): Demand[] {
  const most = new Map<string, number>();
  for (const { from, need } of all) most.set(from, Math.max(need, most.get(from) ?? 0));
  return [...most].flatMap(([from, need]) => (need > 0 ? [{ need, from }] : []));
}

/** How many people that is at least: one may be in several groups. */
export const peopleIn = (demands: readonly Demand[]): number => Math.max(0, ...demands.map(({ need }) => need));

/** The demands as one text, whatever their order: for the audit trail. */
export const demandsText = (demands: readonly Demand[]): string =>
  demands
    .map(({ need, from }) => `${need} of ${from}`)
    .toSorted()
    .join(', ');

/** True when nothing is demanded that is not always. */
const isUsual = ({ demands: [first, ...more] }: Need): boolean =>
  first !== undefined && more.length === 0 && first.need === usual.need && first.from === usual.from;

/**
 * True when a draft takes something else than always: other people or another number, or, where the policy approves by
 * itself, anybody for whom a rule asks.
 */
export const isSpecial = (
  { approvals, autoApprove }: { approvals: readonly ApprovalRule[]; autoApprove: boolean },
  need: Need,
): boolean =>
  !isUsual(need) ||
  (autoApprove && need.because.some(({ what }) => approvals.some(({ when }) => when.some((one) => one === what))));

interface Named {
  approvers: readonly string[];
  nextApprovers: readonly string[];
  admins: readonly string[];
  groups: Readonly<Record<string, readonly string[]>>;
  approvals: readonly ApprovalRule[];
}

/** What cannot hold, each with what to write instead. */
export function* contradictionsInRules({
  approvers,
  nextApprovers,
  admins,
  groups,
  approvals,
}: Named): Generator<string> {
  for (const name of builtInGroups)
    if (Object.hasOwn(groups, name)) yield `groups.${name}: this name is taken, call the group something else.`;
  for (const [index, { need, from }] of approvals.entries()) {
    const at = `approvals.${index}`;
    if (from !== undefined && need === 0)
      yield `${at}: "need": 0 asks nobody, so leave "from" out, or write how many of ${from}.`;
    const known = { ...groups, admins, approvers: [...approvers, ...nextApprovers, ...admins] };
    const group = from ?? usual.from;
    if (!Object.hasOwn(known, group)) {
      const names = [...Object.keys(groups), ...builtInGroups].join(', ');
      yield `${at}.from: "${group}" is no group. Name its people in "groups", or write one of: ${names}.`;
      continue;
    }
    const members = new Set(known[group as keyof typeof known]).size;
    // Without approvers whoever asked is the one.
    if (group === usual.from && approvers.length === 0 && need <= 1) continue;
    if (members < need)
      yield `${at}: needs ${need} of ${group}, but ${members === 0 ? 'nobody is' : `only ${members} ${members === 1 ? 'is' : 'are'}`} named there. Name more people, or lower "need".`;
  }
}

/** The rules in words, a line each, for operators. */
export function describeRules({
  groups,
  domains,
  approvals,
}: Pick<Named, 'groups' | 'approvals'> & { domains: readonly string[] }): string[] {
  const lines = approvals.map(({ when, need, from }) => {
    const who = need === 0 ? 'whoever asked, alone' : `${need} of ${from ?? 'those who may approve'}`;
    return `What ${when.join(', ')}: approved by ${who}.`;
  });
  return [
    ...lines,
    ...(approvals.length > 0 ? ['What no rule names: approved by one of those who may.'] : []),
    ...Object.entries(groups).map(
      ([name, people]) => `Group ${name}: ${people.length > 0 ? people.join(', ') : 'nobody'}.`,
    ),
    ...(domains.length > 0 ? [`Addresses inside: ${domains.join(', ')}.`] : []),
  ];
}
