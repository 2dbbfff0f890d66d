import { list } from './emptied.ts';
import type { EntityManager } from './orm.ts';
import type { KnownAccount } from './people.ts';

/** An account that is forgotten, and what stands for it from then on. */
export interface Forgetting extends KnownAccount {
  /** `platform:tenant:person` */
  key: string;
  as: string;
  asKey: string;
}

/** What is, or would be, taken away, and what is not. */
export interface Forgotten {
  /** Rows by what they are. */
  counts: Record<string, number>;
  /** Workflows they asked for: they stay, with what is in them. */
  workflows: { name: string; n8nId: string; instanceUrl: string; namesThem: boolean }[];
  /** Templates they saved: they stay, without who saved them. */
  templates: string[];
  /** Audit rows from before actors were sealed: the account is in their hash. */
  sealedBefore: number;
}

const counted: Readonly<Record<string, [sql: string, by: (keyof Forgetting | 'tenantId')[]]>> = {
  events: [`inbound_events where tenant_id = ? and payload->'person'->>'id' = ?`, ['tenantId', 'personId']],
  drafts: [
    `drafts where requester_id = ? or (requester_id = ? and conversation_id in (select id from conversations where tenant_id = ?))`,
    ['key', 'personId', 'tenantId'],
  ],
  'drafts emptied': [
    `drafts d where d.status not in ('approved', 'created')
       and not exists (select 1 from workflow_versions v where v.draft_id = d.id) and d.id in (
       select r.draft_id from draft_revisions r join inbound_events e on e.id = r.event_id
       where e.tenant_id = ? and e.payload->'person'->>'id' = ?)`,
    ['tenantId', 'personId'],
  ],
  messages: [
    `messages m join inbound_events e on e.id = m.event_id where e.tenant_id = ? and e.payload->'person'->>'id' = ?`,
    ['tenantId', 'personId'],
  ],
  questions: [
    `questions q join inbound_events e on e.id = q.event_id where e.tenant_id = ? and e.payload->'person'->>'id' = ?`,
    ['tenantId', 'personId'],
  ],
  decisions: ['approvals where decided_by = ?', ['key']],
  acts: ['workflow_acts where requested_by = ?', ['key']],
  feedback: ['feedback where person_id = ?', ['key']],
  links: [
    `(select 1 from accounts where tenant_id = ? and person_id = ? union all select 1 from link_requests
      where (tenant_id = ? and person_id = ?) or (other_tenant_id = ? and other_person_id = ?)) links`,
    ['tenantId', 'personId', 'tenantId', 'personId', 'tenantId', 'personId'],
  ],
  audit: ['audit_events where actor = ? or position(to_json(?::text)::text in data::text) > 0', ['key', 'key']],
};

/** What names these accounts now. */
export async function countForgotten(
  em: EntityManager,
  all: readonly Forgetting[],
): Promise<Pick<Forgotten, 'counts' | 'workflows' | 'templates'>> {
  const counts: Record<string, number> = {};
  for (const [what, [from, by]] of Object.entries(counted)) {
    counts[what] = 0;
    for (const account of all) {
      const params = by.map((field) => (field === 'tenantId' ? account.tenant.id : account[field]));
      const [row] = (await em.execute(`select count(*)::int as n from ${from}`, params)) as { n: number }[];
      counts[what] += row?.n ?? 0;
    }
  }
  const workflows: Forgotten['workflows'] = [];
  const templates: string[] = [];
  for (const { tenant, personId, key, names } of all) {
    workflows.push(
      ...((await em.execute(
        `select w.name, w.n8n_id as "n8nId", w.instance_url as "instanceUrl", exists (
           select 1 from workflow_versions v, unnest(?::text[]) name where v.workflow_id = w.id
             and position(name in v.document::text) > 0
           union all select 1 from seen_workflows s, unnest(?::text[]) name where s.workflow = w.id
             and position(name in s.document::text) > 0) as "namesThem"
         from workflows w where (w.requester_id = ? and w.tenant_id = ?) or w.requester_id = ? order by w.created_at`,
        [list(names), list(names), personId, tenant.id, key],
      )) as Forgotten['workflows']),
    );
    const saved = (await em.execute('select name from templates where created_by = ? order by name', [key])) as {
      name: string;
    }[];
    templates.push(...saved.map(({ name }) => name));
  }
  return { counts, workflows, templates };
}

/** What the audit trail keeps of them because it is what its hashes were made of. */
export async function remainsOf(
  em: EntityManager,
  all: readonly Forgetting[],
): Promise<Pick<Forgotten, 'sealedBefore'>> {
  const [row] = (await em.execute(
    'select count(*)::int as n from audit_events where actor = any(?::text[]) and actor_hash is null',
    [list(all.map(({ key }) => key))],
  )) as { n: number }[];
  return { sealedBefore: row?.n ?? 0 };
}
