import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import type { Deployment } from 'kubernetes-types/apps/v1.js';
import type { Job } from 'kubernetes-types/batch/v1.js';
import type { PodSpec, PodTemplateSpec, Service } from 'kubernetes-types/core/v1.js';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1.js';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readConfig } from '#src/config.ts';

const run = promisify(execFile);
const from = 'manifest/kubernetes';
const folder = mkdtempSync(join(tmpdir(), 'flowsmith-kubernetes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Thing {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
}
const kustomization = parse(readFileSync(join(from, 'kustomization.yaml'), 'utf8')) as {
  resources: string[];
  images: { name: string }[];
};
// Kubernetes reads YAML 1.1.
const read = (file: string) =>
  parseAllDocuments(readFileSync(join(from, file), 'utf8'), { version: '1.1', merge: true }).map(
    (document) => document.toJS() as Thing,
  );
const things = kustomization.resources.flatMap(read);
const all = <T>(kind: string) => things.filter((thing) => thing.kind === kind) as unknown as T[];
const workloads = [...all<Deployment>('Deployment'), ...all<Job>('Job')];
const pods = workloads.map(({ spec }) => spec?.template as PodTemplateSpec & { spec: PodSpec });

/** Where `kubernetes-types` has what Kubernetes' own OpenAPI says of a kind. */
const homes: Record<string, string> = {
  ...{ 'v1 Namespace': 'core/v1', 'v1 Service': 'core/v1', 'apps/v1 Deployment': 'apps/v1' },
  ...{ 'batch/v1 Job': 'batch/v1', 'policy/v1 PodDisruptionBudget': 'policy/v1' },
  'networking.k8s.io/v1 NetworkPolicy': 'networking/v1',
};

/** What the type checker says of these things, each as a literal: missing, unknown and wrong fields are errors. */
async function typeErrors(checked: readonly Thing[]): Promise<string[]> {
  const lines = checked.map((thing, at) => {
    const home = homes[`${thing.apiVersion} ${thing.kind}`];
    if (!home) throw new Error(`no schema for ${thing.apiVersion} ${thing.kind}`);
    const type = `import('kubernetes-types/${home}').${thing.kind}`;
    return `export const thing${at}: ${type} = ${JSON.stringify(thing)};`;
  });
  writeFileSync(join(folder, 'things.ts'), lines.join('\n'));
  const paths = { 'kubernetes-types/*': [resolve('node_modules/kubernetes-types/*')] };
  const compilerOptions = { strict: true, noEmit: true, module: 'preserve', types: [], paths };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['things.ts'] }));
  const tsc = resolve('node_modules/typescript-7/bin/tsc');
  const { stdout } = await run(process.execPath, [tsc, '--project', folder]).catch(
    (error: { stdout: string }) => error,
  );
  return stdout.split('\n').filter(Boolean);
}

describe('the manifests for Kubernetes', () => {
  test('are what the API of Kubernetes takes, to the last field', async () => {
    expect(await typeErrors(things)).toEqual([]);
    const spoiled = (change: (text: string) => string) =>
      all<Thing>('Deployment').map((thing) => JSON.parse(change(JSON.stringify(thing))) as Thing);
    expect((await typeErrors(spoiled((text) => text.replace('readinessProbe', 'readynessProbe')))).join()).toMatch(
      /readyn/,
    );
    expect((await typeErrors(spoiled((text) => text.replace('"replicas":2', '"replicas":"2"')))).join()).toMatch(
      /number/,
    );
    expect((await typeErrors(spoiled((text) => text.replace('"selector":', '"select":')))).length).toBeGreaterThan(0);
    const quantities = JSON.stringify(pods).matchAll(/"(?:cpu|memory|sizeLimit)":"([^"]*)"/g);
    for (const [, quantity] of quantities) expect(quantity).toMatch(/^[1-9]\d*(m|Mi|Gi)?$/);
  });

  test('are all named in the kustomization', () => {
    const files = readdirSync(from).filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml');
    expect(files.sort()).toEqual([...kustomization.resources].sort());
    expect(things.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      ...['Deployment flowsmith-web', 'Deployment flowsmith-worker', 'Job flowsmith-migrate', 'Namespace flowsmith'],
      ...['NetworkPolicy flowsmith', 'PodDisruptionBudget flowsmith-web', 'PodDisruptionBudget flowsmith-worker'],
      'Service flowsmith-web',
    ]);
    const images = pods.flatMap(({ spec }) => spec.containers.map(({ image }) => image));
    expect(new Set(images)).toEqual(new Set(kustomization.images.map(({ name }) => name)));
  });

  test('pods may do next to nothing, on a root they cannot write to', () => {
    for (const { spec } of pods) {
      expect(spec.automountServiceAccountToken).toBe(false);
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(60);
      const volumes = new Map(spec.volumes?.map((volume) => [volume.name, volume]));
      for (const { securityContext, resources, volumeMounts = [] } of spec.containers) {
        expect(securityContext).toEqual({
          ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        });
        expect(Object.keys(resources?.requests ?? {}).sort()).toEqual(['cpu', 'memory']);
        expect(resources?.limits).toHaveProperty('memory');
        expect(volumeMounts.map(({ mountPath, name }) => [mountPath, Object.keys(volumes.get(name) ?? {})[1]])).toEqual(
          [
            ['/run/flowsmith', 'secret'],
            ['/data', 'emptyDir'],
            ['/tmp', 'emptyDir'],
          ],
        );
      }
    }
  });

  test('web and worker are asked whether they live and are ready, on the port they listen on', () => {
    for (const { metadata, spec } of all<Deployment>('Deployment')) {
      const [container, ...others] = spec?.template.spec?.containers ?? [];
      expect(others).toEqual([]);
      expect(container?.env).toEqual([{ name: 'ROLE', value: metadata?.name?.replace('flowsmith-', '') }]);
      expect(container?.ports).toEqual([{ name: 'http', containerPort: 3000 }]);
      expect(container?.livenessProbe?.httpGet).toEqual({ path: '/livez', port: 'http' });
      expect(container?.startupProbe?.httpGet).toEqual({ path: '/livez', port: 'http' });
      expect(container?.readinessProbe?.httpGet).toEqual({ path: '/readyz', port: 'http' });
      expect(spec?.strategy?.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    }
    expect(all<Job>('Job')[0]?.spec?.template.spec?.containers[0]?.command).toEqual(['node', 'src/cli.ts', 'migrate']);
  });

  test('every selector finds the pods it is for', () => {
    const found = (labels: Record<string, string> = {}) =>
      pods.filter(({ metadata }) =>
        Object.entries(labels).every(([name, value]) => metadata?.labels?.[name] === value),
      );
    for (const { spec } of all<Deployment>('Deployment'))
      expect(found(spec?.selector.matchLabels)).toEqual([spec?.template]);
    for (const { spec } of all<PodDisruptionBudget>('PodDisruptionBudget'))
      expect(found(spec?.selector?.matchLabels)).toHaveLength(1);
    const [service] = all<Service>('Service');
    const web = found(service?.spec?.selector);
    expect(web).toHaveLength(1);
    expect(web[0]?.spec.containers[0]?.ports?.map(({ name }) => name)).toContain(service?.spec?.ports?.[0]?.targetPort);
    const [policy] = all<NetworkPolicy>('NetworkPolicy');
    expect(found(policy?.spec?.podSelector.matchLabels)).toHaveLength(3);
    const open = policy?.spec?.egress?.flatMap(({ ports = [] }) => ports.map(({ port }) => port));
    expect(open).toEqual(expect.arrayContaining([53, 443, 5432, 6379, 5678]));
  });

  test('the settings to copy are settings, and each secret they name is a file', () => {
    const settings = parseEnv(
      readFileSync(join(from, 'settings.example.env'), 'utf8').replaceAll(/^# (?=[A-Z_]+=)/gm, ''),
    );
    const secrets = parseEnv(readFileSync(join(from, 'secrets.example.env'), 'utf8'));
    for (const [name, value] of Object.entries(secrets)) writeFileSync(join(folder, name), value ?? '');
    const used = Object.entries(settings).filter(([name, value]) => {
      if (name.endsWith('_FILE')) expect(value).toBe(`/run/flowsmith/${name.replace(/_FILE$/, '')}`);
      return value && (!name.endsWith('_FILE') || name.replace(/_FILE$/, '') in secrets);
    });
    const env = Object.fromEntries(used.map(([name, value]) => [name, value?.replace('/run/flowsmith', folder)]));
    expect(readConfig(env)).toMatchObject({ databaseUrl: secrets['DATABASE_URL'], n8n: { apiKey: 'change-me' } });
    const known = readFileSync('src/config.ts', 'utf8');
    for (const name of Object.keys(settings)) expect(known).toContain(`  ${name.replace(/_FILE$/, '')}:`);
    expect(readFileSync('.gitignore', 'utf8')).toContain('secrets.env\n');
  });

  const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
  test.skipIf(!kubectl)(
    'kubectl (needs it) renders them: both workloads get the same secrets, none stands open',
    async () => {
      cpSync(from, folder, { recursive: true });
      for (const name of ['settings', 'secrets'])
        cpSync(join(from, `${name}.example.env`), join(folder, `${name}.env`));
      const { stdout } = await run('kubectl', ['kustomize', folder]);
      const rendered = parseAllDocuments(stdout, { version: '1.1' }).map((document) => document.toJS() as Thing);
      const made = rendered.filter(({ kind }) => kind === 'Secret' || kind === 'ConfigMap');
      const others = rendered.filter((thing) => !made.includes(thing));
      expect(await typeErrors(others)).toEqual([]);
      expect(others).toHaveLength(things.length);
      const names = made.map(({ metadata }) => metadata.name);
      for (const workload of others.filter(({ kind }) => kind === 'Deployment' || kind === 'Job')) {
        const text = JSON.stringify(workload);
        for (const name of names) expect(text).toContain(`"${name}"`);
        expect(text).toContain('"image":"registry.example.com/flowsmith:0.1.0"');
        expect(text).not.toContain('change-me');
      }
    },
  );
});
