import { launchChromium } from './chromium.ts';

/**
 * `npm run screenshot`: draws docs/playground.png anew. Needs a running `npm run demo` and a Chromium
 * (CHROMIUM, else /usr/bin/chromium).
 */
const url = process.argv[2] ?? 'http://127.0.0.1:3000/playground';
const browser = await launchChromium();
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
