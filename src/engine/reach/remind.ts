import { placeName } from '#src/cards/place.ts';
import { waitingCard } from '#src/cards/waiting-card.ts';
import { wordsIn } from '#src/language/words.ts';
import { databaseNow } from '#src/store/clock.ts';
import type { Claim } from '#src/store/deliveries.ts';
import { findDraft, findRevision, homeOf, namesOf } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { statusAt } from '../drafts/approval.ts';
import type { Decider } from '../drafts/deciders.ts';
import { leftAlone } from './quiet.ts';
import { deciderOf, placeOf, readerFor, speakAlone } from './speak-alone.ts';
import { tellOnce } from './tell-once.ts';

/** Reminds one person of what still waits for them, in one message: a list with a button for each. */
export async function remind(
  context: EngineContext,
  { subject, place: key, details }: Claim<'remind'>,
): Promise<{ laterMs: number } | undefined> {
  const em = context.store.fork();
  const waiting = await stillWaiting(context, em, details.drafts, key);
  const [first] = waiting;
  const place = first && (await placeOf(context, em, first.draft, first.decider));
  if (!first || !place) return undefined;
  const reader = await readerFor(em, place.account, first.draft);
  const later = await leftAlone(context, em, reader);
  if (later) return later;
  const names = await namesOf(
    em,
    waiting.map(({ draft }) => draft.id),
  );
  const { reach } = wordsIn(reader.language).engine;
  const rows = await Promise.all(
    waiting.map(async ({ draft }) => ({
      draftId: draft.id,
      revision: draft.revision,
      name: names.get(draft.id) ?? reach.aDraft,
      requester: draft.requesterName,
      place: placeName(await homeOf(em.fork(), draft), reader.language),
      at: draft.createdAt,
    })),
  );
  const message = {
    text: reach.stillWaits(rows.length),
    card: waitingCard({ page: 0, pages: 1, total: rows.length, rows, reader }),
  };
  await tellOnce(context, { draft: subject, kind: 'remind', person: key }, async (options) => {
    await speakAlone(context, place, message, options);
  });
  return undefined;
}

async function stillWaiting(
  context: EngineContext,
  em: EntityManager,
  ids: readonly string[],
  key: string,
): Promise<{ draft: DraftRecord; decider: Decider }[]> {
  const now = await databaseNow(em);
  const found: { draft: DraftRecord; decider: Decider }[] = [];
  for (const id of ids) {
    const draft = await findDraft(em, id);
    const revision = draft && (await findRevision(em, id, draft.revision));
    if (!draft || !revision || statusAt(draft, now) !== 'proposed') continue;
    const decider = await deciderOf(context, em, draft, { revision, key });
    if (decider) found.push({ draft, decider });
  }
  return found;
}
