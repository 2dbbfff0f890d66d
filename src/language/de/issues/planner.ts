import type { Asked, asks as asksEn, planner as en, NotDone } from '../../en/issues/planner.ts';
import { templates } from '../templates.ts';
import { workflow } from '../workflow.ts';

const { asking, askingElse } = workflow;
const asked = (label: string, hint = ''): Asked => ({ label, hint });

export const asks: typeof asksEn = {
  messageText: () => asked('Bitte nennen, was in der Nachricht stehen soll.', 'Zum Beispiel: saying "Guten Morgen".'),
  slackUser: () => asked('Bitte nennen, wer das in Slack bekommt, z. B. „to @anna“, oder einen Kanal.'),
  slackChannel: () => asked('Bitte den Slack-Kanal nennen, z. B. #allgemein.'),
  slackChannelId: (channel) =>
    asked(
      `Bitte die Kanal-ID${channel && ` von #${channel}`} nennen.`,
      'In Slack die Details des Kanals öffnen und sie ganz unten kopieren (sie beginnt mit C).',
    ),
  email: () => asked('Bitte die E-Mail-Adresse nennen, an die es geht.'),
  sheet: () => asked('Bitte die Google-Tabelle nennen.', 'Den Link aus der Adresszeile des Browsers einfügen.'),
  teamsChannel: () =>
    asked('Bitte den Teams-Kanal nennen.', 'In Teams „Link zum Kanal abrufen“ wählen und den Link einfügen.'),
  repository: () => asked('Bitte das GitHub-Repository als owner/name nennen, z. B. acme/website.'),
  table: () => asked('Bitte die PostgreSQL-Tabelle nennen.', 'Zum Beispiel: table orders.'),
  feed: () => asked('Bitte die Adresse des Feeds nennen; sie beginnt mit https://.'),
  pick: (name) => asked(`Bitte auswählen: ${name}.`, 'Aus der Liste wählen oder die ID nennen.'),
  formFields: () => asked('Bitte die Felder des Formulars nennen.', 'Zum Beispiel: Name, E-Mail und Nachricht.'),
  imagePrompt: () => asked('Bitte in Anführungszeichen sagen, was das Bild oder Video zeigen soll.'),
  extractFields: () =>
    asked('Bitte sagen, welche Angaben herausgelesen werden sollen.', 'Zum Beispiel: Nummer, Datum und Betrag.'),
};

const notDone = (what: NotDone): string => {
  switch (what.reason) {
    case 'no-app':
      return `das verbundene n8n hat keinen Node für ${what.app}. Ein HTTP-Aufruf seiner API könnte es tun`;
    case 'no-act':
      return `n8ns Node für ${what.app} kann das nicht. Sag es anders, oder ruf die API mit einem HTTP-Aufruf auf`;
    case 'no-trigger':
      return `n8n kann nicht von selbst starten, wenn in ${what.app} etwas geschieht. Lass es nach Zeitplan nachsehen, oder ${what.app} einen Webhook aufrufen`;
    case 'no-event':
      return `n8n startet dort bei jeder Änderung: Sein Trigger für ${what.app} kennt dieses Ereignis nicht. Prüf es in einer Bedingung dahinter`;
    case 'by-person':
      return 'das tut ein Mensch. n8n kann jemanden erinnern oder fragen: Sag, wen und in welcher App';
    case 'holidays':
      return 'n8n kennt keine Feiertage. Nenne die Tage, oder überlass sie einem Menschen';
    case 'no-time':
      return 'das ist keine Uhrzeit. Uhrzeiten gehen von 0:00 bis 23:59';
    case 'past':
      return 'der Zeitpunkt ist vorbei. Nenne einen späteren';
    default:
      return what satisfies never;
  }
};

const quoted = (words: readonly string[]): string => words.map((one) => `„${one}“`).join(', ');

export const planner: typeof en = {
  'not-said': (what) => {
    if ('words' in what && what.template && templates.asks[what.template]) return templates.asks[what.template];
    if ('words' in what) return Object.hasOwn(asking, what.key) ? asking[what.key as keyof typeof asking] : askingElse;
    const { label, hint } = asks[what.ask](what.channel);
    return hint === '' ? label : `${label} ${hint}`;
  },
  'not-understood': ({ part }) =>
    `Dieser Teil wurde nicht verstanden und ist nicht im Workflow: „${part}“. Sag es anders oder lass ihn weg.`,
  'not-possible': ({ part, ...what }) => `Nicht gemacht: „${part}“, denn ${notDone(what)}.`,
  'condition-not-understood': ({ part }) =>
    `Die Bedingung „${part}“ wurde nicht verstanden. Nenne ein Feld und vergleiche es, zum Beispiel „if status is not 200“ oder „if amount > 100“.`,
  'not-done': ({ words }) => `Nicht gemacht: ${quoted(words)}. Sag es anders, oder lass es weg.`,
  'left-out': ({ words }) => `Weggelassen: ${quoted(words)}.`,
  'old-not-there': ({ words }) => `${quoted(words)} war vorher nicht eingestellt. Prüf die Änderung.`,
  'not-asked-for': ({ step }) => `Der Schritt „${step}“ wurde nicht ausdrücklich verlangt.`,
};
