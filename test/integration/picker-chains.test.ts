import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlannerResult } from '#src/planner/planner.ts';
import { toNamed } from '#src/workflow/shapes/named.ts';
import { findChoice } from '#test/fakes/slack-elements.ts';
import { type SlackMessage, sendAction } from '#test/fakes/slack-server.ts';
import { fullCatalog, fullCatalogFolder } from '#test/support/full-catalog.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, type SlackThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const catalog = await fullCatalog();
const sheets = 'n8n-nodes-base.googleSheets';
const jira = 'n8n-nodes-base.jira';
const named = (name: string) => ({ name, value: `id of ${name}` });
const doing = (type: string, parameters: Record<string, unknown>) =>
  drafted(
    {
      name: 'Keep leads',
      nodes: [
        {
          name: 'Hook',
          type: 'n8n-nodes-base.webhook',
          parameters: { httpMethod: 'POST', path: 'in', responseMode: 'onReceived' },
        },
        { name: 'Keep', type, parameters },
      ],
      connections: [{ from: 'Hook', to: 'Keep', output: 0, input: 0, kind: 'main' }],
    },
    catalog,
  );

/** The spreadsheet, then its sheet, then its columns: each choice leads to the next, and one made anew drops what hung on it. */
describe.runIf(catalog)('what hangs on a choice', () => {
  let app: TestApp;
  let plan: PlannerResult = doing(sheets, {});
  const sheetsOf: Record<string, string[]> = {
    'Orders north': ['January', 'February'],
    'Orders south': ['Open', 'Paid'],
  };
  const typesOf: Record<string, string[]> = { WEB: ['Bug', 'Task'], WEBSHOP: ['Story', 'Epic'] };
  const chosenIn = (parameters: Record<string, unknown>, key: string): string =>
    (parameters[key] as { value?: string } | undefined)?.value?.replace('id of ', '') ?? '';
  beforeAll(async () => {
    app = await startTestApp({
      env: { N8N_MCP_KEY: 'stand-in-mcp-key', CATALOG_DIR: fullCatalogFolder },
      overrides: { planner: createScriptedPlanner(() => plan) },
    });
    const { lookUps } = app.standIn;
    lookUps.add(sheets, 'spreadSheetsSearch', () => Object.keys(sheetsOf).map(named));
    lookUps.add(sheets, 'sheetsSearch', ({ currentNodeParameters: parameters }) =>
      (sheetsOf[chosenIn(parameters, 'documentId')] ?? []).map(named),
    );
    lookUps.add(sheets, 'getSheetHeaderRowAndSkipEmpty', ({ currentNodeParameters: parameters }) =>
      (chosenIn(parameters, 'sheetName') === 'Paid' ? ['E-Mail', 'Sum'] : ['name']).map((name) => ({
        name,
        value: name,
      })),
    );
    lookUps.add(jira, 'getProjects', () => Object.keys(typesOf).map(named));
    lookUps.add(jira, 'getIssueTypes', ({ currentNodeParameters: parameters }) =>
      (typesOf[chosenIn(parameters, 'project')] ?? []).map(named),
    );
    app.standIn.addCredential({ name: 'Our Google', type: 'googleSheetsOAuth2Api' });
    app.standIn.addCredential({ name: 'Our Jira', type: 'jiraSoftwareCloudApi' });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const ask = async (draft: PlannerResult) => {
    plan = draft;
    const thread = openThread(app);
    return { thread, card: await thread.ask('keep what comes in') };
  };
  const choose = async (thread: SlackThread, card: SlackMessage, label: string) => {
    const button = findChoice(card, label);
    const responseUrl = app.slack.responseUrl(card.channel);
    await sendAction(app.url, slackSecret, { message: card, button, user: 'U0ANA', responseUrl });
    return newer(thread, card);
  };
  const newer = (thread: SlackThread, card: SlackMessage) =>
    eventually(() => thread.messages().find(({ ts }) => Number(ts) > Number(card.ts)), 'the next card');
  const offers = (card: SlackMessage, ...labels: string[]) => {
    for (const label of labels) expect(() => findChoice(card, label)).not.toThrow();
  };
  const created = async (thread: SlackThread, card: SlackMessage) => {
    const before = app.standIn.workflows().length;
    await thread.press(card, 'approve');
    return eventually(() => {
      const all = app.standIn.workflows();
      return all.length > before && all.at(-1)?.nodes?.find(({ name }) => name === 'Keep')?.parameters;
    }, 'the workflow in n8n');
  };

  it('spreadsheet, sheet, columns: each list is that of what was picked before it', async () => {
    const { thread, card } = await ask(
      doing(sheets, {
        operation: 'append',
        documentId: toNamed('Orders'),
        sheetName: toNamed('of this month'),
        columns: { mappingMode: 'defineBelow', value: { 'e mail': '={{ $json.body.email }}', phone: 'x' } },
      }),
    );
    offers(card, 'Orders north', 'Orders south');
    expect(textOf(card)).not.toContain('January');
    const next = await choose(thread, card, 'Orders south');
    offers(next, 'Open', 'Paid');
    expect(textOf(next)).not.toContain('January');
    const last = await choose(thread, next, 'Paid');
    expect(textOf(last)).toContain('“Keep” writes into a column “phone” that is not there. There are: E-Mail, Sum.');
    expect(textOf(last)).not.toContain('column “e mail”');
  });

  it('project, issue type: what is picked is created', async () => {
    const { thread, card } = await ask(
      doing(jira, {
        ...{ resource: 'issue', operation: 'create', summary: 'New' },
        ...{ project: toNamed('the web ones'), issueType: toNamed('whatever') },
      }),
    );
    offers(card, 'WEB', 'WEBSHOP');
    const next = await choose(thread, card, 'WEBSHOP');
    offers(next, 'Story', 'Epic');
    expect(() => findChoice(next, 'Bug')).toThrow();
    const parameters = await created(thread, await choose(thread, next, 'Epic'));
    expect(parameters).toMatchObject({ project: { value: 'id of WEBSHOP' }, issueType: { value: 'id of Epic' } });
  });

  it('another spreadsheet: the sheet of the one before is dropped, and asked for among those of the new one', async () => {
    const pick = (name: string) => ({ __rl: true, mode: 'list', value: `id of ${name}`, cachedResultName: name });
    const reading = (document: unknown, sheet: string) =>
      doing(sheets, { operation: 'read', documentId: document, sheetName: pick(sheet) });
    const { thread, card } = await ask(reading(pick('Orders south'), 'Paid'));
    expect(app.slack.button(card, 'approve')).toBeDefined();
    plan = { ...reading(toNamed('Orders north'), 'Paid'), kind: 'revision' };
    const other = await thread.ask('use Orders north instead');
    offers(other, 'January', 'February');
    expect(() => app.slack.button(other, 'approve')).toThrow('No button');
    const ready = await choose(thread, other, 'February');
    const parameters = await created(thread, ready);
    expect(parameters).toMatchObject({
      documentId: { value: 'id of Orders north' },
      sheetName: { value: 'id of February', cachedResultName: 'February' },
    });
  });

  it('a sheet that is called the same is taken from the new one, and what hangs on nothing else stays', async () => {
    sheetsOf['Orders west'] = ['Paid'];
    const pick = (name: string, value = `id of ${name}`) => ({
      __rl: true,
      mode: 'list',
      value,
      cachedResultName: name,
    });
    const reading = (document: unknown) =>
      doing(sheets, { operation: 'read', documentId: document, sheetName: pick('Paid', 'south/Paid') });
    const { thread } = await ask(reading(pick('Orders south')));
    plan = { ...reading(toNamed('Orders west')), kind: 'revision' };
    const other = await thread.ask('use Orders west instead');
    const parameters = await created(thread, other);
    expect(parameters).toMatchObject({ sheetName: { value: 'id of Paid', cachedResultName: 'Paid' } });
  });
});
