import type { About } from '#src/log.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import type { EntityManager } from './orm.ts';

/** What has a request behind it. */
export type TrailKind = 'event' | 'draft' | 'creation' | 'act' | 'question' | 'failure';

/** Each to the row that has a reference, and the tenant of that. */
const ways: Record<TrailKind, string> = {
  event: `select e.id as root, e.reference, e.id as event, null as draft, t.platform, t.external_id as tenant
    from inbound_events e join tenants t on t.id = e.tenant_id where e.id = ?`,
  draft: `select d.id as root, d.reference, null as event, d.id as draft, t.platform, t.external_id as tenant
    from drafts d join conversations c on c.id = d.conversation_id join tenants t on t.id = c.tenant_id where d.id = ?`,
  creation: `select d.id as root, d.reference, null as event, d.id as draft, t.platform, t.external_id as tenant
    from creations n join drafts d on d.id = n.draft_id join conversations c on c.id = d.conversation_id
    join tenants t on t.id = c.tenant_id where n.id = ?`,
  act: `select e.id as root, e.reference, e.id as event, null as draft, t.platform, t.external_id as tenant
    from workflow_acts a join inbound_events e on e.id = a.event_id join tenants t on t.id = e.tenant_id where a.id = ?`,
  question: `select e.id as root, e.reference, e.id as event, null as draft, t.platform, t.external_id as tenant
    from questions q join inbound_events e on e.id = q.event_id join tenants t on t.id = e.tenant_id where q.id = ?`,
  failure: `select d.id as root, d.reference, null as event, d.id as draft, t.platform, t.external_id as tenant
    from workflow_failures f join workflows w on w.id = f.workflow_id join creations n on n.id = w.creation_id
    join drafts d on d.id = n.draft_id join conversations c on c.id = d.conversation_id
    join tenants t on t.id = c.tenant_id where f.id = ?`,
};

interface Row {
  root: string;
  reference: string | null;
  event: string | null;
  draft: string | null;
  platform: string;
  tenant: string;
}

/** The request something belongs to, by the id of that; undefined when there is no such thing (any more). */
export async function trailOf(em: EntityManager, kind: TrailKind, id: string): Promise<About | undefined> {
  const [row] = (await em.execute(ways[kind], [id])) as Row[];
  if (!row) return undefined;
  const { root, reference, event, draft, platform, tenant } = row;
  return {
    reference: referenceIn({ id: root, reference }),
    ...(event ? { event } : {}),
    ...(draft ? { draft } : {}),
    ...{ platform, tenant },
  };
}

/** How an event ended up: the request it belongs to by now, and the draft it led to. */
export async function trailOfAnswered(
  em: EntityManager,
  event: string,
): Promise<{ reference: string; draft?: string }> {
  const [row] = (await em.execute(
    `select e.reference, r.draft_id as draft from inbound_events e left join draft_revisions r on r.event_id = e.id
     where e.id = ?`,
    [event],
  )) as Pick<Row, 'reference' | 'draft'>[];
  const reference = referenceIn({ id: event, reference: row?.reference });
  return { reference, ...(row?.draft ? { draft: row.draft } : {}) };
}
