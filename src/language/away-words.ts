/** The last day of an absence as it is said: a date, tomorrow, or the next day of that name (0 is Sunday). */
export type DaySaid = { date: string } | { weekday: number } | 'today' | 'tomorrow';

/** What somebody says about being away; without `who` it is about themselves. */
export type AwaySaying = { act: 'away'; until: DaySaid; who?: string; deputy?: string } | { act: 'back'; who?: string };

/** Names of each day of the week, from Sunday on, in English, German, French and Spanish. */
export const weekdays: readonly (readonly string[])[] = [
  ['sunday', 'sonntag', 'dimanche', 'domingo'],
  ['monday', 'montag', 'lundi', 'lunes'],
  ['tuesday', 'dienstag', 'mardi', 'martes'],
  ['wednesday', 'mittwoch', 'mercredi', 'miércoles'],
  ['thursday', 'donnerstag', 'jeudi', 'jueves'],
  ['friday', 'freitag', 'vendredi', 'viernes'],
  ['saturday', 'samstag', 'samedi', 'sábado'],
];
const today = ['today', 'heute', "aujourd'hui", 'hoy'];
const tomorrow = ['tomorrow', 'morgen', 'demain', 'mañana'];

const day = `(?<day>\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.\\d{1,2}\\.\\d{4}|${[...weekdays.flat(), ...today, ...tomorrow].join('|')})`;
const name = (group: string) => `(?<${group}>[^\\s,;:?!][^,;:?!\\n]{0,58}?)`;
const then = '(?:[,;.]? (?:and |und |et |y )?';

/** `who` stays undefined where somebody speaks of themselves. */
const aways = [
  `(?:i(?: am|'m) away|away) until ${day}${then}${name('deputy')} decides(?: for me)?)?`,
  `${name('who')} is away until ${day}${then}${name('deputy')} decides(?: for (?:her|him|them))?)?`,
  `(?:ich bin bis ${day} (?:abwesend|weg|nicht da)|abwesend bis ${day.replace('<day>', '<day2>')})${then}${name('deputy')} entscheidet(?: für mich)?)?`,
  `${name('who')} ist bis ${day} (?:abwesend|weg|nicht da)${then}${name('deputy')} entscheidet(?: für (?:sie|ihn))?)?`,
  `(?:je suis absente?|absente?) jusqu'(?:à |au )?${day}${then}${name('deputy')} décide(?: pour moi| à ma place)?)?`,
  `${name('who')} est absente? jusqu'(?:à |au )?${day}${then}${name('deputy')} décide(?: pour (?:elle|lui)| à sa place)?)?`,
  `(?:estoy (?:ausente|fuera)|ausente) hasta (?:el )?${day}${then}${name('deputy')} decide(?: por mí)?)?`,
  `${name('who')} está (?:ausente|fuera) hasta (?:el )?${day}${then}${name('deputy')} decide(?: por (?:ella|él))?)?`,
].map((pattern) => new RegExp(`^${pattern}$`, 'iu'));

const backs = [
  "(?:i(?: am|'m) back)",
  `${name('who')} is back`,
  '(?:ich bin (?:wieder da|zurück))',
  `${name('who')} ist (?:wieder da|zurück)`,
  '(?:je suis de retour)',
  `${name('who')} est de retour`,
  '(?:(?:ya )?(?:estoy de vuelta|he vuelto))',
  `${name('who')} (?:está de vuelta|ha vuelto)`,
].map((pattern) => new RegExp(`^${pattern}$`, 'iu'));

const longest = 200;

/** What somebody says about who is away, when it is nothing but that. Pure. */
export function readAway(text: string): AwaySaying | undefined {
  const said = text
    .trim()
    .replaceAll(/[‘’]/g, "'")
    .replace(/[.!]+$/, '')
    .replace(/\s+/g, ' ');
  if (said.length > longest) return undefined;
  for (const pattern of backs) {
    const match = pattern.exec(said);
    if (match) return { act: 'back', ...someone(match.groups?.['who'], 'who') };
  }
  for (const pattern of aways) {
    const groups = pattern.exec(said)?.groups;
    const until = groups && dayOf((groups['day'] ?? groups['day2'] ?? '').toLowerCase());
    if (until) return { act: 'away', until, ...someone(groups['who'], 'who'), ...someone(groups['deputy'], 'deputy') };
  }
  return undefined;
}

function someone<Group extends 'who' | 'deputy'>(said: string | undefined, group: Group): { [G in Group]?: string } {
  return (said === undefined ? {} : { [group]: said.trim() }) as { [G in Group]?: string };
}

function dayOf(said: string): DaySaid | undefined {
  if (today.includes(said)) return 'today';
  if (tomorrow.includes(said)) return 'tomorrow';
  const weekday = weekdays.findIndex((names) => names.includes(said));
  if (weekday >= 0) return { weekday };
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(said);
  const date = dotted ? `${dotted[3]}-${dotted[2]?.padStart(2, '0')}-${dotted[1]?.padStart(2, '0')}` : said;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? { date } : undefined;
}
