import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Creation } from '#src/store/entities.ts';
import { doors } from '#test/support/doors.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';

describe('n8n goes wrong: told in words, nothing lost, nothing twice', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterEach(() => app.standIn.reset());
  afterAll(() => app?.[Symbol.asyncDispose]());

  it.each([
    { what: '401', fault: { status: 401, message: 'Unauthorized' }, words: /key/i },
    { what: '403', fault: { status: 403, message: 'Forbidden' }, words: /key|permission|scope/i },
    { what: '413 page', fault: { status: 413, html: '<html>413</html>' }, words: /large/i },
  ])('$what: says what to do, keeps the draft, Retry creates it', async ({ fault, words }) => {
    app.standIn.fail({ on: 'POST /workflows', ...fault });
    const asked = await doors['Slack mention'](app, request);
    await asked.press('approve');
    await eventually(() => asked.text().includes('Not created'), 'the failure card');
    expect(asked.text()).toMatch(words);
    expect(asked.text()).toMatch(/reference [0-9a-f]{10}/);
    expect(app.standIn.workflows()).toEqual([]);
    await asked.press('retry');
    await eventually(() => asked.text().includes('/workflow/'), 'a link after Retry');
    expect(app.standIn.workflows()).toHaveLength(1);
  });

  it('an answer lost after n8n took it: found by its marker, not created twice (promise 2)', async () => {
    app.standIn.fail({ on: 'POST /workflows', resetAfterAccept: true });
    const asked = await doors['Teams personal'](app, request);
    await asked.press('approve');
    await eventually(() => asked.text().includes('/workflow/'), 'a link on the card', 30_000);
    expect(app.standIn.workflows()).toHaveLength(1);
    expect(app.standIn.requests().filter((line) => line.startsWith('POST /workflows')).length).toBeLessThanOrEqual(2);
  });

  it('n8n takes longer than we wait: it is created once, and the card says meanwhile that there is no answer', async () => {
    app.standIn.fail({ on: 'POST /workflows', lateMs: 1_600 });
    const asked = await doors['Slack mention'](app, request);
    await asked.press('approve');
    await eventually(() => asked.text().includes('n8n has not answered yet'), 'the truth while it takes');
    await eventually(() => asked.text().includes('/workflow/'), 'a link on the card', 30_000);
    expect(app.standIn.workflows()).toHaveLength(1);
    expect(app.standIn.requests().filter((line) => line === 'POST /workflows')).toHaveLength(1);
  });

  it('something between us repeats the request: one stays, and it is the one on the card', async () => {
    app.standIn.fail({ on: 'POST /workflows', twice: true });
    const asked = await doors['Teams personal'](app, request);
    await asked.press('approve');
    await eventually(() => asked.text().includes('/workflow/'), 'a link on the card', 30_000);
    expect(app.standIn.workflows()).toHaveLength(2);
    const [kept, ...others] = app.standIn.workflows().filter(({ isArchived }) => !isArchived);
    expect(others).toEqual([]);
    expect(asked.text()).toContain(`/workflow/${kept?.id}`);
  });

  it('a 500 page is retried until n8n is well again', async () => {
    app.standIn.fail({ on: 'POST /workflows', status: 500, html: '<html>Failed</html>', times: 2 });
    const asked = await doors['Slack DM'](app, request);
    await asked.press('approve');
    await eventually(() => asked.text().includes('/workflow/'), 'a link on the card', 30_000);
    expect(app.standIn.workflows()).toHaveLength(1);
  });

  it('publishing refused: created, not published, and the card says why and offers it again', async () => {
    app.standIn.fail({
      on: 'POST /workflows/:id/publish',
      status: 409,
      message: 'There is a conflict with one of the webhooks.',
    });
    const asked = await doors['Slack mention'](app, request);
    await asked.press('approve_publish');
    await eventually(() => asked.text().includes('could not be turned on'), 'the outcome');
    expect(asked.buttons()).toContain('publish');
    await asked.press('publish');
    await eventually(() => asked.text().includes('Live · '), 'live after trying again');
    expect(await app.store.fork().count(Creation, { status: 'created' })).toBeGreaterThan(0);
  });
});
