import type { wiring as en, MalformedConnections } from '../../en/issues/wiring.ts';

const flow = (kind: string): string => (kind === 'main' ? 'Daten' : kind.replace(/^ai_/, 'KI-Verbindungen der Art '));
const circle = (names: readonly string[]): string =>
  `${names.map((name) => `„${name}“`).join(' → ')} laufen im Kreis, ohne eine Bedingung, die das beendet.`;

export const wiring: typeof en = {
  'connections-malformed': ({ what, from, kind, output }) => {
    const said: Record<MalformedConnections, string> = {
      noObject: '',
      noTypes: 'sind kein Objekt mit den Arten seiner Ausgänge',
      noList: `der Art ${kind} sind keine Liste`,
      notPerOutput: 'sind nicht nach Ausgängen aufgelistet',
      outputNoList: `hinter Ausgang ${output} sind keine Liste`,
      noStep: 'führen zu etwas, das keinen Schritt nennt',
      noIndex: 'nennen die Nummer des Eingangs nicht, zu dem sie führen',
      noType: 'nennen die Art des Eingangs nicht, zu dem sie führen',
      badIndex: 'führen zu einem Eingang, dessen Nummer keine Zahl ist',
    };
    return what === 'noObject' ? 'Die Verbindungen sind kein Objekt.' : `Die Verbindungen von „${from}“ ${said[what]}.`;
  },
  'unknown-connection-source': ({ from }) => `Eine Verbindung beginnt bei „${from}“; diesen Schritt gibt es nicht.`,
  'unknown-connection-target': ({ from, to }) => `„${from}“ führt zu „${to}“; diesen Schritt gibt es nicht.`,
  'unknown-connection-type': ({ from, to, type, start }) =>
    start === null
      ? `Die Verbindungsart „${type}“ gibt es nicht.`
      : `Die Verbindung von „${from}“ zu „${to}“ ist am Ende von der Art „${type}“ und am Anfang „${start}“.`,
  'self-loop': ({ node, endless }) =>
    `„${node}“ ist mit sich selbst verbunden${endless ? ' und würde nie enden' : ''}.`,
  'connection-into-trigger': ({ node }) => `„${node}“ startet den Workflow: Nichts kann dorthin führen.`,
  'output-type-mismatch': ({ node, kind }) => `„${node}“ hat keinen Ausgang für ${flow(kind)}.`,
  'output-out-of-range': ({ node, count, output, hint }) => {
    const more = {
      counted: ' Seine Einstellungen bestimmen, wie viele es sind: Ergänze dort, was dahin führt.',
      error: ' Sein Fehlerausgang ist nicht eingeschaltet.',
    };
    return `„${node}“ hat ${count} ${count === 1 ? 'Ausgang' : 'Ausgänge'}, verbunden ist aber Ausgang ${output}.${hint === null ? '' : more[hint]}`;
  },
  'input-type-mismatch': ({ node, kind }) => `„${node}“ hat keinen Eingang für ${flow(kind)}.`,
  'input-out-of-range': ({ node, count, input }) =>
    count === null
      ? `„${node}“ hat keinen Eingang ${input}, er ist aber verbunden.`
      : `„${node}“ hat ${count} ${count === 1 ? 'Eingang' : 'Eingänge'}, verbunden ist aber Eingang ${input}.`,
  'duplicate-connection': ({ from, to }) =>
    `„${from}“ ist zweimal mit „${to}“ verbunden, dieser Schritt liefe also doppelt.`,
  'outputs-unused': ({ node }) =>
    `Alle Schritte hinter „${node}“ hängen am selben Ausgang; was die anderen verlässt, geht verloren.`,
  'error-output-unused': ({ node }) =>
    `Der Fehlerausgang von „${node}“ ist eingeschaltet und führt nirgendwohin; Fehler gehen verloren.`,
  'respond-node-disabled': ({ node }) =>
    `Der Schritt Respond to Webhook hinter „${node}“ ist ausgeschaltet: Wer aufruft, bekommt eine leere Antwort.`,
  'branch-unused': ({ node }) => `Beide Schritte hinter „${node}“ laufen, wenn es zutrifft, und keiner, wenn nicht.`,
  'merge-single-input': ({ node, one }) =>
    one
      ? `„${node}“ führt Daten zusammen, aber nur ein Schritt führt dorthin.`
      : `„${node}“ führt Daten zusammen, aber alle Schritte führen zum selben Eingang.`,
  'loop-not-closed': ({ node, swapped }) =>
    `Die Schritte der Schleife „${node}“ führen nicht zu ihr zurück, also wird nur die erste Portion bearbeitet.${swapped ? ' Ihre Ausgänge „loop“ und „done“ scheinen vertauscht.' : ''}`,
  'endless-loop': ({ names }) => circle(names),
  'loop-without-end': ({ names }) => circle(names),
  'unreachable-node': ({ node }) => `Nichts führt zu „${node}“, deshalb läuft dieser Schritt nie.`,
  'calls-itself': ({ node }) =>
    `„${node}“ ruft diesen Workflow bei jedem Aufruf wieder auf, ohne eine Bedingung, die das beendet.`,
  'trigger-disabled': () => 'Alles, was den Workflow starten könnte, ist ausgeschaltet.',
  'trigger-missing': () =>
    'Nichts startet den Workflow. Sag, wann er laufen soll, z. B. jeden Morgen um 9 oder wenn jemand ein Formular ausfüllt.',
  'trigger-only': () => 'Der Workflow startet, tut dann aber nichts.',
  'manual-only': () => 'Er läuft nur, wenn ihn jemand in n8n von Hand startet; veröffentlichen kann n8n ihn nicht.',
  'respond-node-missing': ({ node }) =>
    `„${node}“ wartet auf einen Schritt Respond to Webhook, aber danach kommt keiner: Wer aufruft, bekäme einen Fehler.`,
  'respond-node-unused': ({ node, hook }) =>
    `„${node}“ beantwortet den Aufruf, aber „${hook}“ hat schon geantwortet. Stell dort als Antwort „using Respond to Webhook“ ein.`,
  'respond-without-call': ({ node }) =>
    `„${node}“ beantwortet einen Aufruf, aber nichts davor kann aufgerufen werden. Beginne mit einem Webhook oder lass es weg.`,
  'form-without-trigger': ({ node }) =>
    `„${node}“ ist eine Seite eines Formulars, aber kein Formular startet diesen Workflow. Setz einen Form Trigger davor.`,
};
