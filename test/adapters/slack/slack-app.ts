import { type FastifyInstance, fastify } from 'fastify';
import { createSlack } from '#adapters/slack/index.ts';
import type { Adapter } from '#src/chat/adapter.ts';
import type { Card } from '#src/chat/card.ts';
import type { InboundEvent, Inbox } from '#src/chat/inbound.ts';
import type { Pickers } from '#src/chat/picker.ts';
import type { Forms } from '#src/chat/platform.ts';
import { createLogger } from '#src/log.ts';
import {
  createSlackServer,
  type SlackRequest,
  type SlackServer,
  slackBot,
  slackBotUser,
  slackTeam,
} from '#test/fakes/slack-server.ts';
import { createMemoryPictures } from '#test/support/pictures.ts';

export const secret = 'shhh-signing';

/** An inbox that remembers; `failure` makes it fail as a lost database would. */
export interface MemoryInbox extends Inbox {
  events: InboundEvent[];
  failure?: Error | undefined;
  delayMs: number;
}

function createMemoryInbox(): MemoryInbox {
  const events: InboundEvent[] = [];
  const inbox: MemoryInbox = {
    events,
    delayMs: 0,
    async accept(event) {
      if (inbox.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, inbox.delayMs));
      if (inbox.failure) throw inbox.failure;
      if (events.some(({ dedupeKey }) => dedupeKey === event.dedupeKey)) return 'duplicate';
      events.push(event);
      return 'accepted';
    },
  };
  return inbox;
}

export interface SlackApp extends AsyncDisposable {
  app: FastifyInstance;
  slack: Adapter;
  server: SlackServer;
  inbox: MemoryInbox;
  pictures: ReturnType<typeof createMemoryPictures>;
  send(request: SlackRequest): Promise<{ statusCode: number; body: string }>;
}

const homeCard: Card = { title: 'Flowsmith', elements: [] };

/** Every click counts as it is. */
const noForms: Forms = { find: async () => undefined };

export interface SlackAppOptions {
  knownBot?: boolean;
  forms?: Forms;
  pickers?: Pickers;
  /** Opens Socket Mode too. */
  appToken?: string;
  allowedTeams?: string[];
  strict?: boolean;
}

/** The adapter on a Fastify of its own, facing the fake Slack. `knownBot: false` makes it ask auth.test. */
export async function createSlackApp(options: SlackAppOptions = {}): Promise<SlackApp> {
  const { knownBot = true, forms = noForms, pickers = { find: async () => [] }, appToken } = options;
  const server = await createSlackServer();
  const inbox = createMemoryInbox();
  const pictures = createMemoryPictures();
  const slack = createSlack({
    config: {
      signingSecret: secret,
      botToken: 'xoxb-test',
      apiUrl: server.apiUrl,
      command: '/n8n',
      allowedTeams: options.allowedTeams ?? [],
      ...(appToken ? { appToken } : {}),
    },
    inbox,
    answers: { of: async () => 'over' },
    previews: { of: async () => new Map() },
    forms,
    pickers,
    home: { read: async () => homeCard },
    log: createLogger('silent'),
    pictures,
    strict: options.strict ?? true,
    pictureWaitsMs: [5, 5, 5],
    ...(knownBot ? { identity: { botId: slackBot, botUserId: slackBotUser, teamId: slackTeam } } : {}),
  });
  const app = fastify();
  await slack.register(app);
  return {
    app,
    slack,
    server,
    inbox,
    pictures,
    send: ({ headers, body }) => app.inject({ method: 'POST', url: '/slack/events', headers, body }),
    async [Symbol.asyncDispose]() {
      await app.close();
      await slack[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
