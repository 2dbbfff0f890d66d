import type { ClockPart } from '#src/language/en/issues/times.ts';
import type { Issue } from '#src/model/issue.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { toNumber, toRecord, toWord } from '#src/workflow/json/values.ts';
import { isCron } from '#src/workflow/schedule/cron.ts';
import type { Rule, ViewNode } from '../view.ts';

const units: Record<string, { key: string; most: number }> = {
  seconds: { key: 'secondsInterval', most: 59 },
  minutes: { key: 'minutesInterval', most: 59 },
  hours: { key: 'hoursInterval', most: 23 },
  days: { key: 'daysInterval', most: 31 },
  weeks: { key: 'weeksInterval', most: Number.POSITIVE_INFINITY },
  months: { key: 'monthsInterval', most: Number.POSITIVE_INFINITY },
};
const clocks: [key: string, least: number, most: number, what: ClockPart][] = [
  ['triggerAtHour', 0, 23, 'hour'],
  ['triggerAtMinute', 0, 59, 'minute'],
  ['triggerAtDayOfMonth', 1, 31, 'dayOfMonth'],
];

/** Schedule Triggers that n8n would take and never fire, or fire at other times: cron lines, intervals, times. */
export const checkSchedules: Rule = (view) =>
  view.nodes.filter((node) => !node.disabled && node.type === 'n8n-nodes-base.scheduleTrigger').flatMap(checkRule);

function checkRule(node: ViewNode): Issue[] {
  const rule = node.parameters['rule'];
  if (rule === undefined) return [];
  const interval = toRecord(rule)['interval'];
  if (!Array.isArray(interval) || interval.length === 0) {
    return [error('schedule-empty', { node: node.name }, { node: node.name, path: 'parameters.rule' })];
  }
  return interval.slice(0, 100).flatMap((entry: unknown, index) => {
    return checkInterval(node, toRecord(entry), `parameters.rule.interval[${index}]`);
  });
}

function checkInterval(node: ViewNode, entry: Record<string, unknown>, path: string): Issue[] {
  const field = entry['field'] ?? 'days';
  if (field === 'cronExpression') return checkCron(node, entry['expression'], `${path}.expression`);
  const unit = typeof field === 'string' && Object.hasOwn(units, field) ? units[field] : undefined;
  if (!unit) {
    if (toWord(field).startsWith('=')) return [];
    const params = { node: node.name, unit: toWord(field).slice(0, 40), waits: false };
    return [error('unknown-interval-unit', params, { node: node.name, path: `${path}.field` })];
  }
  return [
    ...checkCount(node, entry[unit.key], unit, `${path}.${unit.key}`),
    ...checkClock(node, entry, path),
    ...checkDays(node, entry, path),
  ];
}

function checkCount(node: ViewNode, value: unknown, unit: { most: number }, path: string): Issue[] {
  if (isUnset(value) || isExpression(value)) return [];
  const number = toNumber(value);
  const at = { node: node.name, path };
  if (!Number.isFinite(number) || number < 1) {
    const params = { node: node.name, value: toWord(value).slice(0, 40), least: 1, amount: false };
    return [error('interval-out-of-range', params, at)];
  }
  if (number <= unit.most) return [];
  // From 1.3 on the node refuses to start; before, seconds make a cron line that fires once a minute.
  const refused = node.version >= 1.3 || unit === units['seconds'];
  const params = { node: node.name, value: String(number), most: unit.most, refused };
  return [(refused ? error : warning)('interval-out-of-range', params, at)];
}

/** n8n reads an emptied field as 0 or as its default. */
export const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '';
/** True for a value that is only known when it runs. */
export const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('=');

function checkClock(node: ViewNode, entry: Record<string, unknown>, path: string): Issue[] {
  return clocks.flatMap(([key, least, most, what]) => {
    const value = entry[key];
    if (isUnset(value) || isExpression(value)) return [];
    const number = toNumber(value);
    if (Number.isInteger(number) && number >= least && number <= most) return [];
    const params = { node: node.name, what, value: toWord(value).slice(0, 40), least, most };
    return [error('time-out-of-range', params, { node: node.name, path: `${path}.${key}` })];
  });
}

function checkDays(node: ViewNode, entry: Record<string, unknown>, path: string): Issue[] {
  const days = entry['triggerAtDay'];
  if (entry['field'] !== 'weeks' || days === undefined || isExpression(days)) return [];
  const at = { node: node.name, path: `${path}.triggerAtDay` };
  if (!Array.isArray(days)) return [error('weekday-malformed', { node: node.name }, at)];
  if (days.length === 0) return [error('weekday-missing', { node: node.name }, at)];
  const wrong = days.find((day: unknown) => !(toNumber(day) >= 0 && toNumber(day) <= 6));
  return wrong === undefined ? [] : [error('time-out-of-range', { node: node.name, what: 'days' }, at)];
}

/** Findings about one cron line of a node. */
export function checkCron(node: ViewNode, expression: unknown, path: string): Issue[] {
  if (isExpression(expression)) return [];
  const text = typeof expression === 'string' ? expression.trim() : '';
  if (isCron(text)) return [];
  return [error('invalid-cron', { node: node.name, text: text.slice(0, 60) }, { node: node.name, path })];
}
