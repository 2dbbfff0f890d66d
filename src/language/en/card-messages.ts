/** Words of messages that are no card about a workflow. */
export const messages = {
  working: 'Working on it',
  moment: 'One moment, I am looking.',
  toldInPrivate: 'Answered in private.',
  stop: 'Stop',
  stages: {
    understanding: 'Understanding what you want',
    choosing: 'Choosing the steps in n8n',
    checking: 'Checking that it would work',
  },
  chooseOne: 'Choose one',
  answerOwnWords: 'Or answer in your own words in this thread; in a channel, mention me.',
  answerHere: 'Answer in this thread; in a channel, mention me.',
  question: 'One question',
  interrupted: 'This was interrupted before I could answer. Please say it once more.',
  didNotWork: 'That did not work',
};

export const home = {
  welcome: 'Welcome',
  firstSteps: [
    'Tell me in your own words what should happen and when, here under Messages, with a mention in a channel, or with the slash command.',
    'I show you a draft: what it does, which apps it uses, what is still needed. Say what should be different, as often as you like.',
    'Nothing reaches n8n before somebody who may presses “Turn on”. Then I tell you whether it is really live.',
  ],
  example: 'For example: every weekday at 9:00 get https://example.com/status and post it to Slack #ops',
  waiting: 'Waiting for you',
  askedForBy: (name: string): string => `Asked for by ${name}`,
  newTitle: 'New automation',
  newLabel: 'What should happen, and when?',
  newSubmit: 'Draft it',
  find: 'Find…',
  findTitle: 'Find a workflow',
  findLabel: 'Its name, or a part of it',
  findSubmit: 'Find',
  failed: 'Failed the last time',
  more: (count: number): string => `and ${count} more`,
  yours: 'Your workflows',
  none: 'None yet. Tell me what should happen, and when.',
  hint: 'Say "list" to me for all of them, and "help" for what else I can do.',
  disclaimer: 'Drafts may be written by a language model and can be wrong: read them before you approve.',
};

/** What was done with a workflow, and by whom. */
export const acts = {
  withName: (text: string, by: string): string => `${text} (${by})`,
  gone: 'It was not in n8n any more: somebody deleted it there.',
  notStarted: (why: string): string => `Not started. ${why}`,
  mayHaveRun: 'It was called, but no answer came: it may have run. Look at its executions before starting it again.',
  executionsInN8n: 'Executions in n8n',
  retried: (by: string, execution: string): string => `Tried again by ${by}: execution ${execution}`,
  started: (by: string, execution: string): string => `Started by ${by}: execution ${execution}`,
  answered: (by: string, status: number): string => `Started by ${by}; its address answered ${status}.`,
  ended: (start: string, status: string): string => `${start} ${status}.`,
  executionInN8n: 'This execution in n8n',
  kept: (by: string): string => `Kept as it is (${by}). Nothing was changed.`,
};
