import type { WorkflowWords } from '../en/workflow.ts';
import { listIn } from '../language.ts';
import { diff } from './diff.ts';
import { schedule } from './schedule.ts';
import { conditions, duration, steps, triggers } from './steps.ts';

export const workflow: WorkflowWords = {
  schedule,
  triggers,
  steps,
  duration,
  conditions,
  diff,
  summary: {
    list: listIn('de'),
    sentence: (trigger, doing) => `${trigger}${doing && `: ${doing}`}.`,
    noTrigger: 'Noch startet ihn nichts',
    or: '; oder ',
    moreSteps: (count) => `${count} weitere Schritte`,
    email: 'E-Mail',
    cannotRun: 'Er kann nicht von selbst laufen: Nichts startet ihn.',
    runsByItself: (when) => `Nach dem Veröffentlichen läuft er von selbst: ${when}.`,
    runsOnErrors:
      'Nach dem Veröffentlichen läuft er, wenn ein Workflow fehlschlägt, der diesen als Fehler-Workflow nennt.',
    canBeCalled: 'Nach dem Veröffentlichen können andere Workflows ihn aufrufen.',
    byHandOnly: 'Er läuft nur, wenn ihn jemand in n8n von Hand startet; veröffentlichen lässt er sich nicht.',
  },
  alt: {
    start: (name, trigger) => `Diagramm des Workflows „${name}“. Start: ${trigger}.`,
    more: (count) => `Und ${count} weitere Schritte.`,
  },
  diagram: {
    added: 'neu',
    changed: 'geändert',
    removed: 'entfällt',
    off: 'ausgeschaltet',
    empty: 'Noch keine Schritte',
    more: (count) => (count === 1 ? 'und 1 weiterer Schritt' : `und ${count} weitere Schritte`),
    step: 'Schritt',
    subNode: 'Unter-Node',
    category: (number) => `Kategorie ${number}`,
    rule: (number) => `Regel ${number}`,
    otherwise: 'sonst',
  },
  asking: {
    channelId: 'Bitte den Kanal nennen, z. B. #vertrieb.',
    user: 'Bitte die Person nennen.',
    teamId: 'Bitte das Team nennen.',
    chatId: 'Bitte den Chat nennen.',
    url: 'Bitte die Adresse nennen, die aufgerufen wird, z. B. https://api.example.com/orders.',
    feedUrl: 'Bitte die Adresse des Feeds nennen.',
    toEmail: 'Bitte nennen, wer die E-Mail bekommt.',
    fromEmail: 'Bitte die Absenderadresse der E-Mail nennen.',
    sendTo: 'Bitte nennen, wer die E-Mail bekommt.',
    subject: 'Bitte den Betreff nennen.',
    text: 'Bitte nennen, was in der Nachricht stehen soll.',
    message: 'Bitte nennen, was in der Nachricht stehen soll.',
    documentId: 'Bitte den Link der Tabelle nennen.',
    sheetName: 'Bitte das Tabellenblatt nennen.',
    table: 'Bitte die Datenbanktabelle nennen.',
    owner: 'Bitte nennen, wem das Repository gehört, z. B. acme.',
    repository: 'Bitte das Repository nennen.',
    query: 'Bitte die Abfrage nennen.',
    events: 'Bitte die Ereignisse nennen, auf die geachtet wird.',
  },
  askingElse: 'Bitte den Wert nennen.',
  needed: (what, node) => `${what} für „${node}“`,
};
