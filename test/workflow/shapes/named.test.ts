import { describe, expect, it } from 'vitest';
import { languages } from '#src/language/language.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { toMessage } from '#src/workflow/issues.ts';
import { fillPlaceholders, placeholdersOf } from '#src/workflow/placeholders.ts';
import { looksNamed, nameIn, toNamed } from '#src/workflow/shapes/named.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { catalog as core, draft, draftNode, link } from '#test/workflow/documents.ts';

const full = await fullCatalog();
const catalog = full ?? core;
const schedule = draftNode('Start', 'scheduleTrigger', {
  rule: { interval: [{ field: 'days', triggerAtHour: 9, triggerAtMinute: 0 }] },
});
const append = (documentId: unknown, name = 'Add row') =>
  draftNode(name, 'googleSheets', {
    resource: 'sheet',
    operation: 'append',
    documentId,
    sheetName: { __rl: true, mode: 'name', value: 'Sheet1' },
    columns: { mappingMode: 'autoMapInputData', value: null },
  });
const rows = (documentId: unknown) => draft([schedule, append(documentId)], [link('Start', 'Add row')]);
const openIn = (one: ReturnType<typeof rows>) => errorsOf(validateDraft(one, { catalog }));

describe('a thing that goes by a person’s word', () => {
  it('blocks by itself, whatever else is wrong with it, and is asked by that word', () => {
    const issues = openIn(rows(toNamed('Orders')));
    expect(issues).toMatchObject([
      {
        code: 'named-not-chosen',
        node: 'Add row',
        path: 'parameters.documentId',
        params: { key: 'documentId', word: 'Orders', app: 'Google Sheets' },
      },
    ]);
    expect(placeholdersOf(issues)[0]?.label).toBe('Which spreadsheet is “Orders”?');
  });

  it.each(languages)('is asked in %s', (language) => {
    const [issue] = openIn(rows(toNamed('Orders')));
    const said = issue ? [toMessage(issue, language), placeholdersOf([issue], language)[0]?.label] : [];
    for (const text of said) expect(text).toContain('Orders');
    expect(said[0]).toContain('Add row');
  });

  it.each([
    [
      'not required',
      { ...append('https://docs.google.com/spreadsheets/d/1aB2cD3eF4/edit'), disabled: true },
      'options',
    ],
    ['of a step nobody knows', draftNode('Odd', 'n8n-nodes-odd.thing', {}), 'lists'],
  ])('blocks where it is %s, too', (_what, node, key) => {
    const parameters = { ...node.parameters, [key]: { deep: [{ er: toNamed('Orders') }] } };
    const issues = openIn(draft([schedule, { ...node, parameters }], [link('Start', node.name)]));
    expect(issues.map(({ code, path }) => [code, path])).toContainEqual([
      'named-not-chosen',
      `parameters.${key}.deep[0].er`,
    ]);
  });

  it('stands in the sentence about the workflow', () => {
    const post = draftNode('Post', 'slack', {
      resource: 'message',
      operation: 'post',
      select: 'channel',
      channelId: toNamed('the sales room'),
      text: 'Hi',
    });
    const { sentence } = summarize(draft([schedule, post], [link('Start', 'Post')]), { catalog });
    expect(sentence).toContain('the sales room');
  });

  it('is one question for several steps, and one answer for all of them', () => {
    const both = draft(
      [schedule, append(toNamed('Orders')), append(toNamed('orders'), 'Add another')],
      [link('Start', 'Add row'), link('Add row', 'Add another')],
    );
    const asked = placeholdersOf(openIn(both));
    expect(asked).toHaveLength(1);
    const value = 'https://docs.google.com/spreadsheets/d/1aB2cD3eF4gH5/edit';
    expect(
      openIn(
        fillPlaceholders(
          both,
          asked.map((one) => ({ ...one, value })),
          catalog,
        ),
      ),
    ).toEqual([]);
  });
});

describe.skipIf(!full)('what is typed for a place', () => {
  it('stays a word where it is no id: the next question is by it', () => {
    const one = rows(undefined);
    const typed = (value: string) => fillPlaceholders(one, [{ node: 'Add row', path: 'documentId', value }], catalog);
    expect(nameIn(typed('Orders').nodes[1]?.parameters['documentId'])).toBe('Orders');
    expect(openIn(typed('1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms'))).toEqual([]);
  });

  it.each<[string, string, string, boolean]>([
    ['googleSheets', 'documentId', 'Orders', true],
    ['googleSheets', 'documentId', '1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms', false],
    ['googleSheets', 'documentId', 'https://docs.google.com/spreadsheets/d/1aB/edit', false],
    ['googleSheets', 'sheetName', 'Q3', false],
    ['googleDrive', 'folderId', 'Contracts', true],
    ['googleDrive', 'folderId', 'root', false],
    ['jira', 'project', 'WEB', true],
    ['jira', 'project', '10000', false],
    ['airtable', 'base', 'CRM', true],
    ['airtable', 'base', 'appD3dfaeidke', false],
    ['notion', 'databaseId', 'Road map', true],
    ['microsoftTeams', 'teamId', 'Sales', true],
    ['discord', 'guildId', 'Gaming crew', true],
    ['slack', 'channelId', '#alerts', false],
    ['postgres', 'table', 'orders', false],
    ['mySql', 'table', 'orders', false],
    ['github', 'repository', 'shop', false],
    ['googleBigQuery', 'datasetId', 'sales', false],
    ['microsoftExcelSharePoint', 'worksheet', 'Numbers', false],
    ['googleCalendar', 'calendar', 'Holidays', true],
    ['executeWorkflow', 'workflowId', 'Clean up', true],
    ['asana', 'workspace', 'Acme', true],
    ['asana', 'workspace', 'acme', false],
    ['slack', 'text', 'Orders', false],
    ['slack', 'channelId', '={{ $json.channel }}', false],
  ])('%s.%s “%s”: a name is %s', (type, key, text, wanted) => {
    const name = `n8n-nodes-base.${type}`;
    const properties = (catalog.get(name)?.properties ?? []).filter((one) => one.name === key);
    expect(properties.length).toBeGreaterThan(0);
    expect(looksNamed(properties, text, { type: name })).toBe(wanted);
  });
});

describe('a word that was not looked up cannot hide', () => {
  const empty = toNamed('Orders');

  it.each([' ', '=', '={{ "" }}', "={{ '' }}", '={{}}', '={{ null }}', null, { a: 1 }, []])(
    'behind the value %j, which is nothing',
    (value) => {
      expect(openIn(rows({ ...empty, value })).map(({ code }) => code)).toContain('named-not-chosen');
    },
  );

  it('deep inside of what nobody described', () => {
    let deep: unknown = empty;
    for (let level = 0; level < 40; level += 1) deep = { inside: deep };
    const given = rows({ __rl: true, mode: 'id', value: '1x' });
    const [start, step] = given.nodes;
    if (!start || !step) throw new Error('no steps');
    const nodes = [start, { ...step, parameters: { ...step.parameters, options: { deep } } }];
    expect(openIn({ ...given, nodes }).map(({ code }) => code)).toContain('named-not-chosen');
  });

  it('in a workflow that a step holds as text; nobody fills in that text', () => {
    const inside = { nodes: [{ ...append(empty), typeVersion: 4, position: [0, 0] }], connections: {} };
    const step = draftNode('Run', 'executeWorkflow', { source: 'parameter', workflowJson: JSON.stringify(inside) });
    const issues = openIn(draft([schedule, step], [link('Start', 'Run')]));
    expect(issues).toMatchObject([{ code: 'named-not-chosen', node: 'Run', params: { word: 'Orders' } }]);
    expect(placeholdersOf(issues)).toEqual([]);
  });
});
