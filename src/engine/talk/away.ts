import { dayText } from '#src/cards/when.ts';
import { clockIn, dayAfter, startOfDay } from '#src/clock-in-zone.ts';
import { type AwaySaying, type DaySaid, readAway } from '#src/language/away-words.ts';
import { listIn } from '#src/language/language.ts';
import { isAdmin, mayStandIn, policyFor } from '#src/policy/roles.ts';
import { endAbsence, setAbsence, whoIsAway } from '#src/store/absences.ts';
import { type AccountRef, accountsOf } from '#src/store/accounts.ts';
import { databaseNow } from '#src/store/clock.ts';
import { oncePerEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { clockOf, nameOf } from '#src/store/spoken.ts';
import type { EngineContext } from '../context.ts';
import { secretRemoved } from '../drafts/secret-removed.ts';
import { accountOf, keyOf, toActor } from '../people/actor.ts';
import { deputyOf, idsNamed, isOnePerson } from '../people/deputies.ts';
import { auditRefusal } from '../people/rights.ts';
import { answer } from '../turn/answer.ts';
import { type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';

const longestDays = 366;

/** Somebody who is spoken of: with every account of theirs, the one here first, and what to call them. */
interface Someone {
  account: AccountRef;
  accounts: AccountRef[];
  name: string;
  self: boolean;
}

/**
 * Notes that whoever says it, or somebody an admin names, is away or back, and who approves in their place; false when
 * the words mean something else.
 */
export async function answerAway(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<boolean> {
  const said = readAway(turn.event.text);
  if (!said || secretRemoved(turn.event)) return false;
  const { away } = wordsFor(turn);
  const found = await whoIsMeant(context, em, turn, said.who);
  // "The server is back" is about nobody.
  if (found === 'nobody') return false;
  const text =
    found === 'several'
      ? away.several(said.who ?? '')
      : ((await refused(context, turn, found, said)) ?? (await noted(context, em, turn, { found, said })));
  await answer(em, turn, text);
  return true;
}

async function refused(
  context: EngineContext,
  turn: MessageTurn,
  { self }: Someone,
  { act }: AwaySaying,
): Promise<string | undefined> {
  if (self || isAdmin(policyFor(context.policy, turn.tenant), keyOf(accountOf(turn)))) return undefined;
  const by = toActor(accountOf(turn), turn);
  await auditRefusal(context, turn, { by, subject: turn.tenant.id, act: `absence:${act}`, reason: 'adminsOnly' });
  return wordsFor(turn).away.adminsOnly;
}

interface Saying {
  found: Someone;
  said: AwaySaying;
}

async function noted(context: EngineContext, em: EntityManager, turn: MessageTurn, about: Saying): Promise<string> {
  const { found, said } = about;
  const { away } = wordsFor(turn);
  const by = keyOf(accountOf(turn));
  if (said.act === 'back') {
    const ended = await once(context, turn, (tx) => endAbsence(tx, found.account, by));
    if (!ended) return away.notAway;
    return found.self ? away.back : away.backOf(found.name);
  }
  const missed = found.accounts.some((one) => mayStandIn(policyFor(context.policy, one.tenant), keyOf(one)));
  if (!missed) return found.self ? away.notAsked : away.notAskedOf(found.name);
  const deputy = said.deputy === undefined ? undefined : await deputyNamed(context, em, turn, { found, said });
  if (typeof deputy === 'string') return deputy;
  const until = await endOf(em, turn, said.until);
  if (typeof until === 'string') return until;
  const deputyId = deputy?.account.personId;
  await once(context, turn, async (tx) => {
    await setAbsence(tx, found.account, { until, deputyId, by });
    return true;
  });
  return told(em, turn, { found, until, deputy });
}

/** Once per event, however often its turn runs. */
async function once(
  context: EngineContext,
  { row }: MessageTurn,
  act: (tx: EntityManager) => Promise<boolean>,
): Promise<boolean> {
  const { result } = await context.store
    .fork()
    .transactional((tx) => oncePerEvent(tx, row.id, 'absence', () => act(tx)));
  context.wake?.();
  return result === true;
}

async function told(
  em: EntityManager,
  turn: MessageTurn,
  { found: { self, name, accounts }, until, deputy }: { found: Someone; until: Date; deputy: Someone | undefined },
): Promise<string> {
  const { away } = wordsFor(turn);
  const reader = { ...readerOfTurn(turn), timezone: await zoneOf(em, turn) };
  const day = dayText(until, reader);
  const inPlace = deputy
    ? [self ? away.decides(deputy.name) : away.decidesOf(deputy.name, name)]
    : [self ? away.nobody : away.nobodyOf(name)];
  const others = (await whoIsAway(em.fork())).filter((one) => one.deputy && isOnePerson(one.deputy, accounts));
  const names = await Promise.all(others.map(({ accounts: [one] }) => (one ? calledAs(em, one) : '')));
  const stood = self && names.length > 0 ? [away.youStoodIn(listIn(reader.locale)(names))] : [];
  return [self ? away.noted(day) : away.notedOf(name, day), ...inPlace, ...stood].join(' ');
}

/** Who may approve in their place, or why not. */
async function deputyNamed(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  { found, said }: Saying,
): Promise<Someone | string> {
  const { away } = wordsFor(turn);
  const called = (said.act === 'away' && said.deputy) || '';
  const deputy = await whoIsMeant(context, em, turn, called);
  if (deputy === 'nobody') return away.unknown(called);
  if (deputy === 'several') return away.several(called);
  if (isOnePerson(deputy.accounts, found.accounts)) return away.samePerson;
  if (!found.self && deputy.self) return away.notYourself;
  const all = (await whoIsAway(em)).filter(({ accounts }) => !isOnePerson(accounts, found.accounts));
  const absent = all.find(({ accounts }) => isOnePerson(accounts, deputy.accounts));
  const reader = { ...readerOfTurn(turn), timezone: await zoneOf(em, turn) };
  if (absent) return away.deputyAway(deputy.name, dayText(absent.until, reader));
  const policy = policyFor(context.policy, turn.tenant);
  const one = { accounts: found.accounts, deputy: deputy.accounts, until: new Date() };
  return deputyOf(one, { away: all, policy, home: turn.tenant }) ? deputy : away.unknown(called);
}

/** Whoever says it, or whom the policy names in this tenant: by id, by name, or by the first word of it. */
async function whoIsMeant(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  called: string | undefined,
): Promise<Someone | 'nobody' | 'several'> {
  const { tenant } = turn;
  const own = accountOf(turn);
  const mine = await accountsOf(em, own);
  if (called === undefined) return { account: own, accounts: mine, name: turn.event.person.name, self: true };
  const wanted = called.replace(/^@/, '').toLowerCase();
  const found: Someone[] = [];
  for (const personId of idsNamed(policyFor(context.policy, tenant), tenant)) {
    const account = { tenant, personId };
    const name = await calledAs(em, account);
    const [first] = name.toLowerCase().split(' ');
    if (![personId.toLowerCase(), name.toLowerCase(), first].includes(wanted)) continue;
    const accounts = await accountsOf(em, account);
    found.push({ account, accounts, name, self: isOnePerson(accounts, mine) });
  }
  const exact = found.filter(({ account }) => account.personId.toLowerCase() === wanted);
  const [one, ...more] = exact.length > 0 ? exact : found;
  return one === undefined ? 'nobody' : more.length > 0 ? 'several' : one;
}

const calledAs = async (em: EntityManager, { tenant, personId }: AccountRef): Promise<string> =>
  (await nameOf(em, tenant.id, personId)) ?? personId;

/** By the clock of whoever says it. */
async function zoneOf(em: EntityManager, { event, tenant }: MessageTurn): Promise<string> {
  return event.timezone ?? (await clockOf(em, tenant.id, event.person.id)) ?? 'UTC';
}

/** The end of the last day, or why it is none. */
async function endOf(em: EntityManager, turn: MessageTurn, day: DaySaid): Promise<Date | string> {
  const { away } = wordsFor(turn);
  const zone = await zoneOf(em, turn);
  const now = await databaseNow(em);
  const { date: today, weekday } = clockIn(zone, now);
  const last = lastDay(day, { today, weekday });
  if (last < today) return away.past;
  if (last > dayAfter(today, longestDays)) return away.tooFar;
  return startOfDay(dayAfter(last, 1), zone);
}

function lastDay(day: DaySaid, { today, weekday }: { today: string; weekday: number }): string {
  if (day === 'today') return today;
  if (day === 'tomorrow') return dayAfter(today, 1);
  if ('date' in day) return day.date;
  // On a Friday "Friday" is the next one.
  return dayAfter(today, ((day.weekday - weekday + 6) % 7) + 1);
}
