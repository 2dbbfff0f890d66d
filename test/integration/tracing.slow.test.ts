import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { startOtlpReceiver } from '#test/fakes/otlp-receiver.ts';
import { doors } from '#test/support/doors.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';
import { startProcess } from '#test/support/worker-process.ts';

const withoutTeams = { TEAMS_APP_ID: '', TEAMS_APP_PASSWORD: '', TEAMS_TENANT_ID: '' };
const words = 'every hour get https://example.com/health-of-otters';
const caller = '4bf92f3577b34da6a3ce929d0e0e4736';

/** Database, n8n and Slack of its own; it neither answers nor works itself. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: { ...withoutTeams, ROLE: 'web' } });
});
afterAll(() => app[Symbol.asyncDispose]());

async function startApart(otlp: Record<string, string>, ofWorker: Record<string, string> = {}) {
  const port = String(await freePort());
  await using stack = new AsyncDisposableStack();
  const env = { ...app.env, ...otlp };
  const web = stack.use(await startProcess({ ...env, PORT: port }, 'web'));
  const worker = stack.use(await startProcess({ ...env, ...ofWorker }, 'worker'));
  const owned = stack.move();
  return { url: `http://127.0.0.1:${port}`, web, worker, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

async function createAt(url: string, headers: Record<string, string> = {}): Promise<string> {
  const key = await app.key(['request', 'approve', 'publish', 'read']);
  const authorization = `Bearer ${key}`;
  const asked = await fetch(`${url}/create-n8n-workflow`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ request: words, approve: true, publish: true }),
  });
  const { draftId } = (await asked.json()) as { draftId: string };
  await eventually(async () => {
    const state = await fetch(`${url}/api/v1/drafts/${draftId}`, { headers: { authorization } });
    const body = (await state.json()) as { status: string };
    return body.status === 'published';
  }, 'the workflow is published');
  return draftId;
}

describe('spans', () => {
  it('of one request are one trace, whichever processes it went through', async () => {
    await using receiver = await startOtlpReceiver();
    const otlp = {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_SERVICE_NAME: 'otters',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    };
    let draftId: string;
    {
      await using apart = await startApart(
        { ...otlp, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' },
        { OTEL_EXPORTER_OTLP_PROTOCOL: '' },
      );
      draftId = await createAt(apart.url, { traceparent: `00-${caller}-00f067aa0ba902b7-01` });
      const asked = await doors['Slack mention']({ ...app, url: apart.url }, words);
      await asked.press('approve');
      await eventually(() => asked.text().includes('/workflow/'), 'a link on the card');
    }
    expect([...receiver.types].sort()).toEqual([
      'POST /v1/traces application/json',
      'POST /v1/traces application/x-protobuf',
    ]);
    const ofCaller = receiver.spans.filter(({ traceId }) => traceId === caller);
    const names = ofCaller.map(({ name, resource }) => `${resource['flowsmith.role']}: ${name}`);
    expect(names).toEqual(
      expect.arrayContaining([
        'web: POST /create-n8n-workflow',
        'web: SELECT take_in_event',
        'web: send plans',
        'worker: turn message',
        'worker: plan',
        'worker: INSERT draft_revisions',
        'worker: send creations',
        'worker: job creation',
        'worker: n8n create',
        'worker: n8n publish',
      ]),
    );
    // Every one hangs from another of them, up to the caller's.
    const ids = new Set(ofCaller.map(({ spanId }) => spanId));
    expect(
      ofCaller
        .filter(({ parentSpanId }) => !ids.has(parentSpanId))
        .map(({ name, parentSpanId }) => [name, parentSpanId]),
    ).toEqual([['POST /create-n8n-workflow', '00f067aa0ba902b7']]);
    const job = ofCaller.find(({ name }) => name === 'job creation');
    expect(job?.kind).toBe(5);
    expect(job?.resource).toMatchObject({ 'service.name': 'otters', 'deployment.environment.name': 'test' });
    expect(ofCaller.find(({ name }) => name === 'turn message')?.fields).toMatchObject({
      'flowsmith.event': draftId,
      'flowsmith.platform': 'rest',
    });

    const clicks = receiver.spans.filter(({ name }) => name === 'turn action');
    const ofClick = receiver.spans
      .filter(({ traceId }) => clicks.some((click) => click.traceId === traceId))
      .map(({ name }) => name);
    expect(ofClick).toEqual(
      expect.arrayContaining([
        'POST /slack/events',
        'turn action',
        'job creation',
        'n8n create',
        'deliver draft',
        'slack update',
      ]),
    );
    // Not a word of what anybody said, in any of them.
    expect(JSON.stringify(receiver.spans)).not.toMatch(/otters[^"]|health-of|Bearer|x-n8n-api-key/i);
  }, 180_000);

  it('that nobody takes harm nobody: work goes on, and the process ends by itself', async () => {
    await using silent = await startOtlpReceiver({ answer: false });
    for (const endpoint of [silent.url, 'http://127.0.0.1:9']) {
      await using apart = await startApart({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
      await createAt(apart.url);
      expect(await apart.web.end()).toBe(0);
      expect(await apart.worker.end()).toBe(0);
    }
    expect(silent.requests()).toBeGreaterThan(0);
  }, 180_000);
});
