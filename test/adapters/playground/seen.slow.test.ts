import { afterAll, beforeAll, expect, it } from 'vitest';
import { toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import { languages } from '#src/language/language.ts';
import { DraftRow, StoredEvent } from '#src/store/entities.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { cardsFor } from '#test/support/golden-cards.ts';
import { hiddenIn, type Seen, unreadable, wordsIn } from '#test/support/seen.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const name = 'Post new orders to #sales';
let app: TestApp;
let browser: Awaited<ReturnType<typeof launchChromium>>;
beforeAll(async () => {
  app = await startTestApp();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

/** Texts and rows of buttons of every card on the page, as far as they are drawn. */
const drawn = `[...document.querySelectorAll('.card')].map((card) => ({
  texts: card.innerText.split('\\n').filter((line) => line.trim()),
  buttons: [...card.querySelectorAll('.ac-actionSet')].map((row) =>
    [...row.querySelectorAll('button')].filter((each) => each.checkVisibility()).map((each) => each.innerText)),
}))`;

it.each(languages)(
  'every card in %s, as Microsoft’s renderer draws it: words, no markup, nothing twice or too early',
  async (language) => {
    const cards = Object.entries(cardsFor(name, language));
    const events = cards.map(([id, card]) => {
      const entry = { id, at: new Date(), kind: 'posted', text: id, card: toAdaptiveCard(card) };
      return `event: entry\ndata: ${JSON.stringify(entry)}\n\n`;
    });
    const page = await browser.newPage({ timezoneId: 'Europe/Berlin', locale: language });
    try {
      // Once: the page asks again when the stream ends, and then waits.
      const body = `retry: 600000\n\n${events.join('')}`;
      await page.route('**/playground/events*', (route) => route.fulfill({ contentType: 'text/event-stream', body }));
      await page.goto(`${app.url}/playground`);
      await page
        .locator('#log > li')
        .nth(cards.length - 1)
        .waitFor();
      const seen = (await page.evaluate(drawn)) as Seen[];
      expect(seen).toHaveLength(cards.length);
      for (const [index, [kind, card]] of cards.entries()) {
        const shown = seen[index] as Seen;
        expect({ kind, wrong: unreadable(shown) }).toEqual({ kind, wrong: [] });
        const labels = new Set(wordsIn(card));
        const early = hiddenIn(card).filter((text) => text !== name && !labels.has(text) && shown.texts.includes(text));
        expect({ kind, early }).toEqual({ kind, early: [] });
      }
    } finally {
      await page.close();
    }
  },
);

it('whoever tries things out there is not locked out after thirty requests', async () => {
  const before = await app.store.fork().count(DraftRow, {});
  const headers = { 'content-type': 'application/json' };
  for (let sent = 1; sent <= 34; sent++) {
    const text = `every hour get https://example.com/health/${sent}`;
    const body = JSON.stringify({ id: crypto.randomUUID(), text, person: 'rita', conversation: `c-${sent}` });
    expect((await fetch(`${app.url}/playground/messages`, { method: 'POST', headers, body })).status).toBe(202);
    await eventually(async () => !(await app.store.fork().count(StoredEvent, { status: 'received' })), 'an answer');
  }
  expect((await app.store.fork().count(DraftRow, {})) - before).toBe(34);
});
