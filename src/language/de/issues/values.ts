import type { values as en } from '../../en/issues/values.ts';

export const values: typeof en = {
  'entries-missing': ({ node, what }) => {
    if (what === 'categories') return `„${node}“ nennt keine Kategorie, und n8n hält dort an.`;
    const field = {
      sort: 'nach dem sortiert wird',
      summarize: 'das zusammengefasst wird',
      aggregate: 'das gesammelt wird',
      compare: 'das verglichen wird',
      attributes: 'das herausgelesen wird',
    }[what];
    return `„${node}“ nennt kein Feld, ${field}, und n8n hält dort an.`;
  },
  'choices-missing': ({ node, field }) => `Das Feld „${field}“ von „${node}“ bietet nichts zur Auswahl.`,
  'nothing-set': ({ node, emptied }) =>
    `„${node}“ setzt kein Feld, ${emptied ? 'was danach kommt, bekommt also leere Elemente' : 'ändert also nichts'}. Nenne die Felder, die gesetzt werden sollen, oder nimm den Schritt heraus.`,
  'legacy-conditions': ({ node }) =>
    `Die Bedingungen von „${node}“ haben die Form einer älteren Version; n8n beachtet sie nicht.`,
  'legacy-rules': ({ node }) =>
    `Die Regeln von „${node}“ haben die Form einer älteren Version; n8n beachtet sie nicht.`,
  'legacy-assignments': ({ node, older }) =>
    `Die Felder von „${node}“ haben die Form einer ${older ? 'älteren' : 'anderen'} Version; n8n würde keines davon setzen.`,
  'rules-missing': ({ node }) => `„${node}“ hat keine Regeln. Sag, welche Fälle es gibt.`,
  'assignment-twice': ({ node, field }) => `„${node}“ setzt das Feld „${field}“ zweimal; nur der letzte Wert bleibt.`,
  'assignment-malformed': ({ node }) => `Ein Feld von „${node}“ hat die falsche Form.`,
  'assignment-unnamed': ({ node }) => `Ein Feld von „${node}“ hat keinen Namen.`,
  'assignment-untyped': ({ node, field }) => `Das Feld „${field}“ von „${node}“ hat keinen Typ; n8n hält dort an.`,
  'assignment-type': ({ node, field, type, value }) =>
    `Das Feld „${field}“ von „${node}“ soll vom Typ ${type} sein, ist aber ${value}.`,
  'conditions-missing': ({ node }) => `„${node}“ hat keine Bedingung. Sag, was verglichen werden soll.`,
  'unknown-combinator': ({ node, combinator }) =>
    `Die Bedingungen von „${node}“ sind durch ${combinator} verknüpft; es gibt nur „and“ (und) und „or“ (oder).`,
  'condition-right-type': ({ node }) =>
    `Eine Bedingung von „${node}“ sucht in einer Liste, sagt aber nicht, womit sie vergleicht; n8n hält auch das für eine Liste und hält bei jedem Element an.`,
  'condition-malformed': ({ node }) => `Eine Bedingung von „${node}“ sagt nicht, wie verglichen wird.`,
  'unknown-operator': ({ node, type, operation }) =>
    `Eine Bedingung von „${node}“ vergleicht ${type} durch „${operation}“, was n8n nicht kennt.`,
  'condition-type': ({ node, value, ...why }) =>
    'no' in why
      ? `Eine Bedingung von „${node}“ vergleicht mit ${value}, und das ist ${why.no === 'date' ? 'kein Zeitpunkt' : 'kein regulärer Ausdruck'}.`
      : `Eine Bedingung von „${node}“ vergleicht einen Wert vom Typ ${why.type} mit ${value}.`,
  'amount-in-cents': ({ node, parameter, source }) =>
    source === null
      ? `„${node}“ braucht ${parameter} in Cent, und was es bekommt, sieht nicht danach aus: Aus 19,99 müsste 1999 werden.`
      : `„${source}“ gibt Beträge in Cent, und „${node}“ zeigt sie so, wie sie kommen: 1999 für 19,99. Teile durch 100.`,
  'markup-may-break': ({ node }) =>
    `„${node}“ sendet Markdown: ein _, * oder [ zu viel in einem Wert, etwa einem Titel, und die Nachricht wird abgelehnt. Bereinige den Wert oder sende HTML.`,
  'first-attachment-only': ({ node, source, file }) =>
    `„${node}“ nimmt nur „${file}“, die erste Datei von „${source}“; weitere bleiben liegen.`,
  'column-unknown': ({ node, column, there }) =>
    `„${node}“ schreibt in eine Spalte „${column}“, die es dort nicht gibt. Es gibt: ${there}.`,
  'seen-again': ({ node, source, trigger }) =>
    `„${source}“ gibt bei jedem Lauf dieselben Einträge, also tut „${node}“ es für jeden von neuem. „${trigger}“ startet nur mit neuen; oder entferne dazwischen Doppelte.`,
  'field-may-be-empty': ({ node, field, dedupes }) =>
    dedupes
      ? `„${node}“ unterscheidet Einträge nach „${field}“, das leer bleiben darf: Dann gelten alle bis auf den ersten als doppelt.`
      : `„${node}“ schreibt „${field}“, das leer bleiben darf: Dann wird, was gespeichert ist, mit nichts überschrieben.`,
};
