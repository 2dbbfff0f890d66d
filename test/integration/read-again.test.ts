import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '#test/api/client.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

const node = (id: string, type: string, typeVersion: number, parameters: Record<string, unknown>) => ({
  ...{ id, name: id, type: `n8n-nodes-base.${type}`, typeVersion, position: [0, 0], parameters },
});
const every = (hours: number) =>
  node('Every', 'scheduleTrigger', 1.2, { rule: { interval: [{ field: 'hours', hoursInterval: hours }] } });
const caller = (id: string) => ({
  name: `Calls ${id}`,
  nodes: [every(1), node('Run', 'executeWorkflow', 1.2, { workflowId: { __rl: true, mode: 'id', value: id } })],
  connections: { Every: { main: [[{ node: 'Run', type: 'main', index: 0 }]] } },
  settings: {},
});

describe('what n8n got a moment ago', () => {
  let app: TestApp;
  let key: string;
  beforeAll(async () => {
    app = await startTestApp();
    key = await app.key(['request', 'approve', 'publish', 'read', 'manage']);
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const plant = (id: string) =>
    app.standIn.plant({
      ...{ id, versionId: `${id}-1`, active: true, name: `Called ${id}` },
      nodes: [{ ...node('Called', 'executeWorkflowTrigger', 1.1, {}), position: [0, 0] }],
      ...{ connections: {}, settings: {} },
    });
  const bringIn = (id: string) => call(app, '/api/v1/workflows', { key, body: { workflow: caller(id) } });

  it('a workflow to run is there as soon as it is', async () => {
    const before = await bringIn('sub1');
    expect([before.status, before.body]).toMatchObject([422, { issues: [{ code: 'sub-workflow-missing' }] }]);
    plant('sub1');
    await new Promise((done) => setTimeout(done, 2_100));
    const after = await bringIn('sub1');
    expect(after.status).toBe(202);
    expect(JSON.stringify(after.body)).not.toContain('sub-workflow-missing');
  });

  it('and what is not there stays an error', async () => {
    expect((await bringIn('never')).status).toBe(422);
  });
});
