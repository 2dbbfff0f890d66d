import type { Ballot } from '#src/policy/counting.ts';
import type { PersonKey } from '#src/policy/roles.ts';
import { accountOfKey, accountsOf } from '#src/store/accounts.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { Vote } from '#src/store/votes.ts';
import { handOf, keyOf } from './actor.ts';

/** Every way in which this person may be called: by each linked account, and names of one key as one. */
async function handsOf(em: EntityManager, key: PersonKey): Promise<string[]> {
  const account = await accountOfKey(em, key);
  const all = account ? (await accountsOf(em, account)).map(keyOf) : [];
  return [key, ...all].map(handOf);
}

interface Person {
  key: PersonKey;
  hands: string[];
  standsFor: PersonKey[];
}

/**
 * An approval of each person among these, under the first of their keys: whoever comes with two accounts is one, also
 * when these were linked only while they came.
 */
export async function ballotsOf(em: EntityManager, votes: readonly Vote[]): Promise<Ballot[]> {
  let found: Person[] = [];
  for (const { key, via, standsFor = [] } of votes) {
    const hands = [...(await handsOf(em, key)), ...(via ? [handOf(via)] : [])];
    const mine = found.filter((one) => one.hands.some((hand) => hands.includes(hand)));
    const one = {
      key: mine[0]?.key ?? key,
      hands: [...mine.flatMap((known) => known.hands), ...hands],
      standsFor: [...mine.flatMap((known) => known.standsFor), ...standsFor],
    };
    found = [...found.filter((other) => !mine.includes(other)), one];
  }
  return Promise.all(found.map((one) => ballotOf(em, one, found)));
}

/** Nobody stands in for whoever is one of these: they approved themselves. */
async function ballotOf(em: EntityManager, { key, standsFor }: Person, all: readonly Person[]): Promise<Ballot> {
  const seats: PersonKey[] = [];
  for (const absent of new Set(standsFor)) {
    const hands = await handsOf(em, absent);
    if (!all.some((one) => one.hands.some((hand) => hands.includes(hand)))) seats.push(absent);
  }
  return seats.length > 0 ? { key, standsFor: seats } : { key };
}

/** The first key of each person among these. */
export async function onePerPerson(em: EntityManager, votes: readonly Vote[]): Promise<PersonKey[]> {
  return (await ballotsOf(em, votes)).map(({ key }) => key);
}
