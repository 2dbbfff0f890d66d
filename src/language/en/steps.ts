/** When a workflow starts; each the start of a sentence. */
export const triggers = {
  byHand: 'When someone starts it by hand in n8n',
  webhook: (method: string, path: string): string =>
    `When a ${method} request comes in at …/webhook/${path || '(path missing)'}`,
  form: (title: string): string => `When someone submits the form “${title || 'Form'}”`,
  email: 'When an e-mail arrives',
  gmail: 'When an e-mail arrives in Gmail',
  slack: (where: string): string => `When something happens in Slack${where}`,
  rowAdded: 'When a row is added in Google Sheets',
  rowChanged: 'When a row changes in Google Sheets',
  github: (events: string, owner: string, repository: string): string =>
    `When GitHub reports ${events || 'an event'} in ${owner || 'a'}/${repository || 'repository'}`,
  feed: (address: string): string => `When the feed ${address || '(address missing)'} has a new item`,
  error: 'When another workflow fails',
  called: 'When another workflow calls it',
  app: (name: string): string => `When ${name} starts it`,
};

/** What a node does; each the middle of a sentence. */
export const steps = {
  fromData: 'a value from the data',
  noAddress: '(no address yet)',
  getData: (host: string): string => `get data from ${host}`,
  sendData: (host: string, method: string): string => `send data to ${host} (${method})`,
  postSlack: (where: string): string => `post a message to Slack${where}`,
  postTeams: (where: string): string => `post a message in Microsoft Teams${where}`,
  telegram: 'send a Telegram message',
  githubIssue: (owner: string, repository: string): string =>
    `create a GitHub issue in ${owner || 'a'}/${repository || 'repository'}`,
  openAi: 'ask an OpenAI model',
  agent: 'let an AI agent work on it',
  readFeed: (address: string): string => `read the feed ${address || '(address missing)'}`,
  email: (to: string): string => `send an e-mail to ${to || '(no address yet)'}`,
  gmail: (to: string): string => `send an e-mail with Gmail to ${to || '(no address yet)'}`,
  onlyIf: (condition: string): string => `go on only if ${condition}`,
  onlyIfNamed: (name: string): string => `go on only if “${name}” holds`,
  onlyIfHolds: 'go on only if the condition holds',
  rules: 'choose what to do next by rules',
  prepare: 'prepare the data',
  code: (name: string): string => `run code (${name})`,
  waitUntil: 'wait until the given time',
  waitForAnswer: 'wait for an answer',
  wait: (duration: string): string => `wait ${duration}`,
  splitOut: 'take the list apart',
  aggregate: 'gather everything into one',
  keepFirst: (count: string): string => `keep the first ${count}`,
  keepLast: (count: string): string => `keep the last ${count}`,
  date: 'work out the date',
  stop: 'stop with an error',
  runWorkflow: 'run another workflow',
  merge: 'bring the branches together',
  loop: 'go through the items one after the other',
  answer: 'answer the request',
  nothing: 'do nothing more',
  sheets: (sheet: string): string => `Google Sheets${sheet && ` (${sheet})`}`,
  postgres: (table: string): string => `PostgreSQL${table && ` table ${table}`}`,
  query: 'run a query in PostgreSQL',
  addRow: (to: string): string => `add a row to ${to}`,
  addOrUpdateRow: (to: string): string => `add or update a row in ${to}`,
  updateRow: (to: string): string => `update a row in ${to}`,
  updateRows: (to: string): string => `update rows in ${to}`,
  readRows: (from: string): string => `read rows from ${from}`,
  clear: (what: string): string => `clear ${what}`,
  deleteRows: (from: string): string => `delete rows from ${from}`,
  workWith: (what: string): string => `work with ${what}`,
  operation: (operation: string, app: string): string => `${operation} in ${app}`,
  withApp: (node: string, app: string): string => `${node} with ${app}`,
};

const units: Record<string, string> = { seconds: 'second', minutes: 'minute', hours: 'hour', days: 'day' };

/** How long n8n's Wait waits; `unit` is n8n's word for it. */
export const duration = (amount: string, unit: string): string =>
  `${amount} ${amount === '1' ? (units[unit] ?? unit) : unit}`;

/** A comparison: what stands left of it, and right of it where there is something. */
export const conditions = {
  compare: {
    equals: 'is',
    notEquals: 'is not',
    gt: 'is more than',
    gte: 'is at least',
    lt: 'is less than',
    lte: 'is at most',
    contains: 'contains',
    notContains: 'does not contain',
    startsWith: 'starts with',
    notStartsWith: 'does not start with',
    endsWith: 'ends with',
    notEndsWith: 'does not end with',
    regex: 'matches',
    notRegex: 'does not match',
    empty: 'is empty',
    notEmpty: 'is not empty',
    exists: 'is there',
    notExists: 'is not there',
    true: 'is true',
    false: 'is not true',
    after: 'is after',
    before: 'is before',
  },
  nothing: 'empty',
  and: ' and ',
  or: ' or ',
};
