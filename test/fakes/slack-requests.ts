import { createHmac, randomUUID } from 'node:crypto';

/** What Slack sends to `/slack/events`, built and signed; shapes from docs.slack.dev, trimmed to what matters. */
export const slackTeam = 'T0TEAM';
export const slackBotUser = 'U0BOT';
export const slackBot = 'B0BOT';

export interface SlackRequest {
  headers: Record<string, string>;
  body: string;
}

/** Headers that prove a body came from Slack; `timestamp` in seconds. */
export function sign(body: string, secret: string, timestamp = Math.floor(Date.now() / 1000)): Record<string, string> {
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-signature': `v0=${hash}`, 'x-slack-request-timestamp': String(timestamp) };
}

let sequence = 0;
/** A new Slack timestamp: also the id of a message in its channel. */
export function nextTs(): string {
  sequence += 1;
  return `1790000000.${String(sequence).padStart(6, '0')}`;
}

/** A trigger as a click or command carries it: good for three seconds after it was made, and once. */
export const newTrigger = (): string => `${Date.now()}.${randomUUID()}`;

export interface SlashCommandInput {
  text: string;
  responseUrl: string;
  command?: string;
  channel?: string;
  user?: string;
  userName?: string;
  team?: string;
  triggerId?: string;
}
export function slashCommand(input: SlashCommandInput): Record<string, string> {
  return {
    command: input.command ?? '/n8n',
    text: input.text,
    team_id: input.team ?? slackTeam,
    team_domain: 'acme',
    channel_id: input.channel ?? 'C0GENERAL',
    channel_name: 'general',
    user_id: input.user ?? 'U0ANA',
    user_name: input.userName ?? 'ana',
    trigger_id: input.triggerId ?? newTrigger(),
    response_url: input.responseUrl,
    api_app_id: 'A0APP',
    is_enterprise_install: 'false',
  };
}

export interface MessageInput {
  text: string;
  channel?: string;
  user?: string;
  team?: string;
  /** The organisation, when the app is installed for all of it. */
  org?: string;
  ts?: string;
  threadTs?: string;
  /** Any further field of Slack's event, e.g. `{ subtype: 'message_changed' }`. */
  extra?: Record<string, unknown>;
}
/** An `app_mention` event; the text already contains the mention, or gets it in front. */
export function mention(input: MessageInput): Record<string, unknown> {
  const text = input.text.includes(`<@${slackBotUser}>`) ? input.text : `<@${slackBotUser}> ${input.text}`;
  return eventCallback({ ...input, text, channel: input.channel ?? 'C0GENERAL' }, { type: 'app_mention' });
}
/** A `message.im` event. */
export function directMessage(input: MessageInput): Record<string, unknown> {
  return eventCallback({ ...input, channel: input.channel ?? 'D0ANA' }, { type: 'message', channel_type: 'im' });
}

/** Somebody opened the app. */
export function homeOpened(tab: 'home' | 'messages', user = 'U0ANA'): Record<string, unknown> {
  const extra = { tab };
  return eventCallback({ text: '', user, channel: 'D0ANA', extra }, { type: 'app_home_opened' });
}

/** "Automate this" chosen on a message. */
export function automate(input: {
  text: string;
  ts: string;
  threadTs?: string;
  channel?: string;
  responseUrl: string;
}) {
  const thread = input.threadTs ? { thread_ts: input.threadTs } : {};
  return {
    type: 'message_action',
    callback_id: 'automate',
    trigger_id: newTrigger(),
    action_ts: nextTs(),
    team: { id: slackTeam, domain: 'acme' },
    user: { id: 'U0ANA', name: 'ana', username: 'ana', team_id: slackTeam },
    channel: { id: input.channel ?? 'C0GENERAL', name: 'general' },
    message_ts: input.ts,
    message: { type: 'message', user: 'U0BOB', ts: input.ts, text: input.text, ...thread },
    response_url: input.responseUrl,
    is_enterprise_install: false,
  };
}

/** The app was removed from a workspace, or its tokens were; `at` in milliseconds. */
export function removal(type: 'app_uninstalled' | 'tokens_revoked', team: string, at = Date.now()) {
  const tokens = type === 'tokens_revoked' ? { tokens: { oauth: [], bot: [slackBotUser] } } : {};
  return {
    type: 'event_callback',
    team_id: team,
    api_app_id: 'A0APP',
    event: { type, ...tokens },
    event_id: `Ev${randomUUID()}`,
    event_time: Math.floor(at / 1000),
  };
}

/** Slack's own Stop button in a direct message of an agent. */
export function sessionStopped(input: { channel: string; threadTs: string; user?: string }): Record<string, unknown> {
  const extra = { type: 'agent_session_stopped', streaming_message_ts: [] };
  return eventCallback({ text: '', ...input, extra }, { type: 'agent_session_stopped' });
}

function eventCallback(input: MessageInput, type: Record<string, string>): Record<string, unknown> {
  const ts = input.ts ?? nextTs();
  const team = input.team ?? slackTeam;
  return {
    type: 'event_callback',
    team_id: team,
    api_app_id: 'A0APP',
    event_id: `Ev${randomUUID()}`,
    event_time: Math.floor(Number(ts)),
    authorizations: [
      {
        enterprise_id: input.org ?? null,
        team_id: team,
        user_id: slackBotUser,
        is_bot: true,
        is_enterprise_install: input.org !== undefined,
      },
    ],
    event: {
      ...type,
      user: input.user ?? 'U0ANA',
      text: input.text,
      ts,
      event_ts: ts,
      channel: input.channel,
      ...(input.threadTs ? { thread_ts: input.threadTs } : {}),
      ...input.extra,
    },
  };
}

export interface ButtonOnCard {
  action_id: string;
  block_id: string;
  value?: string;
  /** A choice of a list instead of a button. */
  selected_option?: { value: string };
  /** Of Slack's own lists. */
  selected_conversation?: string;
  selected_user?: string;
}
export interface BlockActionInput {
  /** The message the button is on, as the fake server keeps it. */
  message: { channel: string; ts: string; threadTs?: string };
  /** Only this person sees the message; Slack does not say then what it says. */
  ephemeral?: boolean;
  button: ButtonOnCard;
  responseUrl?: string;
  user?: string;
  userName?: string;
  team?: string;
  actionTs?: string;
  triggerId?: string;
}
/** A pressed button. */
export function blockAction(input: BlockActionInput): Record<string, unknown> {
  const { channel, ts, threadTs } = input.message;
  const thread = threadTs ? { thread_ts: threadTs } : {};
  const team = input.team ?? slackTeam;
  return {
    type: 'block_actions',
    team: { id: team, domain: 'acme' },
    user: {
      id: input.user ?? 'U0ANA',
      username: input.userName ?? 'ana',
      name: input.userName ?? 'ana',
      team_id: team,
    },
    api_app_id: 'A0APP',
    trigger_id: input.triggerId ?? newTrigger(),
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: input.ephemeral ?? false,
      ...thread,
    },
    channel: { id: channel, name: 'general' },
    ...(input.ephemeral ? {} : { message: { type: 'message', user: slackBotUser, bot_id: slackBot, ts, ...thread } }),
    ...(input.responseUrl ? { response_url: input.responseUrl } : {}),
    actions: [
      {
        type: input.button.selected_option ? 'static_select' : 'button',
        ...input.button,
        action_ts: input.actionTs ?? nextTs(),
      },
    ],
  };
}

export interface ViewSubmissionInput {
  /** The dialog as the fake server keeps it. */
  view: OpenedView;
  /** What was typed, by input (block id). */
  values: Record<string, string | null>;
  /** What was picked, by input. */
  picked?: Record<string, Omit<ButtonOnCard, 'action_id' | 'block_id'>>;
  user?: string;
  userName?: string;
  team?: string;
}
/** A dialog somebody sent. It names no channel: Slack does not. */
export function viewSubmission(input: ViewSubmissionInput): Record<string, unknown> {
  const { view, values, picked = {}, user, userName, team } = input;
  const idOf = (block: string) =>
    view.view.blocks.find(({ block_id }) => block_id === block)?.element?.action_id ?? 'value';
  const typed = [
    ...Object.entries(values).map(([block, value]) => [block, { value: { type: 'plain_text_input', value } }]),
    ...Object.entries(picked).map(([block, chosen]) => [block, { [idOf(block)]: chosen }]),
  ];
  return {
    type: 'view_submission',
    team: { id: team ?? slackTeam, domain: 'acme' },
    user: { id: user ?? 'U0ANA', username: userName ?? 'ana', name: userName ?? 'ana', team_id: team ?? slackTeam },
    api_app_id: 'A0APP',
    trigger_id: newTrigger(),
    view: {
      ...view.view,
      id: view.id,
      hash: view.hash,
      team_id: team ?? slackTeam,
      state: { values: Object.fromEntries(typed) },
      root_view_id: view.id,
      bot_id: slackBot,
    },
    response_urls: [],
  };
}

/** A dialog that is open. */
export interface OpenedView {
  id: string;
  hash: string;
  view: Record<string, unknown> & {
    blocks: { block_id: string; element?: { action_id?: string; type?: string; initial_value?: string } }[];
  };
}

/** An Events API request; JSON. */
export function eventRequest(payload: unknown, secret: string, timestamp?: number): SlackRequest {
  const body = JSON.stringify(payload);
  return { body, headers: { 'content-type': 'application/json', ...sign(body, secret, timestamp) } };
}
/** A slash command request; a form. */
export function commandRequest(payload: Record<string, string>, secret: string, timestamp?: number): SlackRequest {
  const body = new URLSearchParams(payload).toString();
  return { body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...sign(body, secret, timestamp) } };
}
/** An interactivity request; JSON in a form. */
export function actionRequest(payload: unknown, secret: string, timestamp?: number): SlackRequest {
  return commandRequest({ payload: JSON.stringify(payload) }, secret, timestamp);
}

/** Delivers a request to a running Flowsmith, as Slack would; `retry` adds the headers of a redelivery. */
export function deliver(baseUrl: string, { headers, body }: SlackRequest, retry?: number): Promise<Response> {
  const again = retry ? { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' } : {};
  return fetch(new URL('/slack/events', baseUrl), { method: 'POST', headers: { ...headers, ...again }, body });
}
export function sendCommand(baseUrl: string, secret: string, input: SlashCommandInput): Promise<Response> {
  return deliver(baseUrl, commandRequest(slashCommand(input), secret));
}
export function sendMention(baseUrl: string, secret: string, input: MessageInput): Promise<Response> {
  return deliver(baseUrl, eventRequest(mention(input), secret));
}
export function sendDirectMessage(baseUrl: string, secret: string, input: MessageInput): Promise<Response> {
  return deliver(baseUrl, eventRequest(directMessage(input), secret));
}
export function sendAction(baseUrl: string, secret: string, input: BlockActionInput): Promise<Response> {
  return deliver(baseUrl, actionRequest(blockAction(input), secret));
}
export async function sendView(baseUrl: string, secret: string, input: ViewSubmissionInput): Promise<Response> {
  return deliver(baseUrl, actionRequest(viewSubmission(input), secret));
}
