import { operatorKey } from '#src/policy/roles.ts';
import { appendAudit } from '#src/store/audit.ts';
import { findCreation, reopenCreation } from '#src/store/creations.ts';
import { oweCards } from '#src/store/deliveries.ts';
import { type CreationRecord, type WorkflowRecord, WorkflowRow } from '#src/store/entities.ts';
import { toBroughtBack } from '../manage/bring-back.ts';
import type { OperatorContext } from '../manage/restore-by-operator.ts';

/**
 * What was published before n8n lost it and was brought back without being published: the creation that brought it back
 * goes on, approved by whoever runs the command. What a person still has to complete is left alone.
 */
export async function publishLater(
  context: OperatorContext,
): Promise<{ workflow: WorkflowRecord; creation: CreationRecord | string }[]> {
  const em = context.store.fork();
  const where = { instanceUrl: context.n8n.url, removedAt: null, published: false, wasPublished: true };
  const found: { workflow: WorkflowRecord; creation: CreationRecord | string }[] = [];
  for (const workflow of await em.find(WorkflowRow, where, { orderBy: { createdAt: 'asc' } })) {
    const back = await toBroughtBack(context, workflow, { language: 'en' });
    if (!back || back.hands.length > 0 || back.behindLive) continue;
    const creation = await reopen(context, workflow);
    if (creation) found.push({ workflow, creation });
  }
  return found;
}

async function reopen({ store }: OperatorContext, workflow: WorkflowRecord): Promise<CreationRecord | undefined> {
  return store.fork().transactional(async (tx) => {
    const [row] = (await tx.execute(
      `select creations.id from creations join drafts on drafts.id = creations.draft_id
       where drafts.workflow = ? and creations.status = 'created' order by creations.created_at desc limit 1`,
      [workflow.id],
    )) as { id: string }[];
    const creation = row && (await findCreation(tx, row.id));
    if (!creation) return undefined;
    await reopenCreation(tx, creation, true);
    await oweCards(tx, [creation.draft]);
    const data = { act: 'publish', revision: creation.revision, publish: true };
    await appendAudit(tx, { kind: 'approval', actor: operatorKey, subject: creation.draft, data });
    return creation;
  });
}
