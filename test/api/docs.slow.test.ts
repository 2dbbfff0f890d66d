import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '#test/support/chromium.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';
import { call } from './client.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

it('/docs shows every operation in a browser that reaches nobody else, and breaks no rule of its own', async () => {
  const document = (await (await fetch(`${app.url}/openapi.json`)).json()) as Record<
    'paths' | 'webhooks',
    Record<string, object>
  >;
  const all = { ...document.paths, ...document.webhooks };
  const operations = Object.values(all).flatMap((methods) => Object.values(methods));
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
    const outside: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== app.url && protocol !== 'data:') outside.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${app.url}/docs`);
    await page.getByRole('heading', { name: /^Flowsmith/ }).waitFor();
    expect(await page.locator('.opblock').count()).toBe(operations.length);
    await page.locator('#operations-Drafts-approveDraft').click();
    await page.getByText('Approve it in the same call').or(page.getByText('Try it out')).first().waitFor();
    const picture = process.env['DOCS_PICTURE'];
    if (picture) await page.screenshot({ path: picture });
    expect({ outside, complaints }).toEqual({ outside: [], complaints: [] });
  } finally {
    await browser.close();
  }
});

it('/docs needs no key, names its rules, and is packed for whoever takes that', async () => {
  for (const path of ['/docs', '/docs/start.js', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js']) {
    const { status, headers } = await call(app, path);
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(headers.get('content-encoding')).toBe('gzip');
    const plain = await fetch(`${app.url}${path}`, { headers: { 'accept-encoding': 'identity' } });
    expect([plain.headers.get('content-encoding'), (await plain.text()).length > 100]).toEqual([null, true]);
  }
});

it('/ leads somewhere: to the playground where there is one, else to the documentation', async () => {
  const answer = await fetch(app.url, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/playground']);
  expect((await fetch(app.url)).status).toBe(200);
});
