import { spawnSync } from 'node:child_process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { n8nOwner, type RealN8n, startRealN8n } from '#src/dev/real-n8n.ts';
import { toNamed } from '#src/workflow/shapes/named.ts';
import { findChoice } from '#test/fakes/slack-elements.ts';
import { type SlackMessage, sendAction } from '#test/fakes/slack-server.ts';
import { fullCatalogFolder } from '#test/support/full-catalog.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const inEvery = (type: string, parameters: Record<string, unknown>) =>
  drafted({
    name: 'Keep leads',
    nodes: [
      { name: 'Hook', type: 'n8n-nodes-base.webhook', parameters: { httpMethod: 'POST', path: crypto.randomUUID() } },
      { name: 'Keep', type, parameters },
    ],
    connections: [{ from: 'Hook', to: 'Keep', output: 0, input: 0, kind: 'main' }],
  });
const intoTable = (word: string, columns: Record<string, string> = { email: '={{ $json.body.email }}' }) =>
  inEvery('n8n-nodes-base.postgres', {
    operation: 'insert',
    schema: { __rl: true, mode: 'list', value: 'public' },
    table: toNamed(word),
    columns: { mappingMode: 'defineBelow', value: columns },
  });
const intoMySql = (word: string) =>
  inEvery('n8n-nodes-base.mySql', {
    operation: 'insert',
    table: toNamed(word),
    dataMode: 'defineBelow',
    valuesToSend: { values: [{ column: 'email', value: '={{ $json.body.email }}' }] },
  });

/** A MySQL or MariaDB of this machine, where there is one: root without a password. */
const mySqlDatabase = `flowsmith_${crypto.randomUUID().slice(0, 8)}`;
const mySql = (sql: string) =>
  spawnSync('mysql', ['-h127.0.0.1', '-P3306', '-uroot', '-N', '-e', sql], { encoding: 'utf8', timeout: 10_000 });
const haveMySql = mySql('select 1').status === 0;

const intoDataTable = (word: string) =>
  inEvery('n8n-nodes-base.dataTable', {
    resource: 'row',
    operation: 'insert',
    dataTableId: toNamed(word),
    columns: { mappingMode: 'defineBelow', value: { email: '={{ $json.body.email }}' } },
  });

/** What a person does in n8n: signs in, takes the key of the MCP server, makes a data table. */
async function openOwner({ baseUrl }: RealN8n) {
  const send = async (method: string, path: string, body?: object, cookie = '') => {
    const headers = { 'content-type': 'application/json', cookie };
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const response = await fetch(`${baseUrl}/rest${path}`, init);
    if (!response.ok) throw new Error(`n8n answered ${method} ${path} with ${response.status}`);
    return { cookies: response.headers.getSetCookie(), data: ((await response.json()) as { data: never }).data };
  };
  const { email, password } = n8nOwner;
  const { cookies } = await send('POST', '/login', { emailOrLdapLoginId: email, password });
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
  const { data: key } = await send('GET', '/mcp/api-key', undefined, cookie);
  const { data: project } = await send('GET', '/projects/personal', undefined, cookie);
  return {
    key: (key as { apiKey: string }).apiKey,
    makeTable: async (name: string) => {
      const columns = [{ name: 'email', type: 'string' }];
      const path = `/projects/${(project as { id: string }).id}/data-tables`;
      return ((await send('POST', path, { name, columns }, cookie)).data as { id: string }).id;
    },
  };
}

/** Tables by their names, from a real PostgreSQL and n8n's own, looked up by a real n8n whose MCP server is on. */
describe('values from a real n8n with its MCP server', () => {
  let n8n: RealN8n;
  let app: TestApp;
  let owner: Awaited<ReturnType<typeof openOwner>>;
  let database: pg.Client;
  let plan: () => ReturnType<typeof drafted>;

  beforeAll(async () => {
    n8n = await startRealN8n({ env: { N8N_MCP_MANAGED_BY_ENV: 'true', N8N_MCP_ACCESS_ENABLED: 'true' } });
    owner = await openOwner(n8n);
    const env = { N8N_MCP_KEY: owner.key, CATALOG_DIR: fullCatalogFolder };
    app = await startTestApp({ n8n, env, overrides: { planner: createScriptedPlanner(() => plan()) } });
    database = new pg.Client({ connectionString: app.database.url });
    await database.connect();
    await database.query('create table leads (email text); create table archive_leads (email text)');
    const { hostname: host, port, username: user, password, pathname } = new URL(app.database.url);
    const data = {
      ...{ host, port: Number(port), user: decodeURIComponent(user), password: decodeURIComponent(password) },
      ...{ database: pathname.slice(1), ssl: 'disable', sshTunnel: false, allowUnauthorizedCerts: false },
    };
    await addCredential({ name: 'Shop', type: 'postgres', data });
    // The first look-up of an n8n that just started takes longer than anybody waits.
    await say(() => intoTable('the Leads table'));
    if (!haveMySql) return;
    mySql(`create database ${mySqlDatabase}; create table ${mySqlDatabase}.customers (email varchar(100))`);
    const root = { host: '127.0.0.1', port: 3306, user: 'root', password: '', database: mySqlDatabase };
    await addCredential({
      name: 'Till',
      type: 'mySql',
      data: { ...root, connectTimeout: 10_000, ssl: false, sshTunnel: false },
    });
  }, 300_000);
  const addCredential = async (credential: object) => {
    const made = await fetch(`${n8n.baseUrl}/api/v1/credentials`, {
      method: 'POST',
      headers: { 'x-n8n-api-key': n8n.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify(credential),
    });
    expect(made.status).toBe(200);
  };
  afterAll(async () => {
    if (haveMySql) mySql(`drop database if exists ${mySqlDatabase}`);
    await database?.end();
    await app?.[Symbol.asyncDispose]();
    await n8n?.stop();
  });

  const say = async (next: typeof plan) => {
    plan = next;
    const thread = openThread(app);
    return { thread, card: await thread.ask('keep what comes in') };
  };
  type Thread = Awaited<ReturnType<typeof say>>['thread'];
  const created = (thread: Thread) =>
    eventually(
      async () => {
        const found = thread.messages().map((one) => /workflow\/(\w+)/.exec(textOf(one))?.[1]);
        const id = found.find((one) => one !== undefined);
        const headers = { 'x-n8n-api-key': n8n.apiKey };
        const answer = id ? await fetch(`${n8n.baseUrl}/api/v1/workflows/${id}`, { headers }) : undefined;
        return answer?.ok ? ((await answer.json()) as { nodes: Node[] }) : undefined;
      },
      'the workflow in n8n',
      60_000,
    );
  interface Node {
    name: string;
    parameters: Record<string, unknown> & { path?: string };
  }
  const pick = async (thread: Thread, card: SlackMessage, label: string) => {
    const button = findChoice(card, label);
    const responseUrl = app.slack.responseUrl(card.channel);
    await sendAction(app.url, slackSecret, { message: card, button, user: 'U0ANA', responseUrl });
    return eventually(
      () => thread.messages().find((one) => textOf(one).includes('approve_publish')),
      'a card to approve',
    );
  };
  const partOf = ({ nodes }: { nodes: Node[] }, key: string) =>
    nodes.find(({ name }) => name === 'Keep')?.parameters[key];

  it('takes the table of PostgreSQL that is called so, publishes, and the row is in it', async () => {
    const { thread, card } = await say(() => intoTable('the Leads table'));
    expect(textOf(card)).toContain('Taken for “the Leads table”: leads (Postgres), as n8n finds it there now.');
    await thread.press(card, 'approve_publish');
    const workflow = await created(thread);
    expect(partOf(workflow, 'table')).toMatchObject({ mode: 'list', value: 'leads', cachedResultName: 'leads' });
    const path = workflow.nodes.find(({ name }) => name === 'Hook')?.parameters.path;
    await eventually(async () => {
      const body = JSON.stringify({ email: 'ana@example.com' });
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${n8n.baseUrl}/webhook/${path}`, { method: 'POST', headers, body })).ok;
    }, 'the webhook');
    await eventually(async () => (await database.query('select email from leads')).rows.length > 0, 'the row');
    expect((await database.query('select email from leads')).rows[0]).toEqual({ email: 'ana@example.com' });
  }, 120_000);

  it.runIf(haveMySql)(
    'takes the table of MySQL that is called so',
    async () => {
      const { card } = await say(() => intoMySql('our Customers table'));
      expect(textOf(card)).toContain('Taken for “our Customers table”: customers (MySQL)');
    },
    120_000,
  );

  it('writes a mapping in the columns of the real table, and says which one is not there', async () => {
    const { card } = await say(() => intoTable('Leads', { 'E-Mail': '={{ $json.body.email }}', phone: 'x' }));
    expect(textOf(card)).toContain('“Keep” writes into a column “phone” that is not there. There are: email.');
    expect(textOf(card)).not.toContain('“E-Mail” that is not there');
    const known = await say(() => intoTable('Leads', { Email: '={{ $json.body.email }}' }));
    await known.thread.press(known.card, 'approve');
    expect(partOf(await created(known.thread), 'columns')).toMatchObject({
      value: { email: '={{ $json.body.email }}' },
    });
  }, 60_000);

  it('asks where no table is called so, with what there is for other words', async () => {
    const { thread, card } = await say(() => intoTable('archive'));
    expect(textOf(card)).toContain('archive_leads');
    expect(textOf(card)).toContain('approve');
    // Gone between the choice and the approval: said, and nothing is made.
    await database.query('drop table archive_leads');
    await thread.press(card, 'approve');
    await eventually(
      () => thread.messages().find((one) => textOf(one).includes('not there any more')),
      'that it is gone',
    );
  }, 60_000);

  it('takes one of two data tables by a click', async () => {
    const ids = [await owner.makeTable('Leads north'), await owner.makeTable('Leads south')];
    const { thread, card } = await say(() => intoDataTable('Leads'));
    expect(textOf(card)).toContain('Leads north');
    const next = await pick(thread, card, 'Leads south');
    await thread.press(next, 'approve');
    expect(partOf(await created(thread), 'dataTableId')).toMatchObject({
      value: ids[1],
      cachedResultName: 'Leads south',
    });
  }, 120_000);
});
