import type { ClockPart, times as en } from '../../en/issues/times.ts';
import { nbsp, quoted } from '../typography.ts';

const clocks: Record<ClockPart, string> = {
  hour: 'L’heure',
  minute: 'La minute',
  dayOfMonth: 'Le jour du mois',
  weekday: 'Le jour de la semaine',
};

export const times: typeof en = {
  'schedule-empty': ({ node }) => `${quoted(node)} n’a pas d’horaires. Dites quand il doit s’exécuter.`,
  'unknown-interval-unit': ({ node, unit, waits }) =>
    waits
      ? `${quoted(unit)} n’est pas une unité de temps. ${quoted(node)} attend des secondes, minutes, heures ou jours.`
      : `${quoted(unit)} n’est pas une unité de temps${nbsp}; n8n exécuterait ${quoted(node)} une fois par jour à la place.`,
  'interval-out-of-range': ({ node, value, ...limit }) => {
    if ('most' in limit)
      return `L’intervalle de ${quoted(node)} est ${value}${nbsp}; plus de ${limit.most} ${limit.refused ? 'ne fonctionne pas' : 'n’est pas tenu régulièrement'}.`;
    return limit.amount
      ? `${quoted(node)} indique ${value} là où il faut un nombre d’au moins ${limit.least}.`
      : `L’intervalle de ${quoted(node)} est ${value}${nbsp}; il doit être d’au moins ${limit.least}.`;
  },
  'time-out-of-range': ({ node, ...time }) =>
    time.what === 'days'
      ? `${quoted(node)} indique un jour de la semaine qui n’existe pas${nbsp}; 0 est dimanche, 6 samedi.`
      : `${clocks[time.what]} de ${quoted(node)} est ${time.value}${nbsp}; il faut une valeur entre ${time.least} et ${time.most}.`,
  'weekday-malformed': ({ node }) => `Les jours de la semaine de ${quoted(node)} ne sont pas une liste.`,
  'weekday-missing': ({ node }) =>
    `${quoted(node)} s’exécute chaque semaine mais n’indique aucun jour, n8n l’exécuterait donc tous les jours. Dites lequel.`,
  'invalid-cron': ({ node, text }) =>
    text === ''
      ? `${quoted(node)} n’a pas d’expression cron. Dites quand il doit s’exécuter.`
      : `${quoted(text)} n’est pas une expression cron, ${quoted(node)} ne s’exécuterait donc jamais.`,
  'poll-too-often': ({ node }) =>
    `${quoted(node)} chercherait des nouveautés plus d’une fois par minute, ce que n8n refuse.`,
};
