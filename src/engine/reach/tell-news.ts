import { readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Outcome } from '#src/model/outcome.ts';
import { findCreationOf } from '#src/store/creations.ts';
import type { Claim } from '#src/store/deliveries.ts';
import { findDraft, namesOf } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { askerOf } from '../people/asker.ts';
import { outcomeLine } from '../shown/outcome-line.ts';
import { tellAsker } from './tell-asker.ts';
import { tellHandover } from './tell-handover.ts';
import { tellOnce } from './tell-once.ts';

/** Tells whoever asked what somebody else decided about the draft, and how it ended: as it stands by now, once each. */
export async function tellNews(context: EngineContext, claim: Claim<'news'>): Promise<undefined> {
  if (claim.place !== '') return tellHandover(context, claim);
  const { subject, details } = claim;
  const em = context.store.fork();
  const draft = await findDraft(em, subject);
  const news = draft && (await newsOf(em, draft, details.by));
  const asker = draft && (await askerOf(em, draft));
  if (!draft || !news || !asker) return;
  await tellOnce(context, { draft: draft.id, kind: 'news', person: '', about: news.about }, (options) =>
    tellAsker(context, { em, draft, asker }, { text: news.text }, options),
  );
}

/** Undefined when nothing is decided about it any more, e.g. because a new revision came of it. */
async function newsOf(
  em: EntityManager,
  draft: DraftRecord,
  by: string,
): Promise<{ about: string; text: string } | undefined> {
  const reader = readerOf(draft);
  const { reach } = wordsIn(reader.language).engine;
  const name = (await namesOf(em, [draft.id])).get(draft.id) ?? reach.aDraft;
  const { revision, status } = draft;
  if (status === 'discarded') return { about: `${revision} discarded`, text: reach.discarded(by, name) };
  const creation = await findCreationOf(em, draft.id, revision);
  if (!creation) return undefined;
  const outcome = creation.outcome as Outcome | null;
  if (creation.status === 'pending' || !outcome)
    return { about: `${revision} ${creation.round} approved`, text: reach.approved(by, name) };
  return {
    about: `${revision} ${creation.round} ended`,
    text: reach.ended(outcomeLine(name, outcome, reader), by),
  };
}
