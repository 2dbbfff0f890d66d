import type { OutboundMessage, PostOptions } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import { accountsOf } from '#src/store/accounts.ts';
import { whereSaid } from '#src/store/conversations.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { type Asker, isElsewhere } from '../people/asker.ts';
import { placeOf, privatePlace, speakAlone } from './speak-alone.ts';

/**
 * In their thread, with their name so that they notice; where nobody can write any more, to them alone. So it is where
 * somebody else asked in private, and handed it over.
 */
export async function tellAsker(
  context: Pick<EngineContext, 'store' | 'platforms'>,
  { em, draft, asker }: { em: EntityManager; draft: DraftRecord; asker: Asker },
  message: OutboundMessage,
  options: PostOptions & { id: string },
): Promise<void> {
  const { conversation: near, event, person, tenant } = asker;
  if (isElsewhere(asker)) {
    const accounts = await accountsOf(em, { tenant, personId: person.id });
    const at = await placeOf(context, em, draft, { accounts });
    if (at) await speakAlone(context, at, message, options);
    return;
  }
  if (!near.closedAt) {
    try {
      const mentioning = { ...message, mentions: [person], alert: true };
      await platformOf(context, near.platform).post(whereSaid(event, near), mentioning, options);
      return;
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.retryable || error.mendable) throw error;
    }
  }
  const account = { tenant, personId: person.id };
  await speakAlone(context, await privatePlace(em, { account, near }), message, options);
}
