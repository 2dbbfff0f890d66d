import { readFileSync } from 'node:fs';
import { languages } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { cardTextToHtml } from './card-text.ts';

const read = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
const style = ['style.css', 'conversation.css', 'menu.css', 'composer.css'].map(read).join('');
const template = read('page.html');
const client = ['host-config.js', 'picker.js', 'card-language.js', 'redraw.js', 'client.js'].map(read).join('\n');
/** What the page itself says on a card, in the card's language. */
const cardWords = Object.fromEntries(
  languages.map((language) => {
    const { moreActions, newer, showNow } = wordsIn(language).adapters.card;
    return [language, { moreActions, newer, showNow }];
  }),
);

export interface PageOptions {
  /** Lets this page's own style and script run; new for every page. */
  nonce: string;
  people: readonly { id: string; name: string; role: string }[];
  /** Whether /playground/assets/adaptivecards.min.js is there. */
  cards: boolean;
  /** How many characters of a message Flowsmith reads. */
  most: number;
}

const missing =
  '<p class="missing">Cards are shown as plain text without buttons: the package <code>adaptivecards</code> is not ' +
  'installed. Run <code>npm install</code> with development packages and restart.</p>';

/** The whole page: HTML, style and script in one string; only the card library is loaded besides. */
export function renderPage({ nonce, people, cards, most }: PageOptions): string {
  const library = `<script nonce="${nonce}" src="/playground/assets/adaptivecards.min.js"></script>`;
  const own = `<script nonce="${nonce}" type="module">const cardWords = ${JSON.stringify(cardWords)};\n${cardTextToHtml.toString()}\n${client}</script>`;
  const parts: Record<string, string> = {
    style: `<style nonce="${nonce}">${style}</style>`,
    most: String(most),
    people: people.map(({ id, name, role }) => `<option value="${id}">${name} (${role})</option>`).join(''),
    missing: cards ? '' : missing,
    scripts: cards ? library + own : own,
  };
  return template.replace(/<!--(\w+)-->/g, (whole, name: string) => parts[name] ?? whole);
}

/** Nothing from other hosts, no inline handlers; pictures come from Flowsmith itself. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
