import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/**
 * `npm run screenshot`: draws docs/playground.png anew. Needs a running `npm run demo` and a Chromium
 * (CHROMIUM, else /usr/bin/chromium).
 */
const url = process.argv[2] ?? 'http://127.0.0.1:3000/playground';
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) throw new Error(`There is no Chromium at ${executablePath}: set CHROMIUM.`);

const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 940 } });
  await page.goto(url);
  await page.getByRole('button', { name: 'New conversation' }).click();
  await page
    .getByRole('textbox')
    .fill('every weekday at 9:00 in Europe/Berlin get https://example.com/status.json and post it to Slack #ops');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Create', exact: true }).waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: 'docs/playground.png' });
} finally {
  await browser.close();
}
