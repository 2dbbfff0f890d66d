import { isAdmin, operatorKey, type Permission, policyFor } from '#src/policy/roles.ts';
import {
  type AccountRef,
  accountsOf,
  type Linkable,
  linkAccounts,
  lockAccounts,
  type NamedAccount,
  personOf,
  unlinkAccount,
} from '#src/store/accounts.ts';
import { appendAudit } from '#src/store/audit.ts';
import { databaseNow } from '#src/store/clock.ts';
import { type EventRecord, Tenant } from '#src/store/entities.ts';
import { keepResult, lockEvent } from '#src/store/events.ts';
import { type LinkSide, lockLink, sidesOf } from '#src/store/link-requests.ts';
import type { EntityManager, Store } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { type Actor, type Asking, accountOf, keyOf, viaOf } from '../people/actor.ts';
import { oweLink } from './owe.ts';

export type LinkDecision =
  | { kind: 'decided'; sides: readonly [LinkSide, LinkSide] }
  /** No such wish, or it was decided already. */
  | { kind: 'gone' }
  /** Not by this person, as rights are at this very moment. */
  | { kind: 'refused'; permission: Permission & { allowed: false } }
  | { kind: Exclude<Linkable, 'free'> };

/**
 * Decides one wish to link two accounts, with its audit row; once per event, where there is one. `may` is asked once
 * nobody else can link or unlink any more: a link made in the same instant may have brought in an account whose tenant
 * this admin is no admin of. An operator may.
 */
export async function decideLink(
  { store }: { store: Store },
  id: string,
  act: 'confirmed' | 'refused',
  by: Actor,
  {
    event,
    may = async () => ({ allowed: true }),
  }: {
    event?: string;
    may?: (em: EntityManager, sides: readonly AccountRef[]) => Promise<Permission>;
  } = {},
): Promise<LinkDecision> {
  return store.fork().transactional(async (tx): Promise<LinkDecision> => {
    const known = event && (await lockEvent(tx, event))[`link:${act}`];
    const row = await lockLink(tx, id);
    const sides = known || row?.status === 'waiting' ? row && (await sidesOf(tx, row)) : undefined;
    if (!row || !sides) return { kind: 'gone' };
    if (known) return { kind: 'decided', sides };
    await lockAccounts(tx);
    const permission = await may(tx, sides);
    if (!permission.allowed) return { kind: 'refused', permission };
    if (act === 'confirmed') {
      const linkable = await linkAccounts(tx, ...sides, by.key);
      if (linkable !== 'free') return { kind: linkable };
    }
    if (event) await keepResult(tx, event, `link:${act}`, true);
    Object.assign(row, { status: act, decidedBy: by.key, decidedAt: await databaseNow(tx) });
    for (const { conversation } of sides) await oweLink(tx, id, conversation);
    await audit(tx, by, id, { act, accounts: sides.map(keyOf) });
    return { kind: 'decided', sides };
  });
}

/** Links two accounts without a code: an operator knows whose they are. */
export async function linkByOperator({ store }: { store: Store }, a: NamedAccount, b: NamedAccount): Promise<Linkable> {
  return store.fork().transactional(async (tx) => {
    const linkable = await linkAccounts(tx, a, b, operator.key);
    // What a row is about is in its hash for good: no account, but what all of one person's share.
    const person = linkable === 'free' ? await personOf(tx, a) : undefined;
    if (person) await audit(tx, operator, person, { act: 'confirmed', accounts: [a, b].map(keyOf) });
    return linkable;
  });
}

/**
 * Takes one account out of its person's, at once; once per event, where there is one. Returns the others; none when there
 * was nothing to take apart.
 */
export async function takeApart(
  { store }: { store: Store },
  account: AccountRef,
  by: Actor,
  event?: string,
): Promise<AccountRef[]> {
  return store.fork().transactional(async (tx) => {
    const known = event && (await lockEvent(tx, event))['unlinked'];
    if (known) return recallOthers(tx, known);
    const person = await personOf(tx, account);
    const others = await unlinkAccount(tx, account);
    if (others.length === 0 || !person) return others;
    if (event) await keepResult(tx, event, 'unlinked', { account: toKept(account), others: others.map(toKept) });
    await audit(tx, by, person, { act: 'removed', accounts: [account, ...others].map(keyOf) });
    return others;
  });
}

type KeptAccount = { tenant: string; personId: string; name: string };
type Apart = { account: KeptAccount; others: KeptAccount[] };
const toKept = ({ tenant, personId, ...rest }: AccountRef & { name?: string }): KeptAccount => ({
  tenant: tenant.id,
  personId,
  name: rest.name ?? personId,
});
const recall = async (em: EntityManager, { tenant, ...rest }: KeptAccount): Promise<NamedAccount> => ({
  ...rest,
  tenant: await em.findOneOrFail(Tenant, { id: tenant }),
});
const recallOthers = (em: EntityManager, { others }: Apart): Promise<NamedAccount[]> =>
  Promise.all(others.map((one) => recall(em, one)));

/** The account this event took out of its person's, when its turn ran before. */
export async function takenApart(
  em: EntityManager,
  { results }: Pick<EventRecord, 'results'>,
): Promise<NamedAccount | undefined> {
  const kept = results?.['unlinked'];
  return kept && recall(em, kept.account);
}

/** Whoever runs `flowsmith` on the server. */
export const operator: Actor = { key: operatorKey };

const audit = (tx: EntityManager, by: Actor, subject: string, data: { act: string; accounts: string[] }) =>
  appendAudit(tx, { kind: 'link', actor: by.key, subject, data: { ...data, ...viaOf(by) } });

/**
 * May this person link these accounts, or refuse to? Each of them gets the rights of the other, so it takes an admin of
 * every tenant in which either side has an account.
 */
export async function mayLink(
  context: Pick<EngineContext, 'policy'>,
  em: EntityManager,
  asking: Asking,
  sides: readonly AccountRef[],
  act: 'confirmed' | 'refused',
): Promise<Permission> {
  const accounts = (await Promise.all(sides.map((side) => accountsOf(em, side)))).flat();
  const keys = (await accountsOf(em, accountOf(asking))).map(keyOf);
  const policies = accounts.map(({ tenant }) => policyFor(context.policy, tenant));
  if (!policies.every((policy) => keys.some((key) => isAdmin(policy, key))))
    return { allowed: false, reason: 'linkAdmins' };
  const own = accounts.some((account) => keys.includes(keyOf(account)));
  const blocked = act === 'confirmed' && own && policies.some(({ fourEyes }) => fourEyes);
  return blocked ? { allowed: false, reason: 'linkFourEyes' } : { allowed: true };
}

/** May this person take a link apart? It gives nobody a right, so an admin of any of the tenants will do. */
export async function mayUnlink(
  context: Pick<EngineContext, 'policy'>,
  em: EntityManager,
  asking: Asking,
  accounts: readonly AccountRef[],
): Promise<Permission> {
  const keys = (await accountsOf(em, accountOf(asking))).map(keyOf);
  const any = accounts.some(({ tenant }) => keys.some((key) => isAdmin(policyFor(context.policy, tenant), key)));
  return any ? { allowed: true } : { allowed: false, reason: 'linkAdmins' };
}

/** Is this person an admin anywhere they have an account? */
export async function isAdminSomewhere(
  context: Pick<EngineContext, 'policy'>,
  em: EntityManager,
  asking: Asking,
): Promise<boolean> {
  const accounts = await accountsOf(em, accountOf(asking));
  return accounts.some((account) => isAdmin(policyFor(context.policy, account.tenant), keyOf(account)));
}
