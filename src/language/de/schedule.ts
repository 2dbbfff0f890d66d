import { dayOfYear } from '../day-of-year.ts';
import type { schedule as en, Unit } from '../en/schedule.ts';
import { listIn } from '../language.ts';

const one: Record<Unit, string> = {
  second: 'jede Sekunde',
  minute: 'jede Minute',
  hour: 'jede Stunde',
  day: 'jeden Tag',
  month: 'jeden Monat',
};
const many: Record<Unit, string> = {
  second: 'Sekunden',
  minute: 'Minuten',
  hour: 'Stunden',
  day: 'Tage',
  month: 'Monate',
};
const list = listIn('de');

export const schedule: typeof en = {
  weekdays: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
  someDay: 'Tag aus den Daten',
  listDays: list,
  every: (count, unit) => (count === 1 ? one[unit] : `alle ${count} ${many[unit]}`),
  everyFew: (unit) => `alle paar ${many[unit]}`,
  everyWeekday: 'montags bis freitags',
  everyDays: (days) => `jeden ${days}`,
  weeksOnWeekdays: (weeks) => `alle ${weeks} Wochen montags bis freitags`,
  weeksOnDays: (weeks, days) => `alle ${weeks} Wochen am ${days}`,
  onDay: (when, day) => `${when} am ${day}.`,
  at: (when, clock) => `${when} um ${clock}`,
  atMinute: (when, minute) => `${when} zur Minute ${minute}`,
  timeFromData: 'der Uhrzeit aus den Daten',
  everyYear: (day, month) => `jedes Jahr am ${dayOfYear('de', day, month)}`,
  cron: (expression) => `nach dem Zeitplan ${expression} (Cron)`,
  onSchedule: 'nach einem Zeitplan',
  and: list,
};
