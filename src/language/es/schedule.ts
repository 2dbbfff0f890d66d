import { dayOfYear } from '../day-of-year.ts';
import type { schedule as en, Unit } from '../en/schedule.ts';
import { listIn } from '../language.ts';

const units: Record<Unit, [one: string, many: string, few: string]> = {
  second: ['segundo', 'segundos', 'pocos'],
  minute: ['minuto', 'minutos', 'pocos'],
  hour: ['hora', 'horas', 'pocas'],
  day: ['día', 'días', 'pocos'],
  month: ['mes', 'meses', 'pocos'],
};
const list = listIn('es');

export const schedule: typeof en = {
  weekdays: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
  someDay: 'día de los datos',
  listDays: list,
  every: (count, unit) => (count === 1 ? `cada ${units[unit][0]}` : `cada ${count} ${units[unit][1]}`),
  everyFew: (unit) => `cada ${units[unit][2]} ${units[unit][1]}`,
  everyWeekday: 'de lunes a viernes',
  everyDays: (days) => `cada ${days}`,
  weeksOnWeekdays: (weeks) => `cada ${weeks} semanas, de lunes a viernes`,
  weeksOnDays: (weeks, days) => `cada ${weeks} semanas, en ${days}`,
  onDay: (when, day) => `${when}, el día ${day},`,
  at: (when, clock) => `${when} a las ${clock}`,
  atMinute: (when, minute) => `${when}, en el minuto ${minute}`,
  timeFromData: 'la hora que indiquen los datos',
  everyYear: (day, month) => `cada año el ${dayOfYear('es', day, month)}`,
  cron: (expression) => `según la programación ${expression} (cron)`,
  onSchedule: 'según una programación',
  and: list,
};
