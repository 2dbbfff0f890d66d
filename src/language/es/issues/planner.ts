import type { Asked, asks as asksEn, planner as en } from '../../en/issues/planner.ts';
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
};

const quoted = (words: readonly string[]): string => words.map((one) => `«${one}»`).join(', ');

export const planner: typeof en = {
  'not-said': (what) => {
    if ('words' in what) return Object.hasOwn(asking, what.key) ? asking[what.key as keyof typeof asking] : askingElse;
    const { label, hint } = asks[what.ask](what.channel);
    return hint === '' ? label : `${label} ${hint}`;
  },
  'not-understood': ({ part }) =>
    `Esta parte no se entendió y no está en el workflow: «${part}». Dilo de otra manera, o aprueba sin ella.`,
  'condition-not-understood': ({ part }) =>
    `La condición «${part}» no se entendió. Nombra un campo y compáralo, por ejemplo «if status is not 200» o «if amount > 100».`,
  'not-done': ({ words }) => `No hecho: ${quoted(words)}. Dígalo de otra manera o déjelo fuera.`,
  'left-out': ({ words }) => `Se dejó fuera: ${quoted(words)}.`,
  'not-asked-for': ({ step }) => `El paso «${step}» no se pidió expresamente.`,
};
