import { expect, inject, it } from 'vitest';
import { toNamed } from '#src/workflow/shapes/named.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { eventually, type TestApp } from '#test/support/test-app.ts';
import { openWindow } from './support/browser.ts';
import { workspace } from './support/local-slack.ts';
import { startInLocalSlack } from './support/slack-app.ts';
import { listenIn, showAsSlackDoes } from './support/slack-people.ts';
import { publicUrl, startInPlayground } from './support/teams-app.ts';
import { personIn } from './support/teams-window.ts';

const env = { N8N_MCP_KEY: 'stand-in-mcp-key' };
/** Reads a spreadsheet called Orders; there are two that may be meant. */
const planner = createScriptedPlanner(() =>
  drafted({
    name: 'Keep orders',
    nodes: [
      {
        name: 'Hook',
        type: 'n8n-nodes-base.webhook',
        parameters: { httpMethod: 'POST', path: 'in', responseMode: 'onReceived' },
      },
      {
        name: 'Read',
        type: 'n8n-nodes-base.googleSheets',
        parameters: {
          operation: 'read',
          documentId: toNamed('Orders'),
          sheetName: { __rl: true, mode: 'name', value: 'Sheet1' },
        },
      },
    ],
    connections: [{ from: 'Hook', to: 'Read', output: 0, input: 0, kind: 'main' }],
  }),
);

function fillSpreadsheets({ standIn }: TestApp): void {
  standIn.lookUps.add('n8n-nodes-base.googleSheets', 'spreadSheetsSearch', () => [
    { name: 'Orders north', value: 'sheet-north' },
    { name: 'Orders south', value: 'sheet-south' },
  ]);
  standIn.addCredential({ name: 'Our Google', type: 'googleSheetsOAuth2Api' });
}

/** What the workflow that was made reads. */
const documentIn = ({ standIn }: TestApp) =>
  eventually(
    () => standIn.workflows().flatMap(({ nodes = [] }) => nodes.find(({ name }) => name === 'Read') ?? [])[0],
    'the workflow in n8n',
  ).then(({ parameters }) => parameters?.['documentId']);
const south = { mode: 'list', value: 'sheet-south', cachedResultName: 'Orders south' };

it("in local-slack's window: which of two is meant is picked from the list on the card", async () => {
  await using started = await startInLocalSlack({ env, standIn: true, overrides: { planner } });
  await using window = await openWindow(inject('tools').chromium, started.slack.url);
  const { page } = window;
  fillSpreadsheets(started.app);
  const { ana, ops } = workspace;
  await started.slack.command({ channel: ops, user: ana, command: '/n8n', text: 'keep what comes in' });
  const channel = listenIn(started.slack, ops);
  const asking = await channel.hears(/Orders north/);
  const list = page.locator('select.bk-select', { hasText: 'Orders south' });
  await list.waitFor();
  await showAsSlackDoes(page, started.slack, asking);
  await window.picture('slack-picker');
  await list.selectOption({ label: 'Orders south' });
  // The draft that has it stands in the thread, which the window keeps closed.
  await channel.press(await channel.hears(/Turn on/, [asking.ts]), 'Create switched off');
  expect(await documentIn(started.app)).toMatchObject(south);
});

it("in Agents Playground's window: which of two is meant is picked from the list on the card", async () => {
  await using started = await startInPlayground(env, { standIn: true, overrides: { planner } });
  const proxied = { from: publicUrl, to: started.app.url };
  await using window = await openWindow(inject('tools').chromium, started.playground.url, proxied);
  const person = personIn(window.page);
  fillSpreadsheets(started.app);
  await window.page.getByRole('textbox').first().waitFor();
  await person.say('keep what comes in', 'personal');
  const list = person.lastCard().getByRole('combobox');
  await list.waitFor({ timeout: 40_000 });
  await window.picture('teams-picker');
  await list.click();
  await window.page.getByRole('option', { name: 'Orders south' }).click();
  await person.press('Choose');
  await person.button('Turn on').waitFor({ timeout: 40_000 });
  await person.choose('Create switched off');
  expect(await documentIn(started.app)).toMatchObject(south);
});
