const often = (times: number): string => (times === 1 ? 'once' : `${times} times`);

/** What a rehearsal showed, line by line. Names of steps come with their quotation marks. */
export const rehearsal = {
  quoted: (text: string): string => `“${text}”`,
  heading: (trigger: string): string => `Rehearsed in n8n from ${trigger}; nothing was sent, changed or called.`,
  /** `day` of a real execution, as the reader writes it. */
  afterRun: (day: string): string => `Example after the run of ${day}; names and secrets masked.`,
  asSaid: 'Rehearsed in n8n: exactly this; nothing sent.',
  /** `what`: in words, `times` at least 1. */
  step: (node: string, what: string, times: number): string =>
    `${node} would ${what}${times === 1 ? '' : `, ${times} times`}`,
  value: (label: string, text: string): string => `${label}: ${text}`,
  more: (count: number): string => (count === 1 ? 'and once more' : `and ${count} times more`),
  attribution: 'n8n adds a line of its own: sent automatically with n8n.',
  nothing: 'With this example nothing goes out.',
  branch: (node: string, ways: string): string => `${node} went: ${ways}`,
  through: (node: string, items: number): string => `${node} let through: ${items}`,
  way: (name: string, items: number): string => `${name} (${items})`,
  notReached: (nodes: string): string => `Not come past with this example: ${nodes}`,
  example: (node: string, source: string): string => `${node}: ${source}`,
  examples: 'Examples used',
  sources: {
    given: 'as given',
    run: 'after a real run, masked',
    described: 'as n8n describes it',
    known: 'as n8n gives it',
    imagined: 'as the model imagines it',
    assumed: 'assumed from what the workflow reads',
  },
  variants: {
    value: (field: string, value: string): string => `When ${field} is ${value}`,
    missing: (field: string): string => `When ${field} is missing`,
    empty: (field: string): string => `When ${field} is empty`,
    negative: (field: string): string => `When ${field} is negative`,
    twoItems: (node: string): string => `When ${node} gives two items`,
    twice: (node: string): string => `When ${node} gives the same twice`,
    noItems: (node: string): string => `When ${node} gives nothing`,
    fails: (node: string): string => `When ${node} fails`,
  },
  times: (node: string, times: number, before: number): string =>
    times === 0
      ? `${node} does nothing`
      : `${node} works ${often(times)} instead of ${before === 0 ? 'not at all' : often(before)}`,
  turned: (node: string, to: string, before: string): string =>
    to === '' ? `nothing leaves ${node}` : `${node} goes “${to}” instead of “${before}”`,
  /** What a step that takes the same once led to. */
  doneOnce: 'it is done once',
  moreLines: (count: number): string => `… and ${count} more`,
  notRehearsed: 'Not rehearsed',
  unknown: {
    assumed: (node: string): string =>
      `whether the data of ${node} has these fields: the example repeats what the workflow expects`,
    imagined: (node: string): string => `whether the data of ${node} has these fields: the model made the example up`,
    withheld: (node: string, field: string): string =>
      `${field} of ${node}: it is not worked out before somebody approves`,
    program: (node: string): string => `the program of ${node}: it calls something, or may not end`,
    model: (node: string): string => `what the model of ${node} answers, and which tools it uses`,
    wait: (node: string): string => `how long ${node} waits, and what is answered`,
    earlier: (node: string): string => `what ${node} has seen in earlier executions`,
    workflow: (node: string): string => `what the workflow called by ${node} does`,
    file: (node: string): string => `the file of ${node}`,
    ownIds: (node: string): string => `ids in ${node} that n8n gives only to the workflow itself`,
    timeRanOut: 'further variants: the time was over',
    services: 'what the services make of it: their limits, signing in, how they show a text',
  },
  skipped: {
    off: 'Not rehearsed: this Flowsmith or its n8n is not set up for it.',
    busy: 'Not rehearsed: n8n had too much to do.',
    away: 'Not rehearsed: n8n did not take part.',
    slow: 'Not rehearsed: n8n took too long.',
    too_large: 'Not rehearsed: what came out is too much to keep.',
  },
  noTrigger: 'Nothing starts this workflow, so there is nothing to rehearse.',
  failedBefore: (what: string): string => `With the example before: ${what}`,
  before: 'Before, with the same example',
  notNow:
    'Something has to be settled first, or it was decided about already: it is rehearsed when it can be approved.',
  tried: (name: string): string => `Tried out · ${name}`,
  tryWith: {
    button: 'Try it with…',
    title: 'Try it with another example',
    submit: 'Try it',
    hint: 'Nothing is sent: it runs in n8n with everything that reaches outside held back.',
  },
  test: {
    button: 'Send me a test',
    title: (name: string): string => `Test · ${name}`,
    slack: (step: string, person: string, as: string): string =>
      `${step}, as a direct message in Slack to ${person} alone, sent as ${as}:`,
    mail: (step: string, to: string, as: string): string => `${step}, as an e-mail to ${to} alone, sent as ${as}:`,
    first: (times: number): string => `With this example it would be sent ${times} times: a test is the first of them.`,
    only: (person: string): string =>
      `This is sent for real, once, to ${person} and nobody else. Nothing else of the workflow runs.`,
    send: 'Send it to me',
    underWay: 'It is being sent…',
    sent: 'Sent. Look whether it arrived as it should.',
    refused: (why: string): string =>
      `It was not sent: the service refused it with ${why}. See to the credential in n8n, or ask for a change.`,
    notSent: (why: string): string => `It was not sent. ${why} Press “Send me a test” on the draft again.`,
    unknown: 'It is not known whether it went out. It is not sent a second time: look whether it arrived.',
    changed:
      'The draft or its example changed meanwhile, so nothing was sent. Press “Send me a test” on the draft again.',
    notYours: 'This test is for whoever asked for it. Press “Send me a test” on the draft, and it goes to you.',
    noAddress:
      'Your e-mail address is not known here, so nothing can be sent to you. In Slack the app needs the permission users:read.email: ask your Flowsmith operator.',
    nothing: 'No step of it can be sent to you alone: only text messages of Slack, in Slack, and e-mails can.',
  },
  sampleProblems: {
    not_json: 'The example is not JSON.',
    too_large: 'The example is larger than 1 MB, or nested too deeply.',
    no_object: 'The example has to be an object, a list of objects, or {"event": …, "steps": {"name of a step": …}}.',
    too_many: 'The example has more than 50 items for one step.',
  },
};
