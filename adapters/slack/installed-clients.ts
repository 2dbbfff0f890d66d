import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Installation, Installations } from '#src/chat/installations.ts';
import { DeliveryError } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import type { Workspace } from './address.ts';
import type { SlackClients } from './clients.ts';
import { toDeliveryError } from './delivery-error.ts';
import type { SlackOAuth } from './oauth.ts';

export interface InstalledClientsOptions {
  installations: Installations;
  oauth: Pick<SlackOAuth, 'refresh'>;
  toOptions: () => WebClientOptions;
  log: Logger;
}

export interface InstalledClients extends SlackClients {
  /** A new installation counts at once in this process, within a minute in the others. */
  forget(owner: string): void;
}

interface Known {
  installation: Installation | undefined;
  client?: WebClient;
}

const keptMs = 45_000;
const mostKept = 1_000;
/** Tokens live twelve hours; one is renewed in its last two, so that a Slack that fails for a while costs nothing. */
const renewBeforeMs = 2 * 60 * 60_000;

/**
 * Clients by installation. What was read is kept for 45 seconds: each workspace's under its own id, so that two never
 * share anything. Tokens that expire are renewed under a lock in the store, by whichever process needs one first.
 */
export function createInstalledClients(options: InstalledClientsOptions): InstalledClients {
  const { installations, oauth, toOptions, log } = options;
  const kept = new Map<string, { known: Promise<Known>; until: number }>();

  function read(workspace: Workspace): Promise<Known> {
    const owner = ownerOf(workspace);
    const before = kept.get(owner);
    if (before && before.until > Date.now()) return before.known;
    const known = load(owner);
    kept.delete(owner);
    kept.set(owner, { known, until: Date.now() + keptMs });
    known.catch(() => kept.delete(owner));
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return known;
  }

  async function load(owner: string): Promise<Known> {
    const found = await installations.find(owner);
    const installation = found && expiresSoon(found) ? await renew(found) : found;
    return installation ? { installation, client: new WebClient(installation.token, toOptions()) } : { installation };
  }

  async function renew(found: Installation): Promise<Installation | undefined> {
    try {
      // Whoever waited for the lock finds a token that does not expire soon any more.
      return await installations.change(found.owner, async (now) =>
        expiresSoon(now) ? oauth.refresh(now) : undefined,
      );
    } catch (error) {
      const { code } = toDeliveryError(error);
      log.warn({ code, owner: found.owner }, 'slack token not renewed');
      if (found.expiresAt && found.expiresAt.getTime() > Date.now()) return found;
      throw error;
    }
  }

  return {
    async of(workspace) {
      const { client } = await read(workspace);
      if (client) return client;
      throw new DeliveryError('the Slack app is not installed in that workspace', {
        code: 'slack_not_installed',
        mendable: true,
        userMessage:
          'The Slack app is not installed in this workspace any more. Ask your Slack admin to install it again.',
      });
    },
    isInstalled: async (workspace) => Boolean((await read(workspace)).client),
    async identify(workspace) {
      const { installation } = await read(workspace);
      return installation && { botUserId: installation.botUserId, teamId: workspace.team };
    },
    async remove(workspace, at) {
      await installations.remove(ownerOf(workspace), at);
      kept.delete(ownerOf(workspace));
    },
    forget: (owner) => void kept.delete(owner),
  };
}

/** An app that was installed for a whole organisation has one token for all of its workspaces. */
const ownerOf = ({ team, org }: Workspace): string => org ?? team;

function expiresSoon({ expiresAt, refreshToken }: Installation): boolean {
  return Boolean(refreshToken && expiresAt && expiresAt.getTime() - Date.now() < renewBeforeMs);
}
