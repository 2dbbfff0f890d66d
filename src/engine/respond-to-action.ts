import type { ActionTaken } from '#src/chat/inbound.ts';
import { personKey } from '#src/policy/roles.ts';
import { appendAudit } from '#src/store/audit.ts';
import { findDraft } from '#src/store/drafts.ts';
import { Conversation, type ConversationRecord, type TenantRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { DecisionAct } from './approval.ts';
import type { EngineContext } from './context.ts';
import { type Decided, takeDecision } from './decisions.ts';
import { refreshCard } from './presentation.ts';
import type { Speaker } from './speaker.ts';

const acts: Partial<Record<ActionTaken['action'], DecisionAct>> = {
  approve: 'approve',
  approve_publish: 'approve_publish',
  change: 'change',
  discard: 'discard',
  publish: 'publish',
  retry: 'retry',
};

const changeText =
  'Tell me in this thread what should be different, for example "at 7 instead" or "post to #sales". In a channel, mention me so that I can read it.';
const gone = 'That card does not belong to anything I still know. Ask again and I will make a new draft.';

/** Answers one click: decide on what the store says, enqueue, and redraw the card with what is true now. */
export async function respondToAction(
  context: EngineContext,
  em: EntityManager,
  event: ActionTaken,
  at: { conversation: ConversationRecord; tenant: TenantRecord },
  speaker: Speaker,
): Promise<void> {
  const act = acts[event.action];
  const { draftId, revision } = event.value;
  if (!act || !draftId || revision === undefined) return speaker.whisper(gone);
  const person = personKey(at.tenant.platform, at.tenant.externalId, event.person.id);
  const draft = await findDraft(em, draftId);
  const home = draft ? await em.findOne(Conversation, { id: draft.conversation }) : null;
  if (!draft || !home || home.tenant !== at.tenant.id) {
    await context.store.fork().transactional((tx) =>
      appendAudit(tx, {
        kind: 'refusal',
        actor: person,
        subject: draftId,
        data: { act, reason: 'unknown draft, or of another tenant' },
      }),
    );
    return speaker.whisper(gone);
  }
  const decided = await takeDecision(context.store, context.policy, {
    act,
    draftId,
    revision,
    person: event.person,
    personKey: person,
    requesterKey: (row) => personKey(at.tenant.platform, at.tenant.externalId, row.requesterId),
  });
  if (!decided) return speaker.whisper(gone);
  try {
    await tellDecision(context, speaker, act, decided);
  } finally {
    // Last, so that the card says "on its way" before it says how that ended.
    if (decided.creation) await context.queues.enqueueCreation(decided.creation.id, decided.creation.round);
  }
}

async function tellDecision(context: EngineContext, speaker: Speaker, act: DecisionAct, { verdict, draft }: Decided) {
  if (verdict.kind !== 'allowed') await speaker.whisper(verdict.reason);
  if (verdict.kind === 'refused') return;
  if (act === 'change' && verdict.kind === 'allowed') return speaker.whisper(changeText);
  await refreshCard(context, draft.id);
}
