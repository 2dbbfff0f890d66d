import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createN8nClient } from '#src/n8n/client.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { AuditEvent } from '#src/store/entities.ts';
import { type Door, doors } from '#test/support/doors.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every weekday at 9:00 in Europe/Berlin get https://example.com/status.json and post it to Slack #ops';

describe('a request becomes a workflow', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it.each(Object.keys(doors) as Door[])(
    '%s: draft on a card, Create, a link to the unpublished workflow',
    async (door) => {
      const before = app.standIn.workflows().length;
      const asked = await doors[door](app, request);
      expect(asked.buttons()).toEqual(expect.arrayContaining(['approve', 'approve_publish', 'change', 'discard']));
      expect(asked.text()).toMatch(/example\.com/);
      expect(app.standIn.workflows()).toHaveLength(before);
      expect((await asked.press('approve')).status).toBe(200);
      await eventually(() => asked.text().includes(`${app.standIn.baseUrl}/workflow/`), 'a link on the card');
      const workflows = app.standIn.workflows();
      expect(workflows).toHaveLength(before + 1);
      expect(workflows.at(-1)).toMatchObject({ active: false });
      expect(asked.text()).toMatch(/switched off/);
      expect(asked.buttons()).not.toContain('approve');
    },
  );

  it('Create and publish ends live, and says so', async () => {
    const asked = await doors['Slack mention'](app, 'every hour get https://example.com/health');
    await asked.press('approve_publish');
    await eventually(() => asked.text().includes('live'), 'the outcome');
    expect(asked.text()).toMatch(/Live · /);
  });

  it('Publish on the outcome card publishes what was created', async () => {
    const asked = await doors['Teams channel'](app, 'every hour get https://example.com/health');
    await asked.press('approve');
    await eventually(() => asked.buttons().includes('publish'), 'the Publish button');
    await asked.press('publish');
    await eventually(() => asked.text().includes('Live · '), 'the outcome');
  });

  it('Publish says when somebody changed the workflow in n8n meanwhile (promise 5)', async () => {
    const asked = await doors['Slack mention'](app, 'every hour get https://example.com/health');
    await asked.press('approve');
    await eventually(() => asked.buttons().includes('publish'), 'the Publish button');
    const id = app.standIn.workflows().at(-1)?.id ?? '';
    const client = createN8nClient(app.standIn.config);
    const stored = await client.get(id);
    // A name alone makes no new version in n8n.
    const nodes = stored.nodes.map((node) => ({ ...node, notes: 'Changed by hand' }));
    await client.update(id, { ...stored, nodes } as never, { publishIfActive: false });
    await asked.press('publish');
    await eventually(() => asked.text().includes('Live · '), 'the outcome');
    expect(asked.text()).toContain('changes made in n8n');
  });

  it('Discard closes the draft without creating anything', async () => {
    const before = app.standIn.workflows().length;
    const asked = await doors['Slack mention'](app, request);
    await asked.press('discard');
    await eventually(() => asked.text().includes('Discarded by'), 'the closed card');
    expect(asked.buttons()).toEqual([]);
    expect(app.standIn.workflows()).toHaveLength(before);
  });

  it('left a valid audit chain of request, draft, approval, creation and outcome', async () => {
    const em = app.store.fork();
    expect(await verifyAudit(em)).toMatchObject({ valid: true });
    const kinds = new Set((await em.find(AuditEvent, {})).map((row) => row.kind));
    expect([...kinds]).toEqual(
      expect.arrayContaining(['request', 'draft', 'approval', 'creation', 'outcome', 'rejection']),
    );
  });
});
