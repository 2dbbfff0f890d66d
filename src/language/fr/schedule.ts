import { dayOfYear } from '../day-of-year.ts';
import type { schedule as en, Unit } from '../en/schedule.ts';
import { listIn } from '../language.ts';

const many: Record<Unit, string> = {
  second: 'toutes les %n secondes',
  minute: 'toutes les %n minutes',
  hour: 'toutes les %n heures',
  day: 'tous les %n jours',
  month: 'tous les %n mois',
};
const one: Record<Unit, string> = {
  second: 'chaque seconde',
  minute: 'chaque minute',
  hour: 'chaque heure',
  day: 'chaque jour',
  month: 'chaque mois',
};
const few: Record<Unit, string> = {
  second: 'à quelques secondes d’intervalle',
  minute: 'à quelques minutes d’intervalle',
  hour: 'à quelques heures d’intervalle',
  day: 'à quelques jours d’intervalle',
  month: 'à quelques mois d’intervalle',
};
const list = listIn('fr');

export const schedule: typeof en = {
  weekdays: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  someDay: 'jour issu des données',
  listDays: list,
  every: (count, unit) => (count === 1 ? one[unit] : many[unit].replace('%n', String(count))),
  everyFew: (unit) => few[unit],
  everyWeekday: 'du lundi au vendredi',
  everyDays: (days) => `chaque ${days}`,
  weeksOnWeekdays: (weeks) => `toutes les ${weeks} semaines, du lundi au vendredi`,
  weeksOnDays: (weeks, days) => `toutes les ${weeks} semaines, le ${days}`,
  onDay: (when, day) => `${when}, le ${String(day) === '1' ? '1er' : day}`,
  at: (when, clock) => `${when} à ${clock}`,
  atMinute: (when, minute) => `${when}, à la minute ${minute}`,
  timeFromData: 'l’heure indiquée dans les données',
  everyYear: (day, month) => `chaque année le ${dayOfYear('fr', day, month)}`,
  cron: (expression) => `selon la planification ${expression} (cron)`,
  onSchedule: 'selon une planification',
  and: list,
};
