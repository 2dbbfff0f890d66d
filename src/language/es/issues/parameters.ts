import type { parameters as en, Wanted } from '../../en/issues/parameters.ts';
import { howToSay, whichIsIt } from '../../things.ts';
import { workflow } from '../workflow.ts';

const { asking, askingElse, needed } = workflow;
const advice = (key: string): string => (Object.hasOwn(asking, key) ? asking[key as keyof typeof asking] : askingElse);
const wanted: Record<Wanted, string> = {
  list: 'una lista',
  boolean: 'sí o no (true o false)',
  true: 'true, sin comillas',
  false: 'false, sin comillas',
  number: 'un número',
  text: 'un texto',
  date: 'una fecha y hora, p. ej. 2026-01-31T09:00:00',
};

export const parameters: typeof en = {
  'missing-parameter': ({ node, parameter, key, blank }) =>
    blank
      ? `${parameter} se dejó en blanco en «${node}»: n8n no publica el workflow hasta que se rellene. ${advice(key)}`
      : `${needed(parameter, node)}: ${advice(key)}`,
  'named-not-chosen': (named) =>
    `${whichIsIt(named, workflow)} «${named.node}» lo necesita. ${howToSay(named, workflow)}`,
  'wrong-type': ({ node, parameter, value, ...rather }) => {
    const what = `${parameter} en «${node}»`;
    if ('jsonText' in rather) return `${what} es JSON escrito como texto, no un objeto.`;
    if ('right' in rather) return `${what} tiene que ser ${rather.right}, no ${value}.`;
    return `${what} debería ser ${wanted[rather.wanted]}, no ${value}.`;
  },
  'number-as-text': ({ node, parameter }) => `${parameter} en «${node}» es un número escrito como texto.`,
  'out-of-range': ({ node, parameter, number, least, most }) => {
    const bounds = [
      ...(least === null ? [] : [`${least} como mínimo`]),
      ...(most === null ? [] : [`${most} como máximo`]),
    ];
    return `${parameter} en «${node}» es ${number}; debería ser ${bounds.join(' y ')}.`;
  },
  'expression-not-allowed': ({ node, parameter }) =>
    `${parameter} en «${node}» no puede ser una expresión; elige un valor fijo.`,
  'invalid-json': ({ node, parameter, expressions }) =>
    `${parameter} en «${node}» no es JSON válido${expressions ? ', den lo que den sus expresiones' : ''}.`,
  'outdated-option': ({ node, parameter, value }) =>
    `n8n ya no ofrece ${parameter} ${value} en «${node}»; elige otra opción.`,
  'unknown-option': ({ node, parameter, value, choices, meant, mapping }) =>
    `${parameter} en «${node}» no puede ${mapping ? `asignarse por ${value}` : `ser ${value}`}; valores posibles: ${choices}.${meant === null ? '' : ` ¿Querías decir ${meant}?`}`,
  'malformed-parameter': ({ node, parameter, what }) =>
    ({
      shape: `${parameter} en «${node}» no tiene la forma correcta; n8n no lo tendría en cuenta.`,
      locator: `${parameter} en «${node}» no tiene la forma correcta; necesita «mode» y «value».`,
      fields: `Los campos de «${node}» no tienen la forma correcta; n8n no pondría ninguno.`,
      conditions: `Las condiciones de «${node}» son una simple lista, que n8n no lee.`,
    })[what],
  'locator-plain': ({ node, parameter, mode }) =>
    mode
      ? `${parameter} en «${node}» no está marcado como selector; el editor de n8n no puede mostrarlo.`
      : `${parameter} en «${node}» no dice si es un id, un nombre o un enlace.`,
  'unknown-locator-mode': ({ node, parameter, mode, modes }) =>
    `${parameter} en «${node}» no puede indicarse por ${mode}; modos posibles: ${modes.join(', ')}.`,
  'invalid-locator': ({ node, parameter, mode, complaint }) =>
    `${parameter} en «${node}» no tiene la forma que pide «${mode}»${complaint === null ? '' : `: ${complaint}`}.`,
  'unknown-parameter': ({ node, parameter, meant }) =>
    `«${node}» no tiene ningún parámetro «${parameter}»; n8n no lo tiene en cuenta.${meant === null ? '' : ` ¿Querías decir «${meant}»?`}`,
  'hidden-parameter': ({ node, parameter }) => `«${parameter}» no tiene efecto en «${node}» con sus demás ajustes.`,
};
