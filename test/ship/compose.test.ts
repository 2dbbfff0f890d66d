import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '#src/config.ts';

interface Service {
  image?: string;
  build?: string;
  entrypoint?: string[];
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
  secrets?: string[];
  profiles?: string[];
  mem_limit?: string;
  cpus?: number;
  pids_limit?: number;
  stop_grace_period?: string;
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, object>;
  volumes: Record<string, object>;
  secrets: Record<string, { file: string }>;
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
  test('is what the Compose Specification allows', () => {
    const schema = JSON.parse(readFileSync('test/fixtures/compose/compose-spec.schema.json', 'utf8'));
    // Its address for draft-07 is the https one, which ajv knows by http.
    const ajv = new Ajv({ allErrors: true, strict: false });
    addFormats.default(ajv);
    const valid = ajv.compile({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' });
    valid(parse(source, { merge: true }));
    expect(valid.errors).toBeNull();
    valid(parse(source.replace('mem_limit:', 'memory_limit:'), { merge: true }));
    expect(valid.errors).not.toBeNull();
  });

  test('has the services, all of them on one private network', () => {
    const always = ['migrate', 'n8n', 'n8n-database', 'postgres', 'redis', 'web', 'worker'];
    expect(Object.keys(compose.services).sort()).toEqual(['caddy', ...always]);
    expect(service('caddy').profiles).toEqual(['proxy']);
    expect(Object.keys(compose.networks)).toEqual(['internal']);
    for (const { networks } of Object.values(compose.services)) expect(networks).toEqual(['internal']);
  });

  test('publishes two ports, on this machine only unless told otherwise; the proxy, when asked for, its own', () => {
    const published = Object.entries(compose.services).flatMap(([name, { ports }]) =>
      (ports ?? []).map((p) => [name, p]),
    );
    expect(published).toEqual([
      ['web', '${WEB_BIND:-127.0.0.1}:3000:3000'],
      ['n8n', '${N8N_BIND:-127.0.0.1}:5678:5678'],
      ['caddy', '80:80'],
      ['caddy', '443:443'],
    ]);
  });

  test('keeps everything that must survive in named volumes', () => {
    expect(service('postgres').volumes).toEqual(['postgres-data:/var/lib/postgresql']);
    expect(service('redis').volumes).toEqual(['redis-data:/data']);
    expect(service('n8n').volumes).toContain('n8n-data:/home/node/.n8n');
    for (const name of ours)
      expect(service(name).volumes).toEqual([
        ...['flowsmith-data:/data', 'catalog:/data/catalog', './secrets/flowsmith:/run/flowsmith:ro'],
      ]);
    const used = Object.values(compose.services).flatMap(({ volumes }) => (volumes ?? []).map((v) => v.split(':')));
    const named = used.map(([from = '']) => from).filter((from) => !from.startsWith('./'));
    expect(Object.keys(compose.volumes).sort()).toEqual([...new Set(named)].sort());
    for (const [from = '', , mode] of used.filter(([each]) => each?.startsWith('./'))) {
      expect([from, mode]).toEqual([from, 'ro']);
      if (!from.startsWith('./secrets/')) expect(readFileSync(from, 'utf8')).not.toBe('');
    }
  });

  test('n8n exports its node types into our CATALOG_DIR before it starts', () => {
    const { entrypoint, command, volumes = [] } = service('n8n');
    expect([...(entrypoint ?? []), ...(command ?? [])]).toEqual([
      ...['tini', '--', '/bin/sh', '/export-nodes.sh', '/docker-entrypoint.sh'],
    ]);
    expect(volumes).toEqual(
      expect.arrayContaining(['catalog:/catalog', './manifest/compose/export-nodes.sh:/export-nodes.sh:ro']),
    );
    const catalog = /CATALOG_DIR=(\S+)/.exec(readFileSync('Dockerfile', 'utf8'))?.[1];
    for (const name of ours) expect(service(name).volumes).toContain(`catalog:${catalog}`);
  });

  test('pins every image and builds ours from the one Dockerfile', () => {
    for (const name of ['n8n', 'n8n-database', 'postgres', 'redis', 'caddy'])
      expect(service(name).image).toMatch(/:\d+\.\d+(\.\d+)?(-\w+)?$/);
    for (const name of ours) expect(service(name)).toMatchObject({ build: '.', image: 'flowsmith' });
  });

  test('carries no secret: what is generated is in files, the rest comes from .env', () => {
    const secret = /(PASSWORD|SECRET|TOKEN|KEY|AUTH)$/;
    for (const { environment } of Object.values(compose.services)) {
      for (const [name, value] of Object.entries(environment ?? {})) {
        if (secret.test(name)) expect([name, value ?? '${}']).toEqual([name, expect.stringMatching(/^\$\{.*\}$/)]);
        if (/_FILE$/.test(name) && value) expect(value).toMatch(/^\/run\/secrets\/\w+$/);
      }
    }
    expect(source).not.toMatch(/:\/\/[^@\s]*:[^@\s]+@/);
    for (const [name, { file }] of Object.entries(compose.secrets)) expect(file).toBe(`./secrets/${name}`);
    // Each is asked for where it is used, and nowhere else.
    for (const { secrets, ...rest } of Object.values(compose.services)) {
      const used = JSON.stringify(rest).matchAll(/\/run\/secrets\/(\w+)/g);
      expect([...new Set([...used].map(([, name]) => name))].sort()).toEqual([...(secrets ?? [])].sort());
    }
    const made = /for name in ([\w ]+); do/.exec(source)?.[1]?.split(' ');
    expect(made?.sort()).toEqual(Object.keys(compose.secrets).sort());
    for (const file of ['.gitignore', '.dockerignore']) expect(readFileSync(file, 'utf8')).toMatch(/^(secrets\/|\*)$/m);
  });

  test('every secret of ours can be a file instead', () => {
    const names = Object.keys(service('web').environment ?? {});
    const secrets = names.filter((name) => /(PASSWORD|SECRET|TOKEN|KEY)$/.test(name));
    expect(secrets.length).toBeGreaterThan(8);
    for (const name of secrets) expect(names).toContain(`${name}_FILE`);
  });

  test('nobody takes more than their share, and everybody gets time to stop', () => {
    for (const [name, { mem_limit, cpus, pids_limit, stop_grace_period }] of Object.entries(compose.services)) {
      expect([name, mem_limit]).toEqual([name, expect.stringMatching(/^\d+[mg]$/)]);
      expect([name, cpus ?? 0, pids_limit ?? 0].slice(1).every((each) => Number(each) > 0)).toBe(true);
      if (name !== 'n8n-database') expect([name, stop_grace_period]).toEqual([name, expect.stringMatching(/^[36]0s$/)]);
    }
  });

  test('starts in order: databases are healthy, the schema is there, then web and worker', () => {
    for (const name of ['web', 'worker']) {
      expect(service(name).depends_on).toMatchObject({
        migrate: { condition: 'service_completed_successfully' },
        redis: { condition: 'service_healthy' },
        n8n: { condition: 'service_started' },
      });
      expect(service(name).environment).toMatchObject({ ROLE: name });
      expect(service(name).restart).toBe('unless-stopped');
    }
    expect(service('migrate')).toMatchObject({
      command: ['node', 'src/cli.ts', 'migrate'],
      restart: 'no',
      depends_on: { postgres: { condition: 'service_healthy' } },
    });
    for (const name of ['postgres', 'redis', 'n8n', 'caddy']) expect(service(name).healthcheck?.test).toBeDefined();
    expect(service('n8n').depends_on).toEqual({ 'n8n-database': { condition: 'service_completed_successfully' } });
  });

  test('gives our processes nothing they do not need', () => {
    for (const name of ours) {
      expect(service(name)).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
      expect(service(name).secrets).toEqual(['postgres_password', 'redis_password']);
    }
    for (const { security_opt } of Object.values(compose.services))
      expect(security_opt).toEqual(['no-new-privileges:true']);
  });

  test('what it sets is what Flowsmith reads', () => {
    const files = ['src/config.ts', 'src/config/tracing.ts'];
    const known = new Set(files.flatMap((file) => readFileSync(file, 'utf8').match(/\b[A-Z][A-Z0-9_]+(?=:)/g)));
    const byOpenTelemetry = ['OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES', 'OTEL_EXPORTER_OTLP_HEADERS'];
    const names = Object.keys(service('web').environment ?? {});
    const isKnown = (name: string) => known.has(name) || known.has(name.replace(/_FILE$/, ''));
    expect(names.filter((name) => !isKnown(name) && !byOpenTelemetry.includes(name))).toEqual([]);
    const folder = mkdtempSync(join(tmpdir(), 'flowsmith-compose-'));
    for (const name of Object.keys(compose.secrets)) writeFileSync(join(folder, name), `${name}\n`);
    const values = { N8N_API_KEY: 'c3' } as Record<string, string>;
    const filled = Object.entries(service('web').environment ?? {}).map(([name, value]) => [
      name,
      value
        ?.replace('/run/secrets', folder)
        .replace(/\$\{(\w+):[?-]([^}]*)\}/g, (_whole, key: string, fallback: string) => values[key] ?? fallback),
    ]);
    expect(readConfig({ ...Object.fromEntries(filled), HOST: '0.0.0.0' })).toMatchObject({
      role: 'web',
      host: '0.0.0.0',
      databaseUrl: 'postgres://flowsmith:postgres_password@postgres:5432/flowsmith',
      redisUrl: 'redis://:redis_password@redis:6379',
      n8n: { baseUrl: 'http://n8n:5678', editorUrl: 'http://localhost:5678', apiKey: 'c3' },
    });
    rmSync(folder, { recursive: true });
  });
});
