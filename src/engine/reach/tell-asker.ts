import type { OutboundMessage, PostOptions } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import { whereSaid } from '#src/store/conversations.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type EngineContext, platformOf } from '../context.ts';
import type { Asker } from '../people/asker.ts';
import { privatePlace, speakAlone } from './speak-alone.ts';

/** In their thread, with their name so that they notice; where nobody can write any more, to them alone. */
export async function tellAsker(
  context: Pick<EngineContext, 'store' | 'platforms'>,
  em: EntityManager,
  { conversation: near, event, person, tenant }: Asker,
  message: OutboundMessage,
  options: PostOptions & { id: string },
): Promise<void> {
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
