import { type PersonKey, personKey } from '#src/policy/roles.ts';
import type { AccountRef } from '#src/store/accounts.ts';

/** An account in full. */
export const keyOf = ({ tenant, personId }: AccountRef): PersonKey =>
  personKey(tenant.platform, tenant.externalId, personId);

/** Over HTTP whoever holds a key says in whose name they come: two names of one key are one pair of eyes. */
export const handOf = (key: PersonKey): string => (key.startsWith('rest:') ? (key.split('/')[0] ?? key) : key);
