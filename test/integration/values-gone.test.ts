import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createN8nClient } from '#src/n8n/client.ts';
import { Creation, DraftRow, WorkflowVersion } from '#src/store/entities.ts';
import { createDirectory } from '#src/values/directory.ts';
import { runChange } from '#src/workers/change.ts';
import { createOpenAiServer, type OpenAiServer, type Reply } from '#test/fakes/openai-server.ts';
import { createTestContext } from '#test/support/engine-context.ts';
import { fullCatalog, fullCatalogFolder } from '#test/support/full-catalog.ts';
import { makeKnown } from '#test/support/known-workflow.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const catalog = await fullCatalog();
const chosen = (value: string) => ({ __rl: true, mode: 'list', value: `id of ${value}`, cachedResultName: value });
const jira = 'n8n-nodes-base.jira';
const planned = (additionalFields: object, name = 'Open an issue') =>
  drafted(
    {
      name,
      nodes: [
        {
          name: 'Hook',
          type: 'n8n-nodes-base.webhook',
          parameters: { httpMethod: 'POST', path: 'in', responseMode: 'onReceived' },
        },
        {
          name: 'Open',
          type: jira,
          parameters: {
            ...{ resource: 'issue', operation: 'create', project: chosen('WEB'), issueType: chosen('Task') },
            ...{ summary: 'New', additionalFields },
          },
        },
      ],
      connections: [{ from: 'Hook', to: 'Open', output: 0, input: 0, kind: 'main' }],
    },
    catalog,
  );

/** What was picked may be gone when it is approved; what n8n holds already is not undone by that. */
describe.runIf(catalog)('what was picked and is gone', () => {
  let app: TestApp;
  let plan = planned({});
  let priorities = ['High', 'Low'];
  beforeAll(async () => {
    app = await startTestApp({
      env: { N8N_MCP_KEY: 'stand-in-mcp-key', CATALOG_DIR: fullCatalogFolder },
      overrides: { planner: createScriptedPlanner(() => plan) },
    });
    const list = (method: string, names: () => string[]) =>
      app.standIn.lookUps.add(jira, method, () => names().map((name) => ({ name, value: `id of ${name}` })));
    list('getProjects', () => ['WEB']);
    list('getIssueTypes', () => ['Task']);
    list('getPriorities', () => priorities);
    app.standIn.addCredential({ name: 'Our Jira', type: 'jiraSoftwareCloudApi' });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('is told before anything is made, also where it stands within other fields', async () => {
    plan = planned({ priority: chosen('High') });
    const thread = openThread(app);
    const card = await thread.ask('open an issue');
    priorities = ['Low'];
    await thread.press(card, 'approve');
    const failed = await eventually(
      () => thread.messages().find((one) => textOf(one).includes('not there any more')),
      'that it is gone',
    );
    expect(textOf(failed)).toContain('“High”, which “Open” uses, is not there any more. Nothing was changed.');
    expect(app.standIn.workflows()).toEqual([]);
  });

  it('says nothing where the inner list is empty: it may hang on what only the editor knows', async () => {
    plan = planned({ priority: chosen('Low') }, 'Low one');
    priorities = [];
    const thread = openThread(app);
    await thread.press(await thread.ask('open an issue'), 'approve');
    await eventually(() => app.standIn.workflows().find(({ name }) => name === 'Low one'), 'the workflow');
  });
});

describe('a change that is in n8n already', () => {
  let app: TestApp;
  let model: OpenAiServer;
  beforeAll(async () => {
    model = await createOpenAiServer();
    const env = { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'test-model' };
    app = await startTestApp({ env });
  });
  afterAll(async () => {
    await app?.[Symbol.asyncDispose]();
    await model?.[Symbol.asyncDispose]();
  });

  it('counts as saved at the next attempt, though what was picked is gone meanwhile', async () => {
    const n8nId = await makeKnown(app, model, 'Rows');
    const { id, name: called } = app.standIn.addCredential({ name: 'Our Google', type: 'googleSheetsOAuth2Api' });
    const credentials = { googleSheetsOAuth2Api: { id, name: called } };
    const client = createN8nClient(app.standIn.config);
    const read = { operation: 'read', documentId: chosen('Old'), sheetName: chosen('Sheet1'), options: {} };
    const sheets = { id: 's', name: 'Read', type: 'n8n-nodes-base.googleSheets', typeVersion: 4.7, position: [200, 0] };
    const { nodes, connections, name } = await client.get(n8nId);
    const document = {
      name,
      settings: {},
      connections,
      nodes: [...nodes, { ...sheets, parameters: read, credentials }],
    };
    await client.update(n8nId, document as never, { publishIfActive: false });
    const value = chosen('New');
    const operations = [{ op: 'setParameter', name: 'Read', path: 'documentId', value }];
    model.setScript(({ body }, index): Reply => {
      if (index === 0) return { tool: 'find_workflows', args: { words: 'Rows' } };
      const lines = body.messages.flatMap(({ role, content }) => (role === 'tool' ? (content ?? '').split('\n') : []));
      const workflowId = JSON.parse(lines.find((line) => line.includes('Rows')) ?? '{}').id;
      if (index === 1) return { tool: 'get_workflow', args: { id: workflowId } };
      return { tool: 'submit_changes', args: { workflowId, operations } };
    });
    const thread = openThread(app);
    await thread.press(await thread.ask('please change Rows'), 'approve');
    await eventually(() => thread.messages().some((one) => textOf(one).includes('Saved in n8n')), 'the change');
    // The process ended before it could write that down.
    const em = app.store.fork();
    const [creation] = await em.findAll(Creation, { orderBy: { createdAt: 'desc' }, limit: 1 });
    if (!creation) expect.fail('no creation');
    const draft = await em.findOneOrFail(DraftRow, { id: creation.draft });
    expect(await em.nativeDelete(WorkflowVersion, { draft: draft.id, revision: creation.revision })).toBe(1);
    const { context } = createTestContext({ store: app.store, standIn: app.standIn });
    const find = async () => ({ values: [{ name: 'Other', value: 'other' }], whole: true });
    const values = createDirectory([{ origin: 'n8n', find }]);
    const outcome = await runChange({ ...context, values }, creation, draft, () => expect.fail('a problem'));
    expect(outcome).toMatchObject({ kind: 'updated' });
  });
});
