import type { ClockPart } from '#src/language/en/issues/times.ts';
import type { Issue } from '#src/model/issue.ts';
import { error } from '#src/workflow/issues.ts';
import { toList, toNumber, toRecord, toWord } from '#src/workflow/json/values.ts';
import { isWithinMinute } from '#src/workflow/schedule/cron.ts';
import type { Rule, ViewNode } from '../view.ts';
import { checkCron, isExpression, isUnset } from './schedule.ts';

/** Triggers that poll, the older Cron and Interval nodes, and Wait: their times are times n8n can keep. */
export const checkTimers: Rule = (view) => view.nodes.filter((node) => !node.disabled).flatMap(checkNode);

function checkNode(node: ViewNode): Issue[] {
  switch (node.type) {
    case 'n8n-nodes-base.cron':
      return checkTimes(node, 'triggerTimes');
    case 'n8n-nodes-base.interval':
      return checkAmount(node, 'interval', 1);
    case 'n8n-nodes-base.wait':
      return checkWait(node);
    default:
      return node.parameters['pollTimes'] === undefined ? [] : checkTimes(node, 'pollTimes');
  }
}

const clocks: [what: ClockPart, least: number, most: number][] = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['dayOfMonth', 1, 31],
  ['weekday', 0, 7],
];
const usedBy: Record<string, readonly string[]> = {
  everyHour: ['minute'],
  everyDay: ['hour', 'minute'],
  everyWeek: ['hour', 'minute', 'weekday'],
  everyMonth: ['hour', 'minute', 'dayOfMonth'],
};

function checkTimes(node: ViewNode, key: 'pollTimes' | 'triggerTimes'): Issue[] {
  const entries = toList(toRecord(node.parameters[key])['item']).slice(0, 100);
  return entries.flatMap((given, index) => {
    const entry = toRecord(given);
    const path = `parameters.${key}.item[${index}]`;
    const mode = toWord(entry['mode']);
    if (mode === 'custom') return checkCustom(node, entry['cronExpression'], `${path}.cronExpression`, key);
    if (mode === 'everyX') return checkEvery(node, entry['value'], `${path}.value`);
    const used = Object.hasOwn(usedBy, mode) ? usedBy[mode] : undefined;
    return clocks.flatMap(([what, least, most]) => {
      const value = entry[what];
      if (!used?.includes(what) || isUnset(value) || isExpression(value)) return [];
      const number = toNumber(value);
      // n8n also takes a list or a range here, such as 1-5.
      if (!Number.isFinite(number) || (number >= least && number <= most)) return [];
      const params = { node: node.name, what, value: String(number), least, most };
      return [error('time-out-of-range', params, { node: node.name, path: `${path}.${what}` })];
    });
  });
}

function checkCustom(node: ViewNode, expression: unknown, path: string, key: string): Issue[] {
  const issues = checkCron(node, expression, path);
  if (issues.length > 0 || key !== 'pollTimes' || isExpression(expression)) return issues;
  if (!isWithinMinute(toWord(expression))) return [];
  return [error('poll-too-often', { node: node.name }, { node: node.name, path })];
}

function checkEvery(node: ViewNode, value: unknown, path: string): Issue[] {
  if (isUnset(value) || isExpression(value) || toNumber(value) >= 1) return [];
  const params = { node: node.name, value: toWord(value).slice(0, 40), least: 1, amount: false };
  return [error('interval-out-of-range', params, { node: node.name, path })];
}

function checkAmount(node: ViewNode, key: string, least: number): Issue[] {
  const value = node.parameters[key];
  if (isUnset(value) || isExpression(value) || toNumber(value) >= least) return [];
  const params = { node: node.name, value: toWord(value).slice(0, 40), least, amount: true };
  return [error('interval-out-of-range', params, { node: node.name, path: `parameters.${key}` })];
}

function checkWait(node: ViewNode): Issue[] {
  const resume = node.values['resume'] ?? 'timeInterval';
  if (resume === 'timeInterval') {
    const { unit } = node.parameters;
    const known = isUnset(unit) || isExpression(unit) || ['seconds', 'minutes', 'hours', 'days'].includes(toWord(unit));
    if (!known) {
      const params = { node: node.name, unit: toWord(unit).slice(0, 40), waits: true };
      return [error('unknown-interval-unit', params, { node: node.name, path: 'parameters.unit' })];
    }
    return checkAmount(node, 'amount', 0);
  }
  const limited = (resume === 'webhook' || resume === 'form') && node.values['limitWaitTime'] === true;
  return limited && node.values['limitType'] !== 'atSpecifiedTime' ? checkAmount(node, 'resumeAmount', 0) : [];
}
