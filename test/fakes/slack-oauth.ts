import { slackBotUser } from './slack-requests.ts';

type Answer = Record<string, unknown>;

export interface Grant {
  /** Workspace; none for an organisation-wide installation. */
  team?: string;
  enterprise?: string;
  organisation?: boolean;
  /** Seconds a token lives; with it tokens are rotated. */
  expiresIn?: number;
}

/** Slack's OAuth: codes people brought along, and tokens that are refreshed once each. */
export function createSlackOAuthServer() {
  const codes = new Map<string, Grant>();
  const refreshTokens = new Map<string, Grant>();
  const state = { codes, refreshed: 0, client: { id: 'client-id', secret: 'client-secret' } };
  let issued = 0;

  function issue(grant: Grant): Answer {
    issued += 1;
    const owner = grant.organisation ? grant.enterprise : grant.team;
    const refresh = `xoxe-1-${owner}-${issued}`;
    if (grant.expiresIn !== undefined) refreshTokens.set(refresh, grant);
    return {
      ok: true,
      app_id: 'A0APP',
      token_type: 'bot',
      access_token: `xoxb-${owner}-${issued}`,
      scope: 'app_mentions:read,chat:write',
      bot_user_id: slackBotUser,
      team: grant.organisation ? null : { id: grant.team, name: `Team ${grant.team}` },
      enterprise: grant.enterprise ? { id: grant.enterprise, name: `Org ${grant.enterprise}` } : null,
      is_enterprise_install: grant.organisation ?? false,
      authed_user: { id: 'U0ADMIN' },
      ...(grant.expiresIn === undefined ? {} : { refresh_token: refresh, expires_in: grant.expiresIn }),
    };
  }

  const methods: Record<string, (args: Answer) => Answer> = {
    'oauth.v2.access': (args) => {
      if (args['client_id'] !== state.client.id || args['client_secret'] !== state.client.secret)
        return { ok: false, error: 'bad_client_secret' };
      const from = args['grant_type'] === 'refresh_token' ? refreshTokens : codes;
      const key = String(args['grant_type'] === 'refresh_token' ? args['refresh_token'] : args['code']);
      const grant = from.get(key);
      if (!grant) return { ok: false, error: from === codes ? 'invalid_code' : 'invalid_refresh_token' };
      from.delete(key);
      if (from === refreshTokens) state.refreshed += 1;
      return issue(from === refreshTokens ? { ...grant, expiresIn: 43_200 } : grant);
    },
  };
  return Object.assign(state, { methods });
}
export type SlackOAuthServer = ReturnType<typeof createSlackOAuthServer>;
