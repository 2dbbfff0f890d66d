/**
 * True when one of the wanted entries holds for the values: equal to one of them, or a `{ _cnd: { operator: operand } }`
 * that holds for all of them.
 */
export function meets(wanted: unknown, values: readonly unknown[]): boolean {
  const list = Array.isArray(wanted) ? wanted : [wanted];
  return list.some((one: unknown) => {
    const condition = conditionOf(one);
    if (!condition) return values.includes(one);
    if (values.length === 0) return condition.operator === 'not';
    return values.every((value) => compare(condition.operator, value, condition.operand));
  });
}

function conditionOf(wanted: unknown): { operator: string; operand: unknown } | undefined {
  if (!isObject(wanted) || !isObject(wanted['_cnd'])) return undefined;
  const [first] = Object.entries(wanted['_cnd']);
  return first && { operator: first[0], operand: first[1] };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function compare(operator: string, value: unknown, operand: unknown): boolean {
  switch (operator) {
    case 'eq':
      return isEqual(value, operand);
    case 'not':
      return !isEqual(value, operand);
    case 'between':
      return isObject(operand) && order(value, operand['from']) >= 0 && order(value, operand['to']) <= 0;
    case 'gte':
      return order(value, operand) >= 0;
    case 'lte':
      return order(value, operand) <= 0;
    case 'gt':
      return order(value, operand) > 0;
    case 'lt':
      return order(value, operand) < 0;
    case 'includes':
      return typeof value === 'string' && value.includes(String(operand));
    case 'startsWith':
      return typeof value === 'string' && value.startsWith(String(operand));
    case 'endsWith':
      return typeof value === 'string' && value.endsWith(String(operand));
    case 'regex':
      return typeof value === 'string' && patternOf(String(operand))?.test(value.slice(0, 2000)) === true;
    case 'exists':
      return value !== null && value !== undefined && value !== '';
    default:
      return false;
  }
}

const isEqual = (left: unknown, right: unknown): boolean =>
  left === right || (isObject(left) && isObject(right) && JSON.stringify(left) === JSON.stringify(right));

/** Below, at or above 0 as the value is less than, equal to or more than the operand; NaN when they do not compare. */
function order(value: unknown, operand: unknown): number {
  if (typeof value === 'string' && typeof operand === 'string') return value < operand ? -1 : value > operand ? 1 : 0;
  const toNumber = (one: unknown): number =>
    typeof one === 'number' || typeof one === 'string' || typeof one === 'boolean' ? Number(one) : Number.NaN;
  return toNumber(value) - toNumber(operand);
}

const patterns = new Map<string, RegExp | undefined>();

/** The compiled pattern; undefined for one that is none. They come from the catalogue, so there are only so many. */
export function patternOf(source: string): RegExp | undefined {
  if (patterns.has(source)) return patterns.get(source);
  let pattern: RegExp | undefined;
  try {
    pattern = new RegExp(source);
  } catch {
    // A pattern that does not compile says nothing about the value.
  }
  if (patterns.size < 5000) patterns.set(source, pattern);
  return pattern;
}
