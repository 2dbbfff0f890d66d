import { type Clause, dropStart, verbs } from './clauses.ts';
import { accessor, type DataSource, pathOf } from './data.ts';
import { toLiteral } from './words.ts';

/** One comparison in the words of the request. */
export interface Comparison {
  field: string;
  operation: string;
  type: 'string' | 'number' | 'boolean';
  value?: string;
}

export interface Condition {
  comparisons: Comparison[];
  combinator: 'and' | 'or';
  /** "unless": the act belongs to the false output. */
  negated: boolean;
  /** What is to be done when it holds, if said in the same clause. */
  rest: Clause | undefined;
  words: string;
}

/** Longest phrases first: the first that matches at the earliest place wins. */
const operators: [words: string, operation: string][] = [
  ['is greater than or equal to|is at least|at least|>=|≥|reaches', 'gte'],
  ['is less than or equal to|is at most|at most|<=|≤', 'lte'],
  ["is not equal to|does not equal|doesn't equal|is different from|!==?|<>|≠", 'notEquals'],
  [
    'is greater than|is more than|is higher than|is larger than|is bigger than|is above|is over|goes above|goes over|rises above|greater than|more than|higher than|exceeds|above|over|>',
    'gt',
  ],
  [
    'is less than|is lower than|is smaller than|is below|is under|goes below|drops below|falls below|less than|lower than|below|under|<',
    'lt',
  ],
  ["does not contain|doesn't contain|does not include|doesn't include", 'notContains'],
  ['contains|containing|includes|has the word|mentions', 'contains'],
  ["does not start with|doesn't start with", 'notStartsWith'],
  ['starts with|begins with', 'startsWith'],
  ['ends with', 'endsWith'],
  [
    "is not empty|isn't empty|is not none|isn't none|is not null|isn't null|is not blank|isn't blank|is not missing|exists|is set|is present",
    'notEmpty',
  ],
  [
    'is empty|is missing|is not set|does not exist|is none|is null|is blank|is nothing|is undefined|equals none|equals null',
    'empty',
  ],
  ["is not|isn't|are not", 'notEquals'],
  ['is equal to|equals|is|are|==?', 'equals'],
];
const operatorPattern = new RegExp(
  `(?:^| )(?:${operators.map(([words]) => `(${words.replace(/[.*+?^${}[\]\\]/g, '\\$&')})`).join('|')})(?= |$|[\\d"\\uE002-])`,
);
const failing =
  /\b(?:is|are|goes|seems|was)? ?(?:down|offline|unreachable|not reachable|unavailable|not available|not ok|failing|broken)\b|\b(?:fails?|errors?|(?:does|did)(?: not|n't) (?:respond|answer|work))\b/;
const verbAhead = new RegExp(`,? (?:then |please )*(?=(?:${verbs})\\b)`);

/** Reads "if …", "only when …", "unless …" with what follows it; undefined when the clause is no condition. */
export function parseCondition(clause: Clause): Condition | undefined {
  const lead = /^(?:but )?(?:only )?(if|when|unless|in case) /.exec(clause.mask);
  if (!lead) return undefined;
  const body = dropStart(clause, lead[0].length);
  const { comparisons, combinator, end } = readComparisons(body);
  if (comparisons.length === 0) return undefined;
  const tail = dropStart(body, end);
  const action = tail.mask.replace(/^[\s,]*(?:then |please )?/, '');
  const rest = action === '' ? undefined : dropStart(tail, tail.mask.length - action.length);
  return { comparisons, combinator, negated: lead[1] === 'unless', rest, words: body.text.slice(0, end).trim() };
}

function readComparisons(body: Clause): { comparisons: Comparison[]; combinator: 'and' | 'or'; end: number } {
  const comparisons: Comparison[] = [];
  let combinator: 'and' | 'or' = 'and';
  let end = 0;
  for (let rest = body, round = 0; round < 5; round += 1) {
    const one = readOne(rest);
    if (!one) break;
    comparisons.push(one.comparison);
    end = body.mask.length - rest.mask.length + one.end;
    const joint = /^,? (and|or) /.exec(rest.mask.slice(one.end));
    if (!joint) break;
    const following = dropStart(rest, one.end + joint[0].length);
    if (new RegExp(`^(?:${verbs})\\b`).test(following.mask) || !readOne(following)) break;
    combinator = joint[1] === 'or' ? 'or' : 'and';
    rest = following;
  }
  return { comparisons, combinator, end };
}

function readOne(clause: Clause): { comparison: Comparison; end: number } | undefined {
  const down = failing.exec(clause.mask.slice(0, 200));
  const found = operatorPattern.exec(clause.mask.slice(0, 400));
  if (down && (!found || down.index <= found.index + 1)) {
    const end = down.index + down[0].length;
    return { comparison: { field: 'status', operation: 'notEquals', type: 'number', value: '200' }, end };
  }
  const rain =
    /^(?:it(?:'s| is| will| rains| looks)?|there(?:'s| is| will be)?)(?: (?:going to|like|be))? ?(?:rain(?:s|ing|y)?)?\b/.exec(
      clause.mask,
    );
  if (rain && /rain/.test(rain[0]))
    return { comparison: { field: 'rain', operation: 'gt', type: 'number', value: '50' }, end: rain[0].length };
  const had = havingOf(clause);
  if (had && (!found || had.end <= found.index + 1)) return had;
  if (!found) return undefined;
  const index = found.slice(1).findIndex((group) => group !== undefined);
  const operation = operators[index]?.[1] ?? 'equals';
  const field = clause.text.slice(0, found.index).trim();
  const after = found.index + found[0].length;
  if (field === '' || field.split(' ').length > 6) return undefined;
  if (operation === 'empty' || operation === 'notEmpty') {
    return { comparison: { field, operation, type: 'string' }, end: after };
  }
  const end = valueEnd(clause.mask, after);
  const raw = clause.text.slice(after, end).trim();
  const value = unquote(raw);
  if (value === '') return undefined;
  return { comparison: { field, ...typed(operation, value) }, end };
}

const degrees = 'high|low|medium|critical|urgent|normal|hot|warm|cold|open|closed|new|active|inactive|paid|unpaid';
const owner =
  '^((?:(?:the|an?|its?|this|that|each|our|my) )?(?:[\\p{L}-]+ ){1,2}?)(?:has|have|had|with) (?:an? |the )?';
const having: [pattern: RegExp, value: number, field: number][] = [
  // `the incident has "high" impact`, `the lead has a hot rating`
  [new RegExp(`${owner}(\uE002+|${degrees}) ([\\p{L}_-]+)(?= |,|$)`, 'u'), 2, 3],
  // `the deal has the stage "won"`, `the lead has a rating of hot`
  [new RegExp(`${owner}([\\p{L}_-]+) (?:of |set to |equal to )?(\uE002+)(?= |,|$)`, 'u'), 3, 2],
  [new RegExp(`${owner}([\\p{L}_-]+) (?:of|set to|equal to) ([\\p{L}\\p{N}_-]+)(?= |,|$)`, 'u'), 3, 2],
];
const lacking = new RegExp(`${owner.replace('(?:an? |the )?', '')}no ([\\p{L}_-]+)(?= |,|$)`, 'u');

/** `the incident has "high" impact`: the field, and what it has to be; "has no rating": that it is empty. */
function havingOf(clause: Clause): { comparison: Comparison; end: number } | undefined {
  const none = lacking.exec(clause.mask);
  if (none)
    return { comparison: { field: `${none[1]}${none[2]}`, operation: 'empty', type: 'string' }, end: none[0].length };
  for (const [pattern, value, field] of having) {
    const found = pattern.exec(clause.mask);
    if (!found) continue;
    const groupAt = (group: number) => found[0].lastIndexOf(found[group] ?? '');
    const said = clause.text.slice(groupAt(value), groupAt(value) + (found[value]?.length ?? 0));
    const name = `${found[1]}${found[field]}`;
    return { comparison: { field: name, ...typed('equals', unquote(said)) }, end: found[0].length };
  }
  return undefined;
}

/** The value ends at a comma, "and"/"or", or where an act begins. */
function valueEnd(mask: string, from: number): number {
  const tail = mask.slice(from);
  const stop = /,(?!\d)| and | or | then |;/.exec(tail)?.index ?? tail.length;
  const verb = verbAhead.exec(tail.slice(1));
  return from + Math.min(stop, verb ? verb.index + 1 : tail.length);
}

function unquote(value: string): string {
  return toLiteral(value.replace(/^["“„'`‘«]+|["”“'`’»]+$/g, ''), 300);
}

function typed(operation: string, value: string): Pick<Comparison, 'operation' | 'type' | 'value'> {
  const number =
    /^[€$£]? ?(-?\d[\d,]*(?:\.\d+)?)(?: ?(?:%|°c?|degrees?|euros?|eur|usd|dollars?|percent|celsius|k)){0,2}$/i.exec(
      value,
    )?.[1];
  const numeric = number?.replaceAll(',', '');
  if (['gt', 'lt', 'gte', 'lte'].includes(operation)) return { operation, type: 'number', value: numeric ?? value };
  if (operation === 'equals' || operation === 'notEquals') {
    if (numeric !== undefined) return { operation, type: 'number', value: numeric };
    const truth = /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : undefined;
    if (truth !== undefined)
      return { operation: (operation === 'equals') === truth ? 'true' : 'false', type: 'boolean' };
  }
  return { operation, type: 'string', value };
}

/** Parameters of the IF node; undefined when a field cannot be named, or a number was expected and none came. */
export function toIfParameters(
  condition: Condition,
  source: DataSource,
  previous: string,
): Record<string, unknown> | undefined {
  const conditions: Record<string, unknown>[] = [];
  for (const [index, { field, operation, type, value }] of condition.comparisons.entries()) {
    const path = /^(?:https?:|site$|the (?:site|website|page|service|api|server)$)/i.test(field)
      ? undefined
      : pathOf(source, field);
    if (!path || (type === 'number' && !Number.isFinite(Number(value)))) return undefined;
    const fallback = path === '.statusCode' ? ' ?? 0' : '';
    const unary = value === undefined;
    conditions.push({
      id: `condition-${index + 1}`,
      leftValue: `={{ ${accessor(source, previous)}${path}${fallback} }}`,
      rightValue: unary ? '' : type === 'number' ? Number(value) : value,
      operator: { type, operation, ...(unary ? { singleValue: true } : {}) },
    });
  }
  return ifParameters(conditions, condition.combinator);
}

/** The IF node's parameters for ready-made conditions; compares loosely, as people mean it. */
export function ifParameters(
  conditions: Record<string, unknown>[],
  combinator: 'and' | 'or' = 'and',
): Record<string, unknown> {
  return {
    conditions: {
      options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 2 },
      conditions,
      combinator,
    },
    looseTypeValidation: true,
    options: { ignoreCase: true },
  };
}
