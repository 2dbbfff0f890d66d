import type { MessageReceived } from '#src/chat/inbound.ts';
import { wordsIn } from '#src/language/words.ts';
import { operatorKey } from '#src/policy/roles.ts';
import { acceptEvent } from '#src/store/accept.ts';
import { appendAudit } from '#src/store/audit.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import { type CreationRecord, StoredEvent, type WorkflowRecord } from '#src/store/entities.ts';
import { loadEventContext, markHandled } from '#src/store/events.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { takeDecision } from '../drafts/decisions.ts';
import { keepRevision, type Origin, type RevisionContents } from '../drafts/keep-draft.ts';
import { issuesNow } from '../drafts/policy-check.ts';
import { absentText } from './calls.ts';
import { lookAt } from './look.ts';
import { toRestored } from './restore.ts';

export type OperatorContext = Pick<EngineContext, 'store' | 'policy'> &
  OfN8n<'client' | 'versions' | 'url' | 'editorUrl' | 'catalog' | 'facts' | 'readCalled'>;

const operator = { id: operatorKey, name: 'the operator' };

/**
 * Brings a version back without a chat: a draft like any other, approved by whoever runs the command, with the same rows.
 * Returns the creation, to be queued by the caller, or why there is none, in words.
 */
export async function restoreByOperator(
  context: OperatorContext,
  workflow: WorkflowRecord,
  { version, publish }: { version: number; publish: boolean },
): Promise<CreationRecord | string> {
  const seen = await lookAt(context, workflow);
  if (seen.kind !== 'there') return absentText(seen, workflow.name, wordsIn('en').engine);
  const contents = await toRestored(context, workflow, seen.stored, { words: String(version) }, 'en');
  if (typeof contents === 'string') return contents;
  return approveByOperator(context, contents, publish);
}

/** Keeps a draft of these contents and approves it as whoever runs the command; why it cannot be approved, in words. */
export async function approveByOperator(
  context: OperatorContext,
  contents: RevisionContents,
  publish: boolean,
): Promise<CreationRecord | string> {
  const origin = await toOrigin(context, contents.request);
  const draftId = await keepRevision(context, origin, contents, null);
  const decide = (act: 'approve' | 'approve_publish' | 'discard') =>
    takeDecision(context, { act, draftId, revision: 1, by: origin, byOperator: true });
  const decided = await decide(publish ? 'approve_publish' : 'approve');
  if (decided?.creation) return decided.creation;
  await decide('discard');
  const em = context.store.fork();
  const [draft, row] = [await findDraft(em, draftId), await findRevision(em, draftId, 1)];
  const errors = draft && row ? errorsOf(await issuesNow(context, draft, row)).map(({ message }) => message) : [];
  const what = contents.bringsBack ? 'It cannot be brought back now.' : 'That version cannot be put back now.';
  return [`${what} Nothing was changed.`, ...new Set(errors)].join('\n');
}

/** The command, kept like everything that was asked; there is no turn to answer it, so it is handled at once. */
async function toOrigin(context: Pick<EngineContext, 'store'>, text: string): Promise<Origin> {
  const id = crypto.randomUUID();
  const tenant = { id: operator.id };
  const event: MessageReceived = {
    kind: 'message',
    dedupeKey: id,
    tenant,
    conversation: { platform: 'rest', key: id, address: null },
    person: operator,
    text,
    via: 'rest',
  };
  return context.store.fork().transactional(async (em) => {
    await acceptEvent(em, id, event, undefined);
    await markHandled(em, id);
    const row = await em.findOneOrFail(StoredEvent, { id });
    await appendAudit(em, { kind: 'request', actor: operatorKey, subject: id, data: { text, via: 'command line' } });
    return { event, row, actor: operatorKey, ...(await loadEventContext(em, row)) };
  });
}
