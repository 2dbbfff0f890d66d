import type { Authorize } from '@slack/bolt';
import { toWorkspace } from './address.ts';
import type { SlackClients } from './clients.ts';

/**
 * Tells Bolt who the bot is. Bolt never speaks for us, so it gets no token. Only messages need to know who the bot is;
 * commands and clicks work while Slack does not say it.
 */
export function createAuthorize(clients: SlackClients): Authorize<boolean> {
  return async (_source, body) => {
    const workspace = body && 'event' in body ? toWorkspace(body) : undefined;
    return (workspace && (await clients.identify(workspace))) ?? {};
  };
}
