import type { Language } from '#src/language/language.ts';
import { lexicons } from './account/lexicon/languages.ts';
import { calendarRules, type TimeRule } from './reading/calendar.ts';
import { de } from './reading/de.ts';
import { verbsFirst } from './reading/de-order.ts';
import { es } from './reading/es.ts';
import { fr } from './reading/fr.ts';
import { media } from './reading/media.ts';
import { maskQuoted, outsideQuotes, quotationsOf } from './words.ts';

interface English {
  /** In the words the grammar reads; names and quotations as they were. */
  text: string;
  /** Words of `text` as they were said. */
  back: (words: string) => string;
}

const lists = { de: [...media.de, ...de], fr: [...media.fr, ...fr], es: [...media.es, ...es] };
type Rule = { pattern: RegExp; english: string | TimeRule[1] };
/** Words that hardly ever stand in a request of another language. */
const telling = {
  de: /(?<!\p{L})(?:der|die|das|dem|den|danach|anschließend|warten?|schicken|senden|posten|per|und|wenn|jede[nrsm]?|\p{L}*jährlich|(?:stünd|täg|wöchent|monat)lich|erinnere|eine?[rnms]?|nach|uhr|poste|sende|schicke?|erstelle?|mit|bei|im|neue[rsnm]?|füge|wird|ins?|um|zu|am|alle|sobald|lieber|statt(?:dessen)?|nur|auch|außer|mach|werktags|(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs)(?!\p{L})/giu,
  fr: /(?<!\p{L})(?:le|la|les|une?|et|dans|quand|chaque|tous|toutes|envoie|crée|ajoute|sur|avec|lorsqu|est|aux?|poste|dès|plutôt|seulement|uniquement|aussi|sauf|fois|par|mois|rappelle|à)(?!\p{L})/giu,
  es: /(?<!\p{L})(?:el|los|las|una?|y|cuando|cada|todos|todas|envía|crea|añade|publica|con|del?|se|por|al?|nuev[oa]|un|mejor|sol[oa]mente|s[oó]lo|también|salvo|excepto)(?!\p{L})/giu,
  en: /(?<!\p{L})(?:the|an?|and|when|every|to|send|post|is|create|add|with|of|at|from|for|if|my|new|in|on)(?!\p{L})/giu,
};
/** Words a change begins with, however short it is. */
const starting: Record<string, RegExp> = {
  de: /^(?:(?:und|bitte) )*(?:nenne?|füge?|entferne?|lösche?|streiche?|jetzt|auch|außerdem|zusätzlich)(?!\p{L})/iu,
  fr: /^(?:et )?(?:appelle[zr]?|renomme[zr]?|enlève[zr]?|retire[zr]?|supprime[zr]?|ajoute[zr]?|aussi|maintenant)(?!\p{L})/iu,
  es: /^(?:y )?(?:quita|ll[aá]mal[oa]|ren[oó]mbral[oa]|borra|elimina|añad[ea]|agrega|también|ahora|además)(?!\p{L})/iu,
};
const toRule = ([said, english]: readonly [string, Rule['english']]): Rule => ({
  pattern: new RegExp(`(?<![\\p{L}\\p{N}#@/._-])(?:${said})(?![\\p{L}\\p{N}@/_-])`, 'giu'),
  english,
});
const compiled = new Map<string, readonly Rule[]>(
  Object.entries(lists).map(([language, list]) => [
    language,
    [
      ...calendarRules(lexicons[language as keyof typeof lists]),
      ...list.filter(([said]) => said.includes(' ')),
      ...list.filter(([said]) => !said.includes(' ')),
    ].map(toRule),
  ]),
);

/**
 * A German, French or Spanish request in the words of the English grammar; any other as it is. `told`: the whole of what
 * it is a part of, which tells its language better; `language`: the likeliest where that does not. Pure, linear.
 */
export function toEnglish(
  request: string,
  { told = request, language: likely }: { told?: string; language?: Language | undefined } = {},
): English {
  const mask = maskQuoted(told);
  const counts = Object.entries(telling).map(([language, words]) => ({
    language,
    count: mask.match(words)?.length ?? 0,
  }));
  const plain = counts.find(({ language }) => language === 'en')?.count ?? 0;
  const [best] = counts.filter(({ language }) => language !== 'en').sort((a, b) => b.count - a.count);
  const sure = best && best.count >= 2 && best.count > plain ? best.language : undefined;
  const language = sure ?? likely ?? Object.keys(starting).find((one) => starting[one]?.test(mask));
  const rules = compiled.get(language ?? 'en');
  if (!rules) return { text: request, back: (words) => words };
  const kept: string[] = [];
  const keep = (text: string): string => {
    kept.push(text);
    return `\uF8F0${String.fromCharCode(0xe100 + kept.length - 1)}\uF8F1`;
  };
  let held = '';
  let at = 0;
  for (const { start, end } of quotationsOf(request).slice(0, 500)) {
    held += request.slice(at, start) + keep(request.slice(start, end));
    at = end;
  }
  held += request.slice(at);
  held = held.replace(/https?:\/\/\S+|\S+@\S+|[#@][\p{L}\p{N}._-]+/gu, (found) =>
    kept.length < 3000 ? keep(found) : found,
  );
  // "Envoie-moi", "lorsqu'une": two words each.
  if (language === 'fr')
    held = held
      .replace(/(?<=\p{L}{2})-(?=(?:moi|nous|le|la|les|lui|leur|toi)(?!\p{L}))/giu, ' ')
      .replace(/(?<=(?<!\p{L})(?:[ldjmnst]|\p{L}*qu))(['’])(?=\p{L})/giu, '$1 ');
  if (language === 'de') held = verbsFirst(held);
  // "Telegram-Nachricht" is two words, "E-Mail" is one.
  held = held.replace(/(?<=\p{L}{2})-(?=\p{Lu})/gu, ' ');
  const pairs: [english: string, said: string][] = [];
  const done = (text: string): string =>
    text.replace(/\uF8F0([\uE100-\uF8EF])\uF8F1/gu, (_, letter: string) => kept[letter.charCodeAt(0) - 0xe100] ?? '');
  for (const { pattern, english: words } of rules) {
    held = held.replace(pattern, (...found: unknown[]) => {
      const filled = fill(words, found);
      const said = String(found[0]);
      if (filled === undefined) return said;
      pairs.push([filled, said]);
      if (typeof words === 'function' || /\d|\$/.test(words) || filled.includes(' ')) return keepIfTime(filled, keep);
      return filled === '' ? '' : keep(filled);
    });
  }
  const english = unfold(done(unfold(held)));
  // "Une carte Trello", "un ticket Jira": the app stands behind what it has.
  const text = language === 'fr' ? outsideQuotes(english, (part) => part.replace(appBehind, '$3 $1$2')) : english;
  const back = (words: string): string =>
    [...pairs]
      .sort((a, b) => b[0].length - a[0].length)
      .reduce((said, [one, own]) => replaceWord(said, one, own), words)
      .replace(/(?<=(?<!\p{L})(?:[ldjmnst]|qu)['’]) (?=\p{L})/giu, '');
  return { text, back };
}

/** The English of what was found: `replace` gives the match, its groups, where it is, the text, and the groups by name. */
function fill(english: Rule['english'], found: readonly unknown[]): string | undefined {
  if (typeof english === 'string')
    return english.replace(/\$(\d)/g, (_, group: string) => String(found[Number(group)] ?? ''));
  const named = found.findIndex((one) => typeof one === 'number');
  const lower = (one: unknown) => (typeof one === 'string' ? one.toLowerCase() : undefined);
  const groups = Object.fromEntries(
    Object.entries((found[named + 2] ?? {}) as Record<string, string>).map(([name, value]) => [name, lower(value)]),
  );
  return english({
    said: lower(found[0]) ?? '',
    behind: String(found[named + 1]).slice(Number(found[named]) + String(found[0]).length),
    groups,
  });
}

const appBehind =
  /\b(message|issue|card|page|order|row|task|contact|payment|event|file|email|record|customer|invoice|form|deal|lead)(s?) (\p{Lu}[\p{L}\d]+)(?![\p{L}\d])/gu;

/** Words that later rules must not read again. */
const keepIfTime = (filled: string, keep: (text: string) => string): string =>
  filled
    .split(' ')
    .map((word) => (/^[a-z]+$|^\d/.test(word) ? (dayWords.has(word) ? word : keep(word)) : word))
    .join(' ');
/** Words inside a longer phrase that have an English one of their own. */
const dayWords = new Set(
  'moi nous zwei drei vier fünf sechs acht zehn zwölf deux trois quatre cinq six dix dos tres cuatro cinco seis diez mir uns montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo'.split(
    ' ',
  ),
);

function replaceWord(text: string, one: string, own: string): string {
  if (one === '') return text;
  const at = ` ${text} `.toLowerCase().indexOf(` ${one.toLowerCase()} `);
  return at < 0 ? text : text.slice(0, at) + own + text.slice(at + one.length);
}

/** "in a event in google calendar" and the like: doubled words and spaces that replacing leaves. */
const unfold = (text: string): string => text.replace(/ {2,}/g, ' ').replace(/\b(a|the|to|in) (?:a|the|\1) /gi, '$1 ');
