import { WebClient, type WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import type { Installation } from '#src/chat/installations.ts';
import type { SlackOAuthConfig } from '#src/config.ts';

const granted = z.object({
  access_token: z.string(),
  token_type: z.literal('bot'),
  scope: z.string().default(''),
  bot_user_id: z.string(),
  app_id: z.string(),
  team: z.object({ id: z.string(), name: z.string().nullish() }).nullish(),
  enterprise: z.object({ id: z.string(), name: z.string().nullish() }).nullish(),
  is_enterprise_install: z.boolean().default(false),
  authed_user: z.object({ id: z.string() }).nullish(),
  refresh_token: z.string().optional(),
  expires_in: z.number().optional(),
});
const refreshed = granted.pick({ access_token: true, refresh_token: true, expires_in: true });

/** Slack's side of OAuth: codes and refresh tokens for bot tokens. Every failure is what the SDK throws. */
export function createSlackOAuth(
  { clientId, clientSecret, redirectUrl }: SlackOAuthConfig,
  toOptions: () => WebClientOptions,
) {
  const call = (
    request: { code: string; redirect_uri: string } | { refresh_token: string; grant_type: 'refresh_token' },
  ) =>
    new WebClient(undefined, toOptions()).oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      ...request,
    });
  return {
    async install(code: string): Promise<Installation> {
      return toInstallation(granted.parse(await call({ code, redirect_uri: redirectUrl })));
    },

    /** Slack makes the old refresh token worthless: the result has to be kept. */
    async refresh(installation: Installation): Promise<Installation> {
      const refresh_token = installation.refreshToken ?? '';
      const answer = refreshed.parse(await call({ refresh_token, grant_type: 'refresh_token' }));
      return { ...installation, ...toTokens(answer) };
    },
  };
}
export type SlackOAuth = ReturnType<typeof createSlackOAuth>;

/** An organisation's installation has no workspace; a workspace inside an organisation has its own. */
function toInstallation(answer: z.infer<typeof granted>): Installation {
  const owner = answer.is_enterprise_install ? answer.enterprise : answer.team;
  if (!owner) throw new Error('oauth.v2.access named neither workspace nor organisation');
  return {
    owner: owner.id,
    isOrganisation: answer.is_enterprise_install,
    name: owner.name ?? undefined,
    appId: answer.app_id,
    botUserId: answer.bot_user_id,
    scopes: answer.scope,
    installedBy: answer.authed_user?.id ?? '',
    installedAt: new Date(),
    ...toTokens(answer),
  };
}

function toTokens({ access_token, refresh_token, expires_in }: z.infer<typeof refreshed>) {
  return {
    token: access_token,
    refreshToken: refresh_token,
    expiresAt: expires_in === undefined ? undefined : new Date(Date.now() + expires_in * 1000),
  };
}
