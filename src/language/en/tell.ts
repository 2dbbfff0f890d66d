/** How a workflow is told: when a step is done, where it goes on. Each starts small; a colon follows where steps do. */
export const tell = {
  if: (condition: string): string => `if ${condition}`,
  unless: (condition: string): string => `unless ${condition}`,
  onlyUnless: (condition: string): string => `go on unless ${condition}`,
  holds: (name: string): string => `“${name}” holds`,
  conditionHolds: 'its condition holds',
  otherwise: 'otherwise',
  error: 'if this fails',
  works: 'if this works',
  noCase: 'if no case fits',
  caseNamed: (name: string): string => `in the case “${name}”`,
  output: (name: string): string => `at its output “${name}”`,
  each: (count: string): string => (count === '1' ? 'for each item' : `for every ${count} items`),
  first: (count: string): string => (count === '1' ? 'for the first item only' : `for the first ${count} items only`),
  always: 'in any case',
  after: (names: string): string => `after ${names}`,
  at: (name: string, label: string): string => `${name} (${label})`,
  back: (name: string): string => `go back to ${name}`,
  next: 'go on with the next item',
  may: 'it may',
  colon: ':',
  thereafter: 'then',
  unreachable: 'never done, because nothing leads there',
};

/** What an expression puts into a text. */
export const said = {
  field: (name: string): string => `‹${name}›`,
  count: (name: string): string => `number of ${name}`,
  model: (name: string): string => `${name || 'a value'} as the AI chooses`,
  list: (from: string): string => (from ? `list of ${from}` : 'a list'),
  everything: 'all the data',
  now: 'current time',
  today: 'today',
  computed: (from: string): string => (from ? `from ${from}` : 'a computed value'),
  or: ' or ',
};
