import { readFileSync } from 'node:fs';
import { cardScript } from '#adapters/playground/card-script.ts';
import { renderPage } from '#adapters/playground/page.ts';
import { toBlocks } from '#adapters/slack/block-kit.ts';
import { toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import { doneCard } from '#src/cards/done-card.ts';
import { type DraftView, draftCard } from '#src/cards/draft-card.ts';
import { closedCard } from '#src/cards/outcome-card.ts';
import type { Card } from '#src/chat/card.ts';
import { pictureKey } from '#src/chat/picture.ts';
import { addressesOf } from '#src/engine/shown/addresses.ts';
import { wordsIn } from '#src/language/words.ts';
import { compile } from '#src/workflow/compile.ts';
import { toDiagram } from '#src/workflow/diagram/diagram.ts';
import { toPicture } from '#src/workflow/diagram/picture.ts';
import { error } from '#src/workflow/issues.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { nowOf, view } from './cards.ts';
import { launchChromium } from './chromium.ts';
import { branching, catalog, standUp } from './example-drafts.ts';
import { rehearsedCards } from './rehearsed-cards.ts';
import { slackHtml, slackStyle } from './slack-html.ts';

/**
 * `npm run screenshot:cards`: draws `docs/cards-slack.png`, `docs/cards-teams.png` and `docs/cards-playground.png` anew:
 * the same cards wide, on a phone and in the dark; with `-- rehearsal` what a rehearsal shows on them, into `docs/rehearsal-….png`. Needs a Chromium (CHROMIUM, else /usr/bin/chromium).
 */
const expiresAt = new Date('2026-12-12T09:30:00Z');
const nextRuns = [{ at: new Date('2026-11-30T08:00:00Z'), about: false }];
const bound = { id: '1', name: 'Company Slack' };
const shared: Partial<DraftView> = { requesterName: 'Anna', expiresAt, timezone: 'Europe/Berlin' };
const slack = { type: 'slackApi', displayName: 'Slack API', nodes: [], options: [], bound };
const simple = view({
  ...shared,
  ...{ name: standUp.name, summary: summarize(standUp, { catalog }), nextRuns, credentials: [slack] },
  rehearsed: { heading: wordsIn('en').rehearsal.asSaid, lines: [], findings: [] },
});
const branch = view({
  ...shared,
  name: branching.name,
  summary: summarize(branching, { catalog }),
  credentials: [slack],
});
const missing = error(
  'not-said',
  { words: 'Say which channel, e.g. #sales.', key: 'channelId' },
  {
    node: 'Post to #team',
    path: 'parameters.channelId',
  },
);
const boss = { name: 'Bo', at: new Date('2026-11-29T10:42:00Z') };
const url = 'https://n8n.example.com/workflow/7';
const asked = {
  label: 'Channel for “Post to #team”',
  hint: 'Say which channel.',
  node: 'Post to #team',
  path: 'channelId',
};
const named = error(
  'named-not-chosen',
  { node: 'Post to #team', parameter: 'Channel', key: 'channelId', app: 'Slack', word: 'sales' },
  { node: 'Post to #team', path: 'parameters.channelId' },
);
const choices = ['sales-europe', 'sales-us', 'sales-partners'].map((name) => ({
  ...{ name, value: `C0${name}`, from: 'n8n' as const },
}));
const picked = { ...asked, label: 'Which channel is “sales”?', choices };
const ofRehearsals = process.argv[2] === 'rehearsal';
const usual: Card[] = [
  draftCard(simple),
  draftCard({ ...simple, rehearsed: undefined as never, issues: [missing], needs: [asked] }),
  draftCard({ ...simple, rehearsed: undefined as never, issues: [{ ...named, choices }], needs: [picked] }),
  draftCard(branch),
  doneCard(
    { ...branch, addresses: addressesOf(compile(branching, { catalog }).nodes, 'https://n8n.example.com') },
    boss,
    { kind: 'published', url, live: true, message: wordsIn('en').engine.seen.live },
    nowOf({ name: branching.name, state: 'published' }),
  ),
  closedCard(simple, wordsIn('en').engine.lines.replaced, 'https://acme.slack.com/archives/C1/p1'),
];
const cards = ofRehearsals ? rehearsedCards(branch) : usual;
const docs = `docs/${ofRehearsals ? 'rehearsal' : 'cards'}`;
const png = await toPicture(toDiagram(compile(branching, { catalog }), { catalog }));
const picture = `data:image/png;base64,${png.toString('base64')}`;
/** As long as an address is: the whole picture in its place, and the card is over Teams' limit and cut short. */
const address = 'https://flowsmith.example.com/pictures/branch.png';
const toAdaptive = (card: Card): object => {
  const text = JSON.stringify(toAdaptiveCard(card, { pictureUrl: () => address }));
  return JSON.parse(text.replaceAll(address, picture));
};
const files = new Map([[pictureKey({ draftId: branch.draftId, revision: branch.revision }), 'F1']]);
const library = readFileSync(cardScript() ?? '', 'utf8');

const light = '--ink:#1d1c1d;--soft:#616061;--link:#1264a3;--line:#bbb;--code:#f6f6f6;--back:#fff;--fill:#f5f5f5';
const dark = '--ink:#d1d2d3;--soft:#ababad;--link:#1d9bd1;--line:#565856;--code:#232529;--back:#1a1d21;--fill:#292929';
const frames = (wide: number, phone: number, body: (width: number) => string): string =>
  [
    ['wide', wide, light],
    ['phone', phone, light],
    ['phone, dark', phone, dark],
  ]
    .map(
      ([name, width, look]) =>
        `<figure style="${look};width:${width}px"><figcaption>${name}, ${width} px</figcaption>${body(Number(width))}</figure>`,
    )
    .join('');
const style = `body{margin:0;display:flex;gap:24px;padding:20px;background:#e8e6e1;align-items:flex-start;font-family:system-ui,sans-serif}
  figure{margin:0} figcaption{font:600 14px system-ui,sans-serif;color:#444;padding:0 0 8px}
  .card{background:var(--back);color:var(--ink);padding:16px;border-radius:10px;margin-bottom:14px}`;

/** Machines without a font of emoji draw boxes: dots and signs of their own colours stand in for them. */
const signs = `(() => {
  const colours = { '🟡': '#eab308', '🟢': '#16a34a', '⚪': '#9ca3af', '🟠': '#ea580c', '🔴': '#dc2626' };
  const words = { '✅': '✓', '❔': '?', '⚠️': '!', 'ℹ️': 'i', '❌': '✗' };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    for (const [sign, colour] of Object.entries(colours)) {
      const at = node.textContent.indexOf(sign);
      if (at < 0) continue;
      const dot = document.createElement('span');
      dot.style.cssText = 'display:inline-block;width:.72em;height:.72em;border-radius:50%;background:' + colour;
      node.textContent = node.textContent.slice(at + sign.length);
      node.parentNode.insertBefore(dot, node);
    }
    for (const [sign, word] of Object.entries(words)) node.textContent = node.textContent.replace(sign, word);
  }
})()`;

const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
  const shoot = async (name: string): Promise<void> => {
    await page.addScriptTag({ content: signs });
    const width = Number(await page.evaluate('document.body.scrollWidth'));
    const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `${docs}-${name}.png`, fullPage: true });
  };
  const blocks = cards.map(
    (card) => `<div class="card">${slackHtml(toBlocks(card, { nonce: 'n', files }), picture)}</div>`,
  );
  await page.setContent(`<style>${style}${slackStyle}</style>${frames(660, 366, () => blocks.join(''))}`);
  await shoot('slack');

  const adaptive = cards.map(toAdaptive);
  await page.setContent(
    `<style>${style} .card .ac-pushButton{height:32px;padding:0 14px;border:1px solid var(--line);border-radius:4px;background:transparent;color:var(--ink);font:600 14px Segoe UI,sans-serif}
    .card .style-positive{background:#5b5fc7;border-color:#5b5fc7;color:#fff} .card .ac-actionSet{flex-wrap:wrap;row-gap:8px} .card img{max-width:100%}</style>${frames(500, 340, () => adaptive.map(() => '<div class="card"></div>').join(''))}`,
  );
  await page.addScriptTag({ content: library });
  await page.addScriptTag({ content: drawAll(adaptive) });
  await shoot('teams');

  await drawPlayground();
} finally {
  await browser.close();
}

/** Microsoft's renderer draws every card into its frame, in the colours of that frame. */
function drawAll(shown: object[]): string {
  return `(() => {
    const { AdaptiveCard, HostConfig } = window.AdaptiveCards;
    AdaptiveCard.onProcessMarkdown = (text, result) => {
      result.outputHtml = '<span>' + text.replace(/</g, '&lt;').replace(/\\{\\{DATE\\((.*?),SHORT\\)\\}\\}, \\{\\{TIME\\(.*?\\)\\}\\}/g, (_, at) => new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' }))
        .replace(/(?<!\\\\)\\*\\*(.+?)(?<!\\\\)\\*\\*/g, '<b>$1</b>').replace(/(?<!\\\\)\\[(.+?)(?<!\\\\)\\]\\((.+?)\\)/g, '<a style="color:var(--link)">$1</a>').replace(/\\\\([!-/:-@[-\`{-~])/g, '$1').replace(/\\n\\n/g, '<br>') + '</span>';
      result.didProcess = true;
    };
    const cards = ${JSON.stringify(shown)};
    document.querySelectorAll('.card').forEach((frame, at) => {
      const card = new AdaptiveCard();
      const colours = { default: 'var(--ink)', subtle: 'var(--soft)' };
      const all = Object.fromEntries(['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'].map((name) => [name, colours]));
      const styles = Object.fromEntries(['default', 'emphasis', 'accent', 'good', 'warning', 'attention'].map((name) => [name, { backgroundColor: name === 'default' ? 'transparent' : 'var(--fill)', foregroundColors: all }]));
      card.hostConfig = new HostConfig({ fontFamily: 'Segoe UI, sans-serif', spacing: { small: 4, default: 8, medium: 12, large: 16, padding: 12 }, containerStyles: styles,
        fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 }, actions: { maxActions: 6, actionsOrientation: 'horizontal', actionAlignment: 'left', buttonSpacing: 8 }, supportsInteractivity: true });
      card.parse(cards[at % cards.length]);
      frame.append(card.render());
    });
  })()`;
}

/** The page itself, three times. */
async function drawPlayground(): Promise<void> {
  const shots: { name: string; width: number; png: string }[] = [];
  for (const [name, width, scheme] of [
    ['wide', 720, 'light'],
    ['phone', 360, 'light'],
    ['phone, dark', 360, 'dark'],
  ] as const) {
    const page = await browser.newPage({
      viewport: { width, height: 900 },
      colorScheme: scheme,
      timezoneId: 'Europe/Berlin',
      locale: 'en-GB',
    });
    const entries = cards.map((card, at) => ({
      ...{ id: String(at), at: new Date('2026-11-29T10:00:00Z'), kind: 'posted', text: card.title },
      card: toAdaptive(card),
    }));
    const events = entries.map((entry) => `event: entry\ndata: ${JSON.stringify(entry)}\n\n`).join('');
    const people = [{ id: 'rita', name: 'Rita', role: 'asks' }];
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname.endsWith('.js')) return route.fulfill({ contentType: 'text/javascript', body: library });
      if (pathname.endsWith('/events'))
        return route.fulfill({ contentType: 'text/event-stream', body: `retry: 600000\n\n${events}` });
      return route.fulfill({
        contentType: 'text/html',
        body: renderPage({ nonce: 'n', people, cards: true, most: 4000 }),
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
    await page.waitForTimeout(300);
    await page.evaluate(signs);
    shots.push({ name, width, png: (await page.locator('#log').screenshot()).toString('base64') });
    await page.close();
  }
  const sheet = await browser.newPage({ viewport: { width: 1560, height: 900 } });
  await sheet.setContent(
    `<style>${style} img{display:block}</style>${shots.map((each) => `<figure><figcaption>${each.name}, ${each.width} px</figcaption><img src="data:image/png;base64,${each.png}"></figure>`).join('')}`,
  );
  await sheet.screenshot({ path: `${docs}-playground.png`, fullPage: true });
}
