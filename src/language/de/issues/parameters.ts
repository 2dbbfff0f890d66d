import type { parameters as en, Wanted } from '../../en/issues/parameters.ts';
import { howToSay, whichIsIt } from '../../things.ts';
import { workflow } from '../workflow.ts';

const { asking, askingElse, needed } = workflow;
const advice = (key: string): string => (Object.hasOwn(asking, key) ? asking[key as keyof typeof asking] : askingElse);
const wanted: Record<Wanted, string> = {
  list: 'eine Liste',
  boolean: 'ja oder nein (true oder false)',
  true: 'true, ohne Anführungszeichen',
  false: 'false, ohne Anführungszeichen',
  number: 'eine Zahl',
  text: 'ein Text',
  date: 'Datum und Uhrzeit, z. B. 2026-01-31T09:00:00',
};

export const parameters: typeof en = {
  'missing-parameter': ({ node, parameter, key, blank }) =>
    blank
      ? `${parameter} blieb in „${node}“ leer: n8n veröffentlicht den Workflow erst, wenn es ausgefüllt ist. ${advice(key)}`
      : `${needed(parameter, node)}: ${advice(key)}`,
  'named-not-chosen': (named) =>
    `${whichIsIt(named, workflow)} „${named.node}“ braucht das. ${howToSay(named, workflow)}`,
  'wrong-type': ({ node, parameter, value, ...rather }) => {
    const what = `${parameter} in „${node}“`;
    if ('jsonText' in rather) return `${what} ist JSON als Text, kein Objekt.`;
    if ('right' in rather) return `${what} muss ${rather.right} sein, nicht ${value}.`;
    return `${what} sollte ${wanted[rather.wanted]} sein, nicht ${value}.`;
  },
  'number-as-text': ({ node, parameter }) => `${parameter} in „${node}“ ist eine Zahl, aber als Text geschrieben.`,
  'out-of-range': ({ node, parameter, number, least, most }) => {
    const bounds = [
      ...(least === null ? [] : [`mindestens ${least}`]),
      ...(most === null ? [] : [`höchstens ${most}`]),
    ];
    return `${parameter} in „${node}“ ist ${number}; es sollte ${bounds.join(' und ')} sein.`;
  },
  'expression-not-allowed': ({ node, parameter }) =>
    `${parameter} in „${node}“ darf kein Ausdruck sein; wähle einen festen Wert.`,
  'invalid-json': ({ node, parameter, expressions }) =>
    `${parameter} in „${node}“ ist kein gültiges JSON${expressions ? ', was die Ausdrücke darin auch ergeben' : ''}.`,
  'outdated-option': ({ node, parameter, value }) =>
    `${parameter} ${value} in „${node}“ bietet n8n nicht mehr an; wähle etwas anderes.`,
  'unknown-option': ({ node, parameter, value, choices, meant, mapping }) =>
    `${parameter} in „${node}“ kann nicht ${mapping ? `nach ${value} zugeordnet werden` : `${value} sein`}; möglich sind ${choices}.${meant === null ? '' : ` Meintest du ${meant}?`}`,
  'malformed-parameter': ({ node, parameter, what }) =>
    ({
      shape: `${parameter} in „${node}“ hat die falsche Form; n8n würde es nicht beachten.`,
      locator: `${parameter} in „${node}“ hat die falsche Form; es braucht „mode“ und „value“.`,
      fields: `Die Felder von „${node}“ haben die falsche Form; n8n würde keines davon setzen.`,
      conditions: `Die Bedingungen von „${node}“ sind eine bloße Liste, die n8n nicht liest.`,
    })[what],
  'locator-plain': ({ node, parameter, mode }) =>
    mode
      ? `${parameter} in „${node}“ ist nicht als Auswahl gekennzeichnet; der Editor von n8n kann es nicht anzeigen.`
      : `${parameter} in „${node}“ sagt nicht, ob es eine ID, ein Name oder ein Link ist.`,
  'unknown-locator-mode': ({ node, parameter, mode, modes }) =>
    `${parameter} in „${node}“ lässt sich nicht über ${mode} angeben; möglich sind ${modes.join(', ')}.`,
  'invalid-locator': ({ node, parameter, mode, complaint }) =>
    `${parameter} in „${node}“ hat nicht die Form, die „${mode}“ verlangt${complaint === null ? '' : `: ${complaint}`}.`,
  'unknown-parameter': ({ node, parameter, meant }) =>
    `„${node}“ hat keinen Parameter „${parameter}“; n8n beachtet ihn nicht.${meant === null ? '' : ` Meintest du „${meant}“?`}`,
  'hidden-parameter': ({ node, parameter }) =>
    `„${parameter}“ bewirkt in „${node}“ mit den übrigen Einstellungen nichts.`,
};
