import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { connectN8n } from '#src/n8n/connect.ts';
import { ensureErrorHub, errorHubHeader } from '#src/n8n/error-hub.ts';
import { openGate } from '#src/n8n/gate.ts';
import { capabilitiesOf } from '#src/n8n/instance.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import { ensurePublished } from '#src/n8n/publish.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { ensureUpdated } from '#src/n8n/update.ts';
import { chain, fails, hook, node, noOp, schedule } from '#test/contract/n8n-workflows.ts';
import type {} from '#test/support/e2e-setup.ts';
import { openEditor } from '#test/support/n8n-editor.ts';
import { eventually } from '#test/support/test-app.ts';

describe('managing workflows in a real n8n', () => {
  const { baseUrl, apiKey, version } = inject('n8n');
  const n8n = connectN8n({ baseUrl, editorUrl: baseUrl, apiKey, rateLimit: 50, gate: openGate() });
  const created = new Set<string>();
  afterAll(() => Promise.all([...created].map((id) => ensureRemoved(n8n.client, id))));

  async function createLive(workflow: Parameters<typeof n8n.client.create>[0]) {
    const { id } = await n8n.client.create(workflow);
    created.add(id);
    await n8n.client.publish(id);
    await waitUntilLive(n8n.client, id);
    return await n8n.client.get(id);
  }

  it('somebody edits it in the editor meanwhile: not overwritten, both are at hand, and either can be kept', async () => {
    const stored = await createLive(chain(schedule(), noOp()));
    const editor = await openEditor(baseUrl);
    const byHand = await editor.edit(stored.id, (workflow) => {
      for (const each of workflow.nodes) each['notes'] = 'I was here';
    });
    expect(byHand.versionId).not.toBe(stored.versionId);

    const ours = { ...stored, ...chain(schedule(), noOp('Ours')), name: stored.name };
    const refused = await ensureUpdated(n8n.client, stored.id, ours, {
      expectedVersionId: stored.versionId,
    });
    if (refused.kind !== 'changed') throw new Error(`expected a change, got ${refused.kind}`);
    expect(refused.current).toMatchObject({ versionId: byHand.versionId, activeVersionId: stored.versionId });
    expect(refused.current.nodes.map(({ notes }) => notes)).toEqual(['I was here', 'I was here']);

    const kept = await ensureUpdated(n8n.client, stored.id, ours, {
      expectedVersionId: refused.current.versionId,
    });
    if (kept.kind !== 'updated') throw new Error(`expected an update, got ${kept.kind}`);
    const { versionId } = kept.workflow;
    expect(await ensurePublished(n8n.client, stored.id)).toMatchObject({ active: true, activeVersionId: versionId });
    const earlier = { ...(await n8n.versions.get(stored.id, byHand.versionId)), name: stored.name, settings: {} };
    const restored = await ensureUpdated(n8n.client, stored.id, earlier, { expectedVersionId: versionId });
    if (restored.kind !== 'updated') throw new Error(`expected an update, got ${restored.kind}`);
    expect((await ensurePublished(n8n.client, stored.id)).activeVersionId).toBe(restored.workflow.versionId);
    expect(restored.workflow.nodes.map(({ notes }) => notes)).toEqual(['I was here', 'I was here']);
    expect((await editor.open(stored.id)).nodes).toHaveLength(2);
  });

  it('a step that called a server: the HTTP status is told, the page it answered is not repeated as markup', async () => {
    const request = node('Ask', 'httpRequest', 4.2, { url: `${baseUrl}/no-such-page/x`, method: 'POST' });
    const stored = await createLive(
      chain(hook(`ask-${created.size}-${version}`, { responseMode: 'lastNode' }), request),
    );
    expect(await n8n.runOnce(stored)).toMatchObject({ started: true, status: 500 });
    await eventually(async () => (await n8n.executions.last(stored.id))?.status === 'error', 'the failed execution');
    const { id } = (await n8n.executions.last(stored.id)) ?? { id: '' };
    const facts = await n8n.executions.get(id);
    expect(facts).toMatchObject({ failedNode: 'Ask', httpStatus: 404, inputItems: 1 });
    expect(facts.errorMessage).toMatch(/could not be found/);
    expect(facts.errorDescription).toMatch(/^Cannot POST/);
  });

  it('a failing published workflow calls the error hub within seconds, with the secret and no data', async () => {
    const calls: { url: string | undefined; secret: unknown; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        calls.push({ url: request.url, secret: request.headers[errorHubHeader], body });
        response.end('{}');
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      const callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/n8n/error`;
      const hub = await ensureErrorHub(n8n.client, capabilitiesOf(version), { callbackUrl, secret: 'only-ours' });
      created.add(hub.id);
      const broken = chain(hook('order-desk'), fails('Printer "two" is\non fire'));
      const stored = await createLive({ ...broken, settings: { ...broken.settings, errorWorkflow: hub.id } });
      await n8n.runOnce(stored, { body: { order: 'private' } });
      await eventually(() => calls.length > 0, 'the call', 10_000);
      expect(calls[0]).toMatchObject({ url: '/hooks/n8n/error', secret: 'only-ours' });
      const last = await n8n.executions.last(stored.id);
      expect(JSON.parse(calls[0]?.body ?? '')).toEqual({
        execution: {
          id: last?.id,
          url: expect.stringContaining(last?.id ?? '?'),
          mode: 'webhook',
          lastNodeExecuted: 'Break',
        },
        error: { message: 'Printer "two" is\non fire', node: 'Break' },
        workflow: { id: stored.id, name: stored.name },
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
