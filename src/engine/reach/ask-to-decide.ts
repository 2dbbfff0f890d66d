import type { PostOptions } from '#src/chat/platform.ts';
import { readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { AccountRef } from '#src/store/accounts.ts';
import { databaseNow } from '#src/store/clock.ts';
import { whereSaid } from '#src/store/conversations.ts';
import type { Claim } from '#src/store/deliveries.ts';
import { cardsOf, saveDraftCard } from '#src/store/draft-cards.ts';
import { findDraft, findRevision, namesOf } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { statusAt } from '../drafts/approval.ts';
import { type Decider, othersWhoDecide } from '../drafts/deciders.ts';
import { everybody, oweAlone } from '../drafts/owe-asking.ts';
import { issuesNow } from '../drafts/policy-check.ts';
import { askerOf } from '../people/asker.ts';
import { currentMessage } from '../shown/presentation.ts';
import { showCards } from '../shown/show-cards.ts';
import { deciderOf, placeOf, readerFor, speakAlone } from './speak-alone.ts';
import { tellOnce } from './tell-once.ts';

/** Named where the draft was asked for; the others are counted. */
const mostNamed = 3;
/** Its turn shows the card first. */
const beforeCardMs = 2_000;
/** Where it could not be shown by then, nothing is said there, and those who may decide are asked alone. */
const longestBeforeCardMs = 60_000;

interface Asked {
  em: EntityManager;
  draft: DraftRecord;
  deciders: Decider[];
}

/** Tells one of those who may decide, or everybody where it was asked for, that a draft waits for them. Once each. */
export async function askToDecide(
  context: EngineContext,
  { subject, place }: Claim<'ask'>,
): Promise<{ laterMs: number } | undefined> {
  const em = context.store.fork();
  const draft = await findDraft(em, subject);
  const revision = draft && (await findRevision(em, draft.id, draft.revision));
  if (!draft || !revision || statusAt(draft, await databaseNow(em)) !== 'proposed') return undefined;
  const shown = Boolean(draft.card);
  const now = await databaseNow(em);
  if (!shown && now.getTime() - revision.createdAt.getTime() < longestBeforeCardMs) return { laterMs: beforeCardMs };
  const deciders = await othersWhoDecide(context.policy, em, draft, await issuesNow(context, draft, revision));
  const asked = { em, draft, deciders };
  const decider = place === everybody ? undefined : await deciderOf(context, em, draft, { revision, key: place });
  const notice = { draft: draft.id, kind: 'ask' as const, person: place };
  if (decider) await tellOnce(context, notice, (options) => askAlone(context, asked, decider, options));
  else if (place === everybody && deciders.length > 0) {
    await context.store.fork().transactional((tx) => oweAlone(tx, draft, deciders));
    context.wake?.();
    if (shown) await tellOnce(context, notice, (options) => askThere(context, asked, options));
  }
  return undefined;
}

/** In the thread of the draft, so that those who may decide notice it there; where somebody asked alone, nobody would. */
async function askThere(
  { platforms }: EngineContext,
  { em, draft, deciders }: Asked,
  options: PostOptions,
): Promise<void> {
  const asker = await askerOf(em, draft);
  if (!asker || asker.conversation.closedAt) return;
  const { event, conversation, tenant } = asker;
  if (event.payload.kind === 'message' && ['direct', 'rest'].includes(event.payload.via)) return;
  const here = deciders.flatMap(({ accounts: [own], name }) =>
    own.tenant.id === tenant.id ? [{ id: own.personId, name: name ?? own.personId }] : [],
  );
  const mentions = here.slice(0, mostNamed);
  const { reach } = wordsIn(readerOf(draft).language).engine;
  const name = (await namesOf(em, [draft.id])).get(draft.id) ?? reach.aDraft;
  const text = reach.asksHere(draft.requesterName, name, deciders.length - mentions.length);
  await platformOf({ platforms }, conversation.platform).post(
    whereSaid(event, conversation),
    { text, mentions, alert: true },
    options,
  );
}

/** The card of the draft, with its buttons, to one person alone; from then on it is kept up to date like every other. */
async function askAlone(
  context: EngineContext,
  { em, draft }: Asked,
  decider: Decider,
  options: PostOptions & { id: string },
): Promise<void> {
  const place = await placeOf(context, em, draft, decider);
  if (!place) return;
  const { account, near, alone } = place;
  if ((await cardsOf(em, draft)).some(({ conversation }) => alone && conversation === near.id)) return;
  const message = await currentMessage(em, draft, context);
  const text = await asksYou(em, draft, account);
  const { posted, there } = await speakAlone(context, place, { ...message, text }, options);
  await saveDraftCard(em, draft, { conversation: there.id, card: posted.message }, { unasked: true });
  // Between reading and remembering somebody may have decided.
  await showCards(context, draft.id);
}

async function asksYou(em: EntityManager, draft: DraftRecord, account: AccountRef): Promise<string> {
  const { reach } = wordsIn((await readerFor(em, account, draft)).language).engine;
  return reach.asksYou(draft.requesterName, (await namesOf(em, [draft.id])).get(draft.id) ?? reach.aDraft);
}
