import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toNamed } from '#src/workflow/shapes/named.ts';
import { sendAction, sendView } from '#test/fakes/slack-server.ts';
import { sendSuggestion } from '#test/fakes/slack-suggestions.ts';
import { buttonsOf } from '#test/fakes/teams-activities.ts';
import { fullCatalog, fullCatalogFolder } from '#test/support/full-catalog.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const haveCatalog = (await fullCatalog()) !== undefined;

const hook = {
  name: 'Hook',
  type: 'n8n-nodes-base.webhook',
  parameters: { httpMethod: 'POST', path: 'in', responseMode: 'onReceived' },
};
const after = (...nodes: { name: string; type: string; parameters: Record<string, unknown> }[]) =>
  drafted({
    name: 'Keep leads',
    nodes: [hook, ...nodes],
    connections: nodes.map(({ name }, at) => ({
      from: [hook, ...nodes][at]?.name ?? '',
      to: name,
      output: 0,
      input: 0,
      kind: 'main' as const,
    })),
  });
const reading = (name: string, document: unknown) => ({
  name,
  type: 'n8n-nodes-base.googleSheets',
  parameters: { operation: 'read', documentId: document, sheetName: { __rl: true, mode: 'name', value: 'Sheet1' } },
});
const posting = (channel?: unknown) => ({
  name: 'Tell',
  type: 'n8n-nodes-base.slack',
  parameters: {
    resource: 'message',
    operation: 'post',
    select: 'channel',
    ...(channel === undefined ? {} : { channelId: channel }),
    text: 'Hello',
  },
});

/** `many` names of spreadsheets, one of which is called Orders. */
const spreadsheets = (many: number) => [
  ...Array.from({ length: many }, (_, at) => ({ name: `Customer list ${at}`, value: `sheet-${at}` })),
  { name: 'Orders north <b>bold</b>', value: 'sheet-north' },
  { name: 'Orders south', value: 'sheet-south' },
];

interface List {
  type: string;
  action_id: string;
  options?: { text: { text: string }; value: string }[];
}
const listsOf = (blocks: unknown): List[] =>
  (blocks as { accessory?: List; element?: List }[]).flatMap(({ accessory, element }) =>
    [accessory, element].filter((one): one is List => /_select$/.test(one?.type ?? '')),
  );

describe.runIf(haveCatalog)('values are picked, not typed', () => {
  let app: TestApp;
  let plan: () => ReturnType<typeof drafted>;
  let sheets = spreadsheets(300);
  beforeAll(async () => {
    app = await startTestApp({
      env: { N8N_MCP_KEY: 'stand-in-mcp-key', CATALOG_DIR: fullCatalogFolder },
      overrides: { planner: createScriptedPlanner(() => plan()) },
    });
    app.standIn.lookUps.add('n8n-nodes-base.googleSheets', 'spreadSheetsSearch', () => sheets);
    app.standIn.addCredential({ name: 'Our Google', type: 'googleSheetsOAuth2Api' });
    app.standIn.addCredential({ name: 'Our Slack', type: 'slackApi' });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const say = async (draft: ReturnType<typeof drafted>) => {
    plan = () => draft;
    const thread = openThread(app);
    return { thread, card: await thread.ask('keep what comes in') };
  };
  type Thread = Awaited<ReturnType<typeof say>>['thread'];
  type Message = Awaited<ReturnType<typeof say>>['card'];
  /** A button of the card, or of its menu. */
  const choose = (card: Message, action: string) => {
    const blocks = card.blocks as { block_id: string; elements?: List[] }[];
    const found = blocks.flatMap(({ block_id, elements = [] }) =>
      elements.flatMap(({ type, action_id, options = [] }) => {
        const option = type === 'overflow' ? options.find(({ value }) => value.split(':')[0] === action) : undefined;
        return option ? [{ action_id, block_id, selected_option: { value: option.value } }] : [];
      }),
    );
    return sendAction(app.url, slackSecret, {
      message: card,
      button: found[0] ?? app.slack.button(card, action),
      user: 'U0ANA',
      responseUrl: app.slack.responseUrl(card.channel),
    });
  };
  const ready = (thread: Thread) =>
    eventually(() => thread.messages().find((one) => textOf(one).includes('"approve')), 'a card to approve');
  const created = async (card: Message, node: string) => {
    const before = app.standIn.workflows().length;
    await choose(card, 'approve');
    return eventually(() => {
      const all = app.standIn.workflows();
      return all.length > before && all.at(-1)?.nodes?.find(({ name }) => name === node)?.parameters;
    }, 'the workflow in n8n');
  };
  const press = (card: Message, list: List, chosen: object, user = 'U0ANA') =>
    sendAction(app.url, slackSecret, {
      message: card,
      button: { action_id: list.action_id, block_id: 'b', ...chosen },
      user,
      responseUrl: app.slack.responseUrl(card.channel),
    });
  const search = (list: List, value: string, user = 'U0ANA') =>
    sendSuggestion(app.url, slackSecret, { actionId: list.action_id, value, user });

  it('in Slack: one of hundreds is found while typing, picked on the card, and created as what it is', async () => {
    const { thread, card } = await say(after(reading('Read', toNamed('Orders'))));
    const [list, ...more] = listsOf(card.blocks);
    expect(more).toEqual([]);
    // Two have it in their names: those are few, and shown.
    expect(list).toMatchObject({ type: 'static_select' });
    const { thread: other, card: asking } = await say(after(reading('Read', toNamed('Customer list'))));
    const [searched] = listsOf(asking.blocks);
    if (!list || !searched) expect.fail('no list');
    expect(searched).toMatchObject({ type: 'external_select', min_query_length: 0 });
    expect(await search(searched, '')).toHaveLength(100);
    const found = await search(searched, 'orders');
    expect(found.map(({ text }) => text.text)).toEqual(['Orders north &lt;b&gt;bold&lt;/b&gt;', 'Orders south']);
    for (const { value } of found) expect(value.length).toBeLessThanOrEqual(75);
    await press(asking, searched, { selected_option: { value: found[1]?.value ?? '' } });
    const parameters = await created(await ready(other), 'Read');
    expect(parameters?.['documentId']).toMatchObject({
      mode: 'list',
      value: 'sheet-south',
      cachedResultName: 'Orders south',
    });
    expect(thread.messages()).toHaveLength(1);
  });

  it('takes nothing that is not offered, and offers nothing to strangers or about what is decided', async () => {
    const { thread, card } = await say(after(reading('Read', toNamed('Customer list'))));
    const [list] = listsOf(card.blocks);
    if (!list) expect.fail('no list');
    for (const value of ['sheet-south', 'AAAAAAAAAAAAAAAA.Orders south', 'channel:C0OTHER', ''])
      await press(card, list, { selected_option: { value } });
    await eventually(
      () => app.slack.ephemerals.filter(({ text }) => text.includes('not to be chosen any more')).length >= 3,
      'that they are not there',
    );
    expect(thread.messages()).toHaveLength(1);
    expect(
      await sendSuggestion(app.url, slackSecret, { actionId: list.action_id, value: '', team: 'T0OTHER' }),
    ).toEqual([]);
    expect(await search({ ...list, action_id: 'pick:search:{"draftId":"x","revision":1,"page":0}' }, '')).toEqual([]);
    expect(await search({ ...list, action_id: 'nonsense' }, '')).toEqual([]);
    await choose(card, 'discard');
    await eventually(() => textOf(thread.messages()[0]).includes('Discarded by'), 'the closed card');
    expect(await search(list, '')).toEqual([]);
  });

  it('in Slack: a channel and a person are picked from its own lists', async () => {
    const { thread, card } = await say(after(posting()));
    const [list] = listsOf(card.blocks);
    expect(list).toMatchObject({ type: 'conversations_select', filter: { include: ['public', 'private'] } });
    if (!list) expect.fail('no list');
    await press(card, list, { selected_conversation: 'C0ALERTS' });
    const parameters = await created(await ready(thread), 'Tell');
    expect(parameters?.['channelId']).toMatchObject({ mode: 'id', value: 'C0ALERTS' });
  });

  it('in Slack: several are asked in the form, each picked or typed; what is gone meanwhile stays open', async () => {
    const { thread, card } = await say(after(reading('Read', toNamed('Customer list')), posting()));
    expect(listsOf(card.blocks)).toEqual([]);
    await thread.press(card, 'fill');
    const view = await eventually(() => app.slack.views.at(-1), 'a dialog');
    const lists = listsOf(view.view.blocks);
    expect(lists.map(({ type }) => type)).toEqual(['conversations_select', 'external_select']);
    const sheet = lists[1];
    const [option] = sheet ? await search(sheet, 'Orders south') : [];
    const blocks = view.view.blocks.map(({ block_id }) => block_id);
    expect(blocks).toEqual(['0.picked', '0', '1.picked', '1']);
    const picked = {
      '0.picked': { selected_conversation: 'C0ALERTS' },
      '1.picked': { selected_option: { value: option?.value ?? '' } },
    };
    await sendView(app.url, slackSecret, { view, values: { 0: null, 1: null }, picked });
    const parameters = await created(await ready(thread), 'Read');
    expect(parameters?.['documentId']).toMatchObject({ value: 'sheet-south' });
  });

  it('looks again when told to: what was made a moment ago is there', async () => {
    const { thread, card } = await say(after(reading('Read', toNamed('Brand new'))));
    const [list] = listsOf(card.blocks);
    if (!list) expect.fail('no list');
    expect((await search(list, 'Brand new')).map(({ text }) => text.text)).toEqual([]);
    sheets = [...sheets, { name: 'Brand new', value: 'sheet-new' }];
    expect(await search(list, 'Brand new')).toEqual([]);
    await choose(card, 'look_again');
    const next = await ready(thread);
    expect(textOf(next)).toContain('Taken for “Brand new”: Brand new');
  });

  it('in Teams: an application/search is answered from the same directory, and what is picked is taken', async () => {
    plan = () => after(reading('Read', toNamed('Customer list')));
    const before = app.teams.activities.length;
    await app.teams.send(app.url, app.teams.message({ text: 'keep what comes in', scope: 'personal' }));
    const posted = await eventually(
      () => app.teams.activities.slice(before).find(({ activity }) => JSON.stringify(activity).includes('Data.Query')),
      'a card with a list',
    );
    const dataset = /"dataset":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(posted.activity))?.[1] ?? '';
    const asked = { queryText: 'orders', queryOptions: { skip: 0, top: 15 }, dataset: JSON.parse(`"${dataset}"`) };
    const found = await app.teams.send(app.url, app.teams.search({ card: posted, value: asked }));
    const { value } = found.body as { value: { results: { title: string; value: string }[] } };
    expect(value.results.map(({ title }) => title)).toEqual(['Orders north <b>bold</b>', 'Orders south']);
    const foreign = { ...asked, dataset: asked.dataset.replace(/[0-9a-f]{8}-/, '00000000-') };
    expect((await app.teams.send(app.url, app.teams.search({ card: posted, value: foreign }))).body).toMatchObject({
      value: { results: [] },
    });
    const choose = buttonsOf(posted, true).find((one) => one.type === 'Action.Execute' && one.verb === 'pick');
    if (choose?.type !== 'Action.Execute') expect.fail('no button');
    const inputs = { [choose.data.input ?? '']: value.results[1]?.value ?? '' };
    await app.teams.send(app.url, app.teams.execute({ card: posted, action: 'pick', inputs }));
    await eventually(
      () => app.teams.activities.some(({ activity }) => JSON.stringify(activity).includes('approve_publish')),
      'the filled draft',
    );
  });
});
