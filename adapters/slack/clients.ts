import type { WebClient } from '@slack/web-api';

/** The Web API as each workspace lets us use it. */
export interface SlackClients {
  /** Speaks with this workspace's own token. Throws a DeliveryError where the app is not installed. */
  of(team: string): Promise<WebClient>;
}

/** One workspace: the same token for everything. */
export const singleClient = (client: WebClient): SlackClients => ({ of: async () => client });
