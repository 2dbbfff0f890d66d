import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { N8nError } from '#src/errors.ts';
import { openGate } from '#src/n8n/gate.ts';
import { newestPastRun } from '#src/n8n/past-run.ts';

const nodes = [{ name: 'Hook', type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters: {} }];
const ran = {
  Hook: [{ data: { main: [[{ json: { amount: 7 } }]] } }],
  Get: [{ source: [{ previousNode: 'Hook' }], data: { main: [null, [{ json: { id: 1 } }, { json: { id: 2 } }]] } }],
  Failed: [{ error: { message: 'no' }, data: { main: [[{ json: {} }]] } }],
  Empty: [{ data: { main: [[]] } }],
};
const execution = (more: object = {}) => ({
  ...{ id: 9, workflowId: 'w', startedAt: '2026-11-28T10:00:00.000Z', workflowData: { name: 'Deals', nodes } },
  data: { resultData: { runData: ran } },
  ...more,
});

describe('the newest execution that was for real', () => {
  let listed: object[] = [];
  let one: object = {};
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const isOne = /executions\/\d/.test(request.url ?? '');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isOne ? one : { data: listed, nextCursor: null }));
  });
  let read: () => ReturnType<typeof newestPastRun>;
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const config = { baseUrl, editorUrl: baseUrl, apiKey: 'key', rateLimit: 50, gate: openGate() };
    read = () => newestPastRun(config, 'w');
  });
  afterAll(() => server.close());
  const row = (id: number, mode: string, workflowId = 'w') => ({ id, workflowId, mode, status: 'success' });

  it('is not one that was started by hand, nor of another workflow; its steps say what they gave and were given', async () => {
    listed = [row(12, 'manual'), row(11, 'evaluation'), row(10, 'webhook', 'other'), row(9, 'webhook')];
    one = execution();
    const past = await read();
    expect(asked.at(-2)).toContain('status=success');
    expect(asked.at(-1)).toContain('/executions/9?');
    expect(past).toMatchObject({ id: '9', startedAt: '2026-11-28T10:00:00.000Z', nodes: [{ name: 'Hook' }] });
    expect(Object.fromEntries(past?.gave ?? [])).toEqual({
      Hook: { items: [{ amount: 7 }], output: 0, given: undefined },
      Get: { items: [{ id: 1 }, { id: 2 }], output: 1, given: 1 },
    });
  });

  it.each([
    ['n8n keeps no data of it', { data: undefined }],
    ['n8n has redacted it', { data: { redactionInfo: { isRedacted: true }, resultData: { runData: ran } } }],
    ['nobody knows what it looked like', { workflowData: null }],
    [
      'it was a rehearsal',
      { workflowData: { name: 'Flowsmith rehearsal 0b0e7a52-6a3f-4a0e-9a63-5d3c1f0f6a11', nodes } },
    ],
  ])('is not there where %s', async (_why, more) => {
    listed = [row(9, 'trigger')];
    one = execution(more);
    expect(await read()).toBeUndefined();
  });

  it('is not there where it never ran, and an odd answer is an error of n8n', async () => {
    listed = [];
    expect(await read()).toBeUndefined();
    listed = [row(9, 'trigger')];
    one = { id: {} };
    await expect(read()).rejects.toThrow(N8nError);
  });
});
