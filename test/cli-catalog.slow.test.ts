import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandIn, startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { type FakeRegistry, nodeEntry, publishN8n, startNpmRegistry } from '#test/fakes/npm-registry.ts';

import { cli, flowsmith, patience, type Run } from '#test/support/run-cli.ts';

const json = (run: Run): unknown => JSON.parse(run.out);

describe.concurrent('flowsmith catalog', patience, () => {
  const stack = new AsyncDisposableStack();
  const root = mkdtempSync(join(tmpdir(), 'flowsmith-cli-catalog-'));
  let registry: FakeRegistry;
  let n8n: StandIn;
  beforeAll(async () => {
    registry = stack.use(await startNpmRegistry());
    n8n = stack.use(await startN8nStandIn({ version: '2.40.7' }));
    await publishN8n(registry, '2.40.7', [nodeEntry('thing', { usableAsTool: true }), nodeEntry('executeCommand')]);
    await publishN8n(registry, '2.39.0', [nodeEntry('older')]);
  });
  afterAll(async () => {
    rmSync(root, { recursive: true, force: true });
    await stack.disposeAsync();
  });
  const settings = () => ({ CATALOG_DIR: mkdtempSync(join(root, 'dir-')), NPM_REGISTRY_URL: registry.url });
  const instance = () => ({ N8N_BASE_URL: n8n.baseUrl, N8N_API_KEY: n8n.apiKey });

  it('sync: of the connected n8n, then every verb uses it and says so', async () => {
    const env = { ...settings(), ...instance() };
    const made = '2 node types, 1 tools made of them, 1 kinds of credentials';
    expect(await flowsmith(['catalog', 'sync'], env)).toMatchObject({
      ...{ code: 0, err: '' },
      out: expect.stringContaining(`n8n 2.40.7: ${made}; from the package registry`),
    });
    expect((await flowsmith(['catalog', 'sync'], env)).out).toContain('already there');
    const offline = { CATALOG_DIR: env.CATALOG_DIR };
    const shown = await flowsmith(['catalog', 'show', '--json'], offline);
    expect(json(shown)).toMatchObject({
      ...{ source: { kind: 'instance', n8nVersion: '2.40.7' }, types: 2, variants: 1, credentials: 1 },
      excluded: expect.arrayContaining(['n8n-nodes-base.executeCommand']),
      ...{ communityPackages: [], origin: 'registry', file: expect.stringContaining('n8n-2.40.7.pack') },
      ...{ bytes: expect.any(Number), writtenAt: expect.stringMatching(/^20/) },
    });
    expect((await flowsmith(['catalog', 'show'], offline)).out).toMatch(/n8n 2\.40\.7: 2 node types[\s\S]*not allowed/);
    const described = await flowsmith(['nodes', 'describe', 'n8n-nodes-base.thingTool'], offline);
    expect(described).toMatchObject({ code: 0, err: 'Catalogue: n8n 2.40.7.' });
    expect(described.out).toContain('toolDescription');
    const found = await flowsmith(['nodes', 'search', 'thing', '--json'], offline);
    expect([found.err, json(found)]).toEqual(['', [expect.objectContaining({ type: 'n8n-nodes-base.thing' })]]);
  });

  it('sync --n8n-version: needs no n8n; N8N_VERSION chooses, else the newest', async () => {
    const env = settings();
    for (const version of ['2.40.7', 'v2.39.0']) {
      expect((await flowsmith(['catalog', 'sync', '--n8n-version', version], env)).code).toBe(0);
    }
    const shownWith = async (more: object) =>
      (json(await flowsmith(['catalog', 'show', '--json'], { ...env, ...more })) as { source: object }).source;
    expect(await shownWith({})).toMatchObject({ n8nVersion: '2.40.7' });
    expect(await shownWith({ N8N_VERSION: '2.39.0' })).toMatchObject({ n8nVersion: '2.39.0' });
    expect(await shownWith({ N8N_VERSION: '1.0.0' })).toMatchObject({ kind: 'core' });
  });

  it.each([
    ['no version and no n8n', [], {}, /^Which n8n\?.*--n8n-version/],
    ['a version that is none', ['--n8n-version', 'latest'], {}, /"latest" is no version of n8n/],
    ['a version nobody published', ['--n8n-version', '2.0.1'], {}, /neither n8n 2\.0\.1 nor/],
    [
      'no registry',
      ['--n8n-version', '2.40.7'],
      { NPM_REGISTRY_URL: 'http://127.0.0.1:9' },
      /could not be read.*export:nodes/,
    ],
    ['half an n8n', [], { N8N_BASE_URL: 'http://127.0.0.1:9' }, /N8N_API_KEY is missing/],
    ['an n8n that is away', [], { N8N_BASE_URL: 'http://127.0.0.1:9', N8N_API_KEY: 'x' }, /n8n/],
    ['a folder that is a file', ['--n8n-version', '2.40.7'], { CATALOG_DIR: cli }, /cannot be kept.*CATALOG_DIR/],
  ])('sync, %s: says what to do, exit 1', async (_what, args, more, says) => {
    const { code, err } = await flowsmith(['catalog', 'sync', ...args], { ...settings(), ...more });
    expect(code).toBe(1);
    expect(err).toMatch(says);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('show, with nothing there: the built-in one, and how to get the other', async () => {
    const { code, out } = await flowsmith(['catalog', 'show']);
    expect(code).toBe(0);
    expect(out).toMatch(/built-in catalogue[\s\S]*flowsmith catalog sync/);
  });
});
