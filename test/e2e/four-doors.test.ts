import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '#src/store/audit.ts';
import { type Door, doors } from '#test/support/doors.ts';
import { freshUrl, lookIntoN8n, type N8nSideWorkflow, workflowIdIn } from '#test/support/n8n-side.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

interface DraftState {
  draftId: string;
  status: string;
  name: string;
  url?: string;
  live?: boolean;
}

describe('the four doors end in a real n8n', () => {
  const n8n = lookIntoN8n();
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ n8n });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  async function expectUnpublished(id: string, url: string): Promise<N8nSideWorkflow> {
    const workflow = await n8n.get(id);
    expect(workflow).toMatchObject({ name: expect.stringContaining('127.0.0.1'), active: false, triggerCount: 0 });
    expect(workflow.nodes.map((node) => node.type)).toEqual([
      'n8n-nodes-base.scheduleTrigger',
      'n8n-nodes-base.httpRequest',
    ]);
    expect(workflow.nodes[1]?.parameters['url']).toBe(url);
    expect(await n8n.mentioning(url)).toHaveLength(1);
    return workflow;
  }

  it.each(['Slack command', 'Slack mention', 'Teams channel'] satisfies Door[])(
    '%s: “Create switched off” puts it there once, and the card links to it',
    async (door) => {
      const url = freshUrl();
      const asked = await doors[door](app, `every weekday at 9:00 get ${url}`);
      expect(await n8n.mentioning(url)).toEqual([]);
      expect((await asked.press('approve')).status).toBe(200);
      await eventually(() => asked.text().includes(`${n8n.baseUrl}/workflow/`), 'a link on the card');
      expect(asked.text()).toContain('switched off');
      const { name } = await expectUnpublished(workflowIdIn(asked.text(), n8n.baseUrl), url);
      expect(asked.text()).toContain(`Created, off · ${name}`);
    },
  );

  it.each(['Slack command', 'Slack mention', 'Teams channel'] satisfies Door[])(
    '%s: “Turn on” of a schedule is live, and the card says so',
    async (door) => {
      const url = freshUrl();
      const asked = await doors[door](app, `every hour get ${url}`);
      await asked.press('approve_publish');
      await eventually(() => asked.text().includes('Live · '), 'the outcome');
      const workflow = await n8n.get(workflowIdIn(asked.text(), n8n.baseUrl));
      expect(workflow.active).toBe(true);
      expect(workflow.triggerCount).toBeGreaterThanOrEqual(1);
      await n8n.unpublish(workflow.id);
    },
  );

  async function askRest(body: object): Promise<DraftState> {
    const key = await app.key(['request', 'approve', 'publish', 'read']);
    const authorization = `Bearer ${key}`;
    const response = await fetch(`${app.url}/create-n8n-workflow`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(202);
    const { draftId } = (await response.json()) as DraftState;
    return eventually(async () => {
      const state = await fetch(`${app.url}/api/v1/drafts/${draftId}`, { headers: { authorization } });
      const draft = (await state.json()) as DraftState;
      return draft.url !== undefined && draft;
    }, 'a created workflow');
  }

  it('REST: approve creates it unpublished and answers with its address', async () => {
    const url = freshUrl();
    const state = await askRest({ request: `every weekday at 9:00 get ${url}`, approve: true });
    expect(state.status).toBe('created');
    const id = workflowIdIn(state.url ?? '', n8n.baseUrl);
    expect(state.url).toBe(`${n8n.baseUrl}/workflow/${id}`);
    expect((await expectUnpublished(id, url)).name).toBe(state.name);
  });

  it('REST: approve and publish ends live', async () => {
    const state = await askRest({ request: `every hour get ${freshUrl()}`, approve: true, publish: true });
    expect(state).toMatchObject({ status: 'published', live: true });
    const workflow = await n8n.get(workflowIdIn(state.url ?? '', n8n.baseUrl));
    expect(workflow.active).toBe(true);
    expect(workflow.triggerCount).toBeGreaterThanOrEqual(1);
    await n8n.unpublish(workflow.id);
  });

  it('left a valid audit chain', async () => {
    expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
  });
});
