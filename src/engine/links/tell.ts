import { type Language, languageOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { toConversationRef } from '#src/store/conversations.ts';
import type { Claim } from '#src/store/deliveries.ts';
import { Conversation, LinkRequest } from '#src/store/entities.ts';
import { findLocale } from '#src/store/events.ts';
import { type LinkSide, sidesOf } from '#src/store/link-requests.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { waitingFor } from '../shown/waiting.ts';
import { deliverNow } from '../turn/owed.ts';
import { bothOf } from './named.ts';

type TellContext = Pick<EngineContext, 'store' | 'platforms' | 'log' | 'policy' | 'follow'>;

/** Tells the sides what they are owed of this wish to link accounts; see `deliverNow`. */
export async function tellLinkNow(context: TellContext, linkId: string): Promise<void> {
  await deliverNow(context, { kind: 'link', subject: linkId }, (claim) => tellLink(context, claim));
}

/** Tells one side privately, where it asked and in the language it last spoke there, how the wish stands now. */
export async function tellLink(context: TellContext, { subject, place }: Claim): Promise<undefined> {
  const em = context.store.fork();
  const request = await em.findOne(LinkRequest, { id: subject });
  const sides = request && (await sidesOf(em, request));
  const side = sides?.find(({ conversation }) => conversation === place);
  if (!sides || !side || request.status === 'offered') return;
  const conversation = await em.findOneOrFail(Conversation, { id: place });
  const language = languageOf(await findLocale(em, conversation.id, side.personId));
  const { links } = wordsIn(language).engine;
  const text =
    request.status === 'waiting'
      ? links.waits(bothOf(sides, language))
      : outcomeText(sides, request.status, await countWaiting(context, side), language);
  const person = { id: side.personId, name: side.name };
  await platformOf(context, conversation.platform).notify(toConversationRef(conversation), person, text);
}

/** How many drafts this side may now decide about. */
async function countWaiting(context: TellContext, side: LinkSide): Promise<number> {
  const asking = { tenant: side.tenant, event: { person: { id: side.personId } } };
  return (await waitingFor(context.policy, context.store.fork(), asking)).length;
}

/** What one side is told; what waits for the person goes on from there. */
function outcomeText(
  sides: readonly [LinkSide, LinkSide],
  act: 'confirmed' | 'refused',
  waiting: number,
  language: Language,
): string {
  const { links } = wordsIn(language).engine;
  const pair = bothOf(sides, language);
  if (act === 'refused') return links.refused(pair);
  return [links.confirmed(pair), ...(waiting > 0 ? [links.waiting(waiting)] : []), links.howApart].join(' ');
}
