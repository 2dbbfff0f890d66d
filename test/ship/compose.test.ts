import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '#src/config.ts';

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string | null>;
  ports?: string[];
  volumes?: string[];
  networks?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  restart?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, object>;
  volumes: Record<string, object>;
}

const source = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(source, { merge: true }) as Compose;
const service = (name: string): Service => {
  const found = compose.services[name];
  if (!found) throw new Error(`no service ${name}`);
  return found;
};
const ours = ['web', 'worker', 'migrate'];

describe('docker-compose.yml', () => {
  test('has the services, all of them on one private network', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['migrate', 'n8n', 'postgres', 'redis', 'web', 'worker']);
    expect(Object.keys(compose.networks)).toEqual(['internal']);
    for (const { networks } of Object.values(compose.services)) expect(networks).toEqual(['internal']);
  });

  test('publishes two ports, on this machine only unless told otherwise', () => {
    const published = Object.entries(compose.services).flatMap(([name, { ports }]) =>
      (ports ?? []).map((p) => [name, p]),
    );
    expect(published).toEqual([
      ['web', '${WEB_BIND:-127.0.0.1}:3000:3000'],
      ['n8n', '${N8N_BIND:-127.0.0.1}:5678:5678'],
    ]);
  });

  test('keeps everything that must survive in named volumes', () => {
    expect(service('postgres').volumes).toEqual(['postgres-data:/var/lib/postgresql']);
    expect(service('redis').volumes).toEqual(['redis-data:/data']);
    expect(service('n8n').volumes).toEqual(['n8n-data:/home/node/.n8n']);
    for (const name of ours) expect(service(name).volumes).toEqual(['flowsmith-data:/data']);
    const used = Object.values(compose.services).flatMap(({ volumes }) => (volumes ?? []).map((v) => v.split(':')[0]));
    expect(Object.keys(compose.volumes).sort()).toEqual([...new Set(used)].sort());
  });

  test('pins every image and builds ours from the one Dockerfile', () => {
    for (const name of ['n8n', 'postgres', 'redis']) expect(service(name).image).toMatch(/:\d+\.\d+(\.\d+)?(-\w+)?$/);
    for (const name of ours) expect(service(name)).toMatchObject({ build: '.', image: 'flowsmith' });
  });

  test('carries no secret: each comes from .env, and is asked for when missing', () => {
    const secret = /(PASSWORD|SECRET|TOKEN|KEY|AUTH)$/;
    for (const { environment } of Object.values(compose.services)) {
      for (const [name, value] of Object.entries(environment ?? {})) {
        if (secret.test(name)) expect([name, value ?? '${}']).toEqual([name, expect.stringMatching(/^\$\{.*\}$/)]);
      }
    }
    expect(source).not.toMatch(/:\/\/[^@\s$]*:[^@$\s]+@/);
    for (const name of ['POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'N8N_ENCRYPTION_KEY']) {
      expect(source).toContain(`\${${name}:?`);
      expect(source).not.toContain(`\${${name}}`);
    }
  });

  test('starts in order: databases are healthy, the schema is there, then web and worker', () => {
    for (const name of ['web', 'worker']) {
      expect(service(name).depends_on).toMatchObject({
        migrate: { condition: 'service_completed_successfully' },
        redis: { condition: 'service_healthy' },
      });
      expect(service(name).environment).toMatchObject({ ROLE: name });
      expect(service(name).restart).toBe('unless-stopped');
    }
    expect(service('migrate')).toMatchObject({
      command: ['node', 'src/cli.ts', 'migrate'],
      restart: 'no',
      depends_on: { postgres: { condition: 'service_healthy' } },
    });
    for (const name of ['postgres', 'redis']) expect(service(name).healthcheck?.test).toBeDefined();
  });

  test('gives our processes nothing they do not need', () => {
    for (const name of ours) {
      expect(service(name)).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
      expect(service(name).environment).not.toHaveProperty('N8N_ENCRYPTION_KEY');
    }
    for (const { security_opt } of Object.values(compose.services))
      expect(security_opt).toEqual(['no-new-privileges:true']);
  });

  test('Redis keeps its jobs: on disk, and none evicted', () => {
    const command = service('redis').command?.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
  });

  test('what it sets is what Flowsmith reads', () => {
    const files = ['src/config.ts', 'src/config/tracing.ts'];
    const known = new Set(files.flatMap((file) => readFileSync(file, 'utf8').match(/\b[A-Z][A-Z0-9_]+(?=:)/g)));
    const byOpenTelemetry = ['OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES', 'OTEL_EXPORTER_OTLP_HEADERS'];
    const names = Object.keys(service('web').environment ?? {});
    expect(names.filter((name) => !known.has(name) && !byOpenTelemetry.includes(name))).toEqual([]);
    const values = { POSTGRES_PASSWORD: 'a1', REDIS_PASSWORD: 'b2', N8N_API_KEY: 'c3' } as Record<string, string>;
    const filled = Object.entries(service('web').environment ?? {}).map(([name, value]) => [
      name,
      value?.replace(/\$\{(\w+):[?-]([^}]*)\}/g, (_whole, key: string, fallback: string) => values[key] ?? fallback),
    ]);
    expect(readConfig({ ...Object.fromEntries(filled), HOST: '0.0.0.0' })).toMatchObject({
      role: 'web',
      host: '0.0.0.0',
      databaseUrl: 'postgres://flowsmith:a1@postgres:5432/flowsmith',
      redisUrl: 'redis://:b2@redis:6379',
      n8n: { baseUrl: 'http://n8n:5678', editorUrl: 'http://localhost:5678', apiKey: 'c3' },
    });
  });
});
