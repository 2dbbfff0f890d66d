import { isUuid, toArray } from './arrays.ts';
import { N8nInstance, type WorkflowRecord, WorkflowRow } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** Remembers that this is the n8n in use, and whose key it takes where keys tell. */
export async function ensureInstance(em: EntityManager, url: string, keyOwner: string | undefined): Promise<void> {
  await em.execute(
    `insert into n8n_instances (url, key_owner, seen_at) values (?, ?, clock_timestamp())
     on conflict (url) do update set key_owner = coalesce(excluded.key_owner, n8n_instances.key_owner),
       left_at = null, seen_at = excluded.seen_at`,
    [url, keyOwner ?? null],
  );
}

/** Addresses other than this one at which workflows are kept that nobody left behind, with whose key was taken there. */
export async function otherInstances(
  em: EntityManager,
  url: string,
): Promise<{ url: string; keyOwner: string | null; workflows: number }[]> {
  const rows = (await em.execute(
    `select workflows.instance_url as url, n8n_instances.key_owner as "keyOwner", count(*)::int as workflows
     from workflows left join n8n_instances on n8n_instances.url = workflows.instance_url
     where workflows.instance_url <> ? and n8n_instances.left_at is null
       and (workflows.removed_at is null or workflows.archived or workflows.lost_at is not null)
     group by 1, 2 order by 1`,
    [url],
  )) as { url: string; keyOwner: string | null; workflows: number }[];
  return rows;
}

/** Ids under which n8n has workflows of ours at this address, with the creation each was made by. */
export async function idsAt(em: EntityManager, url: string): Promise<Set<string>> {
  const rows = await em.find(WorkflowRow, { instanceUrl: url }, { fields: ['n8nId'] });
  return new Set(rows.map(({ n8nId }) => n8nId));
}

/** Which of these are ids of creations of ours. */
export async function creationsAmong(em: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const rows = (await em.execute('select id from creations where id = any(?::uuid[])', [
    toArray(ids.filter(isUuid)),
  ])) as { id: string }[];
  return new Set(rows.map(({ id }) => id));
}

/**
 * From now on everything kept of one address is at another. Rows that were made for the same workflow under the new
 * address, because somebody spoke of it there, become one with the old ones. Call it in a transaction.
 */
export async function moveInstance(tx: EntityManager, from: string, to: string): Promise<void> {
  const twins = (await tx.execute(
    `select old.id as old, new.id as new from workflows old join workflows new on new.n8n_id = old.n8n_id
     where old.instance_url = ? and new.instance_url = ?`,
    [from, to],
  )) as { old: string; new: string }[];
  for (const twin of twins) {
    for (const table of ['drafts.workflow', 'conversations.workflow', 'workflow_acts.workflow_id'] as const) {
      const [name, column] = table.split('.');
      await tx.execute(`update ${name} set ${column} = ? where ${column} = ?`, [twin.old, twin.new]);
    }
    await tx.execute(
      `update workflow_versions set workflow_id = ? where workflow_id = ?
         and not exists (select 1 from workflow_versions mine where mine.workflow_id = ?
           and mine.draft_id = workflow_versions.draft_id and mine.revision = workflow_versions.revision)`,
      [twin.old, twin.new, twin.old],
    );
    await tx.execute('delete from workflow_versions where workflow_id = ?', [twin.new]);
    await tx.execute('delete from seen_workflows where workflow = ?', [twin.new]);
    await tx.execute('delete from workflows where id = ?', [twin.new]);
  }
  await tx.execute('update workflows set instance_url = ? where instance_url = ?', [to, from]);
  await tx.nativeDelete(N8nInstance, { url: from });
}

/** What is kept of an address stays there, and is not looked at any more. */
export async function leaveInstance(tx: EntityManager, url: string): Promise<void> {
  await tx.execute(
    `insert into n8n_instances (url, left_at) values (?, clock_timestamp())
     on conflict (url) do update set left_at = excluded.left_at`,
    [url],
  );
}

/**
 * Another n8n has other workflows under the same ids, or none: what it does not hold as ours is missing there, and waits
 * to be brought back. Call it in the transaction of the move.
 */
export async function markMissing(
  tx: EntityManager,
  url: string,
  held: ReadonlySet<string>,
): Promise<WorkflowRecord[]> {
  const rows = await tx.find(WorkflowRow, { instanceUrl: url });
  const missing = rows.filter(({ n8nId }) => !held.has(n8nId));
  for (const row of missing) {
    if (!row.removedAt) {
      row.wasPublished = row.published;
      row.removedAt = new Date();
      row.lostAt = row.removedAt;
    }
    row.published = false;
    row.archived = false;
    // The id may be somebody else's there.
    row.formerIds = [...new Set([...row.formerIds, row.n8nId])];
    row.n8nId = `missing-${row.id}`;
    row.n8nVersionId = null;
  }
  await tx.flush();
  return missing;
}
