import type { DraftAction } from '#src/model/action.ts';
import type { KeptTest, KeptTests } from '#src/model/event-results.ts';
import type { TestOutcome } from '#src/model/rehearsal.ts';
import { appendAudit } from '#src/store/audit.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import { keepResult, lockEvent } from '#src/store/events.ts';
import type { EngineContext } from '../context.ts';
import { type Asking, actorOnDraft, viaOf } from '../people/actor.ts';
import type { ActionTurn } from '../turn/turn.ts';

/** One of the tests that the event led to. */
type Offered = Pick<Extract<DraftAction, { kind: 'send_test' }>, 'offeredIn' | 'test'>;

export type Claimed =
  /** To be sent now. */
  | { kind: 'mine'; kept: KeptTests }
  /** This very press was at it before. */
  | { kind: 'cut off' }
  /** Another press is at it, or was. */
  | { kind: 'done' }
  /** It would not be what was shown. */
  | { kind: 'changed' };

/** Keeps that it is sent now, with its approval on the audit trail, for whichever press comes first. */
export async function claimTest(
  { store, policy }: Pick<EngineContext, 'store' | 'policy'>,
  turn: Asking & Pick<ActionTurn, 'row'>,
  draft: DraftRecord,
  { offeredIn, test, revision, sendable }: Offered & { revision: number; sendable: boolean },
): Promise<Claimed> {
  return store.fork().transactional(async (tx) => {
    const kept = (await lockEvent(tx, offeredIn)).tests;
    const wanted = kept?.tests[test];
    if (!kept || !wanted) return { kind: 'changed' };
    if (wanted.sent)
      return wanted.sent.in === turn.row.id && !wanted.sent.outcome ? { kind: 'cut off' } : { kind: 'done' };
    const actor = await actorOnDraft(policy, tx, turn, draft);
    if (!sendable || !actor) return { kind: 'changed' };
    const now = withTest(kept, test, { ...wanted, sent: { in: turn.row.id } });
    await keepResult(tx, offeredIn, 'tests', now);
    // To whom is in the hash, and is whoever pressed: an address by itself would outlast their being forgotten.
    const data = { act: 'test', revision, step: wanted.step, content: wanted.hash, ...viaOf(actor) };
    await appendAudit(tx, { kind: 'approval', actor: actor.key, subject: draft.id, data });
    return { kind: 'mine', kept: now };
  });
}

/** Keeps what became of it, once. */
export async function settleTest(
  { store }: Pick<EngineContext, 'store'>,
  turn: Pick<ActionTurn, 'row'>,
  { draftId, offeredIn, test }: Offered & { draftId: string },
  outcome: TestOutcome,
): Promise<void> {
  await store.fork().transactional(async (tx) => {
    const kept = (await lockEvent(tx, offeredIn)).tests;
    const sent = kept?.tests[test];
    if (!kept || !sent || sent.sent?.outcome) return;
    await keepResult(tx, offeredIn, 'tests', withTest(kept, test, { ...sent, sent: { in: turn.row.id, outcome } }));
    const data = { act: 'test', revision: kept.revision, step: sent.step, content: sent.hash, result: outcome.kind };
    await appendAudit(tx, { kind: 'outcome', actor: 'flowsmith', subject: draftId, data });
  });
}

const withTest = (kept: KeptTests, at: number, test: KeptTest): KeptTests => ({
  ...kept,
  tests: kept.tests.with(at, test),
});
