import { readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { accountOfKey, accountsOf } from '#src/store/accounts.ts';
import type { Claim } from '#src/store/deliveries.ts';
import { findDraft, namesOf } from '#src/store/drafts.ts';
import type { EngineContext } from '../context.ts';
import { keyOf } from '../people/actor.ts';
import { type Asker, askerOf, isElsewhere } from '../people/asker.ts';
import { currentMessage } from '../shown/presentation.ts';
import { showAlone } from './show-alone.ts';
import { placeOf } from './speak-alone.ts';
import { tellAsker } from './tell-asker.ts';
import { tellOnce } from './tell-once.ts';

/**
 * Tells one person that a draft, or what came of it, was handed over to them, or by somebody else to another. Where it was
 * asked for in private, whoever has it now gets its card alone.
 */
export async function tellHandover(
  context: EngineContext,
  { subject, place: key, details }: Claim<'news'>,
): Promise<undefined> {
  const em = context.store.fork();
  const draft = await findDraft(em, subject);
  const asker = draft && (await askerOf(em, draft));
  const account = await accountOfKey(em, key);
  if (!draft || !asker || !account) return;
  const { handover, reach } = wordsIn(readerOf(draft).language).engine;
  const name = (await namesOf(em, [draft.id])).get(draft.id) ?? reach.aDraft;
  const theirs = keyOf({ tenant: asker.tenant, personId: asker.person.id }) === key;
  const text = theirs ? handover.toYou(details.by, name) : handover.fromYou(details.by, name, draft.requesterName);
  const about = `handed over: ${details.handover ?? ''}`;
  const notice = { draft: draft.id, kind: 'news' as const, person: key, about };
  const to: Asker = theirs ? asker : { ...asker, person: asker.event.payload.person, handed: false };
  await tellOnce(context, notice, async (options) => {
    const at = isElsewhere(to)
      ? await placeOf(context, em, draft, { accounts: await accountsOf(em, account), key })
      : undefined;
    if (!at) return tellAsker(context, { em, draft, asker: to }, { text }, options);
    const message = { ...(await currentMessage(em, draft, context)), text };
    // Their words there are about it from now on.
    await showAlone(context, em, draft, { at, message, options, unasked: !theirs });
  });
}
