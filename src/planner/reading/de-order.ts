/** What German says at the end of a clause, as participle or infinitive, and the imperative that stands at its start. */
const forms: [imperative: string, participles: string, infinitives: string][] = [
  ['poste', 'gepostet|veröffentlicht', 'posten|veröffentlichen'],
  ['sende', 'gesendet|geschickt|verschickt|versendet|gesandt', 'senden|schicken|verschicken|versenden'],
  ['füge', 'hinzugefügt|angehängt|angefügt', 'hinzufügen|anhängen|anfügen'],
  ['erstelle', 'erstellt|angelegt|erzeugt|eröffnet', 'erstellen|anlegen|erzeugen|eröffnen'],
  ['speichere', 'gespeichert|gesichert|abgelegt', 'speichern|sichern|ablegen'],
  ['schreibe', 'geschrieben', 'schreiben'],
  ['trage', 'eingetragen', 'eintragen'],
  ['benachrichtige', 'benachrichtigt|informiert', 'benachrichtigen|informieren'],
  ['lade hoch', 'hochgeladen', 'hochladen'],
  ['lösche', 'gelöscht|entfernt', 'löschen'],
  ['aktualisiere', 'aktualisiert|geändert', 'aktualisieren'],
  ['kopiere', 'kopiert|übertragen', 'kopieren|übertragen'],
  ['hole', 'abgerufen|geholt|geladen|gelesen', 'abrufen|holen|lesen|auslesen|laden'],
  ['zusammenfasse', 'zusammengefasst', 'zusammenfassen'],
  ['übersetze', 'übersetzt', 'übersetzen'],
  ['klassifiziere', 'klassifiziert|kategorisiert', 'klassifizieren|kategorisieren'],
  ['prüfe', 'geprüft|überprüft', 'prüfen|überprüfen'],
];
const participle = forms.map(([, list]) => list).join('|');
const infinitive = forms.map(([, , list]) => list).join('|');
const imperativeOf = (word: string): string =>
  forms.find(([, ...lists]) => lists.some((list) => list.split('|').includes(word.toLowerCase())))?.[0] ?? word;

const part = '[^,;.\\n]{2,160}?';
const shall = new RegExp(
  `(?<!\\p{L})(?:soll(?:en)?|muss|müssen|wird|werden) (${part}) (${participle})(?: (?:und|sowie) (?:dann )?(${part}) (${participle}))? werden(?!\\p{L})`,
  'giu',
);
const time =
  '(?:(?:jede[nrs]?|alle|immer|täglich|stündlich|wöchentlich|monatlich|werktags|morgens|abends|am|um|gegen|zweiten|ersten|letzten|\\d[\\d:.]*|uhr|tag|morgen|abend|nacht|woche|monat|stunden?|minuten?|tage|\\p{L}+tags?|mittwochs?|im|des|monats|quartal|jahr|\\p{L}*jährlich|\\p{L}+mal|pro|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|und(?= (?:jede|alle|am|um|\\p{L}+tags|mittwochs))) )*';
const last = new RegExp(
  `(^|[,;.\\n] ?| und (?:dann )?|bitte )(${time})((?!\\s*(?:wenn|sobald|falls|und|zu|(?:(?:danach|dann|anschließend) )?warte)\\b)${part})(?<!(?<!\\p{L})zu) (${infinitive})(?=\\s*(?:$|[,;.\\n]| und ))`,
  'giu',
);

/** A German request with its verbs at the start of their clauses. Pure. */
export function verbsFirst(text: string): string {
  return (
    text
      // "Freitags erst um 10": a time like any other.
      .replace(/(?<!\p{L})(?:erst|schon|bereits) (?=(?:um|ab|gegen) )/giu, '')
      .replace(
        /(?<!\p{L})(\p{L}+t) ((?:dieser|der) (?:workflow|ablauf|flow)|diese (?:automatisierung|automation))(?!\p{L})/giu,
        '$2 $1',
      )
      .replace(
        /(?<!\p{L})((?:\d+|ein(?:e|en)?|zwei|drei|vier|fünf|sechs|acht|zehn|zwölf) (?:sekunden?|minuten?|(?:halbe )?stunden?|tage?|tag))(?: lang)? warten(?!\p{L})/giu,
        'warte $1',
      )
      .replace(/(?<!\p{L})fasst ([^,;.\n]{2,160}?) zusammen(?!\p{L})/giu, 'zusammenfasst $1')
      .replace(/(?<!\p{L})fasse? ([^,;.\n]{2,160}?) zusammen(?!\p{L})/giu, 'zusammenfasse $1')
      .replace(/(?<!\p{L})lies ([^.;\n]{2,160}?) aus(?= (?:und|dann)(?!\p{L})|[,;.]|$)/giu, 'extrahiere $1')
      .replace(
        shall,
        (_, first: string, one: string, second: string | undefined, two: string | undefined) =>
          `${imperativeOf(one)} ${first}${second && two ? ` und ${imperativeOf(two)} ${second}` : ''}`,
      )
      .replace(
        last,
        (_, lead: string, when: string, object: string, verb: string) =>
          `${lead}${when}${imperativeOf(verb)} ${object}`,
      )
      .replace(/(?<!\p{L})(erinnere? [^,.;\n]{1,80}?) an (?!jede|\p{L}+tag)/giu, '$1 bezüglich ')
      // "Erinnere @ben jeden Montag, den Bericht zu schicken": what it reminds of.
      .replace(
        /(?<!\p{L})(erinnere? [^,.;\n]{1,80}?)(?: daran)?, ((?:[^,.;\n]{1,80}? )?)zu (\p{L}+)/giu,
        '$1 daran $2$3',
      )
  );
}
