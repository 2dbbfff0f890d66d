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
  given: HousePlace,
  { value, by }: { value: string; by: string },
): Promise<boolean> {
  const known = await em.find(HouseValueRow, { tenant: given.tenant, thing: given.thing });
  const before = known.find(({ app }) => app.toLowerCase() === given.app.toLowerCase());
  // "jira" and "Jira" are one app, called as it was first.
  const place = { ...given, app: before?.app ?? given.app };
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
  const rows = (await em.execute(
    'delete from house_values where tenant_id = ? and thing = ? and lower(app) = lower(?) returning id',
    [place.tenant, place.thing, place.app],
  )) as unknown[];
  if (rows.length === 0) return false;
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
