import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Message } from '#src/store/entities.ts';
import { createOpenAiServer, type OpenAiServer, type Script } from '#test/fakes/openai-server.ts';
import { type Asked, doors } from '#test/support/doors.ts';
import { modelDraft } from '#test/support/model-draft.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';
const draft = modelDraft('https://example.com/health');

describe('with a model', () => {
  let app: TestApp;
  let model: OpenAiServer;
  beforeAll(async () => {
    model = await createOpenAiServer();
    app = await startTestApp({
      env: { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'test-model' },
    });
  });
  afterAll(async () => {
    await app?.[Symbol.asyncDispose]();
    await model?.[Symbol.asyncDispose]();
  });

  async function ask(script: Script): Promise<Asked> {
    model.setScript(script);
    return doors['Slack mention'](app, request);
  }

  it('what it drafts goes through validation, card, approval and creation; its tokens are kept', async () => {
    const asked = await ask([{ tool: 'submit_draft', args: draft }]);
    expect(asked.text()).toContain('Hourly health');
    await asked.press('approve');
    await eventually(() => asked.text().includes('/workflow/'), 'a link');
    expect(app.standIn.workflows().at(-1)?.name).toBe('Hourly health');
    const answers = await app.store.fork().find(Message, { role: 'assistant', model: 'test-model' });
    expect(answers.at(-1)).toMatchObject({ calls: 1, promptTokens: 100, completionTokens: 20 });
  });

  it('a draft it cannot get right is shown with what is open, and cannot be approved', async () => {
    const broken = {
      ...draft,
      nodes: [{ name: 'X', type: 'n8n-nodes-base.doesNotExist', parameters: {} }],
      connections: [],
    };
    const asked = await ask(Array.from({ length: 8 }, () => ({ tool: 'submit_draft', args: broken })));
    expect(asked.text()).toContain('doesNotExist');
    expect(asked.buttons()).not.toContain('approve');
  });

  it.each<{ what: string; script: Script }>([
    {
      what: 'garbage',
      script: Array.from({ length: 8 }, () => ({ tools: [{ tool: 'submit_draft', args: 'not json' }] })),
    },
    { what: 'a refusal', script: [{ refusal: 'I cannot help with that.' }] },
    { what: 'a refused key', script: [{ status: 401 }] },
  ])('$what: the person is told, nothing is created', async ({ script }) => {
    const before = app.standIn.workflows().length;
    const asked = await ask(script);
    expect(asked.text().length).toBeGreaterThan(80);
    expect(asked.text()).not.toMatch(/not json|at .*\.ts/);
    expect(asked.buttons()).not.toContain('approve');
    expect(app.standIn.workflows()).toHaveLength(before);
  });

  it('unreachable: planned with the templates, and the card says so', async () => {
    const asked = await ask(() => ({ reset: true }));
    expect(asked.text()).toContain('could not be reached');
    expect(asked.buttons()).toContain('approve');
  });
});
