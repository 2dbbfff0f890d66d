import type pg from 'pg';
import type { StandIn } from '#src/dev/n8n-stand-in.ts';
import type { Subject } from '#test/support/pages.ts';
import { n8nDocument } from './tables.ts';

/** n8n holds every workflow that was not removed. Returns how many. */
export async function plantAll(admin: pg.ClientBase, standIn: StandIn): Promise<number> {
  const { rows } = await admin.query<{ id: string; name: string; active: boolean; version: string }>(
    'select n8n_id as id, name, published as active, n8n_version_id as version from workflows where removed_at is null order by created_at',
  );
  for (const { id, name, active, version } of rows) {
    const document = JSON.parse(n8nDocument.replaceAll('$N', id.replace(/^wf0*/, '')));
    standIn.plant({ ...document, id, name, active, versionId: version });
    standIn.addExecution({ workflowId: id, status: 'success' } as never);
  }
  return rows.length;
}

/** Twenty people of the tenant with something open, each with a workflow; the first is the one with the most versions. */
export async function findSubjects(admin: pg.ClientBase, tenant: string): Promise<Subject[]> {
  const { rows: open } = await admin.query<{ id: string; person: string; key: string }>(
    `select d.id, d.requester_id as person, c.key from drafts d join conversations c on c.id = d.conversation_id join tenants t on t.id = c.tenant_id
     where t.external_id = $1 and d.status = 'proposed' order by d.created_at desc limit 20`,
    [tenant],
  );
  const { rows: workflows } = await admin.query<{ id: string; name: string; made: string }>(
    `select w.id, w.name, c.draft_id as made from workflows w join creations c on c.id = w.creation_id join tenants t on t.id = w.tenant_id
     where t.external_id = $1 and w.removed_at is null
     order by (select count(*) from workflow_versions v where v.workflow_id = w.id) desc, w.created_at limit 20`,
    [tenant],
  );
  return workflows.map(({ id, name, made }, at) => {
    const { person = 'U00000000', id: draft = made } = open[at % open.length] ?? {};
    return {
      ...{ platform: 'slack' as const, tenant, person, approver: 'APPROVER', admin: 'ADMIN' },
      ...{ workflow: { id, name }, draft, made },
    };
  });
}
