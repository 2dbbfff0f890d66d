import { z } from 'zod';
import { expectedOf } from './config/expected.ts';
import { takeInFiles } from './config/files.ts';
import { type ModelConfig, readModel } from './config/model.ts';
import { checkPublicUrl } from './config/public-url.ts';
import { optional, orUnset, required } from './config/required.ts';
import { readEncryptionKeys, readSlack, type SlackConfig } from './config/slack.ts';
import { isTimezone } from './config/timezone.ts';
import { readTracing, type TracingConfig, tracingVariables } from './config/tracing.ts';
import { ConfigError } from './errors.ts';

export type { ModelConfig } from './config/model.ts';
export type { SlackConfig, SlackOAuthConfig } from './config/slack.ts';
export { teamsSignIn } from './config/teams-sign-in.ts';

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const optionalUrl = orUnset(url.optional());
const list = optional.transform((value) => value?.split(/[\s,]+/).filter(Boolean) ?? []);

const teamsAppTypes = ['SingleTenant', 'UserAssignedMSI', 'FederatedCredentials'] as const;
/** Microsoft's clouds, by the names Microsoft uses for them; `public` is the worldwide one. */
const teamsClouds = ['public', 'gcc', 'gcchigh', 'dod', 'china'] as const;
export type TeamsCloud = (typeof teamsClouds)[number];

/** Every environment variable Flowsmith reads, named once; each may be a file instead (`NAME_FILE`). The table in docs/settings.md and `.env.example` follow it. */
const environment = z.object({
  HOST: optional,
  PORT: orUnset(z.coerce.number().int().min(0).max(65535).default(3000)),
  PUBLIC_URL: optionalUrl,
  ROLE: orUnset(z.enum(['all', 'web', 'worker']).default('all')),
  LOG_LEVEL: orUnset(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info')),
  DATABASE_URL: optional,
  DATABASE_PASSWORD: optional,
  REDIS_URL: optional,
  REDIS_PASSWORD: optional,
  N8N_BASE_URL: optionalUrl,
  N8N_API_KEY: optional,
  N8N_MCP_KEY: optional,
  N8N_EDITOR_URL: optionalUrl,
  N8N_WEBHOOK_URL: optionalUrl,
  N8N_BASIC_AUTH_USER: optional,
  N8N_BASIC_AUTH_PASSWORD: optional,
  N8N_VERSION: optional,
  N8N_RATE_LIMIT: orUnset(z.coerce.number().int().min(1).max(1000).default(5)),
  N8N_LATE_SECONDS: orUnset(z.coerce.number().int().min(5).max(3600).default(120)),
  OPENAI_API_KEY: optional,
  OPENAI_BASE_URL: optionalUrl,
  OPENAI_MODEL: optional,
  OPENAI_PROMPT_CACHE: z.enum(['0', '1']).optional(),
  SLACK_SIGNING_SECRET: optional,
  SLACK_BOT_TOKEN: optional,
  SLACK_CLIENT_ID: optional,
  SLACK_CLIENT_SECRET: optional,
  SLACK_STATE_SECRET: optional,
  SLACK_APP_TOKEN: optional,
  SLACK_API_URL: optionalUrl,
  SLACK_COMMAND: orUnset(
    z
      .string()
      .regex(/^\/[a-z0-9_-]{1,31}$/)
      .default('/n8n'),
  ),
  SLACK_ALLOWED_TEAMS: list,
  TEAMS_APP_ID: optional,
  TEAMS_APP_PASSWORD: optional,
  TEAMS_TENANT_ID: optional,
  TEAMS_APP_TYPE: orUnset(z.enum(teamsAppTypes).default('SingleTenant')),
  TEAMS_FEDERATED_CLIENT_ID: optional,
  TEAMS_CLOUD: orUnset(z.enum(teamsClouds).default('public')),
  TEAMS_ALLOWED_TENANTS: list,
  TEAMS_LOCAL: orUnset(z.enum(['0', '1']).default('0')),
  FLOWSMITH_ENCRYPTION_KEY: list,
  POLICY_FILE: optional,
  CATALOG_DIR: optional,
  EXPORT_DIR: optional,
  REHEARSE: orUnset(z.enum(['0', '1']).default('1')),
  DEFAULT_TIMEZONE: orUnset(z.string().refine(isTimezone, 'is no time zone, such as Europe/Berlin').optional()),
  RETENTION_DAYS: orUnset(z.coerce.number().int().min(1).max(36_500).optional()),
  NPM_REGISTRY_URL: optionalUrl,
  ...tracingVariables,
});

export interface N8nConfig {
  baseUrl: string;
  apiKey: string;
  /** Of n8n's MCP server, which looks up what connected services have; without it nothing is looked up there. */
  mcpKey?: string;
  /** Where people open workflows; the base URL unless a proxy separates them. */
  editorUrl: string;
  /** Where n8n listens for production calls, when not at its base URL. */
  webhookUrl?: string;
  basicAuth?: { user: string; password: string };
  /** Overrides what the instance says of itself. */
  version?: string;
  /** Calls per second across all workers. */
  rateLimit: number;
}
export type TeamsConfig =
  | { local: true }
  | {
      local: false;
      appId: string;
      appPassword?: string;
      tenantId: string;
      appType: (typeof teamsAppTypes)[number];
      /** Client id of the managed identity that vouches for the app; with federated credentials only. */
      federatedClientId?: string;
      cloud: TeamsCloud;
      allowedTenants: string[];
    };

export interface CatalogConfig {
  /** Where catalogues are kept. */
  directory: string;
  /** Wins over npm's own configuration. */
  registryUrl?: string;
  /** The n8n it is of, when one is set. */
  instanceUrl?: string;
  /** Version of n8n, when the operator set it. */
  n8nVersion?: string;
  /** What npm's configuration may refer to: an environment variable by its name. */
  variable(name: string): string | undefined;
}

export interface Config {
  host: string;
  port: number;
  publicUrl?: string;
  role: 'all' | 'web' | 'worker';
  logLevel: string;
  databaseUrl: string;
  redisUrl?: string;
  n8n: N8nConfig;
  /** How long a write that n8n did not answer may still arrive there, in milliseconds. */
  n8nLateMs: number;
  model?: ModelConfig;
  slack?: SlackConfig;
  teams?: TeamsConfig;
  /** 32 bytes each; the first one encrypts, all of them decrypt. Empty when nothing is to be encrypted. */
  encryptionKeys: Buffer[];
  policyFile?: string;
  /** Where every workflow is written to as files, again and again; nowhere unless set. */
  exportDirectory?: string;
  /** Whether drafts are rehearsed in n8n before anybody decides. */
  rehearse: boolean;
  /** IANA name; in which times are meant whose asker's is not known [UTC]. */
  timezone?: string;
  /** How long words of people are kept; for ever unless set. */
  retentionDays?: number;
  catalog: CatalogConfig;
  /** Where spans are sent; nowhere unless set. */
  tracing?: TracingConfig;
}

export const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host);

/**
 * Reads the environment once and cross-checks it. Throws a ConfigError that names the variable and what to do.
 * Nothing else in Flowsmith reads `process.env`.
 */
export function readConfig(env: Variables): Config {
  const e = parse(env);
  const host = e.HOST ?? '127.0.0.1';
  const databaseUrl = required(
    e.DATABASE_URL,
    'DATABASE_URL',
    'the PostgreSQL to use, e.g. postgres://user:password@host:5432/flowsmith',
  );
  if (!/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new ConfigError('DATABASE_URL must start with postgres:// or postgresql://.');
  if (e.REDIS_URL && !/^rediss?:\/\//.test(e.REDIS_URL))
    throw new ConfigError('REDIS_URL must start with redis:// or rediss://.');
  const slack = readSlack(e);
  const teams = readTeams(e, host);
  return {
    host,
    port: e.PORT,
    publicUrl: checkPublicUrl(e.PUBLIC_URL),
    role: e.ROLE,
    logLevel: e.LOG_LEVEL,
    databaseUrl,
    redisUrl: e.REDIS_URL,
    n8n: readN8n(e),
    n8nLateMs: e.N8N_LATE_SECONDS * 1000,
    model: readModel(e),
    slack,
    teams,
    encryptionKeys: readEncryptionKeys(e),
    policyFile: e.POLICY_FILE,
    exportDirectory: e.EXPORT_DIR,
    rehearse: e.REHEARSE === '1',
    timezone: e.DEFAULT_TIMEZONE,
    retentionDays: e.RETENTION_DAYS,
    catalog: toCatalogConfig(e, env),
    tracing: readTracing(e),
  };
}

/** The part that needs no database and no n8n, for commands that look at files only. Throws ConfigError. */
export const readCatalogConfig = (env: Variables): CatalogConfig => toCatalogConfig(parse(env), env);

/** The n8n to speak to; undefined when none is set. Throws ConfigError for half a setting. */
export function readN8nConfig(env: Variables): N8nConfig | undefined {
  const e = parse(env);
  return e.N8N_BASE_URL || e.N8N_API_KEY ? readN8n(e) : undefined;
}

type Variables = Record<string, string | undefined>;
type Environment = z.infer<typeof environment>;

/** The environment with the files that `NAME_FILE` names taken in. Throws ConfigError, see `takeInFiles`. */
export const readVariables = (env: Variables): Variables => takeInFiles(env, Object.keys(environment.shape));

function parse(env: Variables): Environment {
  const parsed = environment.safeParse(readVariables(env));
  if (parsed.success) return parsed.data;
  const [problem] = parsed.error.issues;
  throw new ConfigError(`${problem?.path.join('.') ?? 'A setting'} is not valid: it has to be ${expectedOf(problem)}.`);
}

function toCatalogConfig(e: Environment, env: Variables): CatalogConfig {
  return {
    directory: e.CATALOG_DIR ?? '.data/catalog',
    ...(e.NPM_REGISTRY_URL ? { registryUrl: e.NPM_REGISTRY_URL } : {}),
    ...(e.N8N_BASE_URL ? { instanceUrl: e.N8N_BASE_URL } : {}),
    ...(e.N8N_VERSION ? { n8nVersion: e.N8N_VERSION.replace(/^v/, '') } : {}),
    variable: (name) => env[name],
  };
}

function readN8n(e: Environment): N8nConfig {
  const baseUrl = required(e.N8N_BASE_URL, 'N8N_BASE_URL', 'the address of your n8n, e.g. https://n8n.example.com');
  const apiKey = required(e.N8N_API_KEY, 'N8N_API_KEY', 'a key from n8n → Settings → n8n API');
  if (Boolean(e.N8N_BASIC_AUTH_USER) !== Boolean(e.N8N_BASIC_AUTH_PASSWORD)) {
    throw new ConfigError('N8N_BASIC_AUTH_USER and N8N_BASIC_AUTH_PASSWORD belong together: set both or neither.');
  }
  const basicAuth =
    e.N8N_BASIC_AUTH_USER && e.N8N_BASIC_AUTH_PASSWORD
      ? { user: e.N8N_BASIC_AUTH_USER, password: e.N8N_BASIC_AUTH_PASSWORD }
      : undefined;
  return {
    baseUrl,
    apiKey,
    ...(e.N8N_MCP_KEY ? { mcpKey: e.N8N_MCP_KEY } : {}),
    editorUrl: e.N8N_EDITOR_URL ?? baseUrl,
    ...(e.N8N_WEBHOOK_URL ? { webhookUrl: e.N8N_WEBHOOK_URL } : {}),
    basicAuth,
    version: e.N8N_VERSION,
    rateLimit: e.N8N_RATE_LIMIT,
  };
}

function readTeams(e: Environment, host: string): TeamsConfig | undefined {
  if (e.TEAMS_LOCAL === '1') {
    if (e.TEAMS_APP_ID)
      throw new ConfigError('TEAMS_LOCAL=1 contradicts TEAMS_APP_ID: local mode has no app id and checks no tokens.');
    if (!isLoopback(host))
      throw new ConfigError('TEAMS_LOCAL=1 checks no tokens and is refused unless HOST is 127.0.0.1.');
    return { local: true };
  }
  if (!e.TEAMS_APP_ID) {
    if (e.TEAMS_APP_PASSWORD) throw new ConfigError('TEAMS_APP_ID is missing although TEAMS_APP_PASSWORD is set.');
    return undefined;
  }
  const tenantId = required(e.TEAMS_TENANT_ID, 'TEAMS_TENANT_ID', 'the Microsoft Entra tenant of the bot registration');
  checkTeamsCredentials(e);
  return {
    local: false,
    appId: e.TEAMS_APP_ID,
    appPassword: e.TEAMS_APP_PASSWORD,
    tenantId,
    appType: e.TEAMS_APP_TYPE,
    federatedClientId: e.TEAMS_FEDERATED_CLIENT_ID,
    cloud: e.TEAMS_CLOUD,
    allowedTenants: e.TEAMS_ALLOWED_TENANTS.length > 0 ? e.TEAMS_ALLOWED_TENANTS : [tenantId],
  };
}

function checkTeamsCredentials(e: Environment): void {
  const type = e.TEAMS_APP_TYPE;
  if (type === 'SingleTenant') {
    required(e.TEAMS_APP_PASSWORD, 'TEAMS_APP_PASSWORD', "the bot registration's client secret");
  } else if (e.TEAMS_APP_PASSWORD) {
    throw new ConfigError(`TEAMS_APP_PASSWORD contradicts TEAMS_APP_TYPE=${type}: a managed identity has no password.`);
  }
  if (type === 'FederatedCredentials') {
    const what = 'the client id of the managed identity that the app registration trusts';
    required(e.TEAMS_FEDERATED_CLIENT_ID, 'TEAMS_FEDERATED_CLIENT_ID', what);
  } else if (e.TEAMS_FEDERATED_CLIENT_ID) {
    throw new ConfigError('TEAMS_FEDERATED_CLIENT_ID needs TEAMS_APP_TYPE=FederatedCredentials.');
  }
}
