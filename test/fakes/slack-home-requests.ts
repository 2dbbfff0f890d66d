import { type ButtonOnCard, newTrigger, nextTs, slackBot, slackTeam } from './slack-requests.ts';

/** A button pressed on the Home tab: Slack names no channel, no message and no response URL. */
export function homeAction(input: { button: ButtonOnCard; user?: string; actionTs?: string; triggerId?: string }) {
  const { user = 'U0ANA', button, actionTs, triggerId } = input;
  return {
    type: 'block_actions',
    team: { id: slackTeam, domain: 'acme' },
    user: { id: user, username: user.slice(2).toLowerCase(), name: user.slice(2).toLowerCase(), team_id: slackTeam },
    api_app_id: 'A0APP',
    trigger_id: triggerId ?? newTrigger(),
    container: { type: 'view', view_id: 'V0HOME' },
    view: { id: 'V0HOME', type: 'home', team_id: slackTeam, app_id: 'A0APP', bot_id: slackBot },
    actions: [{ type: 'button', ...button, action_ts: actionTs ?? nextTs() }],
  };
}

/** The global shortcut of the app, chosen anywhere. */
export function newAutomation(user = 'U0ANA', triggerId = newTrigger()) {
  return {
    type: 'shortcut',
    callback_id: 'new_automation',
    trigger_id: triggerId,
    action_ts: nextTs(),
    team: { id: slackTeam, domain: 'acme' },
    user: { id: user, username: user.slice(2).toLowerCase(), team_id: slackTeam },
    is_enterprise_install: false,
  };
}
