import { parseReference, referenceIn, referenceLength } from '#src/telemetry/reference.ts';
import { Creation, DraftRow, StoredEvent, WorkflowAct, WorkflowRow } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** The request that is meant, or why it is not certain which. */
export type Meant =
  | { kind: 'one'; reference: string }
  /** Only a part of a reference was given. */
  | { kind: 'several'; references: string[] }
  /** A workflow that nobody asked Flowsmith for: only what was done with it later is on record. */
  | { kind: 'adopted'; workflow: string; references: string[] }
  | { kind: 'unknown' };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const mostTold = 20;

/**
 * Finds a request by its reference, or by the id of an event, draft, creation, act or workflow (ours or n8n's) that
 * belongs to it.
 */
export async function findRequest(em: EntityManager, given: string): Promise<Meant> {
  const text = given.trim();
  if (uuid.test(text.toLowerCase())) return byId(em, text.toLowerCase());
  const wanted = parseReference(text);
  const references = wanted ? await referencesLike(em, wanted) : [];
  if (references[0] && references.length === 1) return { kind: 'one', reference: references[0] };
  if (references.length > 1) return { kind: 'several', references };
  const [workflow] = await em.find(WorkflowRow, { n8nId: text }, { orderBy: { createdAt: 'desc' }, limit: 1 });
  return workflow ? byWorkflow(em, workflow) : { kind: 'unknown' };
}

async function byId(em: EntityManager, id: string): Promise<Meant> {
  const event = await em.findOne(StoredEvent, { id }, { fields: ['id', 'reference'] });
  if (event) return { kind: 'one', reference: referenceIn(event) };
  const creation = await em.findOne(Creation, { id }, { fields: ['draft'] });
  const draft = await em.findOne(DraftRow, { id: creation?.draft ?? id }, { fields: ['id', 'reference'] });
  if (draft) return { kind: 'one', reference: referenceIn(draft) };
  const act = await em.findOne(WorkflowAct, { id }, { fields: ['event'] });
  if (act) return byId(em, act.event);
  const workflow = await em.findOne(WorkflowRow, { id });
  return workflow ? byWorkflow(em, workflow) : { kind: 'unknown' };
}

async function byWorkflow(
  em: EntityManager,
  { id, creation }: { id: string; creation?: string | null },
): Promise<Meant> {
  if (creation) return byId(em, creation);
  const rows = (await em.execute(
    `select e.id, e.reference, e.received_at from workflow_acts a join inbound_events e on e.id = a.event_id
     where a.workflow_id = ? union select d.id, d.reference, d.created_at from drafts d where d.workflow = ?
     order by 3 desc limit ?`,
    [id, id, mostTold],
  )) as { id: string; reference: string | null }[];
  return { kind: 'adopted', workflow: id, references: [...new Set(rows.map(referenceIn))] };
}

/** Those that begin so, the newest first. Rows without a reference of their own are found by their ids. */
async function referencesLike(em: EntityManager, start: string): Promise<string[]> {
  const [from, to] = [`${start}`, `${start}${'f'.repeat(referenceLength - start.length)}`];
  const [first, last] = [asId(start, '0'), asId(start, 'f')];
  const rows = (await em.execute(
    `select reference, max(at) as at from (
       select reference, received_at as at from inbound_events where reference between ? and ?
       union all select reference, created_at from drafts where reference between ? and ?
       union all select left(replace(id::text, '-', ''), ?), received_at from inbound_events
         where id between ?::uuid and ?::uuid and reference is null
       union all select left(replace(id::text, '-', ''), ?), created_at from drafts
         where id between ?::uuid and ?::uuid and reference is null) found
     group by reference order by at desc limit ?`,
    [from, to, from, to, referenceLength, first, last, referenceLength, first, last, mostTold],
  )) as { reference: string }[];
  return rows.map(({ reference }) => reference);
}

/** The lowest or the highest id that begins so. */
export function asId(start: string, rest: '0' | 'f'): string {
  const hex = start.padEnd(32, rest);
  return [8, 12, 16, 20, 32].map((end, index, ends) => hex.slice(ends[index - 1] ?? 0, end)).join('-');
}
