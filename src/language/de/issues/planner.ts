import type { Asked, asks as asksEn, planner as en } from '../../en/issues/planner.ts';
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
};

const quoted = (words: readonly string[]): string => words.map((one) => `„${one}“`).join(', ');

export const planner: typeof en = {
  'not-said': (what) => {
    if ('words' in what) return Object.hasOwn(asking, what.key) ? asking[what.key as keyof typeof asking] : askingElse;
    const { label, hint } = asks[what.ask](what.channel);
    return hint === '' ? label : `${label} ${hint}`;
  },
  'not-understood': ({ part }) =>
    `Dieser Teil wurde nicht verstanden und ist nicht im Workflow: „${part}“. Sag es anders oder gib es ohne ihn frei.`,
  'condition-not-understood': ({ part }) =>
    `Die Bedingung „${part}“ wurde nicht verstanden. Nenne ein Feld und vergleiche es, zum Beispiel „if status is not 200“ oder „if amount > 100“.`,
  'not-done': ({ words }) => `Nicht gemacht: ${quoted(words)}. Sagen Sie es anders, oder lassen Sie es weg.`,
  'left-out': ({ words }) => `Weggelassen: ${quoted(words)}.`,
  'not-asked-for': ({ step }) => `Der Schritt „${step}“ wurde nicht ausdrücklich verlangt.`,
};
