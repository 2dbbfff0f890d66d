import { closedCard } from '#src/cards/outcome-card.ts';
import { wordsIn } from '#src/language/words.ts';
import { canonicalJson } from '#src/store/audit.ts';
import { type Claim, oweCards } from '#src/store/deliveries.ts';
import { cardsOf, oweFormer } from '#src/store/draft-cards.ts';
import { findDraft } from '#src/store/drafts.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { deliverNow } from '../turn/owed.ts';
import { linkTo } from './card-links.ts';
import { formerMessage } from './former-message.ts';
import { currentMessage, loadDraftView, type ViewContext } from './presentation.ts';

/** What showing cards takes besides the store. */
export type CardContext = Pick<EngineContext, 'store' | 'log' | 'follow'> & ViewContext;

/**
 * Shows on every card of the draft what they are owed: call it after the transaction that owed it to them. Never throws
 * what a platform throws, see `deliverNow`.
 */
export async function showCards(
  context: CardContext,
  draftId: string,
  { except }: { except?: string } = {},
): Promise<void> {
  await deliverNow(context, { kind: 'draft', subject: draftId, except }, (claim) => showCard(context, claim));
  await showFormerCards(context, draftId);
}

/** The same for cards that may be out of date although nothing is known to have changed. */
export async function redrawCards(context: CardContext, draftId: string): Promise<void> {
  await context.store.fork().transactional((tx) => oweCards(tx, [draftId]));
  await showCards(context, draftId);
}

/** Rewrites the draft's card in one conversation to what is true now. */
export async function showCard(context: CardContext, { subject, place }: Claim): Promise<undefined> {
  const card = await cardIn(context, subject, place);
  if (!card) return;
  await platformOf(context, card.ref.platform).update(card.ref, await currentMessage(card.em, card.draft, context));
  const now = await cardIn(context, subject, place);
  if (!now || canonicalJson(now.ref) === canonicalJson(card.ref)) return;
  // Another message became the card meanwhile, and this one may have got its buttons back.
  const former = { draft: subject, conversation: place, card: card.ref };
  await context.store.fork().transactional((tx) => oweFormer(tx, { ...former, revision: card.draft.revision }));
}

async function cardIn({ store }: CardContext, draftId: string, conversation: string) {
  const em = store.fork();
  const draft = await findDraft(em, draftId);
  const ref = draft && (await cardsOf(em, draft)).find((place) => place.conversation === conversation)?.card;
  return draft && ref ? { em, draft, ref } : undefined;
}

/** Shows on messages that were cards of the draft what they are owed: see `showFormer`. */
export async function showFormerCards(context: CardContext, draftId: string): Promise<void> {
  await deliverNow(context, { kind: 'former', subject: draftId }, (claim) => showFormer(context, claim));
}

/** Takes the buttons off a message that was a card of the draft, and says what took its place. */
export async function showFormer(context: CardContext, { subject, details }: Claim<'former'>): Promise<undefined> {
  const { card, revision, conversation } = details;
  const em = context.store.fork();
  const draft = await findDraft(em, subject);
  if (!draft) return;
  const places = await cardsOf(em, draft);
  // It is one again.
  if (places.some((place) => canonicalJson(place.card) === canonicalJson(card))) return;
  const platform = platformOf(context, card.platform);
  if (revision < draft.revision) {
    const newest = places.find((place) => place.conversation === conversation) ?? places[0];
    const link = await linkTo(context, newest?.card);
    return void (await platform.update(card, await formerMessage(em, draft, context, { card, revision, link })));
  }
  const view = await loadDraftView(em, draft, context);
  const line = wordsIn(view.reader.language).engine.lines.shownAgain;
  await platform.update(card, { text: line, card: closedCard(view, line) });
}
