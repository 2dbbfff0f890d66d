import { policyFor } from '#src/policy/roles.ts';
import { testableKinds } from '#src/rehearsal/own-message.ts';
import type { MessageKind } from '#src/rehearsal/own-message-table.ts';
import { homeOf } from '#src/store/drafts.ts';
import { Conversation, type DraftRecord, type RevisionRecord, Tenant } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';

/** Where platforms vouch for people: for an id messages can be sent to, and for an address. */
const reaches: Readonly<Record<string, readonly MessageKind[]>> = { slack: ['slack', 'mail'], teams: ['mail'] };

/** Whether whoever reads the card where it was asked for may have a step of it sent to themselves. */
export async function testableOf(
  { policy }: Pick<EngineContext, 'policy'>,
  em: EntityManager,
  draft: DraftRecord,
  { rehearsal, workflow, revision }: RevisionRecord,
): Promise<{ testable?: true }> {
  if (draft.status !== 'proposed' || draft.revision !== revision) return {};
  const kinds = testableKinds(rehearsal ?? null, workflow);
  if (kinds.size === 0 || policyFor(policy, await homeOf(em, draft)).tests === 'nobody') return {};
  const conversation = await em.findOneOrFail(Conversation, { id: draft.conversation });
  const { platform } = await em.findOneOrFail(Tenant, { id: conversation.tenant });
  return reaches[platform]?.some((kind) => kinds.has(kind)) ? { testable: true } : {};
}
