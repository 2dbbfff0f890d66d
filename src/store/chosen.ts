import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { EntityManager } from './orm.ts';

/** What went into n8n for this tenant, or one person of it, and is still there, the newest first: as it was approved. */
export async function documentsMade(
  em: EntityManager,
  { tenant, instanceUrl, requester }: { tenant: string; instanceUrl: string; requester?: string },
  limit: number,
): Promise<N8nWorkflow[]> {
  const rows = (await em.execute(
    `select revision.workflow from
       (select creation_id, created_at from workflows where tenant_id = ? and instance_url = ? and removed_at is null
        and creation_id is not null ${requester === undefined ? '' : 'and requester_id = ?'} order by created_at desc limit ?) made
     join creations on creations.id = made.creation_id
     join draft_revisions revision on revision.draft_id = creations.draft_id and revision.revision = creations.revision
     order by made.created_at desc`,
    [tenant, instanceUrl, ...(requester === undefined ? [] : [requester]), limit],
  )) as { workflow: N8nWorkflow }[];
  return rows.map(({ workflow }) => workflow);
}

/** n8n's ids of what is known here on one n8n: of one tenant, and of all the others. */
export async function idsByOwner(
  em: EntityManager,
  { tenant, instanceUrl }: { tenant: string; instanceUrl: string },
): Promise<{ own: Set<string>; others: Set<string> }> {
  const rows = (await em.execute(
    'select n8n_id as "n8nId", tenant_id = ? as own from workflows where instance_url = ? and removed_at is null',
    [tenant, instanceUrl],
  )) as { n8nId: string; own: boolean }[];
  const [own, others] = [true, false].map((one) => rows.filter((row) => row.own === one).map(({ n8nId }) => n8nId));
  return { own: new Set(own), others: new Set(others) };
}
