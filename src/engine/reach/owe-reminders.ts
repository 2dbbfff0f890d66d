import { accountOfKey } from '#src/store/accounts.ts';
import { owe } from '#src/store/deliveries.ts';
import { findDraft, findRevision, lockDraft } from '#src/store/drafts.ts';
import {
  askedAbout,
  claimNotice,
  type DueReminder,
  findDueReminders,
  findExpiring,
  findUndecided,
} from '#src/store/reminders.ts';
import { clockOf } from '#src/store/spoken.ts';
import type { EngineContext } from '../context.ts';
import { everybody, oweAsking } from '../drafts/owe-asking.ts';
import { issuesNow, type PolicyContext } from '../drafts/policy-check.ts';
import { isWorkTime } from './work-hours.ts';

type Reminding = PolicyContext & Pick<EngineContext, 'store' | 'policy'>;

/**
 * What is due by the clock is owed: reminders where it is a working hour, the next group, and that drafts expire
 * tomorrow. Each is claimed by its row in the transaction that owes it, so any number of processes may look. True when
 * something is owed now.
 */
export async function oweReminders(context: Reminding, now = new Date()): Promise<boolean> {
  const hours = context.policy.remindHours;
  const reminded = hours > 0 ? await oweDue(context, hours, now) : 0;
  const next = hours > 0 ? await askNext(context, 2 * hours) : 0;
  return reminded + next + (await oweExpiring(context)) > 0;
}

/** All that waits for one person is one message. */
async function oweDue({ store }: Reminding, hours: number, now: Date): Promise<number> {
  const due = Map.groupBy(await findDueReminders(store.fork(), hours), ({ person }) => person);
  let owed = 0;
  for (const [person, drafts] of due) {
    if (!isWorkTime(now, await clockFor({ store }, person, drafts))) continue;
    await store.fork().transactional(async (tx) => {
      const claimed: DueReminder[] = [];
      for (const one of drafts)
        if (await claimNotice(tx, { draft: one.draft, kind: 'remind', person })) claimed.push(one);
      const [first] = claimed;
      if (!first) return;
      const { draft: subject, conversation } = first;
      const details = { drafts: claimed.map(({ draft }) => draft) };
      await owe(tx, { kind: 'remind', subject, place: person, conversation, details, inMs: 0 });
      owed += 1;
    });
  }
  return owed;
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
  let asked = 0;
  for (const id of await findUndecided(context.store.fork(), hours)) {
    const reading = context.store.fork();
    const draft = await findDraft(reading, id);
    const revision = draft && (await findRevision(reading, id, draft.revision));
    if (!draft || !revision) continue;
    const issues = await issuesNow(context, draft, revision);
    await context.store.fork().transactional(async (tx) => {
      const locked = await lockDraft(tx, id);
      if (locked?.status !== 'proposed' || !(await claimNotice(tx, { draft: id, kind: 'next', person: everybody })))
        return;
      await oweAsking(context, tx, locked, issues, 'next');
      asked += 1;
    });
  }
  return asked;
}

async function oweExpiring({ store }: Pick<EngineContext, 'store'>): Promise<number> {
  let owed = 0;
  for (const { draft, conversation, revision } of await findExpiring(store.fork()))
    await store.fork().transactional(async (tx) => {
      const notice = { draft, kind: 'expiring' as const, person: everybody, about: String(revision) };
      if (!(await claimNotice(tx, notice))) return;
      for (const place of [everybody, ...(await askedAbout(tx, draft))])
        await owe(tx, { kind: 'expiring', subject: draft, place, conversation, inMs: 0 });
      owed += 1;
    });
  return owed;
}
