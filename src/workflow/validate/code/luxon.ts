import type { AnyNode, Expression, Super } from 'acorn';

/** Methods of JavaScript's Date and of Moment that Luxon's DateTime does not have, nor n8n adds. */
export const notOfLuxon = new Set(
  `toISOString getTime getDate getDay getMonth getFullYear getHours getMinutes getSeconds getTimezoneOffset toDateString
  toTimeString toUTCString toLocaleDateString toLocaleTimeString add subtract`.split(/\s+/),
);

/** Methods of Luxon that give a DateTime again. */
const luxonSteps = new Set(['plus', 'minus', 'startOf', 'endOf', 'setZone', 'setLocale', 'toUTC', 'toLocal', 'set']);

/** True for `$now`, `$today`, `DateTime.now()` and what comes out of their chained methods. */
export function isLuxon(given: Expression | Super): boolean {
  let node = given;
  for (let steps = 0; steps < 20; steps += 1) {
    if (node.type === 'Identifier') return node.name === '$now' || node.name === '$today';
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
    const { object, property } = node.callee;
    const name = toName(property) ?? '';
    if (object.type === 'Identifier' && object.name === 'DateTime')
      return /^(?:now|utc|local|from[A-Z]\w*)$/.test(name);
    if (!luxonSteps.has(name)) return false;
    node = object;
  }
  return false;
}

const toName = (node: AnyNode): string | undefined => (node.type === 'Identifier' ? node.name : undefined);
