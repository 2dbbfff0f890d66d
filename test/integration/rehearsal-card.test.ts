import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { doors } from '#test/support/doors.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: { REHEARSE: '1' } });
});
afterEach(() => app.standIn.reset());
afterAll(() => app?.[Symbol.asyncDispose]());

it.each(['Slack mention', 'Teams channel'] as const)(
  '%s: an n8n that does not take part in a rehearsal is said in a few words, and Create works',
  async (door) => {
    app.standIn.fail({ on: 'POST /workflows', status: 503, times: 20 });
    const asked = await doors[door](app, 'every hour get https://example.com/health');
    await eventually(() => asked.text().includes('Not rehearsed'), 'why it was not rehearsed');
    expect(asked.text()).toContain('n8n did not take part');
    app.standIn.reset();
    await asked.press('approve_publish');
    await eventually(() => asked.text().includes('/workflow/'), 'a link on the card');
    expect(asked.text()).not.toContain('Not rehearsed');
    expect(app.standIn.workflows()).toHaveLength(1);
  },
);

it('REST has what came of it', async () => {
  app.standIn.fail({ on: 'POST /workflows', status: 503, times: 20 });
  const headers = { authorization: `Bearer ${await app.key(['request', 'read'])}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ request: 'every hour get https://example.com/health' });
  const asked = await fetch(`${app.url}/create-n8n-workflow`, { method: 'POST', headers, body });
  const { draftId } = (await asked.json()) as { draftId: string };
  const state = await eventually(async () => {
    const response = await fetch(`${app.url}/api/v1/drafts/${draftId}`, { headers });
    const draft = (await response.json()) as { status: string; rehearsal?: object };
    return draft.rehearsal && draft;
  }, 'a rehearsal');
  expect(state).toMatchObject({
    status: 'proposed',
    rehearsal: { lines: ['Not rehearsed: n8n did not take part.'], issues: [] },
  });
});

it('something left to fill in is not rehearsed', async () => {
  const asked = await doors['Slack mention'](app, 'every hour post "hello" to Slack');
  await eventually(() => asked.buttons().length > 0, 'a card');
  await new Promise((done) => setTimeout(done, 1500));
  expect(app.standIn.requests().filter((line) => line === 'POST /workflows')).toEqual([]);
});
