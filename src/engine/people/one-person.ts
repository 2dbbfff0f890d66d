import type { PersonKey } from '#src/policy/roles.ts';
import { accountOfKey, accountsOf } from '#src/store/accounts.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { handOf, keyOf } from './actor.ts';

/** Every way in which this person may be called: by each linked account, and names of one key as one. */
async function handsOf(em: EntityManager, key: PersonKey): Promise<string[]> {
  const account = await accountOfKey(em, key);
  const all = account ? (await accountsOf(em, account)).map(keyOf) : [];
  return [key, ...all].map(handOf);
}

/** The first key of each person among these: whoever comes with two accounts is one. */
export async function onePerPerson(em: EntityManager, keys: readonly PersonKey[]): Promise<PersonKey[]> {
  const found: { key: PersonKey; hands: string[] }[] = [];
  for (const key of keys) {
    const hands = await handsOf(em, key);
    if (!found.some((one) => one.hands.some((hand) => hands.includes(hand)))) found.push({ key, hands });
  }
  return found.map(({ key }) => key);
}
