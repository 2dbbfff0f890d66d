import type { Browser } from 'playwright-core';
import { renderPage } from '#adapters/playground/page.ts';
import { signs } from './sheet.ts';

/** The playground's own page with these cards, wide, on a phone and in the dark. */
export async function drawPlayground(browser: Browser, cards: object[], library: string): Promise<Buffer> {
  const shots: { name: string; width: number; png: string }[] = [];
  for (const [name, width, scheme] of [
    ['wide', 720, 'light'],
    ['phone', 360, 'light'],
    ['phone, dark', 360, 'dark'],
  ] as const) {
    const page = await browser.newPage({
      ...{ viewport: { width, height: 900 }, colorScheme: scheme, timezoneId: 'Europe/Berlin', locale: 'en-GB' },
    });
    const events = cards
      .map((card, at) => ({
        ...{ id: String(at), at: new Date('2026-11-29T10:00:00Z') },
        kind: 'posted',
        text: '',
        card,
      }))
      .map((entry) => `event: entry\ndata: ${JSON.stringify(entry)}\n\n`)
      .join('');
    const people = [{ id: 'rita', name: 'Rita', role: 'asks' }];
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname.endsWith('.js')) return route.fulfill({ contentType: 'text/javascript', body: library });
      if (pathname.endsWith('/events'))
        return route.fulfill({ contentType: 'text/event-stream', body: `retry: 600000\n\n${events}` });
      return route.fulfill({
        contentType: 'text/html',
        body: renderPage({ nonce: 'n', people, cards: true, most: 4_000 }),
      });
    });
    await page.goto('http://127.0.0.1:9/playground');
    await page
      .locator('#log > li')
      .nth(cards.length - 1)
      .waitFor();
    await page.evaluate(
      "document.querySelectorAll('header, form, #offline, #welcome').forEach((each) => each.remove())",
    );
    await page.evaluate('Promise.all([...document.images].map((each) => each.decode().catch(() => undefined)))');
    await page.evaluate(signs);
    shots.push({ name, width, png: (await page.locator('#log').screenshot()).toString('base64') });
    await page.close();
  }
  const sheet = await browser.newPage({ viewport: { width: 1560, height: 900 }, deviceScaleFactor: 0.6 });
  await sheet.setContent(
    `<style>body{margin:0} main{display:flex;gap:24px;padding:20px;background:#e8e6e1;align-items:flex-start;width:max-content} figure{margin:0} figcaption{font:600 14px system-ui,sans-serif;padding:0 0 8px} img{display:block}</style><main>${shots.map((each) => `<figure><figcaption>${each.name}, ${each.width} px</figcaption><img src="data:image/png;base64,${each.png}"></figure>`).join('')}</main>`,
  );
  const png = await sheet.locator('main').screenshot();
  await sheet.close();
  return png;
}
