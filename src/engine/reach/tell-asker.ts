import type { OutboundMessage, PostOptions } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import { accountsOf } from '#src/store/accounts.ts';
import { whereSaid } from '#src/store/conversations.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type EngineContext, platformOf } from '../context.ts';
import type { Asker } from '../people/asker.ts';
import { placeOf, speakAlone } from './speak-alone.ts';

/**
 * In their thread, with their name so that they notice; where nobody can write any more, to them alone. So it is where
 * somebody else asked in private, and handed it over.
 */
export async function tellAsker(
  context: Pick<EngineContext, 'platforms'>,
  { em, draft, asker }: { em: EntityManager; draft: DraftRecord; asker: Asker },
  message: OutboundMessage,
  options: PostOptions,
): Promise<void> {
  const { conversation, event, person, tenant } = asker;
  const platform = platformOf(context, conversation.platform);
  const there = whereSaid(event, conversation);
  if (isElsewhere(asker)) {
    const account = { tenant, personId: person.id };
    const at = await placeOf(context, em, draft, await accountsOf(em, account));
    if (at) await speakAlone(context, at, message, options);
    return;
  }
  if (!conversation.closedAt) {
    try {
      await platform.post(there, { ...message, mentions: [person] }, options);
      return;
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.retryable || error.mendable) throw error;
    }
  }
  await platform.post(there, message, { ...options, alone: person });
}

/** Whether it was asked for where whoever has it now reads nothing. */
export const isElsewhere = ({ handed, event: { payload } }: Asker): boolean =>
  handed && payload.kind === 'message' && payload.via === 'direct';
