import { launchChromium } from './chromium.ts';

/**
 * `npm run screenshot`: draws docs/conversation.png anew: what somebody reads before they approve, and what they
 * read after. Needs a running `npm run demo` and a Chromium (CHROMIUM, else /usr/bin/chromium).
 */
const url = process.argv[2] ?? 'http://127.0.0.1:3000/playground';
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 800, height: 990 } });
  await page.goto(url);
  await page.getByRole('button', { name: 'New conversation' }).click();
  const say = async (words: string) => {
    await page.getByRole('textbox').fill(words);
    await page.keyboard.press('Enter');
  };
  /** The last card once its button is there, with the words that led to it. */
  const picture = async (button: string) => {
    await page.getByRole('button', { name: button, exact: true }).last().waitFor();
    await page.waitForTimeout(500);
    return (await page.screenshot()).toString('base64');
  };

  await say('every weekday at 9:00 in Europe/Berlin get https://example.com/status.json and post it to Slack #ops');
  const asked = await picture('Turn on');
  // The first press asks; the one below the question counts.
  for (const _ of [1, 2]) await page.getByRole('button', { name: 'Turn on', exact: true }).last().click();
  const made = await picture('Turn off');

  // A page of its own: the playground's rules about styles go with its address.
  const both = await browser.newPage({ viewport: { width: 1640, height: 1060 } });
  const half = (caption: string, png: string) =>
    `<figure><figcaption>${caption}</figcaption><img src="data:image/png;base64,${png}"></figure>`;
  await both.setContent(`<style>
    body { margin: 0; display: flex; gap: 20px; padding: 10px; background: #fff; font: 600 22px system-ui, sans-serif; }
    figure { margin: 0; } figcaption { padding: 4px 8px 14px; } img { display: block; border: 1px solid #d8d5cd; border-radius: 12px; }
  </style>${half('1. Ask in words, read what it will do', asked)}${half('2. Approve, and hear what was seen in n8n', made)}`);
  await both.screenshot({ path: 'docs/conversation.png' });
} finally {
  await browser.close();
}
