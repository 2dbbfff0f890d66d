import type { Issue } from '#src/model/issue.ts';
import { toArray } from './arrays.ts';
import { AuditEvent } from './entities.ts';
import type { EntityManager } from './orm.ts';

interface ApprovalData {
  act?: string;
  /** The account that was used, where it is a linked one. */
  via?: string;
  revision?: number;
  /** How many people its rules demanded, where there are rules. */
  people?: number;
  demands?: string;
  /** In whose place it was given, of people who were away. */
  for?: string[];
}

/** Rows of the kind `approval` are also there for publishing, trying again and tests. */
async function approvalsOf(em: EntityManager, draft: string, revision: number) {
  const where = { kind: 'approval' as const, subject: draft };
  const rows = await em.find(AuditEvent, where, { orderBy: { seq: 'asc' }, disableIdentityMap: true });
  return rows
    .map(({ actor, data }) => ({ actor, data: (data ?? {}) as ApprovalData }))
    .filter(
      ({ data: { act, revision: about } }) => about === revision && (act === 'approve' || act === 'approve_publish'),
    );
}

/** An approval, in full: whose it is, and the linked account it was given with. */
export interface Vote {
  key: string;
  via?: string;
  standsFor?: string[];
}

/** Who approved this revision so far: one that takes several is decided with the last of them. */
export async function votesOn(em: EntityManager, draft: string, revision: number): Promise<Vote[]> {
  const rows = await approvalsOf(em, draft, revision);
  const votes = rows.flatMap(({ actor, data: { via, for: standsFor } }): Vote[] =>
    actor === 'policy' ? [] : [{ key: actor, ...(via ? { via } : {}), ...(standsFor ? { standsFor } : {}) }],
  );
  return [...new Map(votes.map((vote) => [`${vote.key} ${vote.via ?? ''}`, vote])).values()];
}

/** What was demanded when it was decided; undefined where no rule was. */
export async function demandedOf(em: EntityManager, draft: string, revision: number): Promise<string | undefined> {
  return (await approvalsOf(em, draft, revision)).at(-1)?.data.demands;
}

/** What the rules found when a draft that waits was kept, and every account that approved its newest revision so far. */
export interface Asked {
  issues: Issue[];
  votes: string[];
}

/** The same of many drafts at once, by their ids. */
export async function askedOf(em: EntityManager, drafts: string[]): Promise<Map<string, Asked>> {
  const rows = (await em.execute(
    `select d.id, coalesce((select jsonb_agg(i) from jsonb_array_elements(r.issues) i
         where i->>'code' in ('needs-approvals', 'needs-admin')), '[]') as issues,
       coalesce((select jsonb_agg(distinct one) from audit_events e, unnest(array[e.actor, e.data->>'via']) one
         where e.kind = 'approval' and e.data->>'act' in ('approve', 'approve_publish') and one is not null
         and e.subject = d.id::text and e.data->>'revision' = d.revision::text), '[]') as votes
     from drafts d join draft_revisions r on r.draft_id = d.id and r.revision = d.revision where d.id = any(?::uuid[])`,
    [toArray(drafts)],
  )) as (Asked & { id: string })[];
  return new Map(rows.map(({ id, issues, votes }) => [id, { issues, votes }]));
}

/** What went into n8n as a version of a workflow. */
export interface ApprovedVersion {
  workflow: unknown;
  /** So many people had to approve it. */
  people: number;
}

const mostVersions = 20;

/** Versions of a workflow that were approved here and went into n8n, the newest first; those without words are left out. */
export async function approvedVersions(em: EntityManager, workflow: string): Promise<ApprovedVersion[]> {
  const rows = (await em.execute(
    `select r.workflow, a.by_policy, (
       select e.data->>'people' from audit_events e where e.kind = 'approval' and e.subject = c.draft_id::text
         and e.data->>'revision' = c.revision::text and e.data->>'people' is not null order by e.seq desc limit 1) as people
     from creations c join drafts d on d.id = c.draft_id join approvals a on a.id = c.approval_id
       join draft_revisions r on r.draft_id = c.draft_id and r.revision = c.revision
     where c.status = 'created' and d.emptied_at is null
       and (d.workflow = ? or c.id = (select creation_id from workflows where id = ?))
     order by c.finished_at desc limit ?`,
    [workflow, workflow, mostVersions],
  )) as { workflow: unknown; by_policy: boolean; people: string | null }[];
  return rows.map(({ workflow: document, by_policy, people }) => ({
    workflow: document,
    people: people === null ? (by_policy ? 0 : 1) : Number(people),
  }));
}
