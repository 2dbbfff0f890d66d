/** Workflows, die n8n verloren hat. */
export const recovery = {
  bringBack: 'Zurückholen',
  asOf: (name: string, day: string): string => `Holt ${name} zurück in n8n, wie am ${day}.`,
  versionOf: (version: number, name: string, day: string): string =>
    `Holt ${name} zurück in n8n: Version ${version} vom ${day}.`,
  beforeChange: (name: string, request: string): string =>
    `Holt ${name} zurück in n8n, wie vor der Änderung „${request}“.`,
  nothingKept: (name: string): string =>
    `„${name}“ ist nicht mehr in n8n, und was darin geschah, wurde hier nie aufbewahrt. Sag mir in einfachen Worten, was geschehen soll, dann mache ich einen neuen Entwurf.`,
  behindLive: 'Zuletzt lief eine frühere Version davon. Sieh es dir an, bevor du es veröffentlichst.',
  credential: (node: string, credential: string): string =>
    `„${node}“ nutzte die Zugangsdaten „${credential}“, die dieses n8n nicht hat. Wähle in n8n welche aus.`,
  secret: (node: string): string =>
    `Ein Passwort oder Schlüssel in „${node}“ wurde hier nie aufbewahrt. Trag es in n8n wieder ein, bevor du veröffentlichst.`,
  call: (name: string, known: boolean): string =>
    known
      ? `Es führt „${name}“ aus, das auch nicht in n8n ist. Hol das zuerst zurück.`
      : `Es führt einen Workflow aus, den dieses n8n nicht hat (${name}). Wähle in n8n einen anderen.`,
  errorWorkflow: (name: string): string =>
    `Fehlschläge meldete der Workflow „${name}“, der nicht in n8n ist. Wähle ihn in den Einstellungen des Workflows neu.`,
  lost: (count: number, names: string): string =>
    `n8n hat ${count} Workflows auf einmal verloren: ${names}. Hier ist nichts verloren: Wer Flowsmith betreibt, kann alle mit „flowsmith restore --all“ zurückholen, und jede Karte hat einen Knopf für ihren eigenen.`,
  lostMore: (count: number): string => `${count} weitere`,
};
