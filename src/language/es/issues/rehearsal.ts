import type { rehearsal as en } from '../../en/issues/rehearsal.ts';

export const rehearsal: typeof en = {
  'rehearsal-step-fails': ({ node, message }) =>
    `Con el ejemplo, «${node}» falla${message ? `: ${message}` : ''}. Pida un cambio de ese paso o dé otro ejemplo.`,
  'rehearsal-value-fails': ({ node, field, code, message }) =>
    `«${node}» no puede calcular {{ ${code} }} en ${field}${message ? ` (${message})` : ''} y fallaría ahí.`,
  'rehearsal-value-empty': ({ node, field, code }) =>
    `{{ ${code} }} en ${field} de «${node}» queda vacío. Indique el campo correcto o diga qué escribir cuando falte.`,
  'rehearsal-value-odd': ({ node, field, shows }) =>
    `${field} de «${node}» contendría «${shows}»: indique la parte de los datos que se quiere.`,
  'rehearsal-nobody': ({ node, field }) => `«${node}» no llegaría a nadie: ${field} está vacío. Diga qué debe ir ahí.`,
  'rehearsal-decides-by-nothing': ({ node, code }) =>
    `«${node}» decide según {{ ${code} }}, que queda vacío: iría siempre por el mismo camino. Indique el campo correcto.`,
  'rehearsal-loop-open': ({ node }) =>
    `El bucle de «${node}» no está cerrado: nada vuelve a él, y todo menos la primera vuelta queda sin hacer. Conecte con él el último paso del bucle.`,
  'rehearsal-rounds': ({ node, rounds }) =>
    `El bucle de «${node}» no había terminado tras ${rounds} vueltas y se interrumpió. Diga cuándo debe terminar.`,
  'rehearsal-timeout': ({ seconds }) =>
    `El ensayo no terminó en ${seconds} segundos. Inténtelo otra vez; si sigue así, busque un bucle sin fin.`,
  'rehearsal-too-large': () => 'El ensayo produjo más de lo que se puede leer. Pruebe con un ejemplo más pequeño.',
  'rehearsal-unheard': () =>
    'n8n publicó el ensayo pero no responde en su dirección, así que no se probó nada. Avise a su operador de Flowsmith.',
  'rehearsal-answer-not-json': ({ node }) =>
    `«${node}» responde con un JSON ilegible, así que n8n fallaría ahí. Ponga los textos entre comillas.`,
  'rehearsal-body-not-json': ({ node }) =>
    `El contenido que envía «${node}» es un JSON que no se puede leer, y n8n fallaría ahí. Ponga los textos entre comillas y diga qué va ahí cuando falta un valor.`,
  'rehearsal-body-not-sent': ({ node, value }) =>
    `Todo el contenido que envía «${node}» es ${value}: n8n falla con eso o no envía nada. Conviértalo en un texto o en un objeto con un campo.`,
};
