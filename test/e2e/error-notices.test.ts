import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { doors } from '#test/support/doors.ts';
import { freshUrl, lookIntoN8n, workflowIdIn } from '#test/support/n8n-side.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

describe('a workflow that fails in a real n8n', () => {
  const n8n = lookIntoN8n();
  let app: TestApp;
  beforeAll(async () => {
    const port = await freePort();
    const env = { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` };
    app = await startTestApp({ n8n, env, policy: { errorNotices: true } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('is told within seconds in the conversation it came from, with the step and the reason', async () => {
    const path = `fails-${Math.floor(Math.random() * 1e9)}`;
    // Nothing listens at that address.
    const asked = await doors['Slack mention'](app, `when the webhook ${path} is called, get ${freshUrl()}`);
    await asked.press('approve_publish');
    await eventually(() => asked.text().includes('Live · '), 'live', 60_000);
    const call = () => fetch(`${n8n.baseUrl}/webhook/${path}`, { method: 'POST' });
    const id = workflowIdIn(asked.text(), n8n.baseUrl);

    await call();
    const notice = await eventually(
      () => [...app.slack.messages.values()].find(({ blocks }) => JSON.stringify(blocks ?? '').includes('Failed: ')),
      'the notice',
      20_000,
    );
    const text = JSON.stringify(notice.blocks);
    expect(text).toMatch(/failed at \d\d:\d\d \(/);
    expect(text).toMatch(/step .*: .*(?:refused|ECONNREFUSED|cannot|could not|connect)/i);
    expect(text).toContain('"action_id":"fix"');

    await call();
    await eventually(
      () => JSON.stringify(app.slack.messages.get(`${notice.channel}:${notice.ts}`)?.blocks).includes('2nd time since'),
      'the count',
      20_000,
    );
    await n8n.unpublish(id);
    for (const hub of await n8n.mentioning(`${app.url}/hooks/n8n/error`)) await n8n.unpublish(hub.id);
  });
});
