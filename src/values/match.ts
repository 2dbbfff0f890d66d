import { unaccented } from '#src/catalog/search-words.ts';

/** How near a name is to somebody's words: the higher the nearer; 0 is not at all. */
export type Nearness = 0 | 1 | 2 | 3;
export const same: Nearness = 3;

/** What stands around a name when people say it, in the languages Flowsmith speaks. */
const around =
  /^(?:the|my|our|der|die|das|den|dem|unsere?n?|meine?n?|le|la|les|mon|ma|nos?|notre|el|los|las|mi|nuestr[ao])\s+/;
const things = new RegExp(
  `\\s+(?:${[
    ...['sheet', 'spreadsheet', 'table', 'tab', 'column', 'schema', 'database', 'channel', 'team', 'project', 'folder'],
    ...['board', 'base', 'list', 'calendar', 'workflow', 'model', 'tabelle', 'spalte', 'kanal', 'projekt', 'ordner'],
    ...['kalender', 'modell', 'feuille', 'tableau', 'colonne', 'schéma', 'canal', 'équipe', 'projet', 'dossier'],
    ...['calendrier', 'modèle', 'hoja', 'tabla', 'columna', 'esquema', 'equipo', 'proyecto', 'carpeta', 'tablero'],
    ...['calendario', 'modelo'],
  ].join('|')})$`,
  'i',
);

const plain = (text: string): string =>
  unaccented(text.slice(0, 200))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The name in what somebody said: "the Orders sheet" is `Orders`. */
export function nameWithin(words: string): string {
  const bare = words.trim().replace(/^[#@“”"'„«]+|[“”"'»]+$/g, '');
  const without = bare.replace(new RegExp(around, 'i'), '').replace(things, '').trim();
  return without === '' ? bare : without;
}

/** Compares many names with the same words. */
export function nearTo(words: string): (name: string) => Nearness {
  const whole = plain(words);
  const core = plain(nameWithin(words));
  if (whole === '') return () => 1;
  const bare = squeezed(core);
  const isSpelledAs = (called: string) =>
    called.length >= bare.length && called.length <= 2 * bare.length && squeezed(called) === bare;
  return (name) => {
    const called = plain(name);
    if (called === '') return 0;
    if (called === whole || called === core || isSpelledAs(called)) return 3;
    if (singular(called) === singular(core)) return 2;
    if (` ${called} `.includes(` ${core} `)) return 2;
    return called.includes(core) ? 1 : 0;
  };
}

/** "E-Mail" is `email`, "first name" is `firstName`. */
const squeezed = (text: string): string => text.replaceAll(' ', '');

const singular = (text: string): string => text.replace(/(?<=\p{L}{2})(?:es|s)$/u, '');
