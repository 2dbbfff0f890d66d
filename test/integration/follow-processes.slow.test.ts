import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createKey } from '#src/api/keys.ts';
import { freePort } from '#src/dev/free-port.ts';
import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { readTrace } from '#src/engine/trace/read.ts';
import { Creation } from '#src/store/entities.ts';
import { openStore } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { eventually } from '#test/support/test-app.ts';
import { startProcess } from '#test/support/worker-process.ts';

const count = 100;

it('a hundred requests over web and worker apart: each is found by its reference in the logs of both', async () => {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const store = stack.use(await openStore(database.url));
  const n8n = stack.use(await startN8nStandIn());
  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-follow-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const env = {
    ...{ HOST: '127.0.0.1', DATABASE_URL: database.url, CATALOG_DIR: join(folder, 'catalog') },
    ...{ N8N_BASE_URL: n8n.baseUrl, N8N_API_KEY: n8n.apiKey, N8N_RATE_LIMIT: '1000' },
    ...{ NPM_REGISTRY_URL: 'http://127.0.0.1:9', SLACK_SIGNING_SECRET: 'x', SLACK_BOT_TOKEN: 'xoxb-x' },
    // The operator's own Redis would be shared with others: the queue lives in the database.
    ...{ SLACK_API_URL: 'http://127.0.0.1:9', REHEARSE: '0' },
  };
  const web = stack.use(await startProcess({ ...env, PORT: String(port) }, 'web'));
  const worker = stack.use(await startProcess({ ...env, PORT: '0' }, 'worker'));
  const key = await createKey(store, 'follow', ['request', 'approve', 'read']);

  const ask = async (index: number): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${port}/create-n8n-workflow`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ request: `every hour get https://h${index}.example`, approve: true, user: `u${index}` }),
    });
    const body = (await response.json()) as { reference?: string };
    expect([response.status, response.headers.get('x-request-id')]).toEqual([202, body.reference]);
    return String(body.reference);
  };
  const references: string[] = [];
  for (let begun = 0; begun < count; begun += 10)
    references.push(...(await Promise.all(Array.from({ length: 10 }, (_, index) => ask(begun + index)))));
  expect(new Set(references).size).toBe(count);
  const created = () => store.fork().count(Creation, { status: 'created' });
  await eventually(async () => (await created()) === count, 'everything is created', 60_000);

  const stepsIn = (output: string): Map<string, string[]> => {
    const found = new Map<string, string[]>();
    for (const line of output.split('\n')) {
      if (!line.startsWith('{')) continue;
      const { step, reference } = JSON.parse(line) as { step?: string; reference?: string };
      if (step && reference) found.set(reference, [...(found.get(reference) ?? []), step]);
    }
    return found;
  };
  await eventually(() => worker.output().split('"step":"created"').length > count, 'the last line');
  const [inWeb, inWorker] = [stepsIn(web.output()), stepsIn(worker.output())];
  for (const reference of references) {
    expect([reference, inWeb.get(reference)]).toEqual([reference, ['received']]);
    expect(inWorker.get(reference)).toEqual(expect.arrayContaining(['planned', 'decided', 'created']));
  }
  for (const reference of references.slice(0, 5))
    expect(await readTrace(store.fork(), reference)).toMatchObject({
      kind: 'one',
      trace: { reference, state: { code: 'done' }, drafts: [{ status: 'created' }] },
    });
}, 180_000);
