import { type TestsView, type TestView, testCard, testText } from '#src/cards/test-card.ts';
import { wordsIn } from '#src/language/words.ts';
import type { KeptTests } from '#src/model/event-results.ts';
import { type OwnAddresses, type OwnTest, testableKinds, toOwnTests } from '#src/rehearsal/own-message.ts';
import { canonicalHash } from '#src/store/audit.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { DraftRecord, RevisionRecord } from '#src/store/entities.ts';
import { keepResult, lockEvent } from '#src/store/events.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import type { EngineContext } from '../context.ts';
import { showOrRewrite } from '../turn/say.ts';
import { type ActionTurn, readerOfTurn } from '../turn/turn.ts';

const mostOffered = 3;

/** Shows what of the revision can be sent for real to whoever pressed, alone; that has a button each, and sends nothing yet. */
export async function offerTest(context: EngineContext, turn: ActionTurn, draft: DraftRecord): Promise<void> {
  const { store } = context;
  const row = await findRevision(store.fork(), draft.id, draft.revision);
  const { test: words } = wordsIn(readerOfTurn(turn).language).rehearsal;
  if (!row) return;
  const tests = offeredTo(turn, row);
  if (tests.length === 0) {
    const kinds = testableKinds(row.rehearsal ?? null, row.workflow);
    return turn.speaker.whisper(kinds.has('mail') ? words.noAddress : words.nothing);
  }
  const offered: KeptTests = { draft: draft.id, revision: row.revision, tests: tests.map(({ kept }) => kept) };
  const kept = await store.fork().transactional(async (tx) => {
    const known = (await lockEvent(tx, turn.row.id)).tests;
    if (!known) await keepResult(tx, turn.row.id, 'tests', offered);
    return known ?? offered;
  });
  await showTests(context, turn, { row, kept, offeredIn: turn.row.id, rewrites: false });
}

/** What can be sent to whoever pressed, each with what it is known by. */
export function offeredTo(
  { tenant, event }: Pick<ActionTurn, 'tenant'> & { event: { person: { id: string }; email?: string } },
  { rehearsal, workflow }: Pick<RevisionRecord, 'rehearsal' | 'workflow'>,
): { test: OwnTest; kept: { step: string; hash: string } }[] {
  const me: OwnAddresses = {
    ...(tenant.platform === 'slack' ? { slack: event.person.id } : {}),
    ...(event.email ? { mail: event.email } : {}),
  };
  return toOwnTests(rehearsal ?? null, workflow, me)
    .slice(0, mostOffered)
    .map((test) => ({ test, kept: { step: test.step, hash: hashOf(test) } }));
}

/** Of what is sent, with what and to whom. */
const hashOf = ({ node: { type, typeVersion, parameters, credentials } }: OwnTest): string =>
  canonicalHash({ type, typeVersion, parameters, credentials: credentials ?? {} });

export interface ShownTests {
  row: RevisionRecord;
  kept: KeptTests;
  offeredIn: string;
  rewrites: boolean;
  /** As the event that led to the offer has it. */
  email?: string | undefined;
}

/** The card of an offer as it stands now. */
export async function showTests(context: EngineContext, turn: ActionTurn, shown: ShownTests): Promise<void> {
  const { row, kept, offeredIn, rewrites, email = turn.event.email } = shown;
  const now = offeredTo({ tenant: turn.tenant, event: { ...turn.event, ...(email ? { email } : {}) } }, row);
  const view: TestsView = {
    ...{ draftId: kept.draft, revision: kept.revision, offeredIn },
    language: readerOfTurn(turn).language,
    name: draftSchema.parse(row.document).name,
    person: turn.event.person.name,
    tests: kept.tests.flatMap(({ step, sent }): TestView[] => {
      const test = now.find((each) => each.test.step === step)?.test;
      const state = sent ? (sent.outcome ?? 'under_way') : 'open';
      return test ? [{ ...test, state }] : [];
    }),
  };
  await showOrRewrite(context, turn, { rewrites }, { text: testText(view), card: testCard(view) });
}
