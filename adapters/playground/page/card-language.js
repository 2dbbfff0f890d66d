/* global library, navigator, cardWords */
// What a card says in its own language, whatever the browser speaks; `page.ts` puts this text above that of client.js.

/** Dates as whoever reads the card's language writes them, by the habits of the browser's region where it has the language. */
function localeOf(language) {
  const [own] = navigator.language.split('-');
  return own === language ? navigator.language : language === 'en' ? 'en-GB' : language;
}

/** What the page itself says on a card. */
const wordsFor = (language) => cardWords[language] ?? cardWords.en;

/** The card with its times in words: the library would write them in the browser's language. */
function withDates(card) {
  const locale = localeOf(card.lang ?? 'en');
  const written = (iso, style) => new Intl.DateTimeFormat(locale, style).format(new Date(iso));
  const day = { day: 'numeric', month: 'short', year: 'numeric' };
  const text = JSON.stringify(card)
    .replace(/\{\{DATE\(([\dTZ:.+-]+)(?:, ?\w+)?\)\}\}/g, (_whole, iso) => written(iso, day))
    .replace(/\{\{TIME\(([\dTZ:.+-]+)\)\}\}/g, (_whole, iso) => written(iso, { hour: 'numeric', minute: '2-digit' }));
  return JSON.parse(text);
}

/** Before a card is drawn: the button of the library's menu says what it is, and the menu takes that over from it. */
function labelOverflow(language) {
  const label = wordsFor(language).moreActions;
  library.Strings.defaults.overflowButtonTooltip = () => label;
}

window.cardLanguage = { withDates, labelOverflow, wordsFor };
