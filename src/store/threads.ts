import { type DraftRecord, DraftRow, type EventRecord, type TenantRecord, WorkflowVersion } from './entities.ts';
import { findEventByKey } from './events.ts';
import type { EntityManager } from './orm.ts';

/**
 * The newest draft that came of one message, or of what was said below it: the draft of that thread, where one
 * conversation has several.
 * @param root dedupe key of the message
 */
export async function findDraftBelow(
  em: EntityManager,
  { platform, externalId }: Pick<TenantRecord, 'platform' | 'externalId'>,
  root: string,
): Promise<DraftRecord | null> {
  // It may have begun when threads were conversations of their own.
  const begun = await findEventByKey(em, platform, externalId, root);
  if (!begun) return null;
  const [found] = (await em.execute(
    `select drafts.id from drafts where conversation_id = ? and exists (
       select 1 from draft_revisions join inbound_events e on e.id = draft_revisions.event_id
       where draft_revisions.draft_id = drafts.id and (e.dedupe_key = ? or e.payload->>'below' = ?))
     order by created_at desc limit 1`,
    [begun.conversation, root, root],
  )) as { id: string }[];
  return found ? em.findOne(DraftRow, { id: found.id }) : null;
}

/** Our id of the workflow that a draft changes or became. */
export async function findWorkflowOfDraft(em: EntityManager, draft: DraftRecord): Promise<string | undefined> {
  if (draft.workflow) return draft.workflow;
  return (await em.findOne(WorkflowVersion, { draft: draft.id }))?.workflow;
}

/** Whether nobody said anything in its conversation after it, besides an event given, and edits of it. */
export async function isNewestSaid(em: EntityManager, said: EventRecord, besides: string): Promise<boolean> {
  const rows = (await em.execute(
    `select 1 from inbound_events newer where conversation_id = ? and id not in (?, ?) and payload->>'kind' = 'message'
     and payload->>'edits' is distinct from ?
     and received_at > (select received_at from inbound_events where id = ?) limit 1`,
    [said.conversation, said.id, besides, said.dedupeKey, said.id],
  )) as unknown[];
  return rows.length === 0;
}
