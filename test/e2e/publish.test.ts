import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doors } from '#test/support/doors.ts';
import { freshUrl, lookIntoN8n, workflowIdIn } from '#test/support/n8n-side.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

describe('publishing in a real n8n: told what was seen, not what was asked (promise 4)', () => {
  const n8n = lookIntoN8n();
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ n8n });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('a webhook path that is taken: created, not turned on, told in words; free again, the second try is live', async () => {
    const path = `orders-${Math.floor(Math.random() * 1e9)}`;
    const request = () => `when the webhook ${path} is called, get ${freshUrl()}`;
    const first = await doors['Slack mention'](app, request());
    await first.press('approve_publish');
    await eventually(() => first.text().includes('Live · '), 'the first one live');
    const holder = await n8n.get(workflowIdIn(first.text(), n8n.baseUrl));
    expect(holder.nodes[0]?.parameters['path']).toBe(path);

    const second = await doors['Slack mention'](app, request());
    await second.press('approve_publish');
    await eventually(() => second.text().includes('could not be turned on'), 'the outcome');
    expect(second.text()).toContain('Created, off · ');
    expect(second.text()).toMatch(/webhook/i);
    expect(second.text()).toMatch(/reference [0-9a-f]{10}/);
    const id = workflowIdIn(second.text(), n8n.baseUrl);
    expect(id).not.toBe(holder.id);
    expect(await n8n.get(id)).toMatchObject({ active: false });
    expect(await n8n.get(holder.id)).toMatchObject({ active: true });

    await n8n.unpublish(holder.id);
    await second.press('publish');
    await eventually(() => second.text().includes('Live · '), 'the second one live');
    expect(await n8n.get(id)).toMatchObject({ active: true });
    expect(await n8n.mentioning(path)).toHaveLength(2);
    await n8n.unpublish(id);
  });

  it('a trigger that cannot start: on, and the card says that it does not run', async () => {
    const feed = freshUrl();
    const asked = await doors['Teams channel'](app, `when there is a new item in the feed ${feed}, get ${freshUrl()}`);
    await asked.press('approve_publish');
    await eventually(() => asked.text().includes('On, but not running'), 'the outcome', 30_000);
    const workflow = await n8n.get(workflowIdIn(asked.text(), n8n.baseUrl));
    expect(workflow).toMatchObject({ active: true, triggerCount: 0 });
    await n8n.unpublish(workflow.id);
  });
});
