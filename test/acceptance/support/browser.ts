import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '#test/support/chromium.ts';

/** Where pictures of a run are put; not kept in git. */
export const artifacts = fileURLToPath(new URL('../artifacts', import.meta.url));

const size = { width: 1280, height: 960 };

export interface Window extends AsyncDisposable {
  page: Page;
  /** Puts a picture of what is seen now into the artefacts; with `width` of the left part only. */
  picture(name: string, width?: number): Promise<void>;
}

/**
 * A headless Chromium that talks to this machine only: everything else is refused, but for `proxied`, whose addresses
 * lead to the app as a proxy with a certificate would.
 */
export async function openWindow(
  executablePath: string,
  url: string,
  proxied?: { from: string; to: string },
): Promise<Window> {
  const browser = await launchChromium(executablePath);
  try {
    const context = await browser.newContext({ viewport: size });
    await stayHere(context);
    if (proxied)
      await context.route(`${proxied.from}/**`, async (route) => {
        const response = await fetch(route.request().url().replace(proxied.from, proxied.to));
        await route.fulfill({
          status: response.status,
          contentType: response.headers.get('content-type') ?? '',
          body: Buffer.from(await response.arrayBuffer()),
        });
      });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(url);
    return {
      page,
      picture: async (name, width = size.width) => {
        const clip = { x: 0, y: 0, width, height: size.height };
        await page.screenshot({ path: `${artifacts}/${name}.png`, clip });
      },
      [Symbol.asyncDispose]: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

function stayHere(context: BrowserContext): Promise<unknown> {
  return context.route(
    (url) => url.protocol.startsWith('http') && !['127.0.0.1', 'localhost'].includes(url.hostname),
    (route) => route.abort(),
  );
}
