import type { TemplateAsk } from '../templates.ts';

/** A value that is asked for: on a form, label and hint. */
export interface Asked {
  label: string;
  hint: string;
}

const asked = (label: string, hint = ''): Asked => ({ label, hint });

/** What the planner without a model asks for, by what it is; `channel` may be empty. */
export const asks = {
  messageText: () => asked('What the message should say, for example', 'Saying "Good morning".'),
  slackUser: () => asked('Which Slack user gets this, for example “to @anna”, or name a channel.'),
  slackChannel: () => asked('Which Slack channel, for example #general.'),
  slackChannelId: (channel: string) =>
    asked(
      `The channel ID${channel && ` of #${channel}`}`,
      'In Slack open the channel’s details and copy it from the bottom (it starts with C).',
    ),
  email: () => asked('The e-mail address it goes to.'),
  sheet: () => asked('Which Google Sheet', 'Paste its link from the address bar of the browser.'),
  teamsChannel: () => asked('Which Teams channel', 'In Teams choose "Get link to channel" and paste the link.'),
  repository: () => asked('Which GitHub repository, as owner/name, for example acme/website.'),
  table: () => asked('Which PostgreSQL table, for example', 'Table orders.'),
  feed: () => asked('The address of the feed, starting with https://.'),
  pick: (name: string) => asked(`${name}, as n8n knows it`, 'Choose it from the list, or give its ID.'),
  formFields: () => asked('The fields of the form', 'For example: name, email and message.'),
  imagePrompt: () => asked('What the image or video should show, in quotation marks.'),
  extractFields: () => asked('Which data to take out', 'For example: number, date and total.'),
};
export type Ask = keyof typeof asks;

/** One of ours, or what a template asks: a built-in one by its code, any other in the words it was saved with. */
export type NotSaid = { ask: Ask; channel: string } | { words: string; key: string; template?: TemplateAsk };

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** Why something that was asked for is not in the workflow. */
export type NotDone =
  | { reason: 'no-app' | 'no-act' | 'no-trigger' | 'no-event' | 'by-person'; app: string }
  | { reason: 'holidays' | 'no-time' | 'past' };

const notDone = (what: NotDone): string => {
  switch (what.reason) {
    case 'no-app':
      return `the connected n8n has no node for ${what.app}. An HTTP request to its API may do it`;
    case 'no-act':
      return `n8n’s node for ${what.app} has no such operation. Say it another way, or call its API with an HTTP request`;
    case 'no-trigger':
      return `n8n cannot start by itself when something happens in ${what.app}. Let it look on a schedule, or have ${what.app} call a webhook`;
    case 'no-event':
      return `n8n starts on every change there: its trigger for ${what.app} knows no such event. Check it in a condition behind it`;
    case 'by-person':
      return 'that is something a person does. n8n can remind or ask somebody: say whom, and in which app';
    case 'holidays':
      return 'n8n knows no public holidays. Name the dates, or leave those days to a person';
    case 'no-time':
      return 'that is no time of day. Times run from 0:00 to 23:59';
    case 'past':
      return 'that moment has passed. Name a later one';
    default:
      return what satisfies never;
  }
};
const quoted = (words: readonly string[]): string => words.map((one) => `“${one}”`).join(', ');

/** What the planner without a model has to say about a request. */
export const planner = {
  /** `key`: n8n's name of the parameter. */
  'not-said': (what: NotSaid) => {
    if ('words' in what) return what.words;
    const { label, hint } = asks[what.ask](what.channel);
    return `Say ${lower(label)}${hint && `: ${lower(hint)}`}`;
  },
  'not-understood': ({ part }: { part: string }) =>
    `This part was not understood and is not in the workflow: “${part}”. Say it differently, or leave it out.`,
  /** Part of the request, and why it is not in the workflow. */
  'not-possible': ({ part, ...what }: { part: string } & NotDone) => `Not done: “${part}”, because ${notDone(what)}.`,
  'condition-not-understood': ({ part }: { part: string }) =>
    `The condition “${part}” was not understood. Name a field and compare it, for example “if status is not 200” or “if amount > 100”.`,
  /** `unread`: those of the words that a planner named itself. */
  'not-done': ({ words }: { words: string[]; unread?: string[] }) =>
    `Not done: ${quoted(words)}. Say it differently, or leave it out.`,
  'left-out': ({ words }: { words: string[] }) => `Left out: ${quoted(words)}.`,
  'old-not-there': ({ words }: { words: string[] }) => `${quoted(words)} was not what it had before. Check the change.`,
  'not-asked-for': ({ step }: { step: string }) => `The step “${step}” was not asked for by name.`,
};
