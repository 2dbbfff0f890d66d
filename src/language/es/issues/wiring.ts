import type { wiring as en, MalformedConnections } from '../../en/issues/wiring.ts';

const flow = (kind: string): string =>
  kind === 'main' ? 'de datos' : kind.replace(/^ai_/, 'para conexiones de IA de tipo ');
const circle = (names: readonly string[]): string =>
  `${names.map((name) => `«${name}»`).join(' → ')} dan vueltas sin una condición que las termine.`;
const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

export const wiring: typeof en = {
  'connections-malformed': ({ what, from, kind, output }) => {
    const said: Record<MalformedConnections, string> = {
      noObject: '',
      noTypes: 'no son un objeto con los tipos de sus salidas',
      noList: `de tipo ${kind} no son una lista`,
      notPerOutput: 'no están listadas por salida',
      outputNoList: `tras la salida ${output} no son una lista`,
      noStep: 'llevan a algo que no nombra ningún paso',
      noIndex: 'no indican el número de la entrada a la que llevan',
      noType: 'no indican el tipo de la entrada a la que llevan',
      badIndex: 'llevan a una entrada cuyo número no es un número',
    };
    return what === 'noObject' ? 'Las conexiones no son un objeto.' : `Las conexiones de «${from}» ${said[what]}.`;
  },
  'unknown-connection-source': ({ from }) => `Una conexión empieza en «${from}», que no existe.`,
  'unknown-connection-target': ({ from, to }) => `«${from}» lleva a «${to}», que no existe.`,
  'unknown-connection-type': ({ from, to, type, start }) =>
    start === null
      ? `El tipo de conexión «${type}» no existe.`
      : `La conexión de «${from}» a «${to}» es de tipo «${type}» en su final y «${start}» en su comienzo.`,
  'self-loop': ({ node, endless }) =>
    `«${node}» está conectado consigo mismo${endless ? ' y no terminaría nunca' : ''}.`,
  'connection-into-trigger': ({ node }) => `«${node}» inicia el workflow: nada puede llevar hasta él.`,
  'output-type-mismatch': ({ node, kind }) => `«${node}» no tiene salida ${flow(kind)}.`,
  'output-out-of-range': ({ node, count, output, hint }) => {
    const more = {
      counted: ' Sus ajustes deciden cuántas tiene: añade allí lo que debe llevar a ella.',
      error: ' Su salida de error no está activada.',
    };
    return `«${node}» tiene ${many(count, 'salida')}, pero está conectada la salida ${output}.${hint === null ? '' : more[hint]}`;
  },
  'input-type-mismatch': ({ node, kind }) => `«${node}» no tiene entrada ${flow(kind)}.`,
  'input-out-of-range': ({ node, count, input }) =>
    count === null
      ? `«${node}» no tiene entrada ${input}, pero está conectada.`
      : `«${node}» tiene ${many(count, 'entrada')}, pero está conectada la entrada ${input}.`,
  'duplicate-connection': ({ from, to }) =>
    `«${from}» está conectado dos veces con «${to}», así que ese paso se ejecutaría dos veces.`,
  'outputs-unused': ({ node }) =>
    `Todos los pasos tras «${node}» salen de la misma salida; lo que sale por las demás se pierde.`,
  'error-output-unused': ({ node }) =>
    `La salida de error de «${node}» está activada y no lleva a ninguna parte; los fallos se pierden.`,
  'respond-node-disabled': ({ node }) =>
    `El paso Respond to Webhook tras «${node}» está desactivado: quien llama recibe una respuesta vacía.`,
  'branch-unused': ({ node }) => `Los dos pasos tras «${node}» se ejecutan cuando se cumple, y ninguno cuando no.`,
  'merge-single-input': ({ node, one }) =>
    one
      ? `«${node}» une datos, pero solo un paso lleva hasta él.`
      : `«${node}» une datos, pero todos los pasos llevan a la misma entrada.`,
  'loop-not-closed': ({ node, swapped }) =>
    `Los pasos del bucle «${node}» no vuelven a él, así que solo se procesa el primer lote.${swapped ? ' Sus salidas «loop» y «done» parecen intercambiadas.' : ''}`,
  'endless-loop': ({ names }) => circle(names),
  'loop-without-end': ({ names }) => circle(names),
  'unreachable-node': ({ node }) => `Nada lleva a «${node}», así que nunca se ejecutará.`,
  'calls-itself': ({ node }) =>
    `«${node}» vuelve a llamar a este workflow cada vez que se llama, sin una condición que lo termine.`,
  'trigger-disabled': () => 'Todo lo que podría iniciar el workflow está desactivado.',
  'trigger-missing': () =>
    'Nada inicia el workflow. Di cuándo debe ejecutarse, p. ej. cada mañana a las 9 o cuando se rellene un formulario.',
  'trigger-only': () => 'El workflow empieza, pero después no hace nada.',
  'manual-only': () => 'Solo se ejecuta cuando alguien lo inicia a mano en n8n; n8n no puede publicarlo.',
  'respond-node-missing': ({ node }) =>
    `«${node}» espera un paso Respond to Webhook, pero después no viene ninguno: quien llama recibiría un error.`,
  'respond-node-unused': ({ node, hook }) =>
    `«${node}» responde a la llamada, pero «${hook}» ya ha respondido. Pon su respuesta en «using Respond to Webhook».`,
  'respond-without-call': ({ node }) =>
    `«${node}» responde a una llamada, pero nada de lo anterior se puede llamar. Empieza con un Webhook, o quítalo.`,
  'form-without-trigger': ({ node }) =>
    `«${node}» es una página de formulario, pero ningún formulario inicia este workflow. Pon antes un Form Trigger.`,
};
