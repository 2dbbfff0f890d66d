/** Words only English has. */
export const english =
  /(?<!\p{L})(?:the|and|with|this|that|what|which|your|you|it|its|is|are|not|of|from|will|nothing)(?!\p{L})/iu;

/** Arguments of functions that take more than texts and counts, by path; one call each. */
export const samplesOf = new Map<string, unknown[][]>([
  ['workflow.schedule.listDays', [[['Alpha', 'Beta']]]],
  ['workflow.schedule.and', [[['Alpha', 'Beta']]]],
  [
    'workflow.schedule.everyYear',
    [
      [24, 12],
      [1, 5],
    ],
  ],
  ['workflow.summary.list', [[['Alpha', 'Beta', 'Gamma']]]],
  ['workflow.schedule.every', units((unit) => [3, unit]).concat(units((unit) => [1, unit]))],
  ['workflow.schedule.everyFew', units((unit) => [unit])],
  [
    'workflow.duration',
    [
      ...['seconds', 'minutes', 'hours', 'days'].flatMap((unit) => [
        ['1', unit],
        ['3', unit],
      ]),
    ],
  ],
  // Where a new step stands, and lists of names.
  [
    'workflow.diff.where',
    [
      [{ after: ['1', '2'], before: ['3'], serves: [], uses: [] }],
      [{ after: [], before: [], serves: ['1'], uses: ['2'] }],
    ],
  ],
  ['workflow.diff.namesFollow', [[['1', '2']]]],
  ['planning.notUnderstood', [[['Alpha', 'Beta']]]],
  ['templates.assumes.startsFrom', [[{ name: 'Alpha' }]]],
  ['templates.assumes.sentAs', [[{ address: 'Alpha' }]]],
  ['templates.assumes.noTime', [[{ time: '09:00' }]]],
  ['templates.assumes.lookedUp', [[{ place: 'Alpha' }]]],
  ['templates.assumes.placeOfZone', [[{ place: 'Alpha' }]]],
  ['templates.assumes.subject', [[{ text: 'Alpha' }]]],
  ['templates.assumes.messageSays', [[{ text: 'Alpha' }]]],
  ['templates.assumes.aiTaken', [[{ name: 'Alpha' }]]],
  ['templates.assumes.assistantReads', [[{ what: 'Alpha' }]]],
  ['templates.assumes.aiReads', [[{ what: 'Alpha' }]]],
  ['templates.assumes.fieldOf', [[{ field: 'Alpha', of: 'beta' }]]],
  ['templates.assumes.cannotListen', [[{ name: 'Alpha' }]]],
  ['templates.assumes.imageTaken', [[{ name: 'Alpha' }]]],
  ['templates.assumes.videoTaken', [[{ name: 'Alpha' }]]],
  ['templates.assumes.audioTaken', [[{ name: 'Alpha' }]]],
  ['templates.assumes.intoColumn', [[{ column: 'Alpha' }]]],
  ['templates.assumes.selectProperty', [[{ property: 'Alpha' }]]],
  ['templates.assumes.onMonthDays', [[{ days: 'Alpha' }]]],
  ['templates.assumes.askedIn', [[{ app: 'Alpha' }]]],
  ['templates.assumes.storeTaken', [[{ store: 'Alpha' }]]],
  ['templates.assumes.storeInMemory', [[{ store: 'Alpha' }]]],
  ['templates.assumes.storeNotFilled', [[{ store: 'Alpha' }]]],
  ['templates.assumes.storeFilledFrom', [[{ app: 'Alpha', store: 'Beta' }]]],
  ['templates.assumes.storeAnew', [[{ store: 'Alpha' }]]],
  ['templates.assumes.embeddingsOf', [[{ name: 'Alpha' }]]],
  ['templates.assumes.webhookAt', [[{ method: 'POST', path: 'alpha' }]]],
]);

function units(args: (unit: string) => unknown[]): unknown[][] {
  return ['second', 'minute', 'hour', 'day', 'month'].map(args);
}

/** Everything a dictionary says, by path; functions are called with samples. */
export function sayingsOf(dictionary: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(dictionary).flatMap(([key, value]: [string, unknown]): [string, string][] => {
      const path = prefix === '' ? key : `${prefix}.${key}`;
      if (typeof value === 'function') return [[path, said(path, value as (...args: unknown[]) => string)]];
      if (typeof value === 'object' && value !== null) return [...sayingsOf(value, path)];
      return [[path, String(value)]];
    }),
  );
}

function said(path: string, say: (...args: unknown[]) => string): string {
  // Once with everything there is, once with one, once with nothing: texts may be empty and counts 1.
  const plain = [
    [3, 4, 5, 6],
    [1, 1, 1, 1],
    ['', '', '', ''],
  ];
  return (samplesOf.get(path) ?? plain).map((args) => say(...args)).join(' | ');
}
