import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { rehearse } from '#src/rehearsal/rehearse.ts';
import { chain, hook, node } from '#test/contract/n8n-workflows.ts';
import type {} from '#test/support/e2e-setup.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { startService } from '#test/support/kept-service.ts';
import { eventually } from '#test/support/test-app.ts';

const catalog = await fullCatalog();
const raw = { contentType: 'raw', rawContentType: 'text/plain' };
const bodies = {
  'a raw body of one value': { ...raw, body: '={{ $json.body.v }}' },
  'a raw body of words': { ...raw, body: '=a {{ $json.body.v }}' },
  'JSON of one value': { specifyBody: 'json', jsonBody: '={{ $json.body.v }}' },
  'JSON of words': { specifyBody: 'json', jsonBody: '={"v": {{ $json.body.v }} }' },
  'a form as text': { contentType: 'form-urlencoded', specifyBody: 'string', body: '={{ $json.body.v }}' },
};
const told = ['rehearsal-body-not-json', 'rehearsal-body-not-sent'];

describe.skipIf(!catalog)('a body n8n cannot send is shown by the rehearsal, and no other', () => {
  const { baseUrl, apiKey } = inject('n8n');
  const n8n = connectN8n({ baseUrl, editorUrl: baseUrl, apiKey, rateLimit: 50, gate: openGate() });
  let service: Awaited<ReturnType<typeof startService>>;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  it.each(Object.entries(bodies))(
    '%s',
    async (kind, body) => {
      if (!catalog) throw new Error('no catalogue');
      const call = { method: 'POST', url: `${service.url}/x`, sendBody: true, ...body };
      const path = `bodies-${process.pid}-${kind.replaceAll(' ', '-')}`;
      const workflow = chain(hook(path, { responseMode: 'lastNode' }), node('Call', 'httpRequest', 4.2, call));
      const { id } = await n8n.client.create(workflow);
      const seen: string[] = [];
      try {
        await n8n.client.publish(id);
        await waitUntilLive(n8n.client, id);
        for (const v of [42, 0, true, 'text', '{"a":1}', { a: 1 }, [1, 2]]) {
          const before = service.received.length;
          await n8n.runOnce(await n8n.client.get(id), { body: { v } });
          const run = await eventually(async () => {
            const newest = await n8n.executions.newestRun(id);
            return newest && !seen.includes(newest.id) && newest;
          }, 'an execution');
          seen.push(run.id);
          const [sent] = service.received.slice(before);
          const reallySent = run.status === 'success' && sent?.body !== '';
          const done = await rehearse(workflow, { catalog, n8n, sample: { event: [{ v }] }, variants: 0 });
          if (done.kind !== 'rehearsed') throw new Error(done.kind);
          await done.removed;
          const found = done.rehearsal.issues.filter(({ code }) => told.includes(code));
          expect({ v, found: found.length }, run.error?.message).toEqual({ v, found: reallySent ? 0 : 1 });
        }
      } finally {
        await ensureRemoved(n8n.client, id);
      }
    },
    120_000,
  );
});
