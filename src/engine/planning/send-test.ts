import { N8nError } from '#src/errors.ts';
import { wordsIn } from '#src/language/words.ts';
import type { DraftAction } from '#src/model/action.ts';
import type { KeptTest, KeptTests } from '#src/model/event-results.ts';
import type { TestOutcome } from '#src/model/rehearsal.ts';
import { sendTest as sendInN8n } from '#src/rehearsal/send-test.ts';
import { appendAudit } from '#src/store/audit.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { DraftRecord, EventRecord } from '#src/store/entities.ts';
import { findEvent, keepResult, lockEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { whyNot } from '../drafts/rehearse-revision.ts';
import { actorOnDraft, viaOf } from '../people/actor.ts';
import { type ActionTurn, readerOfTurn } from '../turn/turn.ts';
import { offeredTo, showTests } from './offer-test.ts';

type Pressed = Extract<DraftAction, { kind: 'send_test' }>;

/**
 * Sends what was offered, once, to whoever it was offered to and pressed. That it may be sent is kept, with its own row on
 * the audit trail, before n8n is called; a turn that runs again, or a second press, sends nothing. A process that ends in
 * between leaves it unknown.
 */
export async function sendTest(
  context: EngineContext,
  turn: ActionTurn,
  draft: DraftRecord,
  pressed: Pressed,
): Promise<void> {
  const { store } = context;
  const em = store.fork();
  const { test: words } = wordsIn(readerOfTurn(turn).language).rehearsal;
  const row = await findRevision(em, draft.id, pressed.revision);
  const offer = await offerOf(em, turn, pressed);
  if (!row || !offer) return turn.speaker.whisper(words.notYours);
  const { email } = offer.payload.kind === 'action' ? offer.payload : {};
  const me = { tenant: turn.tenant, event: { ...turn.event, ...(email ? { email } : {}) } };
  const wanted = offer.results?.tests?.tests[pressed.test];
  const own = offeredTo(me, row).find(({ kept }) => kept.step === wanted?.step && kept.hash === wanted.hash)?.test;
  const shown = { row, offeredIn: offer.id, rewrites: true, email };
  const claimed = await claim(context, turn, draft, { ...pressed, sendable: own !== undefined, to: own?.to });
  if (claimed.kind === 'changed') return turn.speaker.whisper(words.changed);
  if (claimed.kind === 'mine' && own) {
    await showTests(context, turn, { ...shown, kept: claimed.kept });
    const { outcome, removed } = await send(context, turn, own.node);
    await settle(context, draft, turn, pressed, outcome);
    await showTests(context, turn, { ...shown, kept: await keptOf(em, offer.id) });
    return removed;
  }
  // Its turn ran before and did not get to the end: what became of it nobody knows.
  if (claimed.kind === 'cut off') await settle(context, draft, turn, pressed, { kind: 'unknown' });
  await showTests(context, turn, { ...shown, kept: await keptOf(em, offer.id) });
}

/** The event that led to the offer, where it was made to this very person and account. */
async function offerOf(
  em: EntityManager,
  turn: ActionTurn,
  { offeredIn, draftId, revision }: Pressed,
): Promise<EventRecord | undefined> {
  const event = await findEvent(em, offeredIn);
  const tests = event?.results?.tests;
  const same =
    event?.tenant === turn.tenant.id &&
    event.payload.person.id === turn.event.person.id &&
    tests?.draft === draftId &&
    tests.revision === revision;
  return same ? event : undefined;
}

type Claimed =
  /** To be sent now. */
  | { kind: 'mine'; kept: KeptTests }
  /** This very press was at it before. */
  | { kind: 'cut off' }
  /** Another press is at it, or was. */
  | { kind: 'done' }
  /** It would not be what was shown. */
  | { kind: 'changed' };

async function claim(
  { store, policy }: EngineContext,
  turn: ActionTurn,
  draft: DraftRecord,
  { offeredIn, test, revision, sendable, to }: Pressed & { sendable: boolean; to: string | undefined },
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
    const data = { act: 'test', revision, step: wanted.step, to: to ?? '', content: wanted.hash, ...viaOf(actor) };
    await appendAudit(tx, { kind: 'approval', actor: actor.key, subject: draft.id, data });
    return { kind: 'mine', kept: now };
  });
}

/** Of a failure before the step could run nothing was sent, and that is certain. */
async function send(
  { n8n, log }: EngineContext,
  turn: ActionTurn,
  node: Parameters<typeof sendInN8n>[1],
): Promise<{ outcome: TestOutcome; removed?: Promise<void> }> {
  try {
    return await sendInN8n(n8n, node, { signal: turn.signal });
  } catch (error) {
    if (error instanceof N8nError) return { outcome: { kind: 'not_sent', reason: whyNot(error) } };
    if (!turn.signal.aborted) log.error({ err: error }, 'a test could not be sent');
    return { outcome: { kind: 'not_sent', reason: 'away' } };
  }
}

async function settle(
  { store }: EngineContext,
  draft: DraftRecord,
  turn: ActionTurn,
  { offeredIn, test }: Pressed,
  outcome: TestOutcome,
): Promise<void> {
  await store.fork().transactional(async (tx) => {
    const kept = (await lockEvent(tx, offeredIn)).tests;
    const sent = kept?.tests[test];
    if (!kept || !sent || sent.sent?.outcome) return;
    await keepResult(tx, offeredIn, 'tests', withTest(kept, test, { ...sent, sent: { in: turn.row.id, outcome } }));
    const data = { act: 'test', revision: kept.revision, step: sent.step, content: sent.hash, result: outcome.kind };
    await appendAudit(tx, { kind: 'outcome', actor: 'flowsmith', subject: draft.id, data });
  });
}

const withTest = (kept: KeptTests, at: number, test: KeptTest): KeptTests => ({
  ...kept,
  tests: kept.tests.with(at, test),
});

async function keptOf(em: EntityManager, id: string): Promise<KeptTests> {
  const kept = (await findEvent(em.fork(), id))?.results?.tests;
  if (!kept) throw new Error(`event ${id} has no offer any more`);
  return kept;
}
