import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { authenticate } from '#src/api/keys.ts';
import { openStore } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';

import { flowsmith, patience, type Run } from '#test/support/run-cli.ts';

const json = (run: Run): unknown => JSON.parse(run.out);

describe('flowsmith, with a database', patience, () => {
  const stack = new AsyncDisposableStack();
  let env: { DATABASE_URL: string };
  beforeAll(async () => {
    env = { DATABASE_URL: stack.use(await createTestDatabase()).url };
  });
  afterAll(() => stack.disposeAsync());

  it('keys: made once, listed without the key, revoked', async () => {
    const created = await flowsmith(['keys', 'create', 'ci', '--scopes', 'request, approve'], env);
    expect(created).toEqual({
      code: 0,
      out: expect.stringMatching(/^fsk_[\w-]{43}$/),
      err: 'The key "ci" (request, approve). It is shown this once:',
    });
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

  it('audit verify goes on from a checkpoint, and says what it takes on trust', async () => {
    await flowsmith(['keys', 'create', 'before'], env);
    const checkpoint = join(mkdtempSync(join(tmpdir(), 'flowsmith-checkpoint-')), 'audit.json');
    const valid = await flowsmith(['audit', 'verify', '--checkpoint', checkpoint], env);
    expect(valid.out).toMatch(/^Valid: /);
    await flowsmith(['keys', 'create', 'later'], env);
    const goneOn = await flowsmith(['audit', 'verify', '--checkpoint', checkpoint], env);
    expect(goneOn.out).toMatch(/^Rows 1 to \d+ were not read: .+trusted.+\nValid: \d+ rows, head [0-9a-f]{64}\.$/s);
    const [, row, head] = /(\d+) rows, head (\w+)/.exec(valid.out) ?? [];
    expect((await flowsmith(['audit', 'verify', '--from', `${row}:${head}`], env)).out).toBe(goneOn.out);
    expect(await flowsmith(['audit', 'verify', '--from', `${Number(row) + 1}:${head}`], env)).toMatchObject({
      code: 1,
      out: `NOT VALID at row ${Number(row) + 1}: it is not the row the checkpoint was made at. 0 rows before it hold.`,
    });
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

  it('plan --json: what the draft does not do of the request, exit 1', async () => {
    const run = await flowsmith([
      'plan',
      'every hour get https://example.com/health, sauf pendant les vacances',
      '--json',
    ]);
    const plan = JSON.parse(run.out) as { notDone: string[]; issues: { code: string; severity: string }[] };
    expect(plan.notDone).toEqual(['sauf pendant les vacances']);
    expect(plan.issues).toContainEqual(expect.objectContaining({ code: 'not-done', severity: 'error' }));
    expect(run.code).toBe(1);
  });

  it('plan --requests: a line each, bad ones told; a request beside a file is an error', async () => {
    const file = join(folder, 'requests.jsonl');
    writeFileSync(file, '{"id":"a","request":"every hour get https://example.com/health"}\n{"id":"b"}\n');
    const run = await flowsmith(['plan', '--requests', file, '--json']);
    const [first, second] = run.out.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({ id: 'a', kind: 'draft', notDone: [], assumptions: expect.any(Array) });
    expect(first?.['nodes']).toHaveLength(2);
    expect(second).toMatchObject({ id: 'b', line: 2, error: expect.any(String) });
    expect(run.code).toBe(1);
    expect(await flowsmith(['plan', '--requests', join(folder, 'none.jsonl')])).toMatchObject({
      code: 1,
      err: expect.stringContaining('The requests cannot be read'),
    });
    expect(await flowsmith(['plan', 'x', '--requests', file])).toMatchObject({ code: 1 });
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
