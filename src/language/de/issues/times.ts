import type { ClockPart, times as en } from '../../en/issues/times.ts';

const clocks: Record<ClockPart, string> = {
  hour: 'Die Stunde',
  minute: 'Die Minute',
  dayOfMonth: 'Der Tag des Monats',
  weekday: 'Der Wochentag',
};

export const times: typeof en = {
  'schedule-empty': ({ node }) => `„${node}“ hat keine Zeiten. Sag, wann es laufen soll.`,
  'unknown-interval-unit': ({ node, unit, waits }) =>
    waits
      ? `„${unit}“ ist keine Zeiteinheit. „${node}“ wartet Sekunden, Minuten, Stunden oder Tage.`
      : `„${unit}“ ist keine Zeiteinheit; n8n ließe „${node}“ stattdessen einmal am Tag laufen.`,
  'interval-out-of-range': ({ node, value, ...limit }) => {
    if ('most' in limit)
      return `Das Intervall von „${node}“ ist ${value}; mehr als ${limit.most} ${limit.refused ? 'geht nicht' : 'wird nicht gleichmäßig eingehalten'}.`;
    return limit.amount
      ? `„${node}“ sagt ${value}, wo eine Zahl von mindestens ${limit.least} nötig ist.`
      : `Das Intervall von „${node}“ ist ${value}; es muss mindestens ${limit.least} sein.`;
  },
  'time-out-of-range': ({ node, ...time }) =>
    time.what === 'days'
      ? `„${node}“ nennt einen Wochentag, den es nicht gibt; 0 ist Sonntag, 6 Samstag.`
      : `${clocks[time.what]} von „${node}“ ist ${time.value}; möglich ist ${time.least} bis ${time.most}.`,
  'weekday-malformed': ({ node }) => `Die Wochentage von „${node}“ sind keine Liste.`,
  'weekday-missing': ({ node }) =>
    `„${node}“ läuft wöchentlich, nennt aber keinen Tag; n8n ließe es jeden Tag laufen. Sag, an welchem.`,
  'invalid-cron': ({ node, text }) =>
    text === ''
      ? `„${node}“ hat keinen Cron-Ausdruck. Sag, wann es laufen soll.`
      : `„${text}“ ist kein Cron-Ausdruck, „${node}“ würde also nie laufen.`,
  'poll-too-often': ({ node }) => `„${node}“ würde öfter als einmal in der Minute nachsehen; das lehnt n8n ab.`,
};
