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

/**
 * The first key of each person among these: whoever comes with two accounts is one, also when these were linked only
 * while they came.
 */
export async function onePerPerson(em: EntityManager, votes: readonly Vote[]): Promise<PersonKey[]> {
  let found: { key: PersonKey; hands: string[] }[] = [];
  for (const { key, via } of votes) {
    const hands = [...(await handsOf(em, key)), ...(via ? [handOf(via)] : [])];
    const mine = found.filter((one) => one.hands.some((hand) => hands.includes(hand)));
    const one = { key: mine[0]?.key ?? key, hands: [...mine.flatMap((known) => known.hands), ...hands] };
    found = [...found.filter((other) => !mine.includes(other)), one];
  }
  return found.map(({ key }) => key);
}
