/** What the planner without a model asks and answers. It reads English requests alone, whatever it says them in. */
export const planning = {
  when: 'When should this run?',
  /** In this order: every morning, every Monday, a webhook, by hand. */
  whenChoices: [
    'Every morning at 9:00',
    'Every Monday at 9:00',
    'When a webhook is called',
    'When I start it by hand',
  ] as readonly string[],
  what: 'What should happen then? For example: post “Good morning” to #general.',
  city: 'For which city should the weather be reported?',
  template: (name: string): string => `This looks like the template “${name}”. Use it?`,
  templateChoices: ['Use it', 'No, something else'] as readonly [string, string],
  newOrChange: (name: string): string => `Is this a new automation, or a change of “${name}”?`,
  newOrChangeChoices: ['A new automation', 'A change of it'] as readonly [string, string],
  notDone: 'Nothing was drafted.',
  hello: 'Hello! Tell me what should happen and when.',
  canStart:
    'I can start on a schedule (“every weekday at 9”), a webhook, a form, a new e-mail, a new row in Google Sheets, a GitHub event, a new feed item, a Slack or Teams message, or an event of any app that n8n has a trigger for.',
  canDo:
    'I can fetch or post to a web address, post to Slack or Teams, send e-mail, add rows to Google Sheets or PostgreSQL or read them, report the weather, do what n8n’s nodes for other apps can, wait, set fields, and decide with “if … otherwise …”.',
  forExample: 'For example:',
  part: (words: string): string => `“${words}”`,
  /** Parts of the request, quoted by `part`. */
  notUnderstood: (parts: readonly string[]): string =>
    `I did not understand ${parts.join(' and ')}, so nothing was drafted.`,
  notSpoken: 'I read English, German, French and Spanish, and no other language.',
  sayHelp: 'Say “help” for what I can do.',
  nothingDrafted: 'I could not make a workflow of that, so nothing was drafted.',
  cannotChange: (name: string): string =>
    `Without an AI model I can change the time, the channel, an address, a text, the name, notes, tags, the time zone or retries of “${name}”, or add a step at its end: “at 7:30 instead”, “retry Get data 3 times”, “post to #ops instead”, “also email ana@example.com”. For anything else, change it in n8n, or describe a new automation as a whole.`,
};
