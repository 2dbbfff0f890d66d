import type { Issue } from '#src/model/issue.ts';
import { quietUntil } from '#src/policy/quiet-hours.ts';
import { endOverdue, whoIsAway } from '#src/store/absences.ts';
import { accountOfKey, accountsOf } from '#src/store/accounts.ts';
import { owe } from '#src/store/deliveries.ts';
import { findDraft, findRevision, lockDraft } from '#src/store/drafts.ts';
import type { EntityManager } from '#src/store/orm.ts';
import {
  askedAbout,
  claimNotice,
  type DueReminder,
  findDueReminders,
  findExpiring,
  findUndecided,
} from '#src/store/reminders.ts';
import { clockOf } from '#src/store/spoken.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import type { EngineContext } from '../context.ts';
import { othersWhoDecide } from '../drafts/deciders.ts';
import { everybody, oweAlone } from '../drafts/owe-asking.ts';
import { issuesNow, type PolicyContext } from '../drafts/policy-check.ts';
import { isOnePerson } from '../people/deputies.ts';
import { isWorkTime } from './work-hours.ts';

/** Who came back by the clock, in one look. */
const mostAtOnce = 50;

type Reminding = PolicyContext & Pick<EngineContext, 'store' | 'policy' | 'log'>;

/**
 * What is due by the clock is owed: reminders where it is a working hour, the next group, and that drafts expire
 * tomorrow. Each is claimed by its row in the transaction that owes it, so any number of processes may look. True when
 * something is owed now.
 */
export async function oweReminders(context: Reminding, now = new Date()): Promise<boolean> {
  const hours = context.policy.remindHours;
  const back = await endOverdue(context.store.fork(), mostAtOnce);
  const reminded = hours > 0 ? await oweDue(context, hours, now) : 0;
  const next = hours > 0 ? await askNext(context, 2 * hours) : 0;
  return reminded + next + (await oweExpiring(context)) > 0 || back;
}

/** One that fails keeps nothing from the others; it comes again with the next look. */
async function each<T>({ log }: Pick<EngineContext, 'log'>, all: Iterable<T>, one: (item: T) => Promise<boolean>) {
  let owed = 0;
  for (const item of all) {
    try {
      if (await one(item)) owed += 1;
    } catch (error) {
      log.warn({ err: error }, 'not reminded; tried again later');
    }
  }
  return owed;
}

/** What somebody could decide about now: with the issues, undefined where one of these keeps everybody from it. */
async function decidable(context: Reminding, id: string): Promise<{ revision: number; issues: Issue[] } | undefined> {
  const em = context.store.fork();
  const draft = await findDraft(em, id);
  const row = draft && (await findRevision(em, id, draft.revision));
  if (!draft || !row) return undefined;
  const issues = await issuesNow(context, draft, row);
  return errorsOf(issues).length > 0 ? undefined : { revision: draft.revision, issues };
}

/** All that waits for one person is one message. */
async function oweDue(context: Reminding, hours: number, now: Date): Promise<number> {
  const { store } = context;
  const due = Map.groupBy(await findDueReminders(store.fork(), hours), ({ person }) => person);
  return each(context, due, async ([person, all]) => {
    if (await isAway(store.fork(), person)) return false;
    const zone = await clockFor({ store }, person, all);
    if (!isWorkTime(now, zone) || quietUntil(context.policy, now, zone)) return false;
    const drafts: DueReminder[] = [];
    for (const one of all) if (await decidable(context, one.draft)) drafts.push(one);
    return store.fork().transactional(async (tx) => {
      const claimed: DueReminder[] = [];
      for (const one of drafts)
        if (await claimNotice(tx, { draft: one.draft, kind: 'remind', person })) claimed.push(one);
      const [first] = claimed;
      if (!first) return false;
      const { draft: subject, conversation } = first;
      const details = { drafts: claimed.map(({ draft }) => draft) };
      await owe(tx, { kind: 'remind', subject, place: person, conversation, details, inMs: 0 });
      return true;
    });
  });
}

/** Whoever is away is reminded once they are back, if it still waits then. */
async function isAway(em: EntityManager, person: string): Promise<boolean> {
  const account = await accountOfKey(em, person);
  const accounts = account && (await accountsOf(em, account));
  return accounts !== undefined && (await whoIsAway(em)).some((one) => isOnePerson(one.accounts, accounts));
}

/** As they told it last; else that of whoever asked. */
async function clockFor(
  { store }: Pick<EngineContext, 'store'>,
  person: string,
  [first]: readonly DueReminder[],
): Promise<string> {
  const em = store.fork();
  const known = await accountOfKey(em, person);
  const own = known && (await clockOf(em, known.tenant.id, known.personId));
  return own ?? first?.timezone ?? 'UTC';
}

/** Nobody of the first group decided, reminded or not. */
async function askNext(context: Reminding, hours: number): Promise<number> {
  return each(context, await findUndecided(context.store.fork(), hours), async (id) => {
    const now = await decidable(context, id);
    if (!now) return false;
    return context.store.fork().transactional(async (tx) => {
      const locked = await lockDraft(tx, id);
      if (locked?.status !== 'proposed' || locked.revision !== now.revision) return false;
      if (!(await claimNotice(tx, { draft: id, kind: 'next', person: everybody }))) return false;
      await oweAlone(tx, locked, await othersWhoDecide(context.policy, tx, locked, now.issues, { group: 'next' }));
      return true;
    });
  });
}

async function oweExpiring(context: Pick<EngineContext, 'store' | 'log'>): Promise<number> {
  const { store } = context;
  return each(context, await findExpiring(store.fork()), ({ draft, conversation, revision }) =>
    store.fork().transactional(async (tx) => {
      const notice = { draft, kind: 'expiring' as const, person: everybody, about: String(revision) };
      if (!(await claimNotice(tx, notice))) return false;
      for (const place of [everybody, ...(await askedAbout(tx, draft))])
        await owe(tx, { kind: 'expiring', subject: draft, place, conversation, inMs: 0 });
      return true;
    }),
  );
}
