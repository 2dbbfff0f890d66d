import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { referenceOf } from '#src/telemetry/reference.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { plantTrouble, type Trouble } from '#test/support/plant-trouble.ts';
import { talkOn } from '#test/support/talk.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
let browser: Browser;
let trouble: Trouble;
beforeAll(async () => {
  app = await startTestApp();
  for (const [index, words] of ['every hour', 'every weekday at 9:00', 'every 5 minutes'].entries()) {
    const card = await talkOn(app, index === 1 ? 'teams' : 'slack').say(`${words} get https://example.com/${index}`);
    if (index < 2) {
      await card.press('approve_publish');
      await card.says('/workflow/');
    }
  }
  trouble = await plantTrouble(app.store, { words: 'x'.repeat(300), tenant: 'T024BE7LG' });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

async function look(options: BrowserContextOptions, act: (page: Page, complaints: string[]) => Promise<void>) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(app.url) && !request.url().startsWith('data:')) complaints.push(request.url());
    });
    await act(page, complaints);
  } finally {
    await context.close();
  }
}

/** How far anything stands out to the right of the window. */
const standsOut = (page: Page): Promise<number> =>
  page.evaluate<number>(`(() => {
    const right = [...document.querySelectorAll('body *')].map((each) => each.getBoundingClientRect().right);
    return Math.max(document.documentElement.scrollWidth, ...right) - document.documentElement.clientWidth;
  })()`);

const picture = async (page: Page, name: string) => {
  const folder = process.env['ADMIN_PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

const screens = [
  { name: 'wide', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'phone', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  { name: 'phone-dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
] as const;

it.each(screens)(
  '$name: everything is inside the window, readable, and the browser complains of nothing',
  async (screen) => {
    const { name, ...options } = screen;
    await look(options, async (page, complaints) => {
      await page.goto(`${app.url}/admin`);
      expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThanOrEqual(9);
      expect(await standsOut(page)).toBe(0);
      await picture(page, name);
      // The style was taken: its rules say what is dark.
      const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      expect(background).toBe(options.colorScheme === 'dark' ? 'rgb(20, 24, 29)' : 'rgb(245, 247, 249)');
      await page
        .getByRole('region', { name: 'Failed' })
        .getByRole('link', { name: referenceOf(trouble.failed) })
        .click();
      await page.getByRole('heading', { name: `Request ${referenceOf(trouble.failed)}` }).waitFor();
      expect(await standsOut(page)).toBe(0);
      await page.getByRole('link', { name: 'Overview' }).click();
      const created = page
        .getByRole('region', { name: 'Newest requests' })
        .getByRole('row')
        .filter({ hasText: 'draft created' });
      await created.first().getByRole('link').click();
      await page.getByText('published', { exact: true }).first().waitFor();
      expect(await standsOut(page)).toBe(0);
      await picture(page, `trace-${name}`);
      expect(complaints).toEqual([]);
    });
  },
);

it('a browser asks for the key, and gets in with it as the password', async () => {
  const password = await app.key(['operate']);
  const extraHTTPHeaders = { 'x-forwarded-for': '203.0.113.7' };
  await look({ httpCredentials: { username: 'anna', password }, extraHTTPHeaders }, async (page) => {
    expect((await page.goto(`${app.url}/admin`))?.status()).toBe(200);
    await page.getByRole('textbox', { name: 'Reference or id' }).fill(trouble.failed);
    await page.getByRole('button', { name: 'Look it up' }).click();
    await page.getByRole('heading', { name: `Request ${referenceOf(trouble.failed)}` }).waitFor();
  });
});

it('Release is two clicks, and the page says what became of it', async () => {
  await look({}, async (page, complaints) => {
    await page.goto(`${app.url}/admin`);
    const underWay = page
      .getByRole('region', { name: 'Under way' })
      .getByRole('row')
      .filter({ hasText: trouble.stuck });
    await underWay.getByText('Act', { exact: true }).click();
    await underWay.getByRole('button', { name: `Release ${trouble.stuck}` }).click();
    await page.getByRole('heading', { name: 'Done' }).waitFor();
    await page.getByText('waits for nothing any more').waitFor();
    expect(complaints).toEqual([]);
  });
});
