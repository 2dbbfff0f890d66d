import { whenText } from '#src/cards/when.ts';
import { type Reader, readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { databaseNow } from '#src/store/clock.ts';
import type { Claim } from '#src/store/deliveries.ts';
import { findDraft, findRevision, namesOf } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { statusAt } from '../drafts/approval.ts';
import { everybody } from '../drafts/owe-asking.ts';
import { askerOf } from '../people/asker.ts';
import { leftAlone } from './quiet.ts';
import { deciderOf, placeOf, readerFor, speakAlone } from './speak-alone.ts';
import { tellAsker } from './tell-asker.ts';
import { tellOnce } from './tell-once.ts';

/** Says a day before that nobody has decided yet: to whoever asked, where they asked, and to each who was asked to decide. */
export async function tellExpiring(
  context: EngineContext,
  { subject, place: person }: Claim<'expiring'>,
): Promise<{ laterMs: number } | undefined> {
  const em = context.store.fork();
  const draft = await findDraft(em, subject);
  const revision = draft && (await findRevision(em, draft.id, draft.revision));
  if (!draft || !revision || statusAt(draft, await databaseNow(em)) !== 'proposed') return undefined;
  const notice = { draft: draft.id, kind: 'expiring' as const, person, about: String(draft.revision) };
  if (person === everybody) {
    const asker = await askerOf(em, draft);
    if (!asker) return undefined;
    const reader = readerOf(draft);
    const later = await leftAlone(context, em, reader, draft.expiresAt);
    if (later) return later;
    const text = await expiresText(em, draft, reader);
    await tellOnce(context, notice, (options) => tellAsker(context, { em, draft, asker }, { text }, options));
    return undefined;
  }
  const decider = await deciderOf(context, em, draft, { revision, key: person });
  const place = decider && (await placeOf(context, em, draft, decider));
  if (!place) return undefined;
  const reader = await readerFor(em, place.account, draft);
  const later = await leftAlone(context, em, reader, draft.expiresAt);
  if (later) return later;
  const text = await expiresText(em, draft, reader);
  await tellOnce(context, notice, async (options) => {
    await speakAlone(context, place, { text }, options);
  });
  return undefined;
}

async function expiresText(em: EntityManager, draft: DraftRecord, reader: Reader): Promise<string> {
  const { reach } = wordsIn(reader.language).engine;
  const name = (await namesOf(em, [draft.id])).get(draft.id) ?? reach.aDraft;
  return reach.expires(name, whenText(draft.expiresAt ?? undefined, reader));
}
