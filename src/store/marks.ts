import type { EntityManager } from './orm.ts';

/**
 * What changes whenever something about these events, their drafts or their acts does: one query for any number of them,
 * keyed by the event's id. It only tells that something changed; what, is read anew.
 */
export async function readMarks(em: EntityManager, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = (await em.execute(
    `select e.id, concat_ws(' ', e.status, e.results is null, d.status, d.version, d.card_version,
       d.expires_at <= clock_timestamp(), a.status, a.still_trying_at is null) as mark
     from inbound_events e left join drafts d on d.id = e.id left join workflow_acts a on a.event_id = e.id
     where e.id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(ids)],
  )) as { id: string; mark: string }[];
  return new Map(rows.map(({ id, mark }) => [id, mark]));
}
