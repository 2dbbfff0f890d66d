import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { FastifyInstance } from 'fastify';
import type { Inbox } from '#src/chat/inbound.ts';
import type { Pictures } from '#src/chat/picture.ts';
import type { ChatPlatform, Forms } from '#src/chat/platform.ts';
import type { SlackConfig } from '#src/config.ts';
import type { Logger } from '#src/log.ts';
import { singleClient } from './clients.ts';
import { createDelivery } from './deliver.ts';
import { createForms } from './forms.ts';
import { introducing } from './people.ts';
import { createSlackPictures } from './pictures.ts';
import { registerReceiver, type SlackIdentity } from './receive.ts';
import { toSlackLogger } from './sdk-logger.ts';
import { createAgentSessions } from './sessions.ts';

export interface SlackAdapter {
  platform: ChatPlatform;
  /** Adds POST /slack/events; what arrives there is acknowledged only after the inbox has it. */
  register(app: FastifyInstance): Promise<void>;
  /** Waits for private answers still on their way. */
  [Symbol.asyncDispose](): Promise<void>;
}

export interface SlackOptions {
  config: SlackConfig;
  inbox: Inbox;
  forms: Forms;
  log: Logger;
  pictures: Pictures;
  /** Milliseconds before each further attempt to show a picture just uploaded; shorter in tests. */
  pictureWaitsMs?: readonly number[];
  /** Spares the `auth.test` call that otherwise precedes the first event. */
  identity?: SlackIdentity;
}

/** Slack, wired: opens no connection until something arrives or is sent. */
export function createSlack(options: SlackOptions): SlackAdapter {
  const { config, log, pictures, pictureWaitsMs, identity } = options;
  // Retrying is the queue's: the SDK's own retries post twice and hold up every other call. Never `headers` here: the
  // SDK writes the token into that object, and it would travel to other workspaces.
  const clientOptions: WebClientOptions = {
    ...(config.apiUrl ? { slackApiUrl: config.apiUrl } : {}),
    logger: toSlackLogger(log),
    retryConfig: { retries: 0 },
    timeout: 10_000,
    rejectRateLimitedCalls: true,
  };
  const client = new WebClient(config.botToken, clientOptions);
  const clients = singleClient(client);
  const inbox = introducing(options.inbox, { clients, log });
  const forms = createForms({ clients, forms: options.forms, inbox, log });
  const pending = new Set<Promise<void>>();
  const track = (work: Promise<void>) => {
    pending.add(work);
    void work.finally(() => pending.delete(work));
  };
  const identify = createIdentify(client, identity);
  return {
    platform: createDelivery({
      clients,
      pictures: createSlackPictures({ clients, pictures, log, ...(pictureWaitsMs ? { waitsMs: pictureWaitsMs } : {}) }),
      sessions: createAgentSessions({ clients, log }),
    }),
    register: (app) => registerReceiver(app, { config, inbox, forms, log, clientOptions, identify, track }),
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(pending);
    },
  };
}

/** Asks Slack once who the bot is; a failed answer is forgotten, so that the redelivered event asks again. */
function createIdentify(client: WebClient, known: SlackIdentity | undefined): () => Promise<SlackIdentity> {
  let asked: Promise<SlackIdentity> | undefined = known && Promise.resolve(known);
  return () => {
    asked ??= askIdentity(client).catch((error) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}

async function askIdentity(client: WebClient): Promise<SlackIdentity> {
  const { bot_id: botId, user_id: botUserId, team_id: teamId } = await client.auth.test();
  if (!botUserId || !teamId) throw new Error('auth.test named no bot user or team');
  return { botUserId, teamId, ...(botId ? { botId } : {}) };
}
