import type { rehearsal as en } from '../en/rehearsal.ts';

const often = (times: number): string => (times === 1 ? 'einmal' : `${times}-mal`);

export const rehearsal: typeof en = {
  quoted: (text) => `„${text}“`,
  heading: (trigger) => `In n8n geprobt ab ${trigger}; nichts wurde gesendet, geändert oder aufgerufen.`,
  afterRun: (day) => `Beispiel nach dem Lauf vom ${day}; Namen und Geheimes verdeckt.`,
  asSaid: 'In n8n geprobt: genau so; nichts gesendet.',
  step: (node, what, times) => `${node} würde ${times === 1 ? '' : `${times}-mal `}ausführen: ${what}`,
  value: (label, text) => `${label}: ${text}`,
  more: (count) => (count === 1 ? 'und noch einmal' : `und noch ${count}-mal`),
  attribution: 'n8n fügt eine eigene Zeile an: automatisch mit n8n gesendet.',
  nothing: 'Mit diesem Beispiel geht nichts hinaus.',
  branch: (node, ways) => `${node} ging: ${ways}`,
  through: (node, items) => `${node} ließ durch: ${items}`,
  way: (name, items) => `${name} (${items})`,
  notReached: (nodes) => `Mit diesem Beispiel nicht erreicht: ${nodes}`,
  example: (node, source) => `${node}: ${source}`,
  examples: 'Verwendete Beispiele',
  sources: {
    given: 'wie angegeben',
    run: 'nach einem echten Lauf, verdeckt',
    described: 'wie n8n es beschreibt',
    known: 'wie n8n es liefert',
    imagined: 'wie das Modell es sich vorstellt',
    assumed: 'angenommen nach dem, was der Workflow liest',
  },
  variants: {
    value: (field, value) => `Wenn ${field} ${value} ist`,
    missing: (field) => `Wenn ${field} fehlt`,
    empty: (field) => `Wenn ${field} leer ist`,
    negative: (field) => `Wenn ${field} negativ ist`,
    twoItems: (node) => `Wenn ${node} zwei Einträge liefert`,
    twice: (node) => `Wenn ${node} dasselbe zweimal liefert`,
    noItems: (node) => `Wenn ${node} nichts liefert`,
    fails: (node) => `Wenn ${node} scheitert`,
  },
  times: (node, times, before) =>
    times === 0
      ? `${node} tut nichts`
      : `${node} arbeitet ${often(times)} statt ${before === 0 ? 'gar nicht' : often(before)}`,
  turned: (node, to, before) => (to === '' ? `${node} gibt nichts weiter` : `${node} geht „${to}“ statt „${before}“`),
  doneOnce: 'es geschieht einmal',
  moreLines: (count) => `… und ${count} weitere`,
  notRehearsed: 'Nicht geprobt',
  unknown: {
    assumed: (node) =>
      `ob die Daten von ${node} diese Felder haben: Das Beispiel wiederholt, was der Workflow erwartet`,
    imagined: (node) => `ob die Daten von ${node} diese Felder haben: Das Modell hat das Beispiel erfunden`,
    withheld: (node, field) => `${field} von ${node}: wird nicht ausgerechnet, bevor jemand zustimmt`,
    program: (node) => `das Programm von ${node}: Es ruft etwas auf oder endet vielleicht nicht`,
    model: (node) => `was das Modell von ${node} antwortet und welche Werkzeuge es benutzt`,
    wait: (node) => `wie lange ${node} wartet und was geantwortet wird`,
    earlier: (node) => `was ${node} bei früheren Ausführungen gesehen hat`,
    workflow: (node) => `was der von ${node} aufgerufene Workflow tut`,
    file: (node) => `die Datei von ${node}`,
    ownIds: (node) => `Kennungen in ${node}, die n8n nur dem Workflow selbst gibt`,
    timeRanOut: 'weitere Varianten: Die Zeit war um',
    services: 'was die Dienste daraus machen: Grenzen, Anmeldung, Darstellung von Texten',
  },
  skipped: {
    off: 'Nicht geprobt: Dieses Flowsmith oder sein n8n ist nicht dafür eingerichtet.',
    busy: 'Nicht geprobt: n8n hatte zu viel zu tun.',
    away: 'Nicht geprobt: n8n hat nicht mitgemacht.',
    slow: 'Nicht geprobt: n8n hat zu lange gebraucht.',
    too_large: 'Nicht geprobt: Was herauskam, ist zu viel, um es aufzubewahren.',
  },
  noTrigger: 'Nichts startet diesen Workflow, also gibt es nichts zu proben.',
  failedBefore: (what: string): string => `Mit dem Beispiel davor: ${what}`,
  before: 'Vorher, mit demselben Beispiel',
  notNow: 'Erst ist noch etwas zu klären, oder es wurde schon entschieden: Geprobt wird, was freigegeben werden kann.',
  tried: (name) => `Ausprobiert · ${name}`,
  tryWith: {
    button: 'Ausprobieren mit…',
    title: 'Mit einem anderen Beispiel ausprobieren',
    submit: 'Ausprobieren',
    hint: 'Es wird nichts gesendet: Es läuft in n8n, und alles, was nach außen wirkt, wird zurückgehalten.',
  },
  test: {
    button: 'Test an mich senden',
    title: (name) => `Test an mich · ${name}`,
    slack: (step, person, as) => `${step} als Direktnachricht in Slack nur an ${person}, gesendet als ${as}:`,
    mail: (step, to, as) => `${step} als E-Mail nur an ${to}, gesendet als ${as}:`,
    first: (times) => `Mit diesem Beispiel würde ${times}-mal gesendet: Ein Test ist das erste Mal davon.`,
    alone: (person) =>
      `Das wird wirklich gesendet, einmal, an ${person} und niemanden sonst. Sonst läuft nichts von dem Workflow.`,
    send: 'An mich senden',
    underWay: 'Wird gesendet…',
    sent: 'Gesendet. Sieh nach, ob es ankam, wie es soll.',
    refused: (why) =>
      `Es wurde nicht gesendet: Der Dienst hat es mit ${why} abgelehnt. Sieh nach den Zugangsdaten in n8n oder bitte um eine Änderung.`,
    notSent: (why) => `Es wurde nicht gesendet. ${why} Drück am Entwurf noch einmal „Test an mich senden“.`,
    unknown:
      'Ob es hinausging, ist nicht bekannt. Es wird nicht noch einmal gesendet: Sieh nach, ob es angekommen ist.',
    changed:
      'Der Entwurf oder sein Beispiel hat sich inzwischen geändert, darum wurde nichts gesendet. Drück am Entwurf noch einmal „Test an mich senden“.',
    notYours:
      'Dieser Test ist für die Person, die ihn verlangt hat. Drück am Entwurf „Test an mich senden“, dann geht er an dich.',
    noAddress:
      'Deine E-Mail-Adresse ist hier nicht bekannt, darum kann dir nichts gesendet werden. In Slack braucht die App die Berechtigung users:read.email: Frag den Betreiber von Flowsmith.',
    nothing:
      'Kein Schritt davon lässt sich dir allein senden: Das geht mit Textnachrichten von Slack, in Slack, und mit E-Mails.',
  },
  sampleProblems: {
    not_json: 'Das Beispiel ist kein JSON.',
    too_large: 'Das Beispiel ist größer als 1 MB oder zu tief verschachtelt.',
    no_object:
      'Das Beispiel muss ein Objekt, eine Liste von Objekten oder {"event": …, "steps": {"Name eines Schritts": …}} sein.',
    too_many: 'Das Beispiel hat mehr als 50 Einträge für einen Schritt.',
  },
};
