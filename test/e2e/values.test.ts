import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toNamed } from '#src/workflow/shapes/named.ts';
import { textOf } from '#test/support/slack-thread.ts';
import { eventually } from '#test/support/test-app.ts';
import { afterHook, partOf, startValuesN8n, type ValuesN8n } from '#test/support/values-n8n.ts';

const publicSchema = { __rl: true, mode: 'list', value: 'public' };
const intoTable = (
  word: string,
  columns: Record<string, string> = { email: '={{ $json.body.email }}' },
  schema: unknown = publicSchema,
) =>
  afterHook('Keep leads', [
    {
      name: 'Keep',
      type: 'n8n-nodes-base.postgres',
      parameters: {
        operation: 'insert',
        schema,
        table: toNamed(word),
        columns: { mappingMode: 'defineBelow', value: columns },
      },
    },
  ]);

const intoDataTable = (word: string) =>
  afterHook('Keep leads', [
    {
      name: 'Keep',
      type: 'n8n-nodes-base.dataTable',
      parameters: {
        resource: 'row',
        operation: 'insert',
        dataTableId: toNamed(word),
        columns: { mappingMode: 'defineBelow', value: { email: '={{ $json.body.email }}' } },
      },
    },
  ]);

/** Tables by their names, from a real PostgreSQL and n8n's own, looked up by a real n8n whose MCP server is on. */
describe('tables from a real n8n with its MCP server', () => {
  let world: ValuesN8n;
  let database: pg.Client;

  beforeAll(async () => {
    world = await startValuesN8n();
    const connectionString = world.app.database.url;
    database = new pg.Client({ connectionString });
    await database.connect();
    await database.query('create table leads (email text); create table archive_leads (email text)');
    const { hostname: host, port, username: user, password, pathname } = new URL(connectionString);
    const data = {
      ...{ host, port: Number(port), user: decodeURIComponent(user), password: decodeURIComponent(password) },
      ...{ database: pathname.slice(1), ssl: 'disable', sshTunnel: false, allowUnauthorizedCerts: false },
    };
    await world.addCredential({ name: 'Shop', type: 'postgres', data });
    // The first look-up of an n8n that just started takes longer than anybody waits.
    await world.say(() => intoTable('the Leads table'));
  }, 300_000);
  afterAll(async () => {
    await database?.end();
    await world?.[Symbol.asyncDispose]();
  });

  it('takes the table of PostgreSQL that is called so, publishes, and the row is in it', async () => {
    const { thread, card } = await world.say(() => intoTable('the Leads table'));
    expect(textOf(card)).toContain('Taken for “the Leads table”: leads (Postgres), as n8n finds it there now.');
    await thread.press(card, 'approve_publish');
    const workflow = await world.created(thread);
    expect(partOf(workflow, 'Keep', 'table')).toMatchObject({
      ...{ mode: 'list', value: 'leads', cachedResultName: 'leads' },
    });
    await world.post(workflow, { email: 'ana@example.com' });
    const rows = async () => (await database.query('select email from leads')).rows;
    await eventually(async () => (await rows()).length > 0, 'the row');
    expect((await rows())[0]).toEqual({ email: 'ana@example.com' });
  }, 120_000);

  it('finds the table in the schema that was named with it', async () => {
    await database.query('create schema sales; create table sales.leads_2026 (email text)');
    const { thread, card } = await world.say(() => intoTable('Leads 2026', undefined, toNamed('our Sales schema')));
    expect(textOf(card)).toContain('Taken for “our Sales schema”: sales (Postgres)');
    await thread.press(card, 'approve_publish');
    const workflow = await world.created(thread);
    expect(partOf(workflow, 'Keep', 'schema')).toMatchObject({ value: 'sales' });
    await world.post(workflow, { email: 'ben@example.com' });
    const rows = async () => (await database.query('select email from sales.leads_2026')).rows;
    await eventually(async () => (await rows()).length > 0, 'the row');
    expect(await rows()).toEqual([{ email: 'ben@example.com' }]);
  }, 120_000);

  it('writes a mapping in the columns of the real table, and says which one is not there', async () => {
    const { card } = await world.say(() => intoTable('Leads', { 'E-Mail': '={{ $json.body.email }}', phone: 'x' }));
    expect(textOf(card)).toContain('“Keep” writes into a column “phone” that is not there. There are: email.');
    expect(textOf(card)).not.toContain('“E-Mail” that is not there');
    const known = await world.say(() => intoTable('Leads', { Email: '={{ $json.body.email }}' }));
    await known.thread.press(known.card, 'approve');
    expect(partOf(await world.created(known.thread), 'Keep', 'columns')).toMatchObject({
      value: { email: '={{ $json.body.email }}' },
    });
  }, 60_000);

  it('asks where no table is called so, with what there is for other words', async () => {
    const { thread, card } = await world.say(() => intoTable('archive'));
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
    const ids = [await world.makeDataTable('Leads north'), await world.makeDataTable('Leads south')];
    const { thread, card } = await world.say(() => intoDataTable('Leads'));
    expect(textOf(card)).toContain('Leads north');
    const next = await world.pick(thread, card, 'Leads south');
    await thread.press(next, 'approve');
    expect(partOf(await world.created(thread), 'Keep', 'dataTableId')).toMatchObject({
      ...{ value: ids[1], cachedResultName: 'Leads south' },
    });
  }, 120_000);
});
