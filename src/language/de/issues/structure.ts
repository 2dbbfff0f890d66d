import type { structure as en } from '../../en/issues/structure.ts';

const called = (node: string | null, step: number): string => (node === null ? `Schritt ${step}` : `„${node}“`);

export const structure: typeof en = {
  'not-a-workflow': () => 'Das ist kein Workflow: Erwartet wird ein JSON-Objekt mit Nodes.',
  'too-large': () => 'Der Workflow ist zu groß oder zu tief verschachtelt, um geprüft zu werden.',
  'nodes-missing': () => 'Der Workflow hat keine Liste von Nodes.',
  'workflow-empty': () => 'Der Workflow hat keine Schritte. Sag, was er tun soll.',
  'too-many-nodes': ({ count, most }) =>
    `Der Workflow hat ${count} Schritte; höchstens ${most} lassen sich prüfen. Teile ihn in mehrere auf.`,
  'connections-missing': () =>
    'Der Workflow hat keine Verbindungen; n8n lehnt ihn ab. Nötig ist wenigstens ein leeres Objekt.',
  'settings-malformed': () => 'Die Einstellungen sind kein Objekt; n8n lehnt den Workflow ab.',
  'name-missing': () => 'Der Workflow hat keinen Namen. Gib ihm einen.',
  'name-too-long': ({ length, most }) => `Der Name hat ${length} Zeichen; n8n nimmt ${most}.`,
  'node-malformed': ({ step }) => `Schritt ${step} ist kein Node.`,
  'node-name-missing': ({ step }) => `Schritt ${step} hat keinen Namen.`,
  'node-name-too-long': ({ length, most }) =>
    `Der Name eines Schritts hat ${length} Zeichen; möglich sind höchstens ${most}.`,
  'node-name-reserved': ({ name }) => `Ein Schritt darf nicht „${name}“ heißen. Wähle einen anderen Namen.`,
  'node-type-missing': ({ node, step }) => `${called(node, step)} hat keinen Node-Typ.`,
  'parameters-malformed': () => 'Die Parameter dieses Schritts sind kein Objekt.',
  'position-malformed': () => 'Die Position dieses Schritts ist kein Zahlenpaar; n8n lehnt Schritte ohne Platz ab.',
  'duplicate-node-name': ({ name }) => `Zwei Schritte heißen „${name}“. Jeder Schritt braucht einen eigenen Namen.`,
  'duplicate-node-id': () => 'Zwei Schritte haben dieselbe ID.',
  'unknown-node-field': ({ node, step, field }) =>
    `${called(node, step)} hat ein Feld „${field}“, das n8n nicht kennt und ablehnt.`,
  'unknown-error-reaction': ({ node, step, reaction }) =>
    `„${reaction}“ kann n8n nicht tun, wenn ${called(node, step)} fehlschlägt; es würde einfach anhalten.`,
  'retry-out-of-range': ({ node, step, what, value, least, most }) => {
    const unit = what === 'maxTries' ? 'Versuche' : 'Millisekunden zwischen den Versuchen';
    return `${called(node, step)} verlangt ${value} ${unit}; n8n erlaubt ${least} bis ${most}.`;
  },
  'credential-malformed': ({ node, step, all }) =>
    all
      ? `Die Zugangsdaten bei ${called(node, step)} sind kein Objekt, das für jede Art welche nennt; n8n findet keine.`
      : `Die Zugangsdaten bei ${called(node, step)} sind kein Verweis mit ID und Namen.`,
  'field-not-boolean': ({ node, step, field }) => `„${field}“ von ${called(node, step)} ist weder true noch false.`,
  'unknown-setting': ({ setting }) => `Die Einstellung „${setting}“ gibt es in n8n nicht; Workflows damit lehnt es ab.`,
  'unknown-setting-value': ({ setting, value }) =>
    value === null
      ? 'Der Fehler-Workflow ist nicht durch die ID eines Workflows angegeben.'
      : `„${value}“ ist kein Wert, den n8n für die Einstellung ${setting} kennt.`,
  'error-trigger-missing': () =>
    'Der Workflow ist sein eigener Fehler-Workflow, hat aber keinen Error Trigger: Niemand würde von einem Fehler erfahren.',
  'unknown-timezone': ({ written, example }) => `„${written}“ ist keine Zeitzone. Nenne eine wie ${example} oder UTC.`,
  'timeout-out-of-range': ({ seconds }) =>
    seconds === null
      ? 'Die Zeitgrenze des Workflows ist keine Anzahl von Sekunden.'
      : `Eine Zeitgrenze von ${seconds} Sekunden ist gar keine.`,
};
