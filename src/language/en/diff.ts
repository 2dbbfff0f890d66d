/** What a change changes, a line each. Names come with their quotation marks. */
export const diff = {
  quoted: (text: string): string => `“${text}”`,
  name: (now: string, before: string): string => `Name: ${now} instead of ${before}`,
  adds: (what: string, name: string, where: string): string => `Adds ${name}: ${what}${where}`,
  removes: (what: string, name: string, where: string): string => `Removes ${name}: ${what}${where}`,
  /** Where a new step stands, or where one stood. */
  where: ({ after, before, serves, uses }: Record<'after' | 'before' | 'serves' | 'uses', string[]>): string =>
    [
      ...(after.length > 0 ? [`, after ${after.join(' and ')}`] : []),
      ...(before.length > 0 ? [`, before ${before.join(' and ')}`] : []),
      ...(serves.length > 0 ? [`, for ${serves.join(' and ')}`] : []),
      ...(uses.length > 0 ? [`, with ${uses.join(' and ')}`] : []),
    ].join(''),
  when: (name: string, output: string): string => `${name}, when ${output}`,
  whenFails: (name: string): string => `${name}, when it fails`,
  /** A next step with the output of the new one that leads there. */
  by: (to: string, output: string): string => `${to}${output && ` (${output.replace(/^, /, '')})`}`,
  output: (number: number): string => `output ${number}`,
  input: (name: string, number: number): string => `${name} (input ${number})`,
  inStep: (line: string, name: string): string => `${line} (${name})`,
  parameter: (label: string, value: string): string => `${label}: ${value}`,
  parameters: 'parameters',
  renamed: (before: string, now: string): string => `${before} is now called ${now}`,
  replaced: (now: string, before: string, name: string): string => `${now} instead of: ${before} (${name})`,
  runs: (now: string, before: string): string => `Runs ${now} instead of ${before}`,
  instead: (now: string, before: string): string => `${now} instead of ${before}`,
  /** The words that differ are followed by words that do not, e.g. where verbs come last. */
  endsAlike: false,
  changes: (name: string, field: string): string => `${name}: ${field} changes`,
  unset: (name: string, field: string, before: string): string =>
    `${name}: ${field} is not set any more (it was ${before})`,
  set: (name: string, field: string, now: string): string => `${name}: ${field} is now ${now}`,
  setInstead: (name: string, field: string, now: string, before: string): string =>
    `${name}: ${field} is now ${now} instead of ${before}`,
  otherWay: (name: string, field: string, now: string): string =>
    `${name}: ${field} is given in another way, still ${now}`,
  spaces: (name: string, field: string): string => `${name}: only spaces and line breaks of ${field} change`,
  secretChanges: (name: string, field: string): string => `${name}: a secret in ${field} changes`,
  computed: ' (computed from the data)',
  fixed: ' (as a fixed text)',
  itemAdded: (name: string, list: string, item: string): string => `${name}: ${list} also has ${item}`,
  itemRemoved: (name: string, list: string, item: string): string => `${name}: ${list} no longer has ${item}`,
  order: (name: string, list: string, now: string): string => `${name}: the order of ${list} is now ${now}`,
  nth: (number: number): string => `no. ${number}`,
  nothing: 'nothing',
  emptyLine: '(empty line)',
  moreLines: (count: number): string => `… ${count} more ${count === 1 ? 'line' : 'lines'}`,
  off: (name: string): string => `${name} is switched off`,
  on: (name: string): string => `${name} is switched on again`,
  errorStops: (name: string): string => `${name}: an error stops the workflow`,
  errorDoesNotStop: (name: string): string => `${name}: an error does not stop the workflow`,
  errorOutput: (name: string): string => `${name}: an error goes to its error output`,
  credential: (name: string, now: string, before: string): string =>
    now === ''
      ? `${name} no longer uses the credential ${before}`
      : `${name} uses the credential ${now}${before && ` instead of ${before}`}`,
  retried: (name: string): string => `${name} is tried again when it fails`,
  notRetried: (name: string): string => `${name} is not tried again when it fails`,
  once: (name: string): string => `${name} runs once for all items`,
  notOnce: (name: string): string => `${name} runs for every item`,
  alwaysOutput: (name: string): string => `${name} goes on even without a result`,
  notAlwaysOutput: (name: string): string => `${name} does not go on without a result`,
  version: (name: string, now: string, before: string): string =>
    `${name} uses version ${now || '(none)'} of its node type instead of ${before || '(none)'}`,
  /** Of a node, by n8n's name. */
  nodeSettings: {
    notes: 'note',
    notesInFlow: 'note shown on the canvas',
    maxTries: 'number of tries',
    waitBetweenTries: 'pause between tries in milliseconds',
    webhookId: 'its own part of the web address',
  },
  follows: (to: string, from: string): string => `${to} now follows ${from}`,
  followsNoMore: (to: string, from: string): string => `${to} does not follow ${from} any more`,
  nowUses: (name: string, part: string): string => `${name} now uses ${part}`,
  usesNoMore: (name: string, part: string): string => `${name} does not use ${part} any more`,
  stranded: (name: string): string => `Nothing leads to ${name} any more`,
  namesFollow: (names: string[]): string => `The new name is followed in ${names.join(', ')}`,
  moved: (count: number): string =>
    count === 1 ? '1 step stands elsewhere on the canvas' : `${count} steps stand elsewhere on the canvas`,
  noteAdded: (text: string): string => `Adds a note on the canvas: ${text}`,
  noteRemoved: (text: string): string => `Removes a note on the canvas: ${text}`,
  canvasNote: 'A note on the canvas',
  workflow: 'The workflow',
  about: { description: 'description', tags: 'tags', pinData: 'pinned data', nodeGroups: 'groups' },
  timezone: (now: string, before: string): string =>
    `Times are meant in ${now || "n8n's own timezone"} instead of ${before || "n8n's own timezone"}`,
  errorWorkflow: (id: string): string => `Another workflow handles its errors (${id})`,
  noErrorWorkflow: 'No workflow handles its errors',
  setting: (name: string, now: string, before: string): string =>
    `The setting “${name}” is now ${now} instead of ${before}`,
  aSecret: 'a secret',
  secret: '(secret)',
  fromData: (expression: string): string => `a value from the data (${expression})`,
  yes: 'on',
  no: 'off',
};
