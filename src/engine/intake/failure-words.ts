import { weekdays } from '#src/language/away-words.ts';
/** Where failures of a workflow are told. `named`: as it was typed. */
export type ToldIn = { kind: 'here' } | { kind: 'channel'; named: string };

/** What people say about hearing of failures; `words` name a workflow as the person called it. */
export type FailureSaying =
  | { act: 'inbox'; since: 'today' | 'week'; everybody: boolean }
  | { act: 'mute'; words: string; days: number | undefined }
  | { act: 'unmute'; words: string }
  | { act: 'tell' | 'stop telling'; where: ToldIn; words: string }
  /** `minute` since midnight; `forMe`: not for the place where it is said, unless that is theirs alone. */
  | { act: 'digest'; every: 'day' | 'week'; weekday: number; minute: number; always: boolean; forMe: boolean }
  | { act: 'no digest' };

const longest = 300;
const name = '["“„«]?(?<words>[^"“”„«»\\n]{1,200}?)["”“»]?';
const spell =
  '(?: (?:for|für|pour|durante|por) (?:an?|one|eine?n?|une?|un|una) (?<span>day|week|tag|woche|jour|journée|semaine|día|semana))?';
const channel =
  '(?:(?<typed>#[^\\s<>,]{1,80})|(?:this channel|this chat|us|me|here|diesem kanal|diesem chat|hier|uns|mir|ce canal|ici|nous|este canal|aquí|nos))';
const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'iu');

const today = "(?: today| heute| aujourd'hui| hoy)?";
const week =
  '(?: this week| in the last week| since last week| yesterday| since yesterday| diese woche| in dieser woche| gestern| cette semaine| esta semana)';
const failed =
  "(?:what(?:'s| is| has)?(?: been)? (?:failed|failing|broken|broke|gone wrong)|what went wrong|(?:did|has|have) anything (?:fail|failed|break|broken|go wrong|gone wrong)|any (?:failures|errors)|failures|which (?:workflows|automations) (?:have )?failed|was ist fehlgeschlagen|was ist heute fehlgeschlagen|fehler|fehlschläge|qu'est-ce qui a échoué|échecs|erreurs|qué (?:ha fallado|falló)|fallos|errores)";
const everybody =
  '(?:,? (?:for everybody|everywhere|of all|überall|bei allen|partout|de tous|en todas partes|de todos))';
const all = '(?:all |alle |tous les |todos los )';

const inbox = whole(`(?<all>${all})?${failed}(?:(?<week>${week})|${today})(?<everybody>${everybody})?`);
/** Heute and diese Woche stand inside the sentence. */
const inboxWeek = whole(`was ist diese woche fehlgeschlagen(?<everybody>${everybody})?`);

const mute = [
  `(?:mute|silence) ${name}${spell}`,
  `(?:schalte|stelle?) ${name}${spell} stumm`,
  `${name}${spell} stummschalten`,
  `(?:mets|mettez) ${name} en sourdine${spell}`,
  `silencia(?:r)? ${name}${spell}`,
].map(whole);
const unmute = [
  `unmute ${name}`,
  `(?:schalte|stelle?) ${name} (?:wieder laut|nicht mehr stumm)`,
  `(?:rétablis|rétablissez|réactive) les alertes de ${name}`,
  `(?:deja de silenciar|reactiva los avisos de) ${name}`,
].map(whole);
const tell = [
  `tell ${channel},? (?:when|whenever|if) ${name} (?:fails|breaks)`,
  `(?:sage?|gib) ${channel} bescheid,? (?:wenn|falls|sobald) ${name} fehlschlägt`,
  `melde (?:in )?${channel},? (?:wenn|falls|sobald) ${name} fehlschlägt`,
  `(?:préviens|prévenez)(?: dans)? ${channel},? (?:quand|si|lorsque) ${name} échoue`,
  `avisa (?:a|en) ${channel},? (?:cuando|si) (?:falle|falla) ${name}`,
].map(whole);
const stop = [
  `(?:stop telling|do not tell|don't tell) ${channel} (?:about|when|if) ${name}(?: fails)?`,
  `(?:sage?|gib) ${channel} nicht mehr bescheid,? (?:wenn|falls|sobald) ${name} fehlschlägt`,
  `melde (?:in )?${channel} nicht mehr,? (?:wenn|falls|sobald) ${name} fehlschlägt`,
  `ne (?:préviens|prévenez) plus(?: dans)? ${channel},? (?:quand|si|lorsque) ${name} échoue`,
  `(?:ya no avises|deja de avisar) (?:a|en) ${channel},? (?:cuando|si) (?:falle|falla) ${name}`,
].map(whole);

const at =
  '(?:,? (?:at|um|à|a las|a la) (?<hour>\\d{1,2})(?:(?:[:.]|h ?)(?<minutes>\\d{2}))? ?(?<half>am|pm)?(?: uhr| heures?| h)?)?';
const on = `(?:,? (?:every |each |on |am |jeden |le |chaque |el |los |cada )*(?<weekday>${weekdays.flat().join('|')})s?)?`;
const always = '(?<always>,? (?:always|immer|toujours|siempre))?';
const digest = [
  `(?:(?:send|give|post) (?:(?<me>me)|us|this channel|here) )?(?:an? |the |a )?(?<every>daily|weekly) (?:digest|summary)(?: of (?:the )?failures)?${on}${at}${always}`,
  `(?:(?:schicke?|sende|gib) (?:(?<me>mir)|uns|diesem kanal) )?(?:eine |die )?(?<every>tägliche|wöchentliche) (?:zusammenfassung|übersicht) (?:der|von) fehlern?${on}${at}${always}`,
  `(?:(?:envoie|envoyez)(?:-(?<me>moi)|-nous| à ce canal) )?(?:un |le )?(?:résumé|bilan) (?<every>quotidien|hebdomadaire) des échecs${on}${at}${always}`,
  `(?:(?<me>envíame|mándame)|(?:envíanos|envía a este canal) )? ?(?:un |el )?resumen (?<every>diario|semanal) de (?:los )?fallos${on}${at}${always}`,
].map(whole);
const noDigest = whole(
  '(?:no (?:more )?digests?|stop the digest|keine zusammenfassung(?: der fehler)?(?: mehr)?|plus de résumé(?: des échecs)?|(?:sin|no más|ningún) (?:resumen|resúmenes)(?: de fallos)?)',
);

/** Undefined for everything else. Pure; whether there is such a workflow is for whoever acts on it. */
export function readFailureSaying(text: string): FailureSaying | undefined {
  if (text.length > longest) return undefined;
  const said = text
    .trim()
    .replaceAll('’', "'")
    .replace(/\s+/g, ' ')
    .replace(/^¿ ?|[ ?!.]+$/g, '')
    .replace(/^(?:please|bitte) | (?:please|bitte|s'il te plaît|por favor)$/gi, '');
  const asked = (inbox.exec(said) ?? inboxWeek.exec(said))?.groups;
  if (asked || inboxWeek.test(said)) {
    const since = asked?.['week'] || inboxWeek.test(said) ? 'week' : 'today';
    return { act: 'inbox', since, everybody: Boolean(asked?.['all'] ?? asked?.['everybody']) };
  }
  const muted = first(mute, said);
  if (muted) return { act: 'mute', words: nameIn(muted), days: daysOf(muted['span']) };
  const unmuted = first(unmute, said);
  if (unmuted) return { act: 'unmute', words: nameIn(unmuted) };
  if (noDigest.test(said)) return { act: 'no digest' };
  const summed = first(digest, said);
  if (summed) return toDigest(summed);
  const [told, stopped] = [first(tell, said), first(stop, said)];
  const groups = stopped ?? told;
  if (!groups) return undefined;
  return { act: stopped ? 'stop telling' : 'tell', where: toldIn(groups), words: nameIn(groups) };
}

function first(patterns: readonly RegExp[], said: string): Record<string, string | undefined> | undefined {
  for (const pattern of patterns) {
    const groups = pattern.exec(said)?.groups;
    if (groups) return groups;
  }
  return undefined;
}

const nameIn = ({ words }: Record<string, string | undefined>): string => (words ?? '').trim();

const daysOf = (span: string | undefined): number | undefined =>
  span === undefined ? undefined : /^(?:week|woche|semaine|semana)$/i.test(span) ? 7 : 1;

function toldIn({ typed }: Record<string, string | undefined>): ToldIn {
  return typed === undefined ? { kind: 'here' } : { kind: 'channel', named: typed };
}

function toDigest(said: Record<string, string | undefined>): FailureSaying | undefined {
  const every = /^(?:daily|tägliche|quotidien|diario)$/i.test(said['every'] ?? '') ? 'day' : 'week';
  const named = said['weekday']?.toLowerCase();
  const weekday = named === undefined ? 1 : weekdays.findIndex((names) => names.includes(named));
  const minute = minuteOf(said);
  if (minute === undefined) return undefined;
  return { act: 'digest', every, weekday, minute, always: Boolean(said['always']), forMe: Boolean(said['me']) };
}

const nine = 9 * 60;

function minuteOf({ hour, minutes = '0', half }: Record<string, string | undefined>): number | undefined {
  if (hour === undefined) return nine;
  const given = Number(hour);
  if (half && (given < 1 || given > 12)) return undefined;
  const full = half ? (given % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : given;
  return full <= 23 && Number(minutes) <= 59 ? full * 60 + Number(minutes) : undefined;
}
