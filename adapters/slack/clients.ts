import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { SlackConfig } from '#src/config.ts';
import type { Logger } from '#src/log.ts';
import type { Workspace } from './address.ts';
import { toSlackLogger } from './sdk-logger.ts';

/** Who the bot is in a workspace. */
export interface SlackIdentity {
  botId?: string;
  botUserId: string;
  teamId?: string;
}

/** The Web API as each workspace lets us use it. */
export interface SlackClients {
  /** Speaks with this workspace's own token. Throws a DeliveryError where the app is not installed. */
  of(workspace: Workspace): Promise<WebClient>;
  /** False where the app is not installed (any more). */
  isInstalled(workspace: Workspace): Promise<boolean>;
  /** Undefined where the app is not installed. Throws when that cannot be found out now. */
  identify(workspace: Workspace): Promise<SlackIdentity | undefined>;
  /** Slack says that the app was removed there at that moment. */
  remove(workspace: Workspace, at: Date): Promise<void>;
}

/**
 * Options of one client, made anew for each: the SDK writes the token into `headers`, so an object shared between
 * clients would carry one workspace's token to another. Retrying is the queue's: the SDK's own retries post twice and
 * hold up every other call.
 */
export function toClientOptions({ apiUrl }: Pick<SlackConfig, 'apiUrl'>, log: Logger): WebClientOptions {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    logger: toSlackLogger(log),
    retryConfig: { retries: 0 },
    timeout: 10_000,
    rejectRateLimitedCalls: true,
  };
}

/** One workspace by its token: the same client for everything. */
export function createSingleClient(token: string, options: WebClientOptions, known?: SlackIdentity): SlackClients {
  const client = new WebClient(token, options);
  let asked: Promise<SlackIdentity> | undefined = known && Promise.resolve(known);
  return {
    of: async () => client,
    isInstalled: async () => true,
    // Asked once; a failed answer is forgotten, so that the redelivered event asks again.
    identify() {
      asked ??= askIdentity(client).catch((error) => {
        asked = undefined;
        throw error;
      });
      return asked;
    },
    // The token is the operator's, in the settings.
    remove: async () => {},
  };
}

async function askIdentity(client: WebClient): Promise<SlackIdentity> {
  const { bot_id: botId, user_id: botUserId, team_id: teamId } = await client.auth.test();
  if (!botUserId || !teamId) throw new Error('auth.test named no bot user or team');
  return { botUserId, teamId, ...(botId ? { botId } : {}) };
}
