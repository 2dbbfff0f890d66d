import type { planning as en } from '../en/planning.ts';

export const planning: typeof en = {
  when: 'Wann soll das laufen?',
  whenChoices: [
    'Jeden Morgen um 9:00 Uhr',
    'Jeden Montag um 9:00 Uhr',
    'Wenn ein Webhook aufgerufen wird',
    'Wenn ich es von Hand starte',
  ],
  what: 'Was soll dann geschehen? Zum Beispiel: post "Guten Morgen" to #general.',
  city: 'Für welche Stadt soll das Wetter gemeldet werden?',
  template: (name) => `Das klingt nach der Vorlage „${name}“. Soll ich sie nehmen?`,
  templateChoices: ['Ja, nehmen', 'Nein, etwas anderes'],
  newOrChange: (name) => `Ist das eine neue Automation oder eine Änderung an „${name}“?`,
  newOrChangeChoices: ['Eine neue Automation', 'Eine Änderung daran'],
  notDone: 'Es wurde nichts entworfen.',
  hello: 'Hallo! Sag mir, was wann geschehen soll. Ohne KI-Modell verstehe ich nur englische Anfragen.',
  canStart:
    'Starten kann ich nach einem Zeitplan („every weekday at 9“), durch einen Webhook, ein Formular, eine neue E-Mail, eine neue Zeile in Google Sheets, ein GitHub-Ereignis, einen neuen Feed-Eintrag, eine Nachricht in Slack oder Teams oder ein Ereignis jeder App, für die n8n einen Trigger hat.',
  canDo:
    'Ich kann Web-Adressen abrufen oder etwas dorthin senden, in Slack oder Teams posten, E-Mails senden, Zeilen in Google Sheets oder PostgreSQL schreiben oder lesen, das Wetter melden, tun, was n8ns Nodes für andere Apps können, warten, Felder setzen und mit „if … otherwise …“ entscheiden.',
  forExample: 'Zum Beispiel, auf Englisch:',
  part: (words) => `„${words}“`,
  notUnderstood: (parts) => `Ich habe ${parts.join(' und ')} nicht verstanden und deshalb nichts entworfen.`,
  notSpoken: 'Ich lese Deutsch, Englisch, Französisch und Spanisch, keine andere Sprache.',
  sayHelp: 'Sag „Hilfe“, dann sage ich, was ich kann.',
  nothingDrafted: 'Daraus konnte ich keinen Workflow machen, es wurde nichts entworfen.',
  cannotChange: (name) =>
    `Ohne KI-Modell kann ich bei „${name}“ die Zeit, den Kanal, eine Adresse, einen Text, den Namen, Notizen, Tags, die Zeitzone oder Wiederholungen ändern oder am Ende einen Schritt anfügen, auf Englisch: „at 7:30 instead“, „retry Get data 3 times“, „post to #ops instead“, „also email ana@example.com“. Alles andere ändere in n8n, oder beschreib einen neuen Ablauf als Ganzes.`,
};
