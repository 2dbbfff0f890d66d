import { describe, expect, it } from 'vitest';
import type { Draft } from '#src/model/draft.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { fitColumns } from '#src/values/columns.ts';
import { withDefaults } from '#src/values/defaults.ts';
import { createDirectory } from '#src/values/directory.ts';
import type { HouseWord } from '#src/values/house.ts';
import { placeSource } from '#src/values/sources/place.ts';
import type { Source } from '#src/values/value.ts';
import { compile } from '#src/workflow/compile.ts';
import { bindCredentials } from '#src/workflow/credentials.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { drafted } from '#test/support/scripted-planner.ts';

const full = await fullCatalog();

/** Lists by n8n's name of the method, as n8n looks them up. */
const service = (lists: Record<string, string[]>): Source => ({
  origin: 'n8n',
  async find({ list }) {
    const names = list && lists[list.method];
    return names && { values: names.map((name) => ({ name, value: `id of ${name}` })), whole: true };
  },
});
const columns = (...names: string[]): Source => ({
  origin: 'n8n',
  find: async (wanted) =>
    wanted.columns ? { values: names.map((name) => ({ name, value: name })), whole: true } : undefined,
});
const hook = { name: 'Hook', type: 'n8n-nodes-base.webhook', parameters: { httpMethod: 'POST', path: 'in' } };
const below = (type: string, parameters: Record<string, unknown>): Draft =>
  drafted({
    nodes: [hook, { name: 'Step', type: `n8n-nodes-base.${type}`, parameters }],
    connections: [{ from: 'Hook', to: 'Step', output: 0, input: 0, kind: 'main' }],
  }).draft;
const chosen = (value: string) => ({ __rl: true, mode: 'list', value, cachedResultName: value });

describe.runIf(full)('what is missing and need not be asked', () => {
  const catalog = full as NonNullable<typeof full>;
  const known = [
    { id: 'c1', name: 'Google', type: 'googleSheetsOAuth2Api' },
    { id: 'c2', name: 'Jira', type: 'jiraSoftwareCloudApi' },
    { id: 'c3', name: 'SMTP', type: 'smtp' },
  ];
  const built = (draft: Draft): N8nWorkflow =>
    bindCredentials(compile(draft, { catalog, timezone: undefined, previous: undefined }), { catalog, known });
  const fill = async (
    draft: Draft,
    {
      lists = {},
      house = [],
      said = [],
      made = [],
    }: { lists?: Record<string, string[]>; house?: never[] | object[]; said?: HouseWord[]; made?: Draft[] },
  ) => {
    const directory = createDirectory([service(lists)]);
    const habits = { house: { file: house as never, said: async () => said }, made: async () => made.map(built) };
    const issues = validateDraft(draft, { catalog });
    const done = await withDefaults(draft, built(draft), issues, { catalog, tenant: 't', directory, habits });
    return { assumed: done.assumed, parameters: done.draft.nodes[1]?.parameters ?? {} };
  };
  const inSheet = (document: string, sheet = '') =>
    below('googleSheets', { operation: 'read', documentId: chosen(document), sheetName: chosen(sheet) });

  it('takes the only sheet of the spreadsheet, and asks where there are several', async () => {
    const one = await fill(inSheet('Orders'), { lists: { sheetsSearch: ['2026'] } });
    expect(one.parameters['sheetName']).toMatchObject({ value: 'id of 2026', cachedResultName: '2026' });
    expect(one.assumed).toMatchObject([{ what: 'Sheet', name: '2026', how: 'only' }]);
    const two = await fill(inSheet('Orders'), { lists: { sheetsSearch: ['2025', '2026'] } });
    expect(two.assumed).toEqual([]);
    // The only spreadsheet there is hangs on nothing: it is not meant because it is alone.
    const open = below('googleSheets', { operation: 'read', documentId: chosen(''), sheetName: chosen('') });
    expect((await fill(open, { lists: { spreadSheetsSearch: ['Wages'] } })).assumed).toEqual([]);
  });

  it('never takes the only person for somebody', async () => {
    const issue = below('jira', {
      resource: 'issue',
      operation: 'create',
      project: chosen('WEB'),
      issueType: chosen(''),
      summary: 'x',
    });
    const { assumed, parameters } = await fill(issue, { lists: { getIssueTypes: ['Task'], getUsers: ['Ana'] } });
    expect(assumed.map(({ name }) => name)).toEqual(['Task']);
    expect(JSON.stringify(parameters)).not.toContain('Ana');
  });

  const mail = (from?: string) =>
    below('emailSend', { ...(from ? { fromEmail: from } : {}), toEmail: 'ben@example.com', subject: 'Hi', text: 'Hi' });

  it('takes what the house has set, by the short name of the node type, and says so', async () => {
    const house = [{ node: 'emailSend', parameter: 'fromEmail', value: 'automation@acme.com' }];
    const { assumed, parameters } = await fill(mail(), { house });
    expect(parameters['fromEmail']).toBe('automation@acme.com');
    expect(assumed).toMatchObject([{ what: 'From Email', name: 'automation@acme.com', how: 'house' }]);
    // Said is said.
    expect((await fill(mail('ana@acme.com'), { house })).parameters['fromEmail']).toBe('ana@acme.com');
    expect((await fill(mail(), { house: [{ ...house[0], node: 'gmail' }] })).assumed).toEqual([]);
  });

  it('takes what an admin said for everybody, by the name of the thing, after the file and in its own app alone', async () => {
    const said = [{ thing: 'sender', app: '', value: 'team@acme.com' }];
    expect((await fill(mail(), { said })).assumed).toMatchObject([{ name: 'team@acme.com', how: 'house' }]);
    const house = [{ node: 'emailSend', parameter: 'fromEmail', value: 'automation@acme.com' }];
    expect((await fill(mail(), { said, house })).parameters['fromEmail']).toBe('automation@acme.com');
    expect((await fill(mail(), { said: [{ ...said[0], app: 'Jira' } as HouseWord] })).assumed).toEqual([]);
    expect((await fill(mail('ana@acme.com'), { said })).assumed).toEqual([]);
    const issue = below('jira', {
      ...{ resource: 'issue', operation: 'create', project: chosen(''), issueType: chosen('Task'), summary: 'x' },
    });
    const lists = { getProjects: ['WEB', 'Webshop'] };
    const project = { thing: 'project', app: 'Jira', value: 'web' };
    const named = await fill(issue, { lists, said: [{ ...project, app: '', value: 'Webshop' }, project] });
    expect(named.parameters['project']).toMatchObject({ mode: 'list', value: 'id of WEB', cachedResultName: 'WEB' });
    expect(named.assumed).toMatchObject([{ what: 'Project', app: 'Jira Software', name: 'WEB', how: 'house' }]);
    // A name that nothing is called by, or two things are, is asked for.
    for (const names of [
      ['Shop', 'Office'],
      ['WEB', 'Web'],
    ])
      expect((await fill(issue, { lists: { getProjects: names }, said: [project] })).assumed).toEqual([]);
  });

  it('proposes the third time what was the same twice; twice is twice in a row', async () => {
    const [a, b] = [mail('a@acme.com'), mail('b@acme.com')];
    expect((await fill(mail(), { made: [a] })).assumed).toEqual([]);
    expect((await fill(mail(), { made: [a, b] })).assumed).toEqual([]);
    expect((await fill(mail(), { made: [a, a, b] })).assumed).toMatchObject([{ name: 'a@acme.com', how: 'usual' }]);
    const sheets = [inSheet('Orders', 'Sheet1'), inSheet('Orders', 'Sheet1')];
    const open = below('googleSheets', { operation: 'read', documentId: chosen(''), sheetName: chosen('Sheet1') });
    const { parameters } = await fill(open, { made: sheets });
    expect(parameters['documentId']).toMatchObject({ value: 'Orders', cachedResultName: 'Orders' });
  });

  it('knows where "here" is in Teams: the channel, and the team by its group', async () => {
    const at = { platform: 'teams', channel: '19:general@thread.tacv2', team: 'group-1' };
    const wanted = (nodeType: string, key: string) => ({
      ...{ tenant: 't', nodeType, version: 2, key, open: false, parameters: {}, place: at },
    });
    const ask = async (nodeType: string, key: string) =>
      (await createDirectory([placeSource]).find(wanted(nodeType, key), 'here')).values.map(({ value }) => value);
    expect(await ask('n8n-nodes-base.microsoftTeams', 'channelId')).toEqual(['19:general@thread.tacv2']);
    expect(await ask('n8n-nodes-base.microsoftTeams', 'teamId')).toEqual(['group-1']);
    expect(await ask('n8n-nodes-base.slack', 'channelId')).toEqual([]);
  });
});

describe.runIf(full)('columns', () => {
  const catalog = full as NonNullable<typeof full>;
  const known = [{ id: 'c1', name: 'Shop', type: 'postgres' }];
  const matched = async (value: Record<string, string>, source: Source, isKept = () => false) => {
    const draft = below('postgres', {
      operation: 'insert',
      schema: chosen('public'),
      table: chosen('leads'),
      columns: { mappingMode: 'defineBelow', value },
    });
    const workflow = bindCredentials(compile(draft, { catalog, timezone: undefined, previous: undefined }), {
      catalog,
      known,
    });
    const resolving = { catalog, tenant: 't', directory: createDirectory([source]) };
    const fitted = await fitColumns(draft, workflow, resolving, isKept);
    const mapping = fitted.draft.nodes[1]?.parameters['columns'] as { value: Record<string, string> };
    return { columns: mapping.value, issues: fitted.issues };
  };

  it('are spelled as the table spells them, and one that is not there is an error', async () => {
    const { columns: mapped, issues } = await matched(
      { 'First Name': 'a', emial: 'b' },
      columns('first_name', 'email'),
    );
    expect(mapped).toEqual({ first_name: 'a', emial: 'b' });
    expect(issues).toMatchObject([
      {
        code: 'column-unknown',
        severity: 'error',
        node: 'Step',
        params: { column: 'emial', there: 'email, first_name' },
      },
    ]);
  });

  it('are the same where they are chosen one by one, in a row, a filter or a sort', async () => {
    const sortedBy = (column: string) =>
      below('mySql', {
        operation: 'select',
        table: chosen('leads'),
        where: { values: [{ column: 'First-Name', condition: 'equal', value: 'a' }] },
        sort: { values: [{ column, direction: 'ASC' }] },
        options: { outputColumns: ['whatever'] },
      });
    const source: Source = {
      origin: 'n8n',
      find: async ({ list }) =>
        list?.method === 'getColumns' ? { values: [{ name: 'first_name', value: 'f1' }], whole: true } : undefined,
    };
    const resolving = { catalog, tenant: 't', directory: createDirectory([source]) };
    const withColumns = (draft: Draft) =>
      fitColumns(draft, compile(draft, { catalog, timezone: undefined, previous: undefined }), resolving, () => false);
    const fitted = await withColumns(sortedBy('={{ $json.by }}'));
    expect(fitted.issues).toEqual([]);
    expect(fitted.draft.nodes[1]?.parameters).toMatchObject({
      where: { values: [{ column: 'f1', value: 'a' }] },
      sort: { values: [{ column: '={{ $json.by }}' }] },
    });
    const { issues } = await withColumns(sortedBy('age'));
    expect(issues).toMatchObject([
      {
        code: 'column-unknown',
        path: 'parameters.sort.values[0].column',
        params: { column: 'age', there: 'first_name' },
      },
    ]);
  });

  it('stay as they are where nobody tells, the table is empty, two are alike, or n8n has them already', async () => {
    const given = { 'First Name': 'a' };
    for (const source of [
      columns(),
      service({}),
      { ...columns('x'), find: () => Promise.reject(new Error('revoked')) },
    ])
      expect(await matched(given, source)).toEqual({ columns: given, issues: [] });
    expect((await matched(given, columns('first_name', 'firstname'))).columns).toEqual(given);
    expect(await matched({ emial: 'b' }, columns('email'), () => true)).toMatchObject({ issues: [] });
  });
});
