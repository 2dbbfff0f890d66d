import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { validateBlocks } from '#adapters/slack/block-kit.ts';
import { findButton, findChoice, findThumb, refusalOfKinds } from './slack-elements.ts';
import { type Failure, takeFailure } from './slack-failures.ts';
import { createSlackFiles, type SlackFiles } from './slack-files.ts';
import { parseBody, readAll, send } from './slack-http.ts';
import { createSlackOAuthServer, type SlackOAuthServer } from './slack-oauth.ts';
import { createSlackPeople, type SlackPeople } from './slack-people.ts';
import { createSlackReactions, type SlackReactions } from './slack-reactions.ts';
import { type ButtonOnCard, nextTs, type OpenedView, slackBot, slackBotUser, slackTeam } from './slack-requests.ts';
import { createResponseUrls, type EphemeralMessage } from './slack-response-urls.ts';
import { createSlackSocket, type SlackSocket } from './slack-socket.ts';
import { createSlackSteps, type SlackSteps } from './slack-steps.ts';
import { createSlackViews } from './slack-views.ts';

export * from './slack-requests.ts';

export interface SlackCall {
  method: string;
  args: Record<string, unknown>;
  token: string;
}
export interface SlackMessage {
  channel: string;
  ts: string;
  threadTs?: string;
  text: string;
  blocks: unknown[];
  metadata?: unknown;
  /** Posted through a response URL: chat.update must not be needed for it. */
  viaResponseUrl?: boolean;
  /** How often it was rewritten. */
  updates: number;
}
export interface ResponseUrlCall {
  url: string;
  body: Record<string, unknown>;
}
export interface SlackServer extends AsyncDisposable {
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  readonly calls: SlackCall[];
  /** Every message by `channel:ts`, as people see it now. */
  readonly messages: Map<string, SlackMessage>;
  readonly ephemerals: EphemeralMessage[];
  readonly responseUrlCalls: ResponseUrlCall[];
  /** Requests no real Slack would take (unknown method, blocks it refuses); disposing fails when there are any. */
  readonly problems: string[];
  /** A fresh response URL for a channel, good for five calls; with `ts`, `replace_original` rewrites that message. */
  responseUrl(channel?: string, ts?: string): string;
  /** Makes calls of a method fail; method `response_url` stands for all response URLs. */
  fail(method: string, failure: Failure): void;
  heal(method: string): void;
  /** Channels the bot is not in: chat.* there answers `not_in_channel`. */
  readonly closedChannels: Set<string>;
  /** Beyond what the app asks for. */
  readonly granted: Set<'channels:history'>;
  /** Kinds of blocks this Slack does not know (yet): `invalid_blocks`. */
  readonly unknownBlocks: Set<string>;
  /** What was uploaded, and how slowly Slack takes files in. */
  readonly uploads: SlackFiles;
  /** What users.info says, by user id; while it is empty the app lacks `users:read`. */
  readonly people: SlackPeople['people'];
  /** Reactions of the bot by `channel:ts`; allowed to those who ask for `reactions:write`. */
  readonly reactions: SlackReactions;
  readonly unfurls: SlackPeople['unfurls'];
  /** Flows that stand at a step of this app. */
  readonly steps: SlackSteps;
  readonly sessions: SlackPeople['sessions'];
  /** Codes that people bring back from Slack's page, and what they stand for. */
  readonly oauth: SlackOAuthServer;
  readonly socket: SlackSocket;
  readonly views: OpenedView[];
  readonly homes: Map<string, OpenedView['view']>;
  readonly prompts: ReadonlyMap<string, unknown>;
  /** What is shown below a thread while the bot is at work, by `channel:thread`; empty when it is over. */
  readonly working: ReadonlyMap<string, string>;
  /** The message in a channel that was posted last, but for those that only call people. */
  lastMessage(channel?: string): SlackMessage | undefined;
  /** A button of a message by its action id or label, ready for `blockAction`. */
  button(message: Pick<SlackMessage, 'text' | 'blocks'>, name: string): ButtonOnCard;
  /** A choice of the first list on a message, by its label. */
  choice(message: Pick<SlackMessage, 'text' | 'blocks'>, label: string): ButtonOnCard;
  /** A thumb below a message. */
  thumb(message: SlackMessage, thumb: 'up' | 'down'): ButtonOnCard;
}

/** A Slack of one workspace on loopback: the Web API methods Flowsmith uses, and response URLs. */
export async function createSlackServer(): Promise<SlackServer> {
  const calls: SlackCall[] = [];
  const messages = new Map<string, SlackMessage>();
  const responseUrlCalls: ResponseUrlCall[] = [];
  const problems: string[] = [];
  const closedChannels = new Set<string>();
  const granted = new Set<'channels:history'>();
  const unknownBlocks = new Set<string>();
  const failures = new Map<string, Failure[]>();
  const responseUrls = createResponseUrls({ post: (args) => addMessage(args, true), rewrite, invalid, problems });

  const uploads = createSlackFiles(() => origin);
  const views = createSlackViews(problems);
  const people = createSlackPeople();
  const reactions = createSlackReactions();
  const steps = createSlackSteps();
  const socket = createSlackSocket(() => origin);
  const oauth = createSlackOAuthServer();

  const methods: Record<string, (args: Record<string, unknown>) => Record<string, unknown>> = {
    'auth.test': () => ({
      ok: true,
      team_id: slackTeam,
      user_id: slackBotUser,
      bot_id: slackBot,
      team: 'Acme',
      user: 'flowsmith',
    }),
    ...uploads.methods,
    ...views.methods,
    ...people.methods,
    ...reactions.methods,
    ...steps.methods,
    ...socket.methods,
    ...oauth.methods,
    'chat.postMessage': (args) => refused(args) ?? { ok: true, ...toPosted(addMessage(args)) },
    'chat.update': (args) => refused(args) ?? rewrite(`${args['channel']}:${args['ts']}`, args),
    'chat.delete': ({ channel, ts }) =>
      messages.delete(`${channel}:${ts}`) ? { ok: true, channel, ts } : { ok: false, error: 'message_not_found' },
    'conversations.open': ({ users }) => ({ ok: true, channel: { id: directChannel(String(users)) } }),
    'conversations.replies': (args) => read(args, ({ threadTs, ts }) => [threadTs, ts].includes(String(args['ts']))),
    'conversations.history': (args) => read(args, ({ threadTs }) => threadTs === undefined),
    'chat.getPermalink': ({ channel, message_ts }) =>
      messages.has(`${channel}:${message_ts}`)
        ? { ok: true, permalink: `https://acme.slack.com/archives/${channel}/p${String(message_ts).replace('.', '')}` }
        : { ok: false, error: 'message_not_found' },
    'chat.postEphemeral': (args) => {
      const problem = refused(args);
      if (problem) return problem;
      return { ok: true, message_ts: responseUrls.whisper(String(args['channel']), String(args['user']), args).ts };
    },
  };

  /** The app asks for `im:history` only; an operator may grant more. */
  function read(args: Record<string, unknown>, wanted: (message: SlackMessage) => boolean): Record<string, unknown> {
    if (!String(args['channel']).startsWith('D') && !granted.has('channels:history'))
      return { ok: false, error: 'missing_scope', needed: 'channels:history' };
    const found = [...messages.values()].filter((one) => one.channel === args['channel'] && wanted(one));
    return { ok: true, messages: found.map(({ ts, text, metadata }) => ({ ts, text, metadata })) };
  }

  function refused(args: Record<string, unknown>): Record<string, unknown> | undefined {
    if (closedChannels.has(String(args['channel']))) return { ok: false, error: 'not_in_channel' };
    return invalid(args);
  }

  function invalid(args: Record<string, unknown>): Record<string, unknown> | undefined {
    const found = args['blocks'] === undefined ? [] : validateBlocks(args['blocks']);
    problems.push(...found.map((problem) => `blocks: ${problem}`));
    if (found.length > 0) return { ok: false, error: 'invalid_blocks' };
    const unusable = refusalOfKinds(args['blocks'], unknownBlocks) ?? uploads.problemOf(args['blocks']);
    if (unusable) return unusable;
    if (!args['text'] && !(Array.isArray(args['blocks']) && args['blocks'].length > 0))
      return { ok: false, error: 'no_text' };
    return undefined;
  }

  function addMessage(args: Record<string, unknown>, viaResponseUrl?: boolean): SlackMessage {
    const channel = directChannel(String(args['channel']));
    const message: SlackMessage = { channel, ts: nextTs(), text: '', blocks: [], updates: 0 };
    if (args['thread_ts']) message.threadTs = String(args['thread_ts']);
    if (args['metadata']) message.metadata = args['metadata'];
    if (viaResponseUrl) message.viaResponseUrl = true;
    write(message, args);
    messages.set(`${message.channel}:${message.ts}`, message);
    return message;
  }

  function rewrite(key: string, args: Record<string, unknown>): Record<string, unknown> {
    const message = messages.get(key);
    if (!message) return { ok: false, error: 'message_not_found' };
    write(message, args);
    message.updates += 1;
    return { ok: true, ...toPosted(message) };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, root, name = ''] = new URL(request.url ?? '/', 'http://slack').pathname.split('/');
    const bytes = await readAll(request);
    const contentType = request.headers['content-type'] ?? '';
    if (root === 'upload') return send(response, await uploads.receive(name, bytes, contentType), { ok: true });
    const args = parseBody(bytes.toString(), contentType);
    const failure = takeFailure(failures.get(root === 'api' ? name : 'response_url'));
    const skip = failure !== undefined && !failure.afterAccept && !failure.until;
    const [status, body] = act(root, name, args, request, skip);
    await failure?.until;
    if (!failure || failure.until) return send(response, status, body);
    if (failure.hang) return void (await wait(60_000, undefined, { ref: false }));
    const headers: Record<string, string> =
      failure.retryAfter === undefined ? {} : { 'retry-after': String(failure.retryAfter) };
    return send(response, failure.status ?? 200, { ok: false, error: failure.error ?? 'fatal_error' }, headers);
  }

  function act(
    root = '',
    name: string,
    args: Record<string, unknown>,
    request: IncomingMessage,
    skip: boolean,
  ): [number, object] {
    if (root === 'response') {
      responseUrlCalls.push({ url: `${origin}/response/${name}`, body: args });
      return skip ? [200, {}] : responseUrls.use(name, args);
    }
    calls.push({ method: name, args, token: (request.headers.authorization ?? '').replace(/^Bearer /, '') });
    const method = root === 'api' ? methods[name] : undefined;
    if (!method) problems.push(`unknown Slack method ${request.url}`);
    if (!method) return [404, { ok: false, error: 'unknown_method' }];
    return skip ? [200, {}] : [200, method(args)];
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      problems.push(String(error));
      response.destroy();
    });
  });
  socket.attach(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiUrl: `${origin}/api/`,
    calls,
    messages,
    ephemerals: responseUrls.ephemerals,
    responseUrlCalls,
    problems,
    closedChannels,
    granted,
    unknownBlocks,
    uploads,
    views: views.opened,
    homes: views.homes,
    prompts: people.prompts,
    working: people.working,
    oauth,
    socket,
    people: people.people,
    reactions: reactions.reactions,
    steps: steps.steps,
    unfurls: people.unfurls,
    sessions: people.sessions,
    responseUrl: (channel = 'C0GENERAL', ts) => `${origin}/response/${responseUrls.add(channel, ts)}`,
    fail: (method, failure) => void failures.set(method, [...(failures.get(method) ?? []), { times: 1, ...failure }]),
    heal: (method) => void failures.delete(method),
    lastMessage: (channel) =>
      [...messages.values()].findLast((one) => (!channel || one.channel === channel) && !isCall(one)),
    button: findButton,
    choice: findChoice,
    thumb: findThumb,
    async [Symbol.asyncDispose]() {
      socket.closeAll();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (problems.length > 0) throw new Error(`Slack would have refused: ${problems.join('; ')}`);
    },
  };
}

/** A message to somebody's id arrives where the app speaks with them alone. */
const directChannel = (channel: string): string => (/^[UW]/.test(channel) ? `D${channel.slice(1)}` : channel);

/** It calls people by name, in words alone. */
export const isCall = ({ text, blocks }: Pick<SlackMessage, 'text' | 'blocks'>): boolean =>
  text.startsWith('<@') && blocks.length === 0;

function write(message: SlackMessage, args: Record<string, unknown>): void {
  message.text = String(args['text'] ?? '');
  if (Array.isArray(args['blocks'])) message.blocks = args['blocks'];
}

const toPosted = ({ channel, ts }: SlackMessage) => ({ channel, ts, message: { ts, thread_ts: undefined } });
