const clocks = { hour: 'hour', minute: 'minute', dayOfMonth: 'day of the month', weekday: 'weekday' };
/** A part of a time of day or date. */
export type ClockPart = keyof typeof clocks;

/** Findings about schedules, polling and waiting. */
export const times = {
  'schedule-empty': ({ node }: { node: string }) => `"${node}" has no times. Say when it should run.`,
  /** `waits`: a Wait, not a schedule. */
  'unknown-interval-unit': ({ node, unit, waits }: { node: string; unit: string; waits: boolean }) =>
    waits
      ? `"${unit}" is no unit of time. "${node}" waits seconds, minutes, hours or days.`
      : `"${unit}" is no unit of time; n8n would run "${node}" once a day instead.`,
  /** `amount`: a number that is no interval; `refused`: n8n does not start it. */
  'interval-out-of-range': ({
    node,
    value,
    ...limit
  }: { node: string; value: string } & ({ least: number; amount: boolean } | { most: number; refused: boolean })) => {
    if ('most' in limit)
      return `The interval of "${node}" is ${value}; more than ${limit.most} ${limit.refused ? 'does not work' : 'is not kept evenly'}.`;
    return limit.amount
      ? `"${node}" says ${value} where a number of at least ${limit.least} is needed.`
      : `The interval of "${node}" is ${value}; it has to be at least ${limit.least}.`;
  },
  'time-out-of-range': ({
    node,
    ...time
  }: { node: string } & ({ what: ClockPart; value: string; least: number; most: number } | { what: 'days' })) =>
    time.what === 'days'
      ? `"${node}" names a weekday that does not exist; 0 is Sunday, 6 Saturday.`
      : `The ${clocks[time.what]} of "${node}" is ${time.value}; it has to be between ${time.least} and ${time.most}.`,
  'weekday-malformed': ({ node }: { node: string }) => `The weekdays of "${node}" are not a list.`,
  'weekday-missing': ({ node }: { node: string }) =>
    `"${node}" runs weekly but names no day, so n8n would run it every day. Say on which.`,
  'invalid-cron': ({ node, text }: { node: string; text: string }) =>
    text === ''
      ? `"${node}" has no cron expression. Say when it should run.`
      : `"${text}" is no cron expression, so "${node}" would never run.`,
  'poll-too-often': ({ node }: { node: string }) =>
    `"${node}" would look for news more than once a minute, which n8n refuses.`,
};
