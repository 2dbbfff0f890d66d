import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { verifyAudit } from '#src/store/audit.ts';
import { Creation, WorkflowRow } from '#src/store/entities.ts';
import { call } from '#test/api/client.ts';
import { startN8nProxy } from '#test/support/n8n-proxy.ts';
import { flowsmith } from '#test/support/run-cli.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';
import { startWorkerProcess } from '#test/support/worker-process.ts';

const n8n = inject('n8n');
const stamp = Math.floor(Math.random() * 1e9);
const node = (name: string, type: string, parameters: object, x = 0) => ({
  ...{ id: crypto.randomUUID(), name, type: `n8n-nodes-base.${type}`, position: [x, 0] },
  ...{
    typeVersion: { executeWorkflow: 1.2, executeWorkflowTrigger: 1.1, set: 3.4, webhook: 2 }[type] ?? 1,
    parameters,
  },
});
const connected = (from: string, to: string) => ({ [from]: { main: [[{ node: to, type: 'main', index: 0 }]] } });

/** n8n as its owner sees it. */
async function api<T = unknown>(method: string, path: string): Promise<T> {
  const response = await fetch(`${n8n.baseUrl}/api/v1${path}`, { method, headers: { 'x-n8n-api-key': n8n.apiKey } });
  if (!response.ok) throw new Error(`n8n answered ${method} ${path} with ${response.status}`);
  return (await response.json()) as T;
}
interface Listed {
  id: string;
  name: string;
  active: boolean;
}
async function named(part: string): Promise<Listed[]> {
  const { data } = await api<{ data: Listed[] }>('GET', '/workflows?limit=250');
  return data.filter(({ name }) => name.includes(part));
}
async function loseAll(part: string): Promise<void> {
  for (const { id } of await named(part)) {
    await api('POST', `/workflows/${id}/deactivate`).catch(() => {});
    await eventually(
      () =>
        api('DELETE', `/workflows/${id}`).then(
          () => true,
          () => false,
        ),
      'it is deleted',
      30_000,
    );
  }
  expect(await named(part)).toEqual([]);
}

/** Puts it there through Flowsmith, live; returns n8n's id. */
async function put(app: TestApp, key: string, workflow: object, publish = true): Promise<string> {
  // What n8n holds is known here for a minute: a workflow that was put there just now may not be known to be there yet.
  const sent = await eventually(
    async () => {
      await sleep(2_000);
      const answer = await call(app, '/api/v1/workflows', { key, body: { workflow, approve: true, publish } });
      return answer.body.draftId ? answer : undefined;
    },
    'it is taken',
    90_000,
  );
  const wanted = publish ? 'published' : 'created';
  let last = '';
  const done = await eventually(
    async () => {
      await sleep(500);
      const { body } = await call(app, `/api/v1/drafts/${sent.body.draftId}`, { key });
      last = JSON.stringify(body);
      return body.status === wanted && body;
    },
    'the draft is done',
    90_000,
  ).catch((error: Error) => {
    throw new Error(`${error.message}: ${last}`);
  });
  return /workflow\/(\w+)$/.exec(done.url ?? '')?.[1] ?? '';
}

const putChild = (app: TestApp, key: string, part: string): Promise<string> => {
  const assignments = [{ id: 'a', name: 'answer', value: `made by ${part}`, type: 'string' }];
  return put(app, key, {
    name: `${part} child`,
    nodes: [
      node('Start', 'executeWorkflowTrigger', { inputSource: 'passthrough' }),
      node('Answer', 'set', { assignments: { assignments }, options: {} }, 220),
    ],
    connections: connected('Start', 'Answer'),
    settings: { executionOrder: 'v1' },
  });
};

/** A webhook that answers with what a workflow of its own makes. */
async function putBoth(
  app: TestApp,
  key: string,
  part: string,
): Promise<{ child: string; parent: string; path: string }> {
  const child = await putChild(app, key, part);
  const path = `recover-${part}`;
  const parent = await put(app, key, {
    name: `${part} parent`,
    nodes: [
      node('Webhook', 'webhook', { path, httpMethod: 'GET', responseMode: 'lastNode', options: {} }),
      node('Run it', 'executeWorkflow', { workflowId: { __rl: true, mode: 'id', value: child }, options: {} }, 220),
    ],
    connections: connected('Webhook', 'Run it'),
    settings: { executionOrder: 'v1' },
  });
  return { child, parent, path };
}

const answers = async (path: string): Promise<string> => {
  const response = await fetch(`${n8n.baseUrl}/webhook/${path}`);
  return `${response.status} ${await response.text()}`;
};

describe('what n8n has lost comes back (real n8n)', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-export-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('the database is dropped and n8n emptied: from the export both are brought back, and a live workflow runs again', async () => {
    const part = `both${stamp}`;
    const before = await (async () => {
      await using app = await startTestApp({ n8n });
      const key = await app.key(['request', 'approve', 'publish', 'read'] as never);
      const both = await putBoth(app, key, part);
      await eventually(async () => (await answers(both.path)).includes(`made by ${part}`), 'it runs', 60_000);
      const first = await flowsmith(['export', folder], app.env);
      expect(first).toMatchObject({ code: 0, out: expect.stringContaining('2 workflows') });
      expect((await flowsmith(['export', folder], app.env)).out).toContain('0 of them written');
      return both;
    })();
    await loseAll(part);
    expect(await answers(before.path)).toMatch(/^404/);

    await using app = await startTestApp({ n8n });
    expect(await app.store.fork().count(WorkflowRow, {})).toBe(0);
    expect(await flowsmith(['import', folder], app.env)).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 workflows taken up'),
    });
    const restored = await flowsmith(['restore', '--all', '--publish', 'as-before'], app.env);
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('2 of 2 brought back.') });
    await eventually(async () => (await answers(before.path)).includes(`made by ${part}`), 'it runs again', 60_000);
    const [parent] = (await named(`${part} parent`)) as [Listed];
    const [child] = (await named(`${part} child`)) as [Listed];
    expect(parent.id).not.toBe(before.parent);
    expect(JSON.stringify(await api('GET', `/workflows/${parent.id}`))).toContain(child.id);
    expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
  });

  it('kill -9 of the worker while all are brought back, and the command again: each is there once', async () => {
    const part = `kill${stamp}`;
    await using proxy = await startN8nProxy(n8n.baseUrl);
    await using app = await startTestApp({
      n8n: { baseUrl: proxy.url, apiKey: n8n.apiKey },
      env: { ROLE: 'web', TEAMS_APP_ID: '', TEAMS_APP_PASSWORD: '', TEAMS_TENANT_ID: '' },
      overrides: { queuePrefix: undefined },
    });
    const key = await app.key(['request', 'approve', 'publish', 'read'] as never);
    const first = await startWorkerProcess(app.env);
    await using _first = first;
    const both = await putBoth(app, key, part);
    await loseAll(part);
    const killed = Promise.withResolvers<void>();
    proxy.breakNextCreate('answer', () => first.kill().then(killed.resolve, killed.reject));
    const command = flowsmith(['restore', '--all', '--publish', 'as-before'], app.env);
    await killed.promise;
    await using _second = await startWorkerProcess(app.env);
    const done = await command;
    const again = await flowsmith(['restore', '--all', '--publish', 'as-before'], app.env);
    expect(`${done.out}\n${again.out}`).toContain('child');
    for (const name of ['child', 'parent']) expect(await named(`${part} ${name}`)).toHaveLength(1);
    await eventually(async () => (await answers(both.path)).includes(`made by ${part}`), 'it runs again', 90_000);
    expect(await app.store.fork().count(Creation, { status: 'pending' })).toBe(0);
  });

  it('another address of the same n8n is recognised, and loses nothing', async () => {
    const part = `move${stamp}`;
    await using app = await startTestApp({ n8n });
    const key = await app.key(['request', 'approve', 'publish', 'read'] as never);
    const id = await putChild(app, key, part);
    await using proxy = await startN8nProxy(n8n.baseUrl);
    await using worker = await startWorkerProcess({ ...app.env, N8N_BASE_URL: proxy.url });
    expect(worker).toBeDefined();
    const rows = await app.store.fork().find(WorkflowRow, {});
    expect(rows.map(({ instanceUrl }) => instanceUrl)).toEqual([proxy.url]);
    const listed = await flowsmith(['restore', `${part} child`], { ...app.env, N8N_BASE_URL: proxy.url });
    expect(listed).toMatchObject({ code: 0, out: expect.stringContaining(id) });
  });
});
