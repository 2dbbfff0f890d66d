import { appendAudit } from './audit.ts';
import { type HouseValueRecord, HouseValueRow } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** Of one tenant, what it is and in which app. */
export type HousePlace = Pick<HouseValueRecord, 'tenant' | 'thing' | 'app'>;

/** At most so many of a tenant: one of each thing in a few apps. */
export const mostHouseValues = 100;

/** What was said here, things of one app before those of every app. */
export async function houseValuesOf(em: EntityManager, tenant: string): Promise<HouseValueRecord[]> {
  return em.find(HouseValueRow, { tenant }, { orderBy: { thing: 'asc', app: 'desc' }, limit: mostHouseValues });
}

/** Sets one, with its audit row; what is so already changes nothing. False where there are too many. In a transaction. */
export async function setHouseValue(
  em: EntityManager,
  place: HousePlace,
  { value, by }: { value: string; by: string },
): Promise<boolean> {
  const before = await em.findOne(HouseValueRow, place);
  if (before?.value === value) return true;
  if (!before && (await em.count(HouseValueRow, { tenant: place.tenant })) >= mostHouseValues) return false;
  const row = { ...place, id: crypto.randomUUID(), value, setBy: by, setAt: new Date() };
  await em.upsert(HouseValueRow, row, {
    onConflictFields: ['tenant', 'thing', 'app'],
    onConflictAction: 'merge',
    onConflictExcludeFields: ['id'],
  });
  await audit(em, place, { act: 'set', value, by });
  return true;
}

/** Takes one away, with its audit row; false where there is none. In a transaction. */
export async function forgetHouseValue(em: EntityManager, place: HousePlace, by: string): Promise<boolean> {
  if ((await em.nativeDelete(HouseValueRow, place)) === 0) return false;
  await audit(em, place, { act: 'forgotten', by });
  return true;
}

async function audit(
  em: EntityManager,
  { tenant, thing, app }: HousePlace,
  { act, value, by }: { act: string; value?: string; by: string },
): Promise<void> {
  const data = { act, thing, ...(app ? { app } : {}), ...(value === undefined ? {} : { value }) };
  await appendAudit(em, { kind: 'house', actor: by, subject: tenant, data });
}
