import type { nodes as en } from '../../en/issues/nodes.ts';
import { either } from '../../language.ts';

const meant = (type: string | null): string => (type === null ? '' : ` Meintest du ${type}?`);

export const nodes: typeof en = {
  'deprecated-node-type': ({ type, instead }) =>
    `${type} ist in n8n veraltet; ${instead.length > 0 ? `nimm stattdessen ${either('de', instead)}` : 'sieh nach, was es ersetzt hat'}.`,
  'deprecated-node-refused': ({ node, type, instead, changed }) =>
    `n8n hat ${type} aufgegeben und speichert keinen Workflow, in dem so ein Schritt ${changed ? 'geändert wurde' : 'neu ist'}, wie „${node}“; ${instead.length > 0 ? `nimm stattdessen ${either('de', instead)}` : 'sieh nach, was es ersetzt hat'}${changed ? ', oder lass ihn, wie er war' : ''}.`,
  'version-missing': ({ node, type }) =>
    `„${node}“ sagt nicht, für welche Version von ${type} es gemacht ist; n8n nimmt die neueste, und die kann sich ändern.`,
  'version-malformed': ({ node, example }) => `Die Version von „${node}“ muss eine Zahl sein, z. B. ${example}.`,
  'unknown-node-version': ({ type, version, versions }) =>
    `Version ${version} von ${type} ist nicht bekannt; es gibt ${versions.join(', ')}.`,
  'unknown-node-type': ({ type, suggestion, here }) =>
    here
      ? `Den Node-Typ ${type} gibt es hier nicht.${meant(suggestion)}`
      : `Der Node-Typ ${type} steht nicht im Katalog, deshalb wird er nicht geprüft.${meant(suggestion)}`,
  'credential-in-parameters': ({ node }) =>
    `„${node}“ nennt Zugangsdaten unter seinen Parametern. Zugangsdaten werden in n8n gewählt, nie im Entwurf.`,
  'credential-missing': ({ node, kind, held }) =>
    `„${node}“ braucht Zugangsdaten (${kind})${held === null ? '' : `; es hat ${held}`}. Wähle sie in n8n.`,
  'credential-of-other-type': ({ node, wanted, name, type }) =>
    `„${node}“ braucht Zugangsdaten vom Typ ${wanted}, „${name}“ sind aber vom Typ ${type}.`,
  'unknown-credential': ({ node, name }) =>
    `Die Zugangsdaten „${name}“ von „${node}“ gibt es in diesem n8n nicht. Wähle dort andere.`,
  'credential-elsewhere': ({ node, names, place }) =>
    `„${node}“ nimmt seine Zugangsdaten ${names.map((name) => `„${name}“`).join(', ')} mit an ${place ?? 'eine Adresse, die erst der Lauf kennt'}: Prüfe, ob sie dort bekannt werden dürfen.`,
  'error-workflow-missing': () =>
    'Den Workflow, der laufen soll, wenn dieser fehlschlägt, gibt es in diesem n8n nicht.',
  'error-workflow-without-trigger': ({ name }) =>
    `„${name}“ soll laufen, wenn dieser Workflow fehlschlägt, hat aber keinen Error Trigger.`,
  'error-workflow-unpublished': ({ name }) =>
    `„${name}“ soll laufen, wenn dieser Workflow fehlschlägt, ist aber nicht veröffentlicht und läuft deshalb nicht.`,
  'sub-workflow-missing': ({ node, name }) =>
    `„${node}“ ruft den Workflow „${name}“ auf, den es in diesem n8n nicht gibt.`,
  'sub-workflow-without-trigger': ({ node, name }) =>
    `„${node}“ ruft „${name}“ auf; das geht nicht, denn dort fehlt ein Execute Sub-workflow Trigger.`,
  'sub-workflow-unpublished': ({ node, name }) =>
    `„${node}“ ruft „${name}“ auf, und der ist nicht veröffentlicht. Veröffentliche ihn zuerst.`,
  'webhook-path-missing': ({ node }) => `„${node}“ hat keinen Pfad, die Adresse wäre also eine zufällige.`,
  'webhook-path-unusual': ({ node, odd }) =>
    `Der Pfad von „${node}“ enthält „${odd}“: Gib nur den letzten Teil der Adresse an, z. B. neue-bestellung.`,
  'webhook-open': ({ node }) =>
    `Wer die Adresse von „${node}“ kennt, kann ihn starten: Eine Anmeldung wird nicht verlangt.`,
  'webhook-path-taken': ({ node, owner, call }) =>
    call === null
      ? `„${owner}“ und „${node}“ verwenden dieselbe Adresse. Gib einem von beiden einen anderen Pfad.`
      : `„${owner}“ antwortet schon auf ${call}. Gib „${node}“ einen anderen Pfad.`,
  'invalid-url': ({ node, address }) =>
    `„${address}“ in „${node}“ ist keine Web-Adresse; sie muss mit https:// beginnen.`,
  'url-unusual': ({ node }) => `Die Adresse in „${node}“ beginnt nicht mit https://.`,
  'internal-url': ({ node, host }) => `„${node}“ ruft ${host} auf, eine Adresse im Netz, in dem n8n läuft.`,
  'url-unencrypted': ({ node, host }) =>
    `„${node}“ ruft ${host} über http auf, jeder unterwegs kann also mitlesen. Nimm https.`,
  'secret-in-parameters': ({ node }) =>
    `${node === null ? 'Darin' : `In „${node}“`} steht, was wie ein Passwort oder Schlüssel aussieht. Nimm es heraus; es gehört in n8n zu den Zugangsdaten.`,
  'secret-removed': ({ node }) =>
    `Ein Wert von „${node}“ sah wie ein Passwort oder Schlüssel aus und wurde entfernt. Leg ihn in n8n unter Credentials an und bitte um den Schritt mit diesen Zugangsdaten.`,
  'removed-step-read': ({ node, read, removed }) =>
    `„${node}“ liest ${read}, was von „${removed}“ kam. Dieser Schritt fällt weg: Prüfe, woher „${node}“ es jetzt bekommt.`,
  'beside-the-change': ({ node, path }) => {
    const where = node === null ? `${path} des Workflows` : `„${node}“${path === '' ? '' : ` (${path})`}`;
    return `Diese Änderung würde auch ${where} berühren, worum niemand gebeten hat. So lässt sie sich nicht freigeben: Sag es anders oder ändere es in n8n.`;
  },
  'not-a-draft': ({ problem }) => `Kein Entwurf: ${problem}.`,
};
