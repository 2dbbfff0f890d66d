import type { MessageReceived } from '#src/chat/inbound.ts';
import type { PostOptions } from '#src/chat/platform.ts';
import { listIn, readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { AccountRef } from '#src/store/accounts.ts';
import { databaseNow } from '#src/store/clock.ts';
import { whereSaid } from '#src/store/conversations.ts';
import type { Claim } from '#src/store/deliveries.ts';
import { cardsOf } from '#src/store/draft-cards.ts';
import { findDraft, findRevision, namesOf } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { statusAt } from '../drafts/approval.ts';
import { type Awaited, type Decider, whoIsAwaited } from '../drafts/deciders.ts';
import { everybody, oweAlone } from '../drafts/owe-asking.ts';
import { issuesNow } from '../drafts/policy-check.ts';
import { askerOf } from '../people/asker.ts';
import { currentMessage } from '../shown/presentation.ts';
import { leftAlone } from './quiet.ts';
import { showAlone } from './show-alone.ts';
import { deciderOf, type Place, placeOf, readerFor } from './speak-alone.ts';
import { tellOnce } from './tell-once.ts';

/** Named where the draft was asked for; the others are counted. */
const mostNamed = 3;
/** Its turn shows the card first. */
const beforeCardMs = 2_000;
/** Where it could not be shown by then, nothing is said there, and those who may decide are asked alone. */
const longestBeforeCardMs = 60_000;

interface Asked extends Pick<Awaited, 'deciders' | 'need'> {
  em: EntityManager;
  draft: DraftRecord;
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
  const { deciders, need } = await whoIsAwaited(context.policy, em, draft, await issuesNow(context, draft, revision));
  const asked = { em, draft, deciders, need };
  const decider = place === everybody ? undefined : await deciderOf(context, em, draft, { revision, key: place });
  const notice = { draft: draft.id, kind: 'ask' as const, person: place };
  if (decider) {
    const at = await placeOf(context, em, draft, decider);
    const later = at && (await leftAlone(context, em, await readerFor(em, at.account, draft)));
    if (later) return later;
    await tellOnce(context, notice, (options) => askAlone(context, asked, { decider, at }, options));
  } else if (place === everybody && deciders.length > 0) {
    await context.store.fork().transactional((tx) => oweAlone(tx, draft, deciders));
    context.wake?.();
    if (shown) await tellOnce(context, notice, (options) => askThere(context, asked, options));
  }
  return undefined;
}

/** In the thread of the draft, so that those who may decide notice it there; where somebody asked alone, nobody would. */
async function askThere(
  { platforms }: EngineContext,
  { em, draft, deciders, need }: Asked,
  options: PostOptions,
): Promise<void> {
  const asker = await askerOf(em, draft);
  if (!asker || asker.conversation.closedAt) return;
  const { event, conversation, tenant } = asker;
  if (event.payload.kind === 'message' && askedAlone(event.payload)) return;
  const here = deciders.flatMap(({ accounts: [own], name }) =>
    own.tenant.id === tenant.id ? [{ id: own.personId, name: name ?? own.personId }] : [],
  );
  const mentions = here.slice(0, mostNamed);
  const { language, locale } = readerOf(draft);
  const { reach } = wordsIn(language).engine;
  const name = (await namesOf(em, [draft.id])).get(draft.id) ?? reach.aDraft;
  const places = deciders.flatMap(({ inPlaceOf, name: deputy, accounts: [own] }) =>
    inPlaceOf ? reach.decidesFor(deputy ?? own.personId, listIn(locale)(inPlaceOf)) : [],
  );
  const asks = reach.asksHere(draft.requesterName, name, { need, more: deciders.length - mentions.length });
  const text = [asks, ...places.slice(0, mostNamed)].join(' ');
  await platformOf({ platforms }, conversation.platform).post(
    whereSaid(event, conversation),
    { text, mentions, alert: true },
    options,
  );
}

const askedAlone = ({ via, channel }: MessageReceived): boolean =>
  via === 'direct' || via === 'rest' || (via === 'step' && channel === undefined);

/** The card of the draft, with its buttons, to one person alone; from then on it is kept up to date like every other. */
async function askAlone(
  context: EngineContext,
  { em, draft }: Asked,
  { decider, at }: { decider: Decider; at: Place | undefined },
  options: PostOptions & { id: string },
): Promise<void> {
  if (!at) return;
  const { account, near, alone } = at;
  if ((await cardsOf(em, draft)).some(({ conversation }) => alone && conversation === near.id)) return;
  const message = await currentMessage(em, draft, context);
  const text = await asksYou(em, draft, account, decider.inPlaceOf);
  await showAlone(context, em, draft, { at, message: { ...message, text }, options });
}

async function asksYou(
  em: EntityManager,
  draft: DraftRecord,
  account: AccountRef,
  inPlaceOf: string[] | undefined,
): Promise<string> {
  const { language, locale } = await readerFor(em, account, draft);
  const { reach } = wordsIn(language).engine;
  const name = (await namesOf(em, [draft.id])).get(draft.id) ?? reach.aDraft;
  const place = inPlaceOf ? [reach.youStandIn(listIn(locale)(inPlaceOf))] : [];
  return [reach.asksYou(draft.requesterName, name), ...place].join(' ');
}
