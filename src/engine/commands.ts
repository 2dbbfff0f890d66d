/** Words the engine answers itself, without a planner. */
export type Command = 'help' | 'list';

const words: Record<string, Command> = {
  help: 'help',
  '?': 'help',
  hi: 'help',
  hello: 'help',
  hey: 'help',
  start: 'help',
  list: 'list',
  'list workflows': 'list',
};

/** The command a message is, when it is nothing but that. An empty message asks for help. */
export function parseCommand(text: string): Command | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '');
  if (plain === '') return 'help';
  return Object.hasOwn(words, plain) ? words[plain] : undefined;
}

/** Examples that work with and without a model. */
export const helpText = `Tell me in plain words what should happen and when. I show you a draft; nothing reaches n8n until someone presses Create.

For example:
• every weekday at 9:00 get https://example.com/status and post it to Slack #ops
• when someone submits a form with name and email, add a row to Google Sheets
• every 15 minutes get https://example.com/health, if the status is not ok send an email to ops@example.com

To change a draft, tell me in its thread ("at 7 instead"); in a channel, mention me there. Say "list" for the workflows made here, "help" for this text. Please keep passwords and keys out of your messages: they belong into n8n's credentials.`;
