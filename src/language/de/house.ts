import type { house as english } from '../en/house.ts';

export const house: typeof english = {
  things: {
    sender: 'Absender',
    spreadsheet: 'Tabellendokument',
    table: 'Tabelle',
    base: 'Base',
    database: 'Datenbank',
    page: 'Seite',
    folder: 'Ordner',
    drive: 'Ablage',
    project: 'Projekt',
    board: 'Board',
    list: 'Liste',
    channel: 'Kanal',
    team: 'Team',
    calendar: 'Kalender',
    label: 'Label',
    workspace: 'Workspace',
    space: 'Space',
    site: 'Site',
  },
  ofApp: (thing, app) => `${app}-${thing}`,
  set: (what, value) =>
    `Gilt ab jetzt hier für alle, wo niemand etwas anderes sagt: ${what} „${value}“. Eine Karte, die das nimmt, sagt es; was läuft, bleibt, wie es ist. Zurück geht es mit „vergiss unser ${what}“.`,
  policyFirst: (what) => `Auch in der Richtliniendatei steht etwas für ${what}: Wo beides passt, geht die Datei vor.`,
  forgotten: (what) =>
    `Vergessen: ${what}. Danach wird wieder gefragt; Workflows, die es haben, bleiben, wie sie sind.`,
  notSet: (what) =>
    `Für ${what} ist nichts festgelegt, also wurde nichts geändert. Was festgelegt ist, zeigt „Hauswerte“.`,
  adminsOnly:
    'Was hier alle benutzen, legt nur ein Admin fest. Nichts wurde geändert. Wer Admin ist, steht in der Richtliniendatei.',
  noAddress: 'Ein Absender ist eine E-Mail-Adresse, z. B. automation@acme.com. Nichts wurde geändert.',
  noExpression:
    'Ein Wert gilt so, wie er geschrieben ist; ein Ausdruck („=…“ oder „{{ … }}“) liefe in jedem Workflow. Nichts wurde geändert.',
  tooMany: (most) => `Es sind schon ${most} festgelegt. Nichts wurde geändert. Vergiss erst eines davon.`,
  none: 'Hier ist nichts für alle festgelegt. Ein Admin legt etwas fest, z. B. mit „unser Absender ist automation@acme.com“ oder „unser Jira-Projekt ist WEB“.',
  title: 'Das gilt hier, wo niemand etwas anderes sagt:',
  line: (what, value) => `• ${what}: „${value}“`,
  byOperator: '(aus der Richtliniendatei)',
};
