import { setTimeout as delay } from 'node:timers/promises';
import type { CloudAdapter, TurnContext } from 'botbuilder';
import type { TeamsAddress } from './activity.ts';
import { toDeliveryError } from './delivery-error.ts';

export interface ConnectorOptions {
  adapter: CloudAdapter;
  /** Empty in local mode. */
  appId: string;
  /** For everything that one call takes: getting a token and the call to the Bot Connector. */
  timeoutMs: number;
}

/**
 * Runs one call inside the stored conversation. The connector factory checks the service URL again before it sends.
 * Throws DeliveryErrors.
 */
export async function inConversation<T>(
  { adapter, appId, timeoutMs }: ConnectorOptions,
  { tenantId, team: _, ...reference }: TeamsAddress,
  call: (context: TurnContext) => Promise<T>,
): Promise<T | undefined> {
  let result: T | undefined;
  const conversation = { isGroup: false, name: '', conversationType: '', tenantId, ...reference.conversation };
  const bot = { name: '', ...reference.bot };
  const user = reference.user ? { name: '', ...reference.user } : undefined;
  const work = adapter.continueConversationAsync(appId, { ...reference, conversation, bot, user }, async (context) => {
    // The SDK made this activity up, with a random id: nothing shall be a reply to it.
    const madeUp: Partial<TurnContext['activity']> = context.activity;
    delete madeUp.id;
    result = await call(context);
  });
  const timer = new AbortController();
  const late = delay(timeoutMs, undefined, { signal: timer.signal }).then(() => Promise.reject(new Error('too late')));
  try {
    await Promise.race([work, late]);
    return result;
  } catch (error) {
    throw toDeliveryError(error);
  } finally {
    timer.abort();
    late.catch(() => undefined);
  }
}
