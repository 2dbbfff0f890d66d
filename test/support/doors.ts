import type { AdaptiveAction } from '#adapters/teams/adaptive-types.ts';
import {
  type SlackMessage,
  sendAction,
  sendCommand,
  sendDirectMessage,
  sendMention,
} from '#test/fakes/slack-server.ts';
import { buttonsOf, type PostedActivity, type Scope as TeamsScope } from '#test/fakes/teams-activities.ts';
import { eventually, slackSecret, type TestApp } from './test-app.ts';

/** What a person sees after asking: the card's words, and buttons to press. */
export interface Asked {
  /** Everything on the card now, as JSON text. */
  text(): string;
  buttons(): string[];
  press(action: string, person?: string): Promise<{ status: number }>;
}

/** The four ways in, as a person uses them: ask, wait for the answer, press. */
export const doors = {
  'Slack command': (app: TestApp, request: string) => {
    const responseUrl = app.slack.responseUrl('C0GENERAL');
    return askSlack(app, () => sendCommand(app.url, slackSecret, { text: request, responseUrl }));
  },
  'Slack mention': (app: TestApp, request: string) =>
    askSlack(app, () => sendMention(app.url, slackSecret, { text: request })),
  'Slack DM': (app: TestApp, request: string) =>
    askSlack(app, () => sendDirectMessage(app.url, slackSecret, { text: request }), 'D0ANA'),
  'Teams channel': (app: TestApp, request: string) => askTeams(app, request, 'channel'),
  'Teams group': (app: TestApp, request: string) => askTeams(app, request, 'groupChat'),
  'Teams personal': (app: TestApp, request: string) => askTeams(app, request, 'personal'),
} satisfies Record<string, (app: TestApp, request: string) => Promise<Asked>>;

export type Door = keyof typeof doors;

const isAnswer = (text: string): boolean => !text.includes('Working on it');

async function askSlack(app: TestApp, send: () => Promise<Response>, channel = 'C0GENERAL'): Promise<Asked> {
  const before = app.slack.lastMessage(channel)?.ts;
  const response = await send();
  if (response.status !== 200) throw new Error(`Slack's request was answered ${response.status}`);
  const message = await eventually(() => {
    const last = app.slack.lastMessage(channel);
    return last && last.ts !== before && isAnswer(JSON.stringify(last.blocks)) && last;
  }, 'an answer in Slack');
  const now = (): SlackMessage => app.slack.messages.get(`${message.channel}:${message.ts}`) ?? message;
  return {
    text: () => JSON.stringify(now().blocks),
    buttons: () =>
      [...JSON.stringify(now().blocks).matchAll(/"action_id":"(\w+)"|"value":"([a-z_]+)(?::[^"]*)?"/g)].map(
        (match) => match[1] ?? match[2] ?? '',
      ),
    press: (action, person = 'U0ANA') =>
      sendAction(app.url, slackSecret, {
        message: now(),
        button: app.slack.button(now(), action),
        user: person,
        responseUrl: app.slack.responseUrl(now().channel),
      }),
  };
}

async function askTeams(app: TestApp, request: string, scope: TeamsScope): Promise<Asked> {
  const before = app.teams.activities.length;
  const response = await app.teams.send(app.url, app.teams.message({ text: request, scope }));
  if (response.status !== 200) throw new Error(`Teams' request was answered ${response.status}`);
  const posted: PostedActivity = await eventually(() => {
    const last = app.teams.activities.findLast(({ activity }) => !JSON.stringify(activity).includes('"<at>'));
    return app.teams.activities.length > before && last && isAnswer(JSON.stringify(last.activity)) && last;
  }, 'an answer in Teams');
  return {
    text: () => JSON.stringify(posted.activity),
    buttons: () => buttonsOf(posted, true).map(nameOf),
    press: (action) => app.teams.send(app.url, app.teams.execute({ card: posted, action })),
  };
}

/** What a button does; one that opens inputs does what sending them does. */
function nameOf(button: AdaptiveAction): string {
  if (button.type === 'Action.OpenUrl' || button.type === 'Action.ToggleVisibility') return button.title;
  if (button.type === 'Action.Execute') return button.verb;
  if (button.type === 'Action.Submit') return button.data.action;
  const [send] = button.card.body.flatMap((element) => (element.type === 'ActionSet' ? element.actions : []));
  return send ? nameOf(send) : button.title;
}
