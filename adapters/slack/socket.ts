import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { App, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Logger } from '#src/log.ts';
import { createAuthorize } from './authorize.ts';
import { toDeliveryError } from './delivery-error.ts';
import { registerListeners, type SlackListeners } from './listeners.ts';
import { toSlackLogger } from './sdk-logger.ts';

export interface SocketOptions extends SlackListeners {
  appToken: string;
  toOptions: () => WebClientOptions;
}

const longestWaitMs = 30_000;

/** Bolt acknowledges an event before its listeners run; here it is acknowledged once they are done. */
class PatientApp extends App {
  override async processEvent(event: ReceiverEvent): Promise<void> {
    const answers: Parameters<ReceiverEvent['ack']>[0][] = [];
    await super.processEvent({ ...event, ack: async (response) => void answers.push(response) });
    await event.ack(answers.find((answer) => answer !== undefined));
  }
}

/**
 * Socket Mode: the same listeners on a connection that we open, for Flowsmiths that Slack cannot reach. What could not
 * be stored is not acknowledged, so Slack sends it again. Dispose ends the connection.
 */
export function startSocket(options: SocketOptions): AsyncDisposable {
  const { appToken, toOptions, log } = options;
  const logger = toSlackLogger(log);
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    // The SDK's own reconnecting ends the process when Slack cannot be reached at that moment.
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: toOptions() },
    processEventErrorHandler: async ({ error }) => {
      log.error({ err: error }, 'slack envelope failed');
      return false;
    },
  });
  const bolt = new PatientApp({ receiver, authorize: createAuthorize(options.clients), logger, convoStore: false });
  registerListeners(bolt, options);
  const stopped = new AbortController();
  const running = keepConnected(receiver.client, stopped.signal, log);
  return {
    async [Symbol.asyncDispose]() {
      stopped.abort();
      await receiver.stop();
      await running;
    },
  };
}

/** Connects, and again whenever the connection ends: at once the first time, then more and more slowly. */
async function keepConnected(client: SocketModeReceiver['client'], stopped: AbortSignal, log: Logger): Promise<void> {
  for (let failures = 0; !stopped.aborted; ) {
    const ended = new AbortController();
    // The SDK's client is an emitter of eventemitter3: Node's `once` takes it, its types do not.
    const disconnected = once(client as unknown as EventTarget & NodeJS.EventEmitter, 'disconnected', ended).catch(
      () => undefined,
    );
    try {
      await client.start();
      failures = 0;
      log.info('slack socket connected');
      await disconnected;
    } catch (error) {
      failures += 1;
      if (!stopped.aborted) log.warn({ code: toDeliveryError(error).code, failures }, 'slack socket not connected');
    }
    ended.abort();
    const waitMs = failures === 0 ? 0 : Math.min(longestWaitMs, 500 * 2 ** failures);
    await wait(waitMs, undefined, { signal: stopped }).catch(() => undefined);
  }
}
