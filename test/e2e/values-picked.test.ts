import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toNamed } from '#src/workflow/shapes/named.ts';
import { createOpenAiServer, type OpenAiServer } from '#test/fakes/openai-server.ts';
import { drafted } from '#test/support/scripted-planner.ts';
import { textOf } from '#test/support/slack-thread.ts';
import { eventually } from '#test/support/test-app.ts';
import { afterHook, partOf, startValuesN8n, type ValuesN8n } from '#test/support/values-n8n.ts';

/** A MySQL or MariaDB of this machine, where there is one: root without a password. */
const mySqlDatabase = `flowsmith_${crypto.randomUUID().slice(0, 8)}`;
const mySql = (sql: string) =>
  spawnSync('mysql', ['-h127.0.0.1', '-P3306', '-uroot', '-N', '-e', sql], { encoding: 'utf8', timeout: 10_000 });
const haveMySql = mySql('select 1').status === 0;

const intoMySql = (table: string, column: unknown = toNamed('E-Mail')) =>
  afterHook('Keep leads', [
    {
      name: 'Keep',
      type: 'n8n-nodes-base.mySql',
      parameters: {
        operation: 'insert',
        table: toNamed(table),
        dataMode: 'defineBelow',
        valuesToSend: { values: [{ column, value: '={{ $json.body.email }}' }] },
      },
    },
  ]);

/** It answers what it was given, marked. */
const callable = (name: string) =>
  drafted({
    name,
    nodes: [
      {
        name: 'When called',
        type: 'n8n-nodes-base.executeWorkflowTrigger',
        parameters: { inputSource: 'passthrough' },
      },
      {
        name: 'Mark',
        type: 'n8n-nodes-base.set',
        parameters: {
          assignments: { assignments: [{ id: 'a', name: 'by', type: 'string', value: name }] },
          options: {},
        },
      },
    ],
    connections: [{ from: 'When called', to: 'Mark', output: 0, input: 0, kind: 'main' }],
  });
const calling = (word: string) =>
  afterHook(
    'Call',
    [
      {
        name: 'Run it',
        type: 'n8n-nodes-base.executeWorkflow',
        parameters: { workflowId: toNamed(word), workflowInputs: { mappingMode: 'defineBelow', value: {} } },
      },
    ],
    { answers: true },
  );

const askingModel = (word: string) =>
  afterHook(
    'Sum up',
    [
      {
        name: 'Sum up',
        type: '@n8n/n8n-nodes-langchain.chainLlm',
        parameters: { promptType: 'define', text: '={{ $json.body.text }}' },
      },
    ],
    {
      answers: true,
      beside: [
        {
          kind: 'ai_languageModel',
          step: {
            name: 'Model',
            type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
            parameters: { model: toNamed(word), responsesApiEnabled: false, options: {} },
          },
        },
      ],
    },
  );

/** Named, picked from what a real n8n finds, created, run: what was picked is what the run uses. */
describe('picked from the lists of a real n8n', () => {
  let world: ValuesN8n;
  let models: OpenAiServer;

  beforeAll(async () => {
    world = await startValuesN8n();
    models = await createOpenAiServer(() => ({ text: 'In short: yes.' }));
    models.setModels(['acme-large', 'acme-small', 'other']);
    await world.addCredential({
      ...{ name: 'House models', type: 'openAiApi', data: { apiKey: 'sk-of-the-house', url: models.baseUrl } },
    });
    if (!haveMySql) return;
    mySql(
      `create database ${mySqlDatabase}; use ${mySqlDatabase}; create table customers_north (email varchar(100)); ` +
        'create table customers_south (id int auto_increment primary key, email varchar(100))',
    );
    const root = { host: '127.0.0.1', port: 3306, user: 'root', password: '', database: mySqlDatabase };
    const data = { ...root, connectTimeout: 10_000, ssl: false, sshTunnel: false };
    await world.addCredential({ name: 'Till', type: 'mySql', data });
    // The first look-up of an n8n that just started takes longer than anybody waits.
    await world.say(() => intoMySql('Customers'));
  }, 300_000);
  afterAll(async () => {
    if (haveMySql) mySql(`drop database if exists ${mySqlDatabase}`);
    await world?.[Symbol.asyncDispose]();
    await models?.[Symbol.asyncDispose]();
  });

  it.runIf(haveMySql)(
    'MySQL: a table, then its column by its real name, and the row is in the table',
    async () => {
      const { thread, card } = await world.say(() => intoMySql('our Customers table'));
      expect(textOf(card)).toContain('customers_north');
      const next = await world.pick(thread, card, 'customers_south');
      expect(textOf(next)).toContain('Taken for “E-Mail”: email (MySQL)');
      await thread.press(next, 'approve_publish');
      const workflow = await world.created(thread);
      expect(partOf(workflow, 'Keep', 'table')).toMatchObject({ mode: 'list', value: 'customers_south' });
      expect(partOf(workflow, 'Keep', 'valuesToSend')).toMatchObject({ values: [{ column: 'email' }] });
      await world.post(workflow, { email: 'ana@example.com' });
      const rows = () => mySql(`select email from ${mySqlDatabase}.customers_south`).stdout.trim();
      await eventually(rows, 'the row');
      expect(rows()).toBe('ana@example.com');
      // A column that is not there is said before anything is made.
      const { card: wrong } = await world.say(() => intoMySql('customers_south', 'phone'));
      expect(textOf(wrong)).toContain('“Keep” writes into a column “phone” that is not there. There are: email, id.');
    },
    180_000,
  );

  it('a sub-workflow of two that fit is picked, and is the one that runs', async () => {
    for (const name of ['Bill customers', 'Bill suppliers']) {
      const { thread, card } = await world.say(() => callable(name));
      await thread.press(card, 'approve_publish');
      await world.created(thread);
    }
    const { thread, card } = await world.say(() => calling('Bill'));
    const next = await world.pick(thread, card, 'Bill suppliers');
    await thread.press(next, 'approve_publish');
    const workflow = await world.created(thread);
    expect(partOf(workflow, 'Run it', 'workflowId')).toMatchObject({
      mode: 'list',
      cachedResultName: 'Bill suppliers',
    });
    expect(await world.post(workflow, {})).toMatchObject({ by: 'Bill suppliers' });
  }, 180_000);

  it('a model of an OpenAI-compatible server is picked, and is the one that answers', async () => {
    const { thread, card } = await world.say(() => askingModel('acme'));
    expect(textOf(card)).toContain('acme-large');
    expect(textOf(card)).not.toContain('other');
    const next = await world.pick(thread, card, 'acme-small');
    await thread.press(next, 'approve_publish');
    const workflow = await world.created(thread);
    expect(partOf(workflow, 'Model', 'model')).toMatchObject({ mode: 'list', value: 'acme-small' });
    expect(await world.post(workflow, { text: 'Shall we?' })).toMatchObject({ text: 'In short: yes.' });
    const asked = models.requests.findLast(({ path }) => path.endsWith('/chat/completions'));
    expect(asked).toMatchObject({ authorization: 'Bearer sk-of-the-house', body: { model: 'acme-small' } });
  }, 180_000);
});
