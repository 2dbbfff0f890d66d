import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { authenticate } from '#src/api/keys.ts';
import { type StandIn, startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { wantedScopes } from '#src/n8n/scopes.ts';
import { openStore } from '#src/store/orm.ts';
import { type FakeRegistry, nodeEntry, publishN8n, startNpmRegistry } from '#test/fakes/npm-registry.ts';
import { createTestDatabase } from '#test/support/database.ts';

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

interface Run {
  code: number;
  out: string;
  err: string;
}

/** Runs `flowsmith` as an operator does: its own process, its own environment. */
function flowsmith(args: string[], env: Record<string, string> = {}): Promise<Run> {
  return new Promise((done) => {
    const { PATH, HOME } = process.env;
    const settings = { PATH, HOME, CATALOG_DIR: '/nowhere/flowsmith', ...env };
    execFile(process.execPath, [cli, ...args], { env: settings }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out: out.trim(), err: err.trim() }),
    );
  });
}

const json = (run: Run): unknown => JSON.parse(run.out);

/** Each run is a process of its own: on a busy machine a handful of them takes its time. */
const patience = { timeout: 60_000 };

describe('flowsmith doctor, with n8n', patience, () => {
  const scopesOf = (scopes: readonly string[]) => JSON.stringify({ data: { scopes } });

  it('names every scope the key lacks, and fails for what nothing works without', async () => {
    await using database = await createTestDatabase();
    await using n8n = await startN8nStandIn();
    const settings = { N8N_BASE_URL: n8n.baseUrl, N8N_API_KEY: n8n.apiKey, TEAMS_LOCAL: '1', HOST: '127.0.0.1' };
    const env = { ...settings, DATABASE_URL: database.url };
    const good = await flowsmith(['doctor'], env);
    expect(good).toMatchObject({ code: 0, out: expect.stringMatching(/ok {4}n8n key/) });
    expect(good.out).not.toContain('lacks');

    const fewer = wantedScopes.filter((scope) => scope !== 'execution:retry' && scope !== 'workflow:create');
    n8n.fail({ on: 'GET /discover', html: scopesOf(fewer) });
    const lacking = await flowsmith(['doctor'], env);
    expect(lacking.code).toBe(1);
    expect(lacking.out).toMatch(
      /lacks the scope execution:retry: without it failed executions cannot be tried again\./,
    );
    expect(lacking.out).toMatch(/FAILS n8n key: .*workflow:create: without it nothing can be created\./);

    n8n.fail({ on: 'GET /discover', status: 404, message: 'not found' });
    expect(await flowsmith(['doctor'], env)).toMatchObject({ code: 0 });
  });
});

describe('flowsmith, with a database', patience, () => {
  const stack = new AsyncDisposableStack();
  let env: { DATABASE_URL: string };
  beforeAll(async () => {
    env = { DATABASE_URL: stack.use(await createTestDatabase()).url };
  });
  afterAll(() => stack.disposeAsync());

  it('keys: made once, listed without the key, revoked', async () => {
    const created = await flowsmith(['keys', 'create', 'ci', '--scopes', 'request, approve'], env);
    expect(created).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^fsk_[\w-]{43}$/) });
    await using store = await openStore(env.DATABASE_URL);
    const row = await authenticate(store.fork(), `Bearer ${created.out}`);
    expect(row?.scopes).toEqual(['request', 'approve']);

    const listed = await flowsmith(['keys', 'list'], env);
    expect(listed.out).toMatch(/^ci\trequest,approve\tlast used 20/);
    expect(listed.out).not.toContain(created.out);
    expect(await flowsmith(['keys', 'revoke', 'ci'], env)).toEqual({ code: 0, out: 'ci is revoked.', err: '' });
    expect((await flowsmith(['keys', 'list'], env)).out).toContain('revoked 20');
    expect(await authenticate(store.fork(), `Bearer ${created.out}`)).toBeUndefined();
    expect(await flowsmith(['keys', 'revoke', 'ci'], env)).toMatchObject({
      code: 1,
      err: 'There is no live key named "ci": see flowsmith keys list.',
    });
  });

  it('keys: a name that is taken and a scope that is none are refused in words', async () => {
    await flowsmith(['keys', 'create', 'twice'], env);
    const again = await flowsmith(['keys', 'create', 'twice'], env);
    expect(again).toMatchObject({ code: 1, out: '', err: expect.stringContaining('"twice"') });
    expect(again.err).not.toMatch(/\n\s+at |insert into/);
    const scope = await flowsmith(['keys', 'create', 'root', '--scopes', 'request,admin'], env);
    expect(scope).toMatchObject({ code: 1, err: expect.stringContaining('"admin" is no scope; there are: request') });
  });

  it('audit verify: exit 0 and the head while it holds, exit 1 and the row when it does not', async () => {
    await flowsmith(['keys', 'create', 'audited'], env);
    const valid = await flowsmith(['audit', 'verify'], env);
    expect(valid).toMatchObject({ code: 0, out: expect.stringMatching(/^Valid: \d+ rows, head [0-9a-f]{64}\.$/) });
    const client = new pg.Client({ connectionString: env.DATABASE_URL });
    await client.connect();
    await client.query(
      "alter table audit_events disable trigger all; update audit_events set actor = 'eve' where seq = 1",
    );
    await client.end();
    const tampered = await flowsmith(['audit', 'verify'], env);
    expect(tampered.code).toBe(1);
    expect(tampered.out).toBe('NOT VALID at row 1: its content was changed. 0 rows before it hold.');
  });

  it('asks for migrate on an empty database', async () => {
    const run = await flowsmith(['keys', 'list'], { DATABASE_URL: inject('postgresUrl') });
    expect(run).toMatchObject({ code: 1, err: expect.stringMatching(/not up to date.*Run: flowsmith migrate/) });
  });

  it('migrate: nothing to do on a database that is up to date', async () => {
    expect(await flowsmith(['migrate'], env)).toEqual({ code: 0, out: '0 migrations applied.', err: '' });
  });
});

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
    ['a version nobody published', ['--n8n-version', '2.0.1'], {}, /has no n8n 2\.0\.1/],
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

describe.concurrent('flowsmith, without one', patience, () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, content: unknown): string => {
    const path = join(mkdtempSync(join(folder, 'run-')), name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const node = (name: string, type: string, parameters = {}) => ({
    ...{ id: crypto.randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters },
  });
  const trigger = node('Start', 'n8n-nodes-base.manualTrigger');
  const good = { name: 'Good', nodes: [trigger], connections: {}, settings: {} };

  it('validate --json: a line per file, exit 0 when all are valid', async () => {
    const [first, second] = [file('one.json', good), file('two.json', good)];
    const { code, out, err } = await flowsmith(['validate', first, second, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n').map((line) => JSON.parse(line));
    expect(lines).toEqual(
      [first, second].map((path) => ({ file: path, valid: true, issues: expect.any(Array), ms: expect.any(Number) })),
    );
  });

  it.each([
    [
      'a connection to nowhere',
      { ...good, connections: { Start: { main: [[{ node: 'Gone', type: 'main', index: 0 }]] } } },
    ],
    ['two nodes of one name', { ...good, nodes: [trigger, trigger] }],
    ['no workflow', { hello: 'world' }],
    ['no JSON', '{"nodes": ['],
  ])('validate --json: %s is an error, exit 1', async (_what, content) => {
    const bad = file('bad.json', content);
    const { code, out } = await flowsmith(['validate', file('good.json', good), bad, '--json']);
    expect(code).toBe(1);
    const [first, second] = out.split('\n').map((line) => JSON.parse(line));
    expect([first.valid, second.valid]).toEqual([true, false]);
    expect(Object.keys(second)).toEqual(['file', 'valid', 'issues', 'ms']);
    expect(second.issues).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        code: expect.stringMatching(/^[a-z0-9-]+$/),
        message: expect.any(String),
      }),
    );
  });

  it('validate: for people, and of a file that is not there', async () => {
    const path = file('good.json', good);
    expect(await flowsmith(['validate', path])).toMatchObject({
      code: 0,
      out: expect.stringContaining(`${path}: valid`),
    });
    const missing = join(folder, 'none.json');
    const run = await flowsmith(['validate', missing, path]);
    expect(run).toMatchObject({ code: 1, out: expect.stringContaining('there is none of that name') });
    expect(run.err).toMatch(/^Catalogue: /);
    expect(run.out).toContain(`${path}: valid`);
  });

  it('plan --json: the draft as n8n takes it, nothing created', async () => {
    const run = await flowsmith(['plan', 'every hour get https://example.com/health', '--json']);
    expect(run.code).toBe(0);
    const names = ['n8n-nodes-base.scheduleTrigger', 'n8n-nodes-base.httpRequest'];
    expect(json(run)).toMatchObject({
      kind: 'draft',
      issues: [],
      usage: { model: 'none', calls: 0 },
      workflow: { nodes: names.map((type) => ({ type, id: expect.any(String), typeVersion: expect.any(Number) })) },
    });
  });

  it('plan: what cannot be drafted is answered in words, exit 1', async () => {
    const { code, out } = await flowsmith(['plan', 'what is the meaning of life?']);
    expect(code).toBe(1);
    expect(out).not.toBe('');
  });

  it.each([
    ['post a message to slack', 'n8n-nodes-base.slack'],
    ['every day at nine', 'n8n-nodes-base.scheduleTrigger'],
  ])('nodes search "%s" finds %s first', async (words, type) => {
    const run = await flowsmith(['nodes', 'search', words, '--json']);
    expect(run.code).toBe(0);
    const [first] = json(run) as unknown[];
    expect(first).toEqual({ type, score: expect.any(Number), displayName: expect.any(String) });
  });

  it('nodes describe: of a type there is, and of one there is not', async () => {
    expect(await flowsmith(['nodes', 'describe', 'n8n-nodes-base.httpRequest'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('url'),
    });
    expect(await flowsmith(['nodes', 'describe', 'n8n-nodes-base.none'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no node type "n8n-nodes-base.none"'),
    });
  });

  it.each([
    [['plan', 'x', '--jsno'], /unknown option '--jsno'[\s\S]*Usage: flowsmith plan/],
    [['frobnicate'], /unknown command 'frobnicate'[\s\S]*Usage: flowsmith/],
    [['validate'], /missing required argument 'file'[\s\S]*Usage: flowsmith validate/],
    [['keys', 'list'], /^DATABASE_URL is missing/],
    [['audit', 'verify'], /^DATABASE_URL is missing/],
    [['doctor'], /^DATABASE_URL is missing/],
  ])('%j: says what is wrong, exit 1', async (args, says) => {
    const { code, err } = await flowsmith(args);
    expect(code).toBe(1);
    expect(err).toMatch(says);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('a database that does not answer is told in words', async () => {
    const { code, err } = await flowsmith(['keys', 'list'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' });
    expect(code).toBe(1);
    expect(err).toMatch(/database/i);
    expect(err).not.toMatch(/\n\s+at /);
  });
});
