import { N8nError } from '#src/errors.ts';
import { wordsIn } from '#src/language/words.ts';
import type { DraftAction } from '#src/model/action.ts';
import type { KeptTests } from '#src/model/event-results.ts';
import type { TestOutcome } from '#src/model/rehearsal.ts';
import { sendTest as sendInN8n } from '#src/rehearsal/send-test.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { DraftRecord, EventRecord } from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { whyNot } from '../drafts/rehearse-revision.ts';
import { type ActionTurn, readerOfTurn } from '../turn/turn.ts';
import { offeredTo, showTests } from './offer-test.ts';
import { claimTest, settleTest } from './test-claim.ts';

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
  const claimed = await claimTest(context, turn, draft, { ...pressed, sendable: own !== undefined });
  if (claimed.kind === 'changed') return turn.speaker.whisper(words.changed);
  if (claimed.kind === 'mine' && own) {
    await showTests(context, turn, { ...shown, kept: claimed.kept });
    const { outcome, removed } = await send(context, turn, own.node);
    await settleTest(context, turn, pressed, outcome);
    await showTests(context, turn, { ...shown, kept: await keptOf(em, offer.id) });
    return removed;
  }
  // Its turn ran before and did not get to the end: what became of it nobody knows.
  if (claimed.kind === 'cut off') await settleTest(context, turn, pressed, { kind: 'unknown' });
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

async function keptOf(em: EntityManager, id: string): Promise<KeptTests> {
  const kept = (await findEvent(em.fork(), id))?.results?.tests;
  if (!kept) throw new Error(`event ${id} has no offer any more`);
  return kept;
}
