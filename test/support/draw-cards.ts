import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cardScript } from '#adapters/playground/card-script.ts';
import { toBlocks } from '#adapters/slack/block-kit.ts';
import { toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import type { Card } from '#src/chat/card.ts';
import { pictureKey } from '#src/chat/picture.ts';
import { languageOf } from '#src/language/language.ts';
import { compile } from '#src/workflow/compile.ts';
import { toDiagram } from '#src/workflow/diagram/diagram.ts';
import { toPicture } from '#src/workflow/diagram/picture.ts';
import { ids } from './cards.ts';
import { launchChromium } from './chromium.ts';
import { toPalettePng } from './drawing/palette-png.ts';
import { drawPlayground } from './drawing/playground.ts';
import { type Look, overflowing, sheetHtml, shoot } from './drawing/sheet.ts';
import { slackHtml, slackStyle } from './drawing/slack-html.ts';
import { drawAdaptive, teamsStyle } from './drawing/teams-html.ts';
import { branching, catalog } from './example-drafts.ts';
import { inPlayground, inSlackAlone, sheets } from './states/index.ts';

/**
 * `npm run screenshot:cards`: draws every state of every card into `docs/states`, for Slack and for Teams, wide and on a
 * phone, light and dark; and some in the playground. `-- <folder> [language]` puts them there, in that language, to be
 * looked at. Needs a Chromium (CHROMIUM, else /usr/bin/chromium).
 */
/** Small enough to be kept: each state on its widest light and its narrowest dark. */
const kept = 'docs/states';
const folder = process.argv[2] ?? kept;
const language = languageOf(process.argv[3]);
mkdirSync(folder, { recursive: true });

const looks = (wide: number, phone: number): Look[] => {
  const [widest, narrowest] = [
    { name: 'wide', width: wide, dark: false },
    { name: 'phone, dark', width: phone, dark: true },
  ];
  if (folder === kept) return [widest, narrowest];
  return [
    widest,
    { ...widest, name: 'wide, dark', dark: true },
    { ...narrowest, name: 'phone', dark: false },
    narrowest,
  ];
};
const slackLooks = looks(660, 366);
const teamsLooks = looks(500, 340);

const drawn = await toPicture(toDiagram(compile(branching, { catalog }), { catalog }));
const picture = `data:image/png;base64,${drawn.toString('base64')}`;
/** As long as an address is: the whole picture in its place, and the card is over Teams' limit and cut short. */
const address = 'https://flowsmith.example.com/pictures/branch.png';
const toAdaptive = (card: Card): object => {
  const text = JSON.stringify(toAdaptiveCard(card, { pictureUrl: () => address }));
  return JSON.parse(text.replaceAll(address, picture));
};
const files = new Map([[pictureKey(ids), 'F1']]);
const library = readFileSync(cardScript() ?? '', 'utf8');

const browser = await launchChromium();
try {
  const page = await browser.newPage({
    ...{ viewport: { width: 2200, height: 900 }, deviceScaleFactor: folder === kept ? 0.68 : 1 },
    ...{ locale: language === 'en' ? 'en-GB' : language, timezoneId: 'Europe/Berlin' },
  });
  const keep = async (name: string): Promise<void> => {
    const out: string[] = await page.evaluate(overflowing);
    if (out.length > 0) console.warn(`${name}: reaches out of its card: ${[...new Set(out)].join(' | ')}`);
    writeFileSync(`${folder}/${name}.png`, await shoot(page));
  };
  for (const [sheet, states] of Object.entries(sheets)) {
    const cards = new Map(Object.entries(states).map(([name, state]) => [name, state(language)]));
    const cardOf = (name: string): Card => cards.get(name) as Card;
    const names = [...cards.keys()];
    const blocksOf = (name: string): string => slackHtml(toBlocks(cardOf(name), { nonce: 'n', files }), picture);
    await page.setContent(`<style>${slackStyle}</style>${sheetHtml(names, slackLooks, blocksOf)}`);
    await keep(`slack-${sheet}`);
    const inTeams = names.filter((name) => !inSlackAlone.has(name));
    await page.setContent(`<style>${teamsStyle}</style>${sheetHtml(inTeams, teamsLooks, () => '')}`);
    await page.addScriptTag({ content: library });
    const adaptive = inTeams.flatMap((name) => teamsLooks.map(() => toAdaptive(cardOf(name))));
    await page.addScriptTag({ content: drawAdaptive(adaptive) });
    await keep(`teams-${sheet}`);
  }
  const some = inPlayground.map((state) => toAdaptive(state(language)));
  writeFileSync(`${folder}/playground.png`, toPalettePng(await drawPlayground(browser, some, library), 32));
} finally {
  await browser.close();
}
