import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '#src/language/language.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
let browser: Awaited<ReturnType<typeof launchChromium>>;
let page: Page;
beforeAll(async () => {
  app = await startTestApp();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});
afterEach(() => page.close());

const text = (words: string) => ({ type: 'TextBlock', text: words, wrap: true });
const submit = (title: string, action: string) => ({ type: 'Action.Submit', title, data: { action } });
const form = {
  type: 'Action.ShowCard',
  title: 'Change…',
  card: {
    type: 'AdaptiveCard',
    body: [{ type: 'Input.Text', id: 'field_text', label: 'What should be different?', isMultiline: true }],
    actions: [submit('Send change', 'change')],
  },
};
const question = (id: string, isVisible: boolean) => ({
  type: 'Action.ToggleVisibility',
  title: isVisible ? 'Turn on' : 'Not now',
  targetElements: [{ elementId: id, isVisible }],
});
const secondary = { ...submit('Discard', 'discard'), mode: 'secondary' };
const other = { ...submit('Steps and picture', 'steps'), mode: 'secondary' };
/** A draft's card as it is built, as far as somebody can work in it. */
const card = (words: string, lang: Language = 'en') => ({
  type: 'AdaptiveCard',
  version: '1.5',
  lang,
  body: [
    text(words),
    { type: 'ActionSet', actions: [question('sure', true), form, other, secondary] },
    {
      type: 'Container',
      id: 'sure',
      isVisible: false,
      items: [text('Turn on?'), { type: 'ActionSet', actions: [question('sure', false)] }],
    },
  ],
});

/** Opens the page on a stream of its own, on which the returned function sends a card. */
async function open(options: Parameters<typeof browser.newPage>[0] = {}) {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  await page.addInitScript(`window.EventSource = class extends EventTarget {
    constructor() { super(); window.stream = this; }
  }`);
  await page.route('**/playground/actions', (route) => route.fulfill({ status: 202, json: {} }));
  await page.goto(`${app.url}/playground`);
  await page.evaluate(`stream.dispatchEvent(new MessageEvent('replayed'))`);
  return async (shown: object, id = 'card-1') => {
    const entry = { id, conversation: 'main', kind: 'posted', text: '', at: '2026-11-29T20:00:00Z', card: shown };
    await page.evaluate(
      `stream.dispatchEvent(new MessageEvent('entry', { data: ${JSON.stringify(JSON.stringify(entry))} }))`,
    );
  };
}
const button = (name: string) => page.getByRole('button', { name, exact: true });
const newer = () => page.getByText('There is a newer version of this card');

describe('a card that somebody works in', () => {
  it('keeps the form and what is typed while the card changes, and shows the newer card once it is closed', async () => {
    const send = await open();
    await send(card('first'));
    await button('Change…').click();
    const input = page.getByRole('textbox', { name: 'What should be different?' });
    await input.fill('at ten');
    await send(card('second'));
    await send(card('third'));
    await newer().waitFor();
    expect(await newer().count()).toBe(1);
    expect(await input.inputValue()).toBe('at ten');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
    await button('Change…').click();
    await page.getByText('third').waitFor();
    expect(await newer().count()).toBe(0);
    expect(await page.getByText('second').count()).toBe(0);
  });

  it('shows the newer one at once where that is wanted', async () => {
    const send = await open();
    await send(card('first'));
    await button('Change…').click();
    await send(card('second'));
    await button('Show it now').click();
    await page.getByText('second').waitFor();
    expect(await page.getByText('first').count()).toBe(0);
  });

  it('says so in the language of the card', async () => {
    const send = await open();
    await send(card('first', 'fr'));
    await button('Change…').click();
    await send(card('second', 'fr'));
    await page.getByText('Il y a une version plus récente de cette carte.').waitFor();
    await button('L’afficher maintenant').click();
    await page.getByText('second').waitFor();
  });

  it('keeps an open question, until it is answered with not now', async () => {
    const send = await open();
    await send(card('first'));
    await button('Turn on').click();
    await page.getByText('Turn on?').waitFor();
    await send(card('second'));
    await newer().waitFor();
    expect(await page.getByText('Turn on?').isVisible()).toBe(true);
    await button('Not now').click();
    await page.getByText('second').waitFor();
  });

  it('what was sent is answered by the next card, open form or not', async () => {
    const send = await open();
    await send(card('first'));
    await button('Change…').click();
    await page.getByRole('textbox', { name: 'What should be different?' }).fill('at ten');
    await send(card('second'));
    await newer().waitFor();
    const sent = page.waitForResponse('**/playground/actions');
    await button('Send change').click();
    await sent;
    await expect.poll(() => page.evaluate(`!redraw.isWorkedIn(document.querySelector('.card'))`)).toBe(true);
    await send(card('Working on it'));
    await page.getByText('Working on it').waitFor();
    expect(await newer().count()).toBe(0);
  });

  it('one nobody works in is drawn at once; the same card once more, as after a lost connection, not at all', async () => {
    const send = await open();
    await send(card('first'));
    await page.evaluate(`document.querySelector('.card').dataset.mark = 'same'`);
    await send(card('first'));
    expect(await page.locator('.card[data-mark=same]').count()).toBe(1);
    await send(card('second'));
    await page.getByText('second').waitFor();
    expect(await newer().count()).toBe(0);
  });
});

describe('the menu of a card', () => {
  it.each([
    ['wide', { width: 1280, height: 900 }],
    ['phone', { width: 360, height: 740 }],
  ])('opens at its button, %s, without a scrollbar sideways', async (what, viewport) => {
    const send = await open({ viewport, colorScheme: what === 'phone' ? 'dark' : 'light' });
    await send(card('first', 'de'));
    const more = button('Weitere Aktionen');
    await more.click();
    const menu = page.getByRole('menu');
    await menu.waitFor();
    const [at, of] = [await menu.boundingBox(), await more.boundingBox()];
    if (!at || !of) throw new Error('not drawn');
    expect(Math.min(Math.abs(at.y - of.y - of.height), Math.abs(of.y - at.y - at.height))).toBeLessThan(16);
    expect(at.x).toBeLessThan(of.x + of.width);
    expect(at.x + at.width).toBeLessThanOrEqual(viewport.width);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
    expect(await menu.evaluate('getComputedStyle(document.querySelector(".ac-popup")).backgroundColor')).not.toBe(
      'rgba(0, 0, 0, 0)',
    );
    await page.screenshot({ path: process.env[`PICTURE_OF_MENU_${what}`] ?? '/dev/null', type: 'png' });
  });

  it('is worked by keys: arrows, Enter, Escape, and its button has the focus again', async () => {
    const send = await open();
    await send(card('first'));
    const more = button('More actions');
    await more.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    const focused = () => page.evaluate('document.activeElement.innerText');
    expect(await focused()).toBe('Steps and picture');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Discard');
    await send(card('second'));
    expect(await page.getByRole('menuitem', { name: 'Discard' }).isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('menu').count()).toBe(0);
    await page.getByText('second').waitFor();
    await more.focus();
    await page.keyboard.press('Enter');
    const sent = page.waitForRequest('**/playground/actions');
    await page.keyboard.press('Enter');
    expect((await sent).postDataJSON()).toMatchObject({ action: 'steps' });
  });
});

describe('dates', () => {
  it.each([
    ['de', 'en-US', 'bis 13. Dez. 2026, 20:46'],
    ['en', 'de-DE', 'bis 13 Dec 2026, 20:46'],
    ['fr', 'de-DE', 'bis 13 déc. 2026, 20:46'],
    ['en', 'en-US', 'bis Dec 13, 2026, 8:46 PM'],
  ] as const)('of a card in %s are in its language in a browser of %s', async (language, locale, shown) => {
    const send = await open({ locale, timezoneId: 'UTC' });
    await send(card('bis {{DATE(2026-12-13T20:46:00Z,SHORT)}}, {{TIME(2026-12-13T20:46:00Z)}}', language));
    const said = await page.locator('.card').first().textContent();
    expect(said?.replaceAll('\u202f', ' ')).toContain(shown);
  });
});

describe('the page', () => {
  it('has one row above the conversation on a phone', async () => {
    await open({ viewport: { width: 360, height: 740 } });
    const bar = await page.locator('header').boundingBox();
    expect(bar?.height).toBeLessThan(60);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await button('New conversation').waitFor();
    await page.getByRole('combobox', { name: 'You are' }).waitFor();
  });

  it('counts what comes close to what Flowsmith reads, and sends no more than that', async () => {
    await open();
    let sent = 0;
    await page.route('**/playground/messages', (route) => {
      sent += 1;
      return route.fulfill({ status: 202, json: {} });
    });
    const box = page.getByRole('textbox', { name: 'Message to Flowsmith' });
    await box.fill('x'.repeat(4001));
    await page.getByText('4,001 of 4,000 characters').waitFor();
    await box.press('Enter');
    await page.getByText('Flowsmith reads up to 4,000 characters. Shorten it, then send it.').waitFor();
    expect([sent, (await box.inputValue()).length]).toEqual([0, 4001]);
    await box.fill('x'.repeat(4000));
    await box.press('Enter');
    await expect.poll(() => sent).toBe(1);
  });
});
