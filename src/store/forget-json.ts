import type { Json } from '#src/model/json.ts';
import { marks } from './emptied.ts';
import type { Forgetting } from './forget-count.ts';

/** Slack's and Teams' own ids mean nobody else, wherever they stand; over HTTP people are called what somebody likes. */
export const isDistinct = ({ tenant }: Pick<Forgetting, 'tenant'>): boolean =>
  tenant.platform === 'slack' || tenant.platform === 'teams';

/**
 * A value of ids and addresses without a person: whom an address whispers to is left out, their id becomes what stands
 * for them, their name under `name` nobody's. Pure.
 */
export function withoutPerson<T>(value: T, account: Forgetting): T {
  return isDistinct(account) ? (clean((value ?? null) as Json, account) as T) : value;
}

function clean(value: Json, account: Forgetting): Json {
  const { personId, key, as, asKey, names } = account;
  if (typeof value === 'string') return value === personId ? as : value === key ? asKey : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => clean(one, account));
  const kept = Object.entries(value).filter(([field, one]) => field !== 'user' || !isThem(one ?? null, personId));
  return Object.fromEntries(
    kept.map(([field, one]) => {
      const named = field === 'name' && typeof one === 'string' && names.includes(one);
      return [field, named ? marks.forgotten : clean(one ?? null, account)];
    }),
  );
}

/** Slack's address holds an id, Teams' somebody with several. */
function isThem(user: Json, personId: string): boolean {
  if (typeof user !== 'object' || user === null || Array.isArray(user)) return user === personId;
  return user['aadObjectId'] === personId || user['id'] === personId;
}
