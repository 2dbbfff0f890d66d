import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createOpenAiServer } from '#test/fakes/openai-server.ts';
import { eventually, startTestApp } from '#test/support/test-app.ts';
import { trackedFiles } from './markdown.ts';
import type { Ran } from './own-command.ts';

const asked = 'every hour get https://example.com/health';

/** Where documented commands run: a clean copy, a service that has made one workflow, and what placeholders stand for. */
export async function createWorld() {
  await using stack = new AsyncDisposableStack();
  const app = stack.use(await startTestApp());
  const model = stack.use(await createOpenAiServer(() => ({ text: 'No model is needed for this.' })));
  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-documented-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const copy = join(folder, 'flowsmith');
  for (const file of trackedFiles()) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(file, join(copy, file), { verbatimSymlinks: true });
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  // As the workflow for GitHub checks it out.
  symlinkSync(copy, join(copy, '.flowsmith'));

  const key = await app.key(['request', 'approve', 'publish', 'read', 'audit']);
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    return (await fetch(app.url + path, { ...init, headers })).json() as Promise<Record<string, unknown>>;
  };
  const body = { request: asked, approve: true, publish: true, user: 'ana@example.com' };
  const { draftId } = await call('/create-n8n-workflow', { method: 'POST', body: JSON.stringify(body) });
  const draft = await eventually(async () => {
    const now = await call(`/api/v1/drafts/${draftId}`);
    return now['status'] === 'published' && now;
  }, 'a workflow is made');
  // Somebody edits it in n8n, so that there is something to put back.
  const [made] = app.standIn.workflows();
  if (!made) throw new Error('the stand-in holds nothing');
  const { name, nodes, connections, settings } = made;
  const edited = nodes.map((node) => ({ ...node, position: [0, 40] }));
  await fetch(`${app.standIn.baseUrl}/api/v1/workflows/${made.id}`, {
    method: 'PUT',
    headers: { 'X-N8N-API-KEY': app.standIn.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ name, nodes: edited, connections, settings }),
  });
  const sql = app.store.fork().getConnection();
  const [event] = await sql.execute<{ id: string }[]>('select id from inbound_events');
  const [head] = await sql.execute<{ row: string }[]>(
    "select seq || ':' || hash as row from audit_events order by seq desc limit 1",
  );
  const eventId = event?.id ?? '';
  mkdirSync(join(copy, 'workflows'));
  const workflowFile = join(copy, 'workflows/health.json');
  writeFileSync(workflowFile, JSON.stringify(made));
  const requestsFile = join(folder, 'requests.jsonl');
  writeFileSync(requestsFile, `${JSON.stringify({ id: 1, request: asked })}\n`);

  const env: Record<string, string> = { ...app.env, KEY: key, DRAFT_ID: String(draftId) };
  const owned = stack.move();
  return {
    app,
    copy,
    env,
    model,
    draft,
    /** What stands for something else in the documents, by the command where it means different things. */
    placeholders: {
      '<workflow>': name,
      'restore <name>': name,
      'keys create <name>': 'documented',
      'keys revoke <name>': 'documented',
      '<event>': eventId,
      '<reference>': eventId.slice(0, 10),
      '3f9a1c04be': eventId.slice(0, 10),
      '<person>': 'ana@example.com',
      'Ana Lopez': 'ana@example.com',
      '<request>': asked,
      '<requests>': requestsFile,
      '<words>': 'post a message',
      '<type>': 'n8n-nodes-base.slack',
      R: 'message',
      O: 'post',
      N: '1',
      DATE: '2026-11-28',
      URL: app.standIn.baseUrl,
      DIR: join(folder, 'workflows'),
      '/backup/workflows': join(folder, 'workflows'),
      FILE: join(folder, 'checkpoint'),
      'as-before|none': 'as-before',
      '<file…>': workflowFile,
      'workflows/*.json': workflowFile,
      'ROW:HEAD': head?.row,
      '<version>': '2.40.7',
    } as Record<string, string | undefined>,
    /** Runs a line as written, in the copy. */
    shell: (line: string, more: Record<string, string> = {}, within = '.'): Promise<Ran> =>
      new Promise((done) => {
        const { PATH, HOME } = process.env;
        const settings = { cwd: join(copy, within), env: { PATH, HOME, ...env, ...more }, timeout: 60_000 };
        execFile('bash', ['--norc', '-euc', line], settings, (error, out, err) =>
          done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
        );
      }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/** Starts a service in the copy, waits until it listens, ends it and all it started. Returns what its door said. */
export async function startAndStop(copy: string, line: string, env: Record<string, string>): Promise<number> {
  const { PATH, HOME } = process.env;
  const child = spawn('bash', ['--norc', '-c', line], {
    ...{ cwd: copy, detached: true, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] as const },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const ended = new Promise((done) => child.once('close', done));
  try {
    const url = await eventually(
      () => {
        if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${said}`);
        return /"url":"([^"]+)"/.exec(said)?.[1];
      },
      `"${line}" listens`,
      40_000,
    );
    return (await fetch(`${url}/livez`)).status;
  } finally {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await ended;
  }
}
