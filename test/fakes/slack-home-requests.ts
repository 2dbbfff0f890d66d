import { randomUUID } from 'node:crypto';
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

/** Somebody posts a message with links, or (`composer`) is about to. */
export function linkShared(input: { urls: string[]; user?: string; composer?: boolean }) {
  const ts = nextTs();
  const { urls, user = 'U0ANA', composer = false } = input;
  return {
    type: 'event_callback',
    team_id: slackTeam,
    api_app_id: 'A0APP',
    event_id: `Ev${ts}`,
    event_time: Math.floor(Number(ts)),
    authorizations: [{ enterprise_id: null, team_id: slackTeam, user_id: 'U0BOT', is_bot: true }],
    event: {
      type: 'link_shared',
      channel: composer ? 'COMPOSER' : 'C0GENERAL',
      is_bot_user_member: true,
      user,
      message_ts: composer ? randomUUID() : ts,
      unfurl_id: `${ts}.unfurl`,
      source: composer ? 'composer' : 'conversations_history',
      links: urls.map((url) => ({ domain: new URL(url).hostname, url })),
    },
  };
}
