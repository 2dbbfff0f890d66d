import type { Asked, asks as asksEn, planner as en, NotDone } from '../../en/issues/planner.ts';
import { templates } from '../templates.ts';
import { workflow } from '../workflow.ts';

const { asking, askingElse } = workflow;
const asked = (label: string, hint = ''): Asked => ({ label, hint });

export const asks: typeof asksEn = {
  messageText: () => asked('Indica qué debe decir el mensaje.', 'Por ejemplo: saying "Buenos días".'),
  slackUser: () => asked('Indica quién lo recibe en Slack, p. ej. «to @anna», o un canal.'),
  slackChannel: () => asked('Indica el canal de Slack, p. ej. #general.'),
  slackChannelId: (channel) =>
    asked(
      `Indica el ID del canal${channel && ` #${channel}`}.`,
      'En Slack abre los detalles del canal y cópialo al final (empieza por C).',
    ),
  email: () => asked('Indica la dirección de correo a la que va.'),
  sheet: () => asked('Indica la hoja de Google.', 'Pega su enlace desde la barra de direcciones del navegador.'),
  teamsChannel: () => asked('Indica el canal de Teams.', 'En Teams elige «Obtener vínculo al canal» y pega el enlace.'),
  repository: () => asked('Indica el repositorio de GitHub como owner/name, p. ej. acme/website.'),
  table: () => asked('Indica la tabla de PostgreSQL.', 'Por ejemplo: table orders.'),
  feed: () => asked('Indica la dirección del feed, que empieza por https://.'),
  pick: (name) => asked(`Por elegir: ${name}.`, 'Elige de la lista o da el ID.'),
  formFields: () => asked('Indica los campos del formulario.', 'Por ejemplo: nombre, correo y mensaje.'),
  imagePrompt: () => asked('Di entre comillas qué debe mostrar la imagen o el vídeo.'),
  extractFields: () => asked('Di qué datos hay que extraer.', 'Por ejemplo: número, fecha e importe.'),
};

const notDone = (what: NotDone): string => {
  switch (what.reason) {
    case 'no-app':
      return `el n8n conectado no tiene ningún nodo para ${what.app}. Una llamada HTTP a su API puede servir`;
    case 'no-act':
      return `el nodo de n8n para ${what.app} no tiene esa operación. Dilo de otra manera, o llama a su API por HTTP`;
    case 'no-trigger':
      return `n8n no puede empezar por sí solo cuando pasa algo en ${what.app}. Haz que mire según un horario, o que ${what.app} llame a un webhook`;
    case 'no-event':
      return `n8n empieza ahí con cada cambio: su disparador de ${what.app} no conoce ese evento. Compruébalo después en una condición`;
    case 'by-person':
      return 'eso lo hace una persona. n8n puede recordar o preguntar algo a alguien: di a quién y en qué aplicación';
    case 'holidays':
      return 'n8n no conoce los días festivos. Nombra las fechas, o deja esos días a una persona';
    case 'no-time':
      return 'eso no es una hora. Las horas van de 0:00 a 23:59';
    case 'past':
      return 'ese momento ya pasó. Indica uno posterior';
    default:
      return what satisfies never;
  }
};

const quoted = (words: readonly string[]): string => words.map((one) => `«${one}»`).join(', ');

export const planner: typeof en = {
  'not-said': (what) => {
    if ('words' in what && what.template && templates.asks[what.template]) return templates.asks[what.template];
    if ('words' in what) return Object.hasOwn(asking, what.key) ? asking[what.key as keyof typeof asking] : askingElse;
    const { label, hint } = asks[what.ask](what.channel);
    return hint === '' ? label : `${label} ${hint}`;
  },
  'not-understood': ({ part }) =>
    `Esta parte no se entendió y no está en el workflow: «${part}». Dilo de otra manera, o déjala fuera.`,
  'not-possible': ({ part, ...what }) => `No hecho: «${part}», porque ${notDone(what)}.`,
  'condition-not-understood': ({ part }) =>
    `La condición «${part}» no se entendió. Nombra un campo y compáralo, por ejemplo «if status is not 200» o «if amount > 100».`,
  'not-done': ({ words }) => `No hecho: ${quoted(words)}. Dígalo de otra manera o déjelo fuera.`,
  'left-out': ({ words }) => `Se dejó fuera: ${quoted(words)}.`,
  'old-not-there': ({ words }) => `${quoted(words)} no era lo que había antes. Revisa el cambio.`,
  'not-asked-for': ({ step }) => `El paso «${step}» no se pidió expresamente.`,
};
