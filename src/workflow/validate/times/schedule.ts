import type { Issue } from '#src/workflow/draft.ts';
import { toNumber, toRecord, toWord } from '#src/workflow/json/values.ts';
import { isCron } from '#src/workflow/schedule/cron.ts';
import { error, type Rule, type ViewNode, warning } from '../view.ts';

const units: Record<string, { key: string; most: number }> = {
  seconds: { key: 'secondsInterval', most: 59 },
  minutes: { key: 'minutesInterval', most: 59 },
  hours: { key: 'hoursInterval', most: 23 },
  days: { key: 'daysInterval', most: 31 },
  weeks: { key: 'weeksInterval', most: Number.POSITIVE_INFINITY },
  months: { key: 'monthsInterval', most: Number.POSITIVE_INFINITY },
};
const clocks: [key: string, least: number, most: number, name: string][] = [
  ['triggerAtHour', 0, 23, 'hour'],
  ['triggerAtMinute', 0, 59, 'minute'],
  ['triggerAtDayOfMonth', 1, 31, 'day of the month'],
];

/** Schedule Triggers that n8n would take and never fire, or fire at other times: cron lines, intervals, times. */
export const checkSchedules: Rule = (view) =>
  view.nodes.filter((node) => !node.disabled && node.type === 'n8n-nodes-base.scheduleTrigger').flatMap(checkRule);

function checkRule(node: ViewNode): Issue[] {
  const rule = node.parameters['rule'];
  if (rule === undefined) return [];
  const interval = toRecord(rule)['interval'];
  if (!Array.isArray(interval) || interval.length === 0) {
    return [
      error('schedule-empty', `"${node.name}" has no times. Say when it should run.`, {
        node: node.name,
        path: 'parameters.rule',
      }),
    ];
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
    const message = `"${toWord(field).slice(0, 40)}" is no unit of time; n8n would run "${node.name}" once a day instead.`;
    return [error('unknown-interval-unit', message, { node: node.name, path: `${path}.field` })];
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
    return [
      error(
        'interval-out-of-range',
        `The interval of "${node.name}" is ${toWord(value).slice(0, 40)}; it has to be at least 1.`,
        at,
      ),
    ];
  }
  if (number <= unit.most) return [];
  // From 1.3 on the node refuses to start; before, seconds make a cron line that fires once a minute.
  const refused = node.version >= 1.3 || unit === units['seconds'];
  const message = `The interval of "${node.name}" is ${number}; more than ${unit.most} ${refused ? 'does not work' : 'is not kept evenly'}.`;
  return [(refused ? error : warning)('interval-out-of-range', message, at)];
}

/** n8n reads an emptied field as 0 or as its default. */
export const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '';
/** True for a value that is only known when it runs. */
export const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('=');

function checkClock(node: ViewNode, entry: Record<string, unknown>, path: string): Issue[] {
  return clocks.flatMap(([key, least, most, name]) => {
    const value = entry[key];
    if (isUnset(value) || isExpression(value)) return [];
    const number = toNumber(value);
    if (Number.isInteger(number) && number >= least && number <= most) return [];
    const message = `The ${name} of "${node.name}" is ${toWord(value).slice(0, 40)}; it has to be between ${least} and ${most}.`;
    return [error('time-out-of-range', message, { node: node.name, path: `${path}.${key}` })];
  });
}

function checkDays(node: ViewNode, entry: Record<string, unknown>, path: string): Issue[] {
  const days = entry['triggerAtDay'];
  if (entry['field'] !== 'weeks' || days === undefined || isExpression(days)) return [];
  const at = { node: node.name, path: `${path}.triggerAtDay` };
  if (!Array.isArray(days)) return [error('weekday-malformed', `The weekdays of "${node.name}" are not a list.`, at)];
  if (days.length === 0)
    return [
      error(
        'weekday-missing',
        `"${node.name}" runs weekly but names no day, so n8n would run it every day. Say on which.`,
        at,
      ),
    ];
  const wrong = days.find((day: unknown) => !(toNumber(day) >= 0 && toNumber(day) <= 6));
  return wrong === undefined
    ? []
    : [error('time-out-of-range', `"${node.name}" names a weekday that does not exist; 0 is Sunday, 6 Saturday.`, at)];
}

/** Findings about one cron line of a node. */
export function checkCron(node: ViewNode, expression: unknown, path: string): Issue[] {
  if (isExpression(expression)) return [];
  const text = typeof expression === 'string' ? expression.trim() : '';
  if (isCron(text)) return [];
  const message =
    text === ''
      ? `"${node.name}" has no cron expression. Say when it should run.`
      : `"${text.slice(0, 60)}" is no cron expression, so "${node.name}" would never run.`;
  return [error('invalid-cron', message, { node: node.name, path })];
}
