import type { ClockPart, times as en } from '../../en/issues/times.ts';

const clocks: Record<ClockPart, string> = {
  hour: 'La hora',
  minute: 'El minuto',
  dayOfMonth: 'El día del mes',
  weekday: 'El día de la semana',
};

export const times: typeof en = {
  'schedule-empty': ({ node }) => `«${node}» no tiene horarios. Di cuándo debe ejecutarse.`,
  'unknown-interval-unit': ({ node, unit, waits }) =>
    waits
      ? `«${unit}» no es una unidad de tiempo. «${node}» espera segundos, minutos, horas o días.`
      : `«${unit}» no es una unidad de tiempo; n8n ejecutaría «${node}» una vez al día en su lugar.`,
  'interval-out-of-range': ({ node, value, ...limit }) => {
    if ('most' in limit)
      return `El intervalo de «${node}» es ${value}; más de ${limit.most} ${limit.refused ? 'no funciona' : 'no se mantiene regular'}.`;
    return limit.amount
      ? `«${node}» indica ${value} donde hace falta un número de al menos ${limit.least}.`
      : `El intervalo de «${node}» es ${value}; tiene que ser al menos ${limit.least}.`;
  },
  'time-out-of-range': ({ node, ...time }) =>
    time.what === 'days'
      ? `«${node}» indica un día de la semana que no existe; 0 es domingo, 6 sábado.`
      : `${clocks[time.what]} de «${node}» es ${time.value}; tiene que estar entre ${time.least} y ${time.most}.`,
  'weekday-malformed': ({ node }) => `Los días de la semana de «${node}» no son una lista.`,
  'weekday-missing': ({ node }) =>
    `«${node}» se ejecuta cada semana pero no indica ningún día, así que n8n lo ejecutaría todos los días. Di cuál.`,
  'invalid-cron': ({ node, text }) =>
    text === ''
      ? `«${node}» no tiene expresión cron. Di cuándo debe ejecutarse.`
      : `«${text}» no es una expresión cron, así que «${node}» no se ejecutaría nunca.`,
  'poll-too-often': ({ node }) => `«${node}» buscaría novedades más de una vez por minuto, lo que n8n rechaza.`,
};
