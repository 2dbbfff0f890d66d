import { ConfigError } from '../errors.ts';
import { required } from './required.ts';

/** What Slack's settings are read from; a part of the environment in `config.ts`. */
interface SlackEnvironment {
  PUBLIC_URL?: string | undefined;
  SLACK_SIGNING_SECRET?: string | undefined;
  SLACK_BOT_TOKEN?: string | undefined;
  SLACK_CLIENT_ID?: string | undefined;
  SLACK_CLIENT_SECRET?: string | undefined;
  SLACK_STATE_SECRET?: string | undefined;
  SLACK_APP_TOKEN?: string | undefined;
  SLACK_API_URL?: string | undefined;
  SLACK_COMMAND: string;
  SLACK_ALLOWED_TEAMS: string[];
  FLOWSMITH_ENCRYPTION_KEY: string[];
}

export interface SlackConfig {
  signingSecret: string;
  /** One workspace's token; otherwise `oauth`. */
  botToken?: string;
  /** Many workspaces: the app is installed from /slack/install. */
  oauth?: SlackOAuthConfig;
  /** Socket Mode beside HTTP. */
  appToken?: string;
  /** Slack's Web API root; another one in tests. */
  apiUrl?: string;
  command: string;
  /** Further workspaces (T…) and organisations (E…) whose people may ask and decide in channels shared with them. */
  allowedTeams: string[];
}
export interface SlackOAuthConfig {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  /** Where Slack sends people back to. */
  redirectUrl: string;
}

/** Undefined when Slack is off. Throws ConfigError for settings that are missing or contradict each other. */
export function readSlack(e: SlackEnvironment): SlackConfig | undefined {
  const anything = e.SLACK_BOT_TOKEN ?? e.SLACK_CLIENT_ID ?? e.SLACK_APP_TOKEN;
  if (!e.SLACK_SIGNING_SECRET) {
    if (anything)
      throw new ConfigError('SLACK_SIGNING_SECRET is missing: copy it from your Slack app → Basic Information.');
    return undefined;
  }
  const common = {
    signingSecret: e.SLACK_SIGNING_SECRET,
    apiUrl: e.SLACK_API_URL,
    appToken: e.SLACK_APP_TOKEN,
    command: e.SLACK_COMMAND,
    allowedTeams: readAllowedTeams(e),
  };
  if (e.SLACK_CLIENT_ID) return { ...common, oauth: readSlackOAuth(e, e.SLACK_CLIENT_ID) };
  const botToken = required(
    e.SLACK_BOT_TOKEN,
    'SLACK_BOT_TOKEN',
    'the xoxb- token from your Slack app → OAuth & Permissions; or set SLACK_CLIENT_ID for many workspaces',
  );
  return { ...common, botToken };
}

function readAllowedTeams({ SLACK_ALLOWED_TEAMS: teams }: Pick<SlackEnvironment, 'SLACK_ALLOWED_TEAMS'>): string[] {
  const wrong = teams.find((team) => !/^[TE][A-Z0-9]{2,30}$/.test(team));
  if (wrong !== undefined)
    throw new ConfigError(
      `SLACK_ALLOWED_TEAMS has "${wrong}": it takes ids of workspaces (T…) and organisations (E…), several separated by commas.`,
    );
  return teams;
}

function readSlackOAuth(e: SlackEnvironment, clientId: string): SlackOAuthConfig {
  if (e.SLACK_BOT_TOKEN)
    throw new ConfigError(
      'SLACK_BOT_TOKEN contradicts SLACK_CLIENT_ID: a token is for one workspace, a client id for many. Set one of them.',
    );
  const clientSecret = required(
    e.SLACK_CLIENT_SECRET,
    'SLACK_CLIENT_SECRET',
    'the client secret from your Slack app → Basic Information',
  );
  const stateSecret = required(
    e.SLACK_STATE_SECRET,
    'SLACK_STATE_SECRET',
    'any long random text, e.g. from: openssl rand -base64 32',
  );
  const publicUrl = required(
    e.PUBLIC_URL,
    'PUBLIC_URL',
    'the address people reach Flowsmith under, for Slack to return',
  );
  required(
    e.FLOWSMITH_ENCRYPTION_KEY[0],
    'FLOWSMITH_ENCRYPTION_KEY',
    'the key for the tokens of workspaces, from: openssl rand -base64 32',
  );
  return { clientId, clientSecret, stateSecret, redirectUrl: `${publicUrl}/slack/oauth_redirect` };
}

/** Keys from the newest to the oldest. Throws ConfigError for one of another length. */
export function readEncryptionKeys(e: Pick<SlackEnvironment, 'FLOWSMITH_ENCRYPTION_KEY'>): Buffer[] {
  const keys = e.FLOWSMITH_ENCRYPTION_KEY.map((key) => Buffer.from(key, 'base64'));
  if (keys.some((key) => key.length !== 32))
    throw new ConfigError(
      'FLOWSMITH_ENCRYPTION_KEY must be 32 bytes in base64, several separated by commas with the newest first. Make one with: openssl rand -base64 32',
    );
  return keys;
}
