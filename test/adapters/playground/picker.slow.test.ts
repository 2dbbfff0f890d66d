import { afterAll, beforeAll, expect, it } from 'vitest';
import { DraftRevision } from '#src/store/entities.ts';
import { toNamed } from '#src/workflow/shapes/named.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { fullCatalog, fullCatalogFolder } from '#test/support/full-catalog.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const haveCatalog = (await fullCatalog()) !== undefined;

const intoSheet = () =>
  drafted({
    name: 'Keep sign-ups',
    nodes: [
      { name: 'Form', type: 'n8n-nodes-base.webhook', parameters: { httpMethod: 'POST', path: 'in' } },
      {
        name: 'Read customers',
        type: 'n8n-nodes-base.googleSheets',
        parameters: {
          operation: 'read',
          documentId: toNamed('Customers'),
          sheetName: { __rl: true, mode: 'name', value: 'Sheet1' },
        },
      },
    ],
    connections: [{ from: 'Form', to: 'Read customers', output: 0, input: 0, kind: 'main' }],
  });

let app: TestApp;
let browser: Awaited<ReturnType<typeof launchChromium>>;
beforeAll(async () => {
  app = await startTestApp({
    env: { N8N_MCP_KEY: 'stand-in-mcp-key', CATALOG_DIR: fullCatalogFolder },
    overrides: { planner: createScriptedPlanner(intoSheet) },
  });
  const regions = ['north', 'south', 'east', 'west'];
  const sheets = Array.from({ length: 400 }, (_, at) => ({
    name: `Customers ${regions[at % 4]} ${2000 + Math.floor(at / 4)}`,
    value: `sheet-${at}`,
  }));
  app.standIn.lookUps.add('n8n-nodes-base.googleSheets', 'spreadSheetsSearch', () => sheets);
  app.standIn.addCredential({ name: 'Our Google', type: 'googleSheetsOAuth2Api' });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

it.runIf(haveCatalog)(
  'a browser finds one of hundreds while typing, picks it, and it is what the draft has',
  async () => {
    const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
    await page.goto(`${app.url}/playground`);
    await page.getByRole('textbox').first().fill('put every sign-up into our Customers sheet');
    await page.keyboard.press('Enter');
    const box = page.locator('.ac-choiceSetInput-filtered-textbox');
    await box.waitFor();
    const choices = page.locator('.ac-choiceSetInput-choice');
    const choose = page.getByRole('button', { name: 'Choose', exact: true });
    await choose.click();
    await page.getByText('Choose one in the list first.').waitFor();
    await box.click();
    await choices.first().waitFor();
    // Before a key is pressed a hundred of them are there.
    expect(await choices.count()).toBe(100);
    await box.pressSequentially('west 2042');
    await eventually(async () => (await choices.count()) === 1, 'one of them');
    await page.screenshot({ path: process.env['PICTURE_OF_PICKER'] ?? '/dev/null', type: 'png' });
    await choices.first().click();
    await choose.click();
    const [filled] = await eventually(async () => {
      const rows = await app.store.fork().find(DraftRevision, { revision: 2 });
      return rows.length > 0 && rows;
    }, 'the next revision');
    expect(filled?.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(filled?.workflow.nodes.at(-1)?.parameters['documentId']).toMatchObject({
      value: 'sheet-171',
      cachedResultName: 'Customers west 2042',
    });
  },
);
