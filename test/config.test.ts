import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#src/config.ts';
import { ConfigError } from '#src/errors.ts';

const least = {
  DATABASE_URL: 'postgres://flowsmith@127.0.0.1/flowsmith',
  N8N_BASE_URL: 'https://n8n.example.com/',
  N8N_API_KEY: 'key',
};
const slack = { SLACK_SIGNING_SECRET: 'secret', SLACK_BOT_TOKEN: 'token' };
const key = Buffer.alloc(32, 7).toString('base64');
const oauth = {
  SLACK_SIGNING_SECRET: 'secret',
  SLACK_CLIENT_ID: 'id',
  SLACK_CLIENT_SECRET: 'client',
  SLACK_STATE_SECRET: 'state',
  PUBLIC_URL: 'https://flowsmith.example.com/',
  FLOWSMITH_ENCRYPTION_KEY: key,
};
const otlp = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };
const teams = { TEAMS_APP_ID: 'app', TEAMS_APP_PASSWORD: 'password', TEAMS_TENANT_ID: 'tenant' };

describe('settings', () => {
  it('need a database and an n8n; the rest has defaults, and an empty value is no value', () => {
    const empty = { PORT: '', ROLE: '', LOG_LEVEL: '', HOST: ' ', REDIS_URL: '', N8N_EDITOR_URL: '', TEAMS_LOCAL: '' };
    const blank = Object.fromEntries(Object.keys(empty).map((name) => [name, ' ']));
    for (const env of [least, { ...least, ...empty }, { ...least, ...blank }]) {
      expect(readConfig(env)).toEqual({
        host: '127.0.0.1',
        port: 3000,
        role: 'all',
        logLevel: 'info',
        databaseUrl: least.DATABASE_URL,
        n8n: { baseUrl: 'https://n8n.example.com', apiKey: 'key', editorUrl: 'https://n8n.example.com', rateLimit: 5 },
        n8nLateMs: 120_000,
        rehearse: true,
        encryptionKeys: [],
        catalog: {
          ...{ directory: '.data/catalog', instanceUrl: 'https://n8n.example.com' },
          variable: expect.any(Function),
        },
      });
    }
  });

  it('describe the doors that are open', () => {
    expect(readConfig({ ...least, ...slack }).slack).toEqual({
      signingSecret: 'secret',
      botToken: 'token',
      command: '/n8n',
      allowedTeams: [],
    });
    expect(readConfig({ ...least, ...slack, SLACK_ALLOWED_TEAMS: 'T0A, E0B' }).slack?.allowedTeams).toEqual([
      'T0A',
      'E0B',
    ]);
    const many = readConfig({ ...least, ...oauth, FLOWSMITH_ENCRYPTION_KEY: `${key}, ${key}` });
    expect(many.slack?.oauth?.redirectUrl).toBe('https://flowsmith.example.com/slack/oauth_redirect');
    expect(many.encryptionKeys).toEqual([Buffer.alloc(32, 7), Buffer.alloc(32, 7)]);
    expect(readConfig({ ...least, ...teams, TEAMS_ALLOWED_TENANTS: 'a, b' }).teams).toEqual({
      local: false,
      appId: 'app',
      appPassword: 'password',
      tenantId: 'tenant',
      appType: 'SingleTenant',
      cloud: 'public',
      allowedTenants: ['a', 'b'],
    });
    expect(readConfig({ ...least, ...teams }).teams).toMatchObject({ allowedTenants: ['tenant'] });
    const identity = { ...teams, TEAMS_APP_PASSWORD: '', TEAMS_CLOUD: 'gcchigh' };
    expect(
      readConfig({
        ...least,
        ...identity,
        TEAMS_APP_TYPE: 'FederatedCredentials',
        TEAMS_FEDERATED_CLIENT_ID: 'identity',
      }).teams,
    ).toMatchObject({ appType: 'FederatedCredentials', federatedClientId: 'identity', cloud: 'gcchigh' });
    expect(readConfig({ ...least, ...identity, TEAMS_APP_TYPE: 'UserAssignedMSI' }).teams).toMatchObject({
      appType: 'UserAssignedMSI',
      cloud: 'gcchigh',
    });
    expect(readConfig({ ...least, TEAMS_LOCAL: '1' }).teams).toEqual({ local: true });
    expect(
      readConfig({ ...least, OPENAI_API_KEY: 'none', OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1/' }).model,
    ).toMatchObject({
      baseUrl: 'http://127.0.0.1:8000/v1',
    });
  });

  it('send spans nowhere unless they say where, by the standard names', () => {
    expect(readConfig({ ...least, OTEL_SERVICE_NAME: 'x' }).tracing).toBeUndefined();
    for (const off of [{ OTEL_SDK_DISABLED: 'true' }, { OTEL_TRACES_EXPORTER: 'none' }])
      expect(readConfig({ ...least, ...otlp, ...off }).tracing).toBeUndefined();
    const usual = { protocol: 'http/protobuf', sampler: 'parentbased_always_on', ratio: 1, ownTimeout: false };
    expect(readConfig({ ...least, ...otlp }).tracing).toEqual(usual);
    const own = {
      ...{
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector.example.com/v1/traces',
        OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      },
      ...{
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_TRACES_SAMPLER: 'traceidratio',
        OTEL_TRACES_SAMPLER_ARG: '0.25',
      },
    };
    const { tracing } = readConfig({ ...least, ...own });
    expect(tracing).toEqual({ protocol: 'http/json', sampler: 'traceidratio', ratio: 0.25, ownTimeout: true });
  });

  it.each<[what: string, env: Record<string, string>, says: RegExp]>([
    ['no database', { DATABASE_URL: '' }, /^DATABASE_URL is missing/],
    ['another database', { DATABASE_URL: 'mysql://localhost/x' }, /^DATABASE_URL must start with postgres/],
    ['not a Redis', { REDIS_URL: 'http://127.0.0.1:6379' }, /^REDIS_URL must start with redis/],
    ['no n8n', { N8N_BASE_URL: '' }, /^N8N_BASE_URL is missing/],
    ['n8n without scheme', { N8N_BASE_URL: 'n8n.example.com' }, /^N8N_BASE_URL is not valid/],
    ['n8n as a file', { N8N_BASE_URL: 'file:///etc/passwd' }, /^N8N_BASE_URL is not valid/],
    ['no n8n key', { N8N_API_KEY: ' ' }, /^N8N_API_KEY is missing/],
    ['half of Basic auth: user', { N8N_BASIC_AUTH_USER: 'u' }, /N8N_BASIC_AUTH_USER and N8N_BASIC_AUTH_PASSWORD/],
    [
      'half of Basic auth: password',
      { N8N_BASIC_AUTH_PASSWORD: 'p' },
      /N8N_BASIC_AUTH_USER and N8N_BASIC_AUTH_PASSWORD/,
    ],
    ['no rate', { N8N_RATE_LIMIT: '0' }, /^N8N_RATE_LIMIT is not valid/],
    ['no patience', { N8N_LATE_SECONDS: '1' }, /^N8N_LATE_SECONDS is not valid/],
    ['a port that is none', { PORT: '70000' }, /^PORT is not valid: it has to be at most 65535/],
    ['a port in words', { PORT: 'http' }, /^PORT is not valid: it has to be a whole number/],
    ['an unknown role', { ROLE: 'leader' }, /^ROLE is not valid: it has to be one of all, web, worker/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL is not valid/],
    ['a public address without scheme', { PUBLIC_URL: 'flowsmith.example.com' }, /^PUBLIC_URL is not valid/],
    [
      'a public address without TLS',
      { PUBLIC_URL: 'http://flowsmith.example.com' },
      /^PUBLIC_URL must start with https/,
    ],
    ['a model server without key', { OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1' }, /^OPENAI_API_KEY is missing/],
    ['Slack: secret without token', { SLACK_SIGNING_SECRET: 'secret' }, /^SLACK_BOT_TOKEN is missing/],
    ['Slack: token without secret', { SLACK_BOT_TOKEN: 'token' }, /^SLACK_SIGNING_SECRET is missing/],
    ['Slack: a command without slash', { ...slack, SLACK_COMMAND: 'n8n' }, /^SLACK_COMMAND is not valid/],
    ['Slack: a workspace by name', { ...slack, SLACK_ALLOWED_TEAMS: 'T0A, acme' }, /^SLACK_ALLOWED_TEAMS has "acme"/],
    ['Slack: token and client id', { ...slack, ...oauth }, /^SLACK_BOT_TOKEN contradicts SLACK_CLIENT_ID/],
    ['Slack: no client secret', { ...oauth, SLACK_CLIENT_SECRET: '' }, /^SLACK_CLIENT_SECRET is missing/],
    ['Slack: no state secret', { ...oauth, SLACK_STATE_SECRET: '' }, /^SLACK_STATE_SECRET is missing/],
    ['Slack: nowhere to return to', { ...oauth, PUBLIC_URL: '' }, /^PUBLIC_URL is missing/],
    ['Slack: no key', { ...oauth, FLOWSMITH_ENCRYPTION_KEY: '' }, /^FLOWSMITH_ENCRYPTION_KEY is missing/],
    ['a key too short', { FLOWSMITH_ENCRYPTION_KEY: 'c2hvcnQ=' }, /^FLOWSMITH_ENCRYPTION_KEY must be 32 bytes/],
    ['Teams: no tenant', { ...teams, TEAMS_TENANT_ID: '' }, /^TEAMS_TENANT_ID is missing/],
    ['Teams: no password', { ...teams, TEAMS_APP_PASSWORD: '' }, /^TEAMS_APP_PASSWORD is missing/],
    ['Teams: no app id', { TEAMS_APP_PASSWORD: 'password' }, /^TEAMS_APP_ID is missing/],
    [
      'Teams: identity with password',
      { ...teams, TEAMS_APP_TYPE: 'UserAssignedMSI' },
      /^TEAMS_APP_PASSWORD contradicts TEAMS_APP_TYPE/,
    ],
    ['Teams: unknown kind of app', { ...teams, TEAMS_APP_TYPE: 'MultiTenant' }, /^TEAMS_APP_TYPE is not valid/],
    ['Teams: unknown cloud', { ...teams, TEAMS_CLOUD: 'mars' }, /^TEAMS_CLOUD is not valid/],
    [
      'Teams: federated without an identity',
      { ...teams, TEAMS_APP_PASSWORD: '', TEAMS_APP_TYPE: 'FederatedCredentials' },
      /^TEAMS_FEDERATED_CLIENT_ID is missing/,
    ],
    [
      'Teams: federated with a password',
      { ...teams, TEAMS_APP_TYPE: 'FederatedCredentials', TEAMS_FEDERATED_CLIENT_ID: 'identity' },
      /^TEAMS_APP_PASSWORD contradicts TEAMS_APP_TYPE=FederatedCredentials/,
    ],
    [
      'Teams: an identity that nothing uses',
      { ...teams, TEAMS_FEDERATED_CLIENT_ID: 'identity' },
      /^TEAMS_FEDERATED_CLIENT_ID needs/,
    ],
    ['Teams: local and real', { ...teams, TEAMS_LOCAL: '1' }, /^TEAMS_LOCAL=1 contradicts TEAMS_APP_ID/],
    ['Teams: local, open to all', { TEAMS_LOCAL: '1', HOST: '0.0.0.0' }, /^TEAMS_LOCAL=1 .* HOST/],
    ['spans to no address', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /^OTEL_EXPORTER_OTLP_ENDPOINT must be/],
    ['spans by gRPC', { ...otlp, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, /^OTEL_EXPORTER_OTLP_PROTOCOL must be/],
    ['an unknown exporter', { ...otlp, OTEL_TRACES_EXPORTER: 'zipkin' }, /^OTEL_TRACES_EXPORTER must be/],
    ['an unknown sampler', { ...otlp, OTEL_TRACES_SAMPLER: 'jaeger' }, /^OTEL_TRACES_SAMPLER must be one of/],
    ['more than all traces', { ...otlp, OTEL_TRACES_SAMPLER_ARG: '10' }, /^OTEL_TRACES_SAMPLER_ARG must be/],
    ['Teams: local, neither on nor off', { TEAMS_LOCAL: 'yes' }, /^TEAMS_LOCAL is not valid/],
  ])('%s: refused, naming the variable', (_what, env, says) => {
    const read = () => readConfig({ ...least, ...env });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(says);
  });

  it('never repeat a secret when they are refused', () => {
    const secrets = { N8N_API_KEY: 'sesame-1', SLACK_BOT_TOKEN: 'sesame-2', OPENAI_API_KEY: 'sesame-3' };
    const url = 'mysql://user:sesame-4@localhost/x';
    for (const env of [{ DATABASE_URL: url }, { REDIS_URL: url }, { PORT: 'x' }, { N8N_BASE_URL: url }]) {
      expect(() => readConfig({ ...least, ...secrets, ...env })).toThrow(/^(?!.*sesame)/);
    }
  });

  it('are read in one place only', () => {
    const readers = globSync(['src/**/*.ts', 'adapters/**/*.ts'])
      .filter((file) => /process\.env(?!')/.test(readFileSync(file, 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '')))
      .filter((file) => !/^src\/(dev|cli)\//.test(file));
    expect(readers.sort()).toEqual(['src/main.ts']);
  });
});

describe('.env.example', () => {
  it('lists exactly the variables there are, and those of docker-compose.yml', () => {
    const namesIn = (file: string, pattern: RegExp) =>
      [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name]) => name);
    const files = ['src/config.ts', 'src/config/tracing.ts'];
    const read = files.flatMap((file) => namesIn(file, /^ {2}([A-Z][A-Z0-9_]+):/gm));
    const byOpenTelemetry = ['OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES', 'OTEL_EXPORTER_OTLP_HEADERS'];
    expect(read.length).toBeGreaterThan(30);
    const composed = namesIn('docker-compose.yml', /\$\{([A-Z][A-Z0-9_]*)/g);
    const listed = namesIn('.env.example', /^#? ?([A-Z][A-Z0-9_]+)=/gm);
    expect(listed.sort()).toEqual([...new Set([...read, ...composed, ...byOpenTelemetry])].sort());
  });
});
