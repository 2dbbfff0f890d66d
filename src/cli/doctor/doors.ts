import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type SlackConfig, type TeamsConfig, teamsSignIn } from '#src/config.ts';
import { networkCauseOf } from '#src/network-cause.ts';
import { askJson, type Check, fails, ok, type Verdict, warns } from './report.ts';

/** Slack and Teams: whether their tokens are taken. `fetcher` stands in for them in tests. */
export function doorChecks(
  { slack, teams }: { slack?: SlackConfig; teams?: TeamsConfig },
  fetcher: typeof fetch = fetch,
): Check[] {
  return [
    {
      name: 'Slack',
      run: async () => (slack ? await checkSlack(slack, fetcher) : ok('off: no SLACK_SIGNING_SECRET.')),
    },
    { name: 'Teams', run: async () => (teams ? await checkTeams(teams, fetcher) : ok('off: no TEAMS_APP_ID.')) },
  ];
}

/** Slack's errors: https://docs.slack.dev/reference/methods/auth.test */
const slackErrors: Record<string, string> = {
  invalid_auth: 'it is wrong',
  not_authed: 'it is missing',
  account_inactive: 'the app was removed from the workspace: install it again',
  token_revoked: 'it was revoked: install the app again',
  token_expired: 'it has expired',
  not_allowed_token_type: 'it is of another kind',
};

async function checkSlack({ apiUrl, botToken, appToken }: SlackConfig, fetcher: typeof fetch): Promise<Verdict> {
  const root = (apiUrl ?? 'https://slack.com/api').replace(/\/?$/, '/');
  const call = (method: string, token: string) =>
    askJson(`${root}${method}`, { method: 'POST', headers: { authorization: `Bearer ${token}` } }, fetcher);
  const details = ['SLACK_SIGNING_SECRET is set; only a request from Slack can prove it.'];
  try {
    if (appToken) {
      const { body } = await call('apps.connections.open', appToken);
      if (body['ok'] !== true) return refused('SLACK_APP_TOKEN', body['error'], details);
      details.push('SLACK_APP_TOKEN is taken: Socket Mode.');
    }
    if (!botToken) return ok('on for many workspaces; each brings its token when it is installed.', details);
    const { body, headers } = await call('auth.test', botToken);
    if (body['ok'] !== true) return refused('SLACK_BOT_TOKEN', body['error'], details);
    const { missing, optional } = missingSlackScopes(headers.get('x-oauth-scopes'));
    if (optional.length > 0)
      details.push(`Without ${optional.join(' and ')}: see docs/connect.md, Connect Slack, step 4.`);
    const who = `SLACK_BOT_TOKEN is taken: ${String(body['user'])} in ${String(body['team'])}.`;
    if (missing.length > 0)
      return fails(`${who} It lacks ${missing.join(', ')}: add them to the app and install it again.`, details);
    return ok(who, details);
  } catch (error) {
    return unreachable('Slack', root, error);
  }
}

const refused = (setting: string, error: unknown, details: string[]): Verdict =>
  fails(`Slack refuses ${setting}: ${slackErrors[String(error)] ?? 'it says'} (${String(error)}).`, details);

/** What the app's own manifest asks for and this token does not have; nothing where Slack does not say. */
function missingSlackScopes(header: string | null): { missing: string[]; optional: string[] } {
  if (!header) return { missing: [], optional: [] };
  const has = header.split(/\s*,\s*/);
  const file = fileURLToPath(new URL('../../../manifest/slack.json', import.meta.url));
  const { bot, bot_optional } = (
    JSON.parse(readFileSync(file, 'utf8')) as {
      oauth_config: { scopes: { bot: string[]; bot_optional: string[] } };
    }
  ).oauth_config.scopes;
  const missing = bot.filter((scope) => !has.includes(scope));
  return {
    missing: missing.filter((scope) => !bot_optional.includes(scope)),
    optional: missing.filter((scope) => bot_optional.includes(scope)),
  };
}

/** Microsoft Entra's errors: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const entraErrors: Record<string, string> = {
  AADSTS7000215: 'TEAMS_APP_PASSWORD is wrong: it takes the value of the client secret, not its id',
  AADSTS7000222: 'TEAMS_APP_PASSWORD has expired: make a new client secret',
  AADSTS700016: 'TEAMS_APP_ID is not known in the tenant TEAMS_TENANT_ID',
  AADSTS90002: 'there is no tenant TEAMS_TENANT_ID',
  AADSTS900023: 'TEAMS_TENANT_ID is no id of a tenant',
};

async function checkTeams(teams: TeamsConfig, fetcher: typeof fetch): Promise<Verdict> {
  if (teams.local) return warns('TEAMS_LOCAL=1: no tokens are checked; for local test clients only.');
  const { appId, appPassword, tenantId, appType, cloud } = teams;
  if (!appPassword) return ok(`on as ${appType}; only Azure can say whether the managed identity is taken: not asked.`);
  const { loginUrl, audience } = teamsSignIn[cloud];
  const url = `${loginUrl}${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
  const form = {
    grant_type: 'client_credentials',
    client_id: appId,
    client_secret: appPassword,
    scope: `${audience}/.default`,
  };
  try {
    const { body, status } = await askJson(url, { method: 'POST', body: new URLSearchParams(form) }, fetcher);
    if (typeof body['access_token'] === 'string') return ok('Microsoft gives the bot a token.');
    const code = /AADSTS\d+/.exec(String(body['error_description'] ?? ''))?.[0] ?? String(body['error'] ?? status);
    return fails(
      `Microsoft gives the bot no token: ${entraErrors[code] ?? 'check TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID'} (${code}).`,
    );
  } catch (error) {
    return unreachable('Microsoft', loginUrl, error);
  }
}

const unreachable = (who: string, at: string, error: unknown): Verdict =>
  fails(
    `${who} cannot be reached at ${at}: ${networkCauseOf(error)?.why ?? 'no answer'}. Behind a proxy set NODE_USE_ENV_PROXY=1 and HTTPS_PROXY.`,
  );
