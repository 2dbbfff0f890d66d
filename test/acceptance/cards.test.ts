import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import { facts, notice, rows, text } from '#src/chat/card.ts';
import { moment, type Words } from '#src/chat/words.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';
import { artifacts } from './support/browser.ts';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
const folder = new URL('../fixtures/teams/cards/', import.meta.url);
const name = 'Post new orders to #sales';
const cards: Record<string, object> = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => !file.startsWith('dialog-'))
    .map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(new URL(file, folder), 'utf8'))]),
);

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  app = await startTestApp();
  browser = await launchChromium(inject('tools').chromium);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

/** The playground's page with these cards on it, as Microsoft's own renderer draws them for a reader in New York. */
async function show(shown: Record<string, object>, width: number) {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    timezoneId: 'America/New_York',
    locale: 'en-US',
  });
  const entries = Object.entries(shown).map(([id, card]) => ({ id, at: new Date(), kind: 'posted', text: id, card }));
  const events = entries.map((entry) => `event: entry\ndata: ${JSON.stringify(entry)}\n\n`).join('');
  // Once: the page asks again when the stream ends, and then waits.
  await page.route('**/playground/events*', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: `retry: 600000\n\n${events}` }),
  );
  await page.goto(`${app.url}/playground`);
  await page
    .locator('#log > li')
    .nth(entries.length - 1)
    .waitFor();
  return page;
}

/** Buttons and texts that reach out of their card, by what they say. */
const sticksOut = `[...document.querySelectorAll('.card')].flatMap((card) =>
  [...card.querySelectorAll('button, .ac-textBlock, select, input, img')]
    .filter((each) => each.offsetParent)
    .filter((each) => {
      const [inner, outer] = [each.getBoundingClientRect(), card.getBoundingClientRect()];
      return inner.right > outer.right + 1 || inner.left < outer.left - 1 || each.scrollWidth > each.clientWidth + 1;
    })
    .map((each) => each.textContent.slice(0, 60)))`;

const names: [what: string, words: string][] = [
  ['an ordinary name', name],
  ['one long word', 'x'.repeat(80)],
  ['right to left', 'שלום עולם مرحبا '.repeat(5).trim()],
  ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈'.repeat(10)],
];
it.each(names)('%s: every card fits, at 720 and at 360 px', async (what, words) => {
  // Long choices are a list: see questionMessage.
  const { 'question-buttons': asButtons, ...others } = cards;
  const fitting = words === name ? { 'question-buttons': asButtons, ...others } : others;
  const named: typeof cards = JSON.parse(JSON.stringify(fitting).replaceAll(name, words));
  for (const width of [720, 360]) {
    const page = await show(named, width);
    // Questions are on the card from the start, and open when asked for.
    const closed = page.locator('button[aria-controls^="confirm_"][aria-expanded="false"]:visible');
    while ((await closed.count()) > 0) await closed.first().click();
    expect(await page.evaluate(sticksOut)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    // What floats above the cards would be in the way of their pictures.
    await page.evaluate("document.querySelectorAll('header, form').forEach((each) => each.remove())");
    for (const [at, card] of Object.keys(named).entries()) {
      const entry = page.locator('#log > li').nth(at);
      if (words === name) await entry.screenshot({ path: `${artifacts}/card-${card}-${width}.png` });
    }
    if (words !== name)
      await page.screenshot({ path: `${artifacts}/cards-${what.replaceAll(' ', '-')}-${width}.png`, fullPage: true });
    await page.close();
  }
});

it('a question opens with the focus on the choice that changes nothing, which closes it', async () => {
  const page = await show({ draft: cards['draft'] as object }, 720);
  await page.getByRole('button', { name: 'Turn on' }).first().click();
  await page.getByText(`Turn on “${name}”?`).waitFor();
  const notNow = page.getByRole('button', { name: 'Not now' });
  await expect.poll(() => notNow.evaluate((each) => each === each.ownerDocument.activeElement)).toBe(true);
  await notNow.click();
  await page.getByText(`Turn on “${name}”?`).waitFor({ state: 'hidden' });
  await page.close();
});

it('times are the reader’s, wherever they stand', async () => {
  const at: Words = ['Approved ', moment(new Date('2026-11-24T10:42:00Z')), '.'];
  const elements = [text(at), notice('success', at), facts([['When', at]]), rows([{ title: 'Version 1', text: at }])];
  const page = await show({ times: toAdaptiveCard({ title: 'Times', elements }) }, 720);
  const shown = (await page.locator('.card').textContent()) ?? '';
  expect(shown.match(/Approved \w+, Nov 24, 2026, 5:42\s?AM\./g)).toHaveLength(4);
  await page.close();
});
