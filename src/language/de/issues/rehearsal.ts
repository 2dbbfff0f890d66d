import type { rehearsal as en } from '../../en/issues/rehearsal.ts';

export const rehearsal: typeof en = {
  'rehearsal-step-fails': ({ node, message }) =>
    `Mit dem Beispiel scheitert „${node}“${message ? `: ${message}` : ''}. Bitte um eine Änderung dieses Schritts oder nenne ein anderes Beispiel.`,
  'rehearsal-value-fails': ({ node, field, code, message }) =>
    `„${node}“ kann {{ ${code} }} in ${field} nicht ausrechnen${message ? ` (${message})` : ''} und würde dort scheitern.`,
  'rehearsal-value-empty': ({ node, field, code }) =>
    `{{ ${code} }} in ${field} von „${node}“ bleibt leer. Nenne das richtige Feld oder sag, was dort stehen soll, wenn es fehlt.`,
  'rehearsal-value-odd': ({ node, field, shows }) =>
    `In ${field} von „${node}“ stünde „${shows}“: Nenne den Teil der Daten, der gemeint ist.`,
  'rehearsal-nobody': ({ node, field }) =>
    `„${node}“ würde niemanden erreichen: ${field} ist leer. Sag, was dort stehen soll.`,
  'rehearsal-decides-by-nothing': ({ node, code }) =>
    `„${node}“ entscheidet nach {{ ${code} }}, und das bleibt leer: Es ginge immer denselben Weg. Nenne das richtige Feld.`,
  'rehearsal-loop-open': ({ node }) =>
    `Die Schleife bei „${node}“ ist nicht geschlossen: Nichts kommt zu ihr zurück, und alles nach der ersten Runde bleibt liegen. Verbinde den letzten Schritt der Schleife mit ihr.`,
  'rehearsal-rounds': ({ node, rounds }) =>
    `Die Schleife bei „${node}“ war nach ${rounds} Runden nicht zu Ende und wurde abgebrochen. Sag, wann sie enden soll.`,
  'rehearsal-timeout': ({ seconds }) =>
    `Die Probe war nach ${seconds} Sekunden nicht zu Ende. Versuch es noch einmal; bleibt es so, such nach einer Schleife ohne Ende.`,
  'rehearsal-too-large': () => 'Die Probe hat mehr erzeugt, als gelesen werden kann. Versuch ein kleineres Beispiel.',
  'rehearsal-unheard': () =>
    'n8n hat die Probe veröffentlicht, antwortet aber nicht unter ihrer Adresse; es wurde nichts ausprobiert. Sag es dem Betreiber von Flowsmith.',
  'rehearsal-answer-not-json': ({ node }) =>
    `„${node}“ antwortet mit JSON, das nicht lesbar ist; n8n würde dort scheitern. Setz Texte in Anführungszeichen.`,
  'rehearsal-body-not-json': ({ node }) =>
    `Der Inhalt, den „${node}“ sendet, ist JSON, das nicht lesbar ist; n8n würde dort scheitern. Setz Texte in Anführungszeichen und sag, was dort steht, wenn ein Wert fehlt.`,
  'rehearsal-body-not-sent': ({ node, value }) =>
    `Der ganze Inhalt, den „${node}“ sendet, ist ${value}: n8n scheitert daran oder sendet nichts. Mach einen Text daraus oder ein Objekt mit einem Feld.`,
};
