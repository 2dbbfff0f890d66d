import type { structure as en } from '../../en/issues/structure.ts';

const called = (node: string | null, step: number): string => (node === null ? `el paso ${step}` : `«${node}»`);
const Called = (node: string | null, step: number): string => (node === null ? `El paso ${step}` : `«${node}»`);

export const structure: typeof en = {
  'not-a-workflow': () => 'Esto no es un workflow: se espera un objeto JSON con nodos.',
  'too-large': () => 'El workflow es demasiado grande o está demasiado anidado para comprobarlo.',
  'nodes-missing': () => 'El workflow no tiene lista de nodos.',
  'workflow-empty': () => 'El workflow no tiene pasos. Di qué debe hacer.',
  'too-many-nodes': ({ count, most }) =>
    `El workflow tiene ${count} pasos; se pueden comprobar ${most} como máximo. Divídelo en varios.`,
  'connections-missing': () => 'El workflow no tiene conexiones; n8n lo rechaza. Hace falta al menos un objeto vacío.',
  'settings-malformed': () => 'Los ajustes no son un objeto; n8n rechaza el workflow.',
  'name-missing': () => 'El workflow no tiene nombre. Ponle uno.',
  'name-too-long': ({ length, most }) => `El nombre tiene ${length} caracteres; n8n acepta ${most}.`,
  'node-malformed': ({ step }) => `El paso ${step} no es un nodo.`,
  'node-name-missing': ({ step }) => `El paso ${step} no tiene nombre.`,
  'node-name-too-long': ({ length, most }) =>
    `El nombre de un paso tiene ${length} caracteres; ${most} como máximo son posibles.`,
  'node-name-reserved': ({ name }) => `Un paso no puede llamarse «${name}». Elige otro nombre.`,
  'node-type-missing': ({ node, step }) => `${Called(node, step)} no tiene tipo de nodo.`,
  'parameters-malformed': () => 'Los parámetros de este paso no son un objeto.',
  'position-malformed': () => 'La posición de este paso no es un par de números; n8n rechaza los pasos sin lugar.',
  'duplicate-node-name': ({ name }) => `Dos pasos se llaman «${name}». Cada paso necesita un nombre propio.`,
  'duplicate-node-id': () => 'Dos pasos tienen el mismo identificador.',
  'unknown-node-field': ({ node, step, field }) =>
    `${Called(node, step)} tiene un campo «${field}» que n8n no conoce y rechaza.`,
  'unknown-error-reaction': ({ node, step, reaction }) =>
    `«${reaction}» no es algo que n8n pueda hacer cuando falla ${called(node, step)}; simplemente se detendría.`,
  'retry-out-of-range': ({ node, step, what, value, least, most }) => {
    const unit = what === 'maxTries' ? 'intentos' : 'milisegundos entre intentos';
    return `${Called(node, step)} pide ${value} ${unit}; n8n permite de ${least} a ${most}.`;
  },
  'credential-malformed': ({ node, step, all }) =>
    all
      ? `Las credenciales de ${called(node, step)} no son un objeto que nombre una por cada clase; n8n no encuentra ninguna.`
      : `La credencial de ${called(node, step)} no es una referencia con id y nombre.`,
  'field-not-boolean': ({ node, step, field }) => `«${field}» de ${called(node, step)} no es ni true ni false.`,
  'unknown-setting': ({ setting }) =>
    `El ajuste «${setting}» no existe en n8n, que rechaza los workflows que lo llevan.`,
  'unknown-setting-value': ({ setting, value }) =>
    value === null
      ? 'El workflow de errores no está indicado con el id de un workflow.'
      : `«${value}» no es un valor que n8n conozca para el ajuste ${setting}.`,
  'error-trigger-missing': () =>
    'El workflow es su propio workflow de errores, pero no tiene Error Trigger: nadie se enteraría de un fallo.',
  'unknown-timezone': ({ written, example }) =>
    `«${written}» no es una zona horaria. Indica una como ${example} o UTC.`,
  'timeout-out-of-range': ({ seconds }) =>
    seconds === null
      ? 'El límite de tiempo del workflow no es un número de segundos.'
      : `Un límite de tiempo de ${seconds} segundos no es ninguno.`,
};
