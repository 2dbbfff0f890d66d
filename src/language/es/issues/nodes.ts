import type { nodes as en } from '../../en/issues/nodes.ts';
import { either } from '../../language.ts';

const meant = (type: string | null): string => (type === null ? '' : ` ¿Querías decir ${type}?`);

export const nodes: typeof en = {
  'deprecated-node-type': ({ type, instead }) =>
    `${type} está obsoleto en n8n; ${instead.length > 0 ? `usa ${either('es', instead)} en su lugar` : 'busca qué lo sustituyó'}.`,
  'deprecated-node-refused': ({ node, type, instead, changed }) =>
    `n8n abandonó ${type} y no guarda un workflow en el que un paso así ${changed ? 'ha cambiado' : 'es nuevo'}, como «${node}»; ${instead.length > 0 ? `usa ${either('es', instead)} en su lugar` : 'busca qué lo sustituyó'}${changed ? ', o déjalo como estaba' : ''}.`,
  'version-missing': ({ node, type }) =>
    `«${node}» no dice para qué versión de ${type} está hecho; n8n toma la más nueva, que puede cambiar.`,
  'version-malformed': ({ node, example }) => `La versión de «${node}» debe ser un número, p. ej. ${example}.`,
  'unknown-node-version': ({ type, version, versions }) =>
    `La versión ${version} de ${type} no se conoce; existen ${versions.join(', ')}.`,
  'unknown-node-type': ({ type, suggestion, here }) =>
    here
      ? `El tipo de nodo ${type} no existe aquí.${meant(suggestion)}`
      : `El tipo de nodo ${type} no está en el catálogo, así que no se comprueba.${meant(suggestion)}`,
  'credential-in-parameters': ({ node }) =>
    `«${node}» nombra una credencial entre sus parámetros. Las credenciales se eligen en n8n, nunca en el borrador.`,
  'credential-missing': ({ node, kind, held }) =>
    `«${node}» necesita una credencial (${kind})${held === null ? '' : `; tiene ${held}`}. Elígela en n8n.`,
  'credential-of-other-type': ({ node, wanted, name, type }) =>
    `«${node}» necesita una credencial de tipo ${wanted}, pero «${name}» es de tipo ${type}.`,
  'unknown-credential': ({ node, name }) =>
    `La credencial «${name}» de «${node}» no existe en este n8n. Elige otra allí.`,
  'credential-elsewhere': ({ node, names, place }) =>
    `«${node}» se lleva su credencial ${names.map((name) => `«${name}»`).join(', ')} a ${place ?? 'una dirección que solo se conoce al ejecutar'}: comprueba que pueda conocerse allí.`,
  'error-workflow-missing': () => 'El workflow que debe ejecutarse cuando este falla no existe en este n8n.',
  'error-workflow-without-trigger': ({ name }) =>
    `«${name}» debe ejecutarse cuando este workflow falla, pero no tiene Error Trigger.`,
  'error-workflow-unpublished': ({ name }) =>
    `«${name}» debe ejecutarse cuando este workflow falla, pero no está publicado, así que no lo hará.`,
  'sub-workflow-missing': ({ node, name }) => `«${node}» llama al workflow «${name}», que no existe en este n8n.`,
  'sub-workflow-without-trigger': ({ node, name }) =>
    `«${node}» llama a «${name}», que no se puede llamar: no tiene Execute Sub-workflow Trigger.`,
  'sub-workflow-unpublished': ({ node, name }) =>
    `«${node}» llama a «${name}», que no está publicado. Publícalo primero.`,
  'webhook-path-missing': ({ node }) => `«${node}» no tiene ruta, así que su dirección sería aleatoria.`,
  'webhook-path-unusual': ({ node, odd }) =>
    `La ruta de «${node}» contiene «${odd}»: indica solo la última parte de la dirección, p. ej. nuevo-pedido.`,
  'webhook-open': ({ node }) =>
    `Cualquiera que conozca la dirección de «${node}» puede iniciarlo: no pide autenticación.`,
  'webhook-path-taken': ({ node, owner, call }) =>
    call === null
      ? `«${owner}» y «${node}» usan la misma dirección. Pon otra ruta a uno de los dos.`
      : `«${owner}» ya responde a ${call}. Pon otra ruta a «${node}».`,
  'invalid-url': ({ node, address }) => `«${address}» en «${node}» no es una dirección web; debe empezar por https://.`,
  'url-unusual': ({ node }) => `La dirección en «${node}» no empieza por https://.`,
  'internal-url': ({ node, host }) => `«${node}» llama a ${host}, que está dentro de la red donde funciona n8n.`,
  'url-unencrypted': ({ node, host }) =>
    `«${node}» llama a ${host} por http, así que cualquiera en el camino puede leerlo. Usa https.`,
  'secret-in-parameters': ({ node }) =>
    `${node === null ? 'El documento' : `«${node}»`} contiene lo que parece una contraseña o una clave. Quítalo; su lugar es una credencial de n8n.`,
  'secret-removed': ({ node }) =>
    `Un valor de «${node}» parecía una contraseña o una clave y se quitó. Añádelo en n8n en Credentials y pide el paso con esa credencial.`,
  'removed-step-read': ({ node, read, removed }) =>
    `«${node}» lee ${read}, que venía de «${removed}». Ese paso se elimina: comprueba de dónde lo obtiene ahora «${node}».`,
  'beside-the-change': ({ node, path }) => {
    const where = node === null ? `${path} del workflow` : `«${node}»${path === '' ? '' : ` (${path})`}`;
    return `Escribir este cambio tocaría también ${where}, que nadie ha pedido. Así no se puede aprobar: dilo de otra manera, o cámbialo en n8n.`;
  },
  'not-a-draft': ({ problem }) => `No es un borrador: ${problem}.`,
};
