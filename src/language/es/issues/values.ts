import type { values as en } from '../../en/issues/values.ts';

export const values: typeof en = {
  'entries-missing': ({ node, what }) => {
    if (what === 'categories') return `«${node}» no indica ninguna categoría, y n8n se detiene ahí.`;
    const field = {
      sort: 'por el que ordenar',
      summarize: 'que resumir',
      aggregate: 'que agrupar',
      compare: 'que comparar',
      attributes: 'que extraer',
    }[what];
    return `«${node}» no indica ningún campo ${field}, y n8n se detiene ahí.`;
  },
  'choices-missing': ({ node, field }) => `El campo «${field}» de «${node}» no ofrece nada que elegir.`,
  'nothing-set': ({ node, emptied }) =>
    `«${node}» no pone ningún campo, así que ${emptied ? 'lo que viene después recibe elementos vacíos' : 'no cambia nada'}. Indica los campos que debe poner, o quítalo.`,
  'legacy-conditions': ({ node }) =>
    `Las condiciones de «${node}» tienen la forma de una versión anterior; n8n no las tiene en cuenta.`,
  'legacy-rules': ({ node }) =>
    `Las reglas de «${node}» tienen la forma de una versión anterior; n8n no las tiene en cuenta.`,
  'legacy-assignments': ({ node, older }) =>
    `Los campos de «${node}» tienen la forma de ${older ? 'una versión anterior' : 'otra versión'}; n8n no pondría ninguno.`,
  'rules-missing': ({ node }) => `«${node}» no tiene reglas. Di qué casos hay.`,
  'assignment-twice': ({ node, field }) =>
    `«${node}» pone dos veces el campo «${field}»; solo se conserva el último valor.`,
  'assignment-malformed': ({ node }) => `Un campo de «${node}» no tiene la forma correcta.`,
  'assignment-unnamed': ({ node }) => `Un campo de «${node}» no tiene nombre.`,
  'assignment-untyped': ({ node, field }) => `El campo «${field}» de «${node}» no tiene tipo; n8n se detiene ahí.`,
  'assignment-type': ({ node, field, type, value }) =>
    `El campo «${field}» de «${node}» debe ser de tipo ${type}, pero es ${value}.`,
  'conditions-missing': ({ node }) => `«${node}» no tiene condición. Di qué se debe comparar.`,
  'unknown-combinator': ({ node, combinator }) =>
    `Las condiciones de «${node}» se combinan con ${combinator}; solo existen «and» (y) y «or» (o).`,
  'condition-right-type': ({ node }) =>
    `Una condición de «${node}» busca en una lista, pero no dice con qué compara; n8n también lo toma por una lista y se detiene en cada elemento.`,
  'condition-malformed': ({ node }) => `Una condición de «${node}» no dice cómo comparar.`,
  'unknown-operator': ({ node, type, operation }) =>
    `Una condición de «${node}» compara ${type} con «${operation}», que n8n no conoce.`,
  'condition-type': ({ node, value, ...why }) =>
    'no' in why
      ? `Una condición de «${node}» compara con ${value}, que no es una ${why.no === 'date' ? 'fecha y hora' : 'expresión regular'}.`
      : `Una condición de «${node}» compara un valor de tipo ${why.type} con ${value}.`,
  'amount-in-cents': ({ node, parameter, source }) =>
    source === null
      ? `«${node}» quiere ${parameter} en céntimos, y lo que recibe no lo parece: 19,99 tendría que ser 1999.`
      : `«${source}» da los importes en céntimos, y «${node}» los muestra tal cual: 1999 por 19,99. Divide entre 100.`,
  'markup-may-break': ({ node }) =>
    `«${node}» envía Markdown: un _, * o [ de más en un valor, como un título, y el mensaje se rechaza. Limpia el valor o envía HTML.`,
  'first-attachment-only': ({ node, source, file }) =>
    `«${node}» toma solo «${file}», el primer archivo de «${source}»; los demás se quedan fuera.`,
  'column-unknown': ({ node, column, there }) =>
    `«${node}» escribe en una columna «${column}» que no existe. Hay: ${there}.`,
  'seen-again': ({ node, source, trigger }) =>
    `«${source}» da los mismos elementos en cada ejecución, así que «${node}» lo repite para cada uno. «${trigger}» arranca solo con los nuevos; o quita los duplicados en medio.`,
  'field-may-be-empty': ({ node, field, dedupes }) =>
    dedupes
      ? `«${node}» distingue los elementos por «${field}», que puede quedar vacío: entonces todos menos el primero cuentan como duplicados.`
      : `«${node}» escribe «${field}», que puede quedar vacío: entonces lo guardado se sobrescribe con nada.`,
};
