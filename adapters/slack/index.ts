import type { FastifyInstance } from 'fastify';
import type { Adapter, AdapterPorts } from '#src/chat/adapter.ts';
import type { SlackConfig } from '#src/config.ts';
import { ConfigError } from '#src/errors.ts';
import { placeOf } from './address.ts';
import { createSingleClient, type SlackClients, type SlackIdentity, toClientOptions } from './clients.ts';
import { createDelivery } from './deliver.ts';
import { createEyes } from './eyes.ts';
import { createFirstSigns, type SignWaits } from './first-sign.ts';
import { createForms } from './forms.ts';
import { createSlackHome } from './home.ts';
import { registerInstall } from './install.ts';
import { createInstalledClients } from './installed-clients.ts';
import { createSlackOAuth } from './oauth.ts';
import { createPace } from './pace.ts';
import { createSlackPeople, introducing } from './people.ts';
import { createSlackPictures } from './pictures.ts';
import { registerReceiver } from './receive.ts';
import { scopes } from './scopes.ts';
import { createAgentSessions } from './sessions.ts';
import { startSocket } from './socket.ts';
import { createUnfurls } from './unfurl.ts';

export interface SlackOptions
  extends Pick<AdapterPorts, 'inbox' | 'forms' | 'pickers' | 'home' | 'answers' | 'previews' | 'log' | 'pictures'> {
  config: SlackConfig;
  /** Needed with OAuth. */
  installations?: AdapterPorts['installations'];
  /** Milliseconds before each further attempt to show a picture just uploaded; shorter in tests. */
  pictureWaitsMs?: readonly number[];
  /** Milliseconds between two messages of a channel [1 000]; shorter in tests. */
  messageEveryMs?: number;
  /** How long an answer may take until there is a sign of life; other times in tests. */
  signWaits?: Partial<SignWaits>;
  /** For tests: a card that Slack would refuse is an error, not shortened. */
  strict?: boolean;
  /** Spares the `auth.test` call that otherwise precedes the first event. */
  identity?: SlackIdentity;
}

/**
 * Slack, wired: opens no connection until something arrives or is sent. Adds POST /slack/events, /slack/install with
 * OAuth, and the connection of Socket Mode; disposing ends that and waits for private answers still on their way.
 */
export function createSlack(options: SlackOptions): Adapter {
  const { config, log, pictures, pictureWaitsMs } = options;
  const { clients, registerOAuth } = createAccess(options);
  const pending = new Set<Promise<void>>();
  const track = (work: Promise<void>) => {
    pending.add(work);
    void work.finally(() => pending.delete(work));
  };
  let socket: AsyncDisposable | undefined;
  const people = createSlackPeople({ clients, log });
  const inbox = introducing(options.inbox, people);
  const home = createSlackHome({ clients, people, home: options.home, log });
  const eyes = createEyes({ clients, log });
  const signs = createFirstSigns({ answers: options.answers, eyes, log, waits: options.signWaits });
  const forms = createForms({ clients, people, forms: options.forms, inbox, log });
  return {
    platform: createDelivery({
      clients,
      pictures: createSlackPictures({ clients, pictures, log, ...(pictureWaitsMs ? { waitsMs: pictureWaitsMs } : {}) }),
      sessions: createAgentSessions({ clients, log }),
      eyes,
      home,
      pace: createPace(Date.now, options.messageEveryMs),
      strict: options.strict ?? false,
      log,
    }),
    placeOf,
    async register(app) {
      registerOAuth(app);
      const unfurl = createUnfurls({ clients, people, previews: options.previews, log });
      const listeners = {
        config,
        unfurl,
        clients,
        inbox,
        forms,
        pickers: options.pickers,
        home,
        people,
        signs,
        log,
        track,
      };
      await registerReceiver(app, listeners);
      const { appToken } = config;
      if (appToken) socket = startSocket({ ...listeners, appToken, toOptions: () => toClientOptions(config, log) });
    },
    async [Symbol.asyncDispose]() {
      signs[Symbol.dispose]();
      await socket?.[Symbol.asyncDispose]();
      await Promise.allSettled(pending);
    },
  };
}

/** One workspace by its token, or every one that installed the app. */
function createAccess({ config, log, installations, identity }: SlackOptions): {
  clients: SlackClients;
  registerOAuth(app: FastifyInstance): void;
} {
  const toOptions = () => toClientOptions(config, log);
  if (config.botToken)
    return { clients: createSingleClient(config.botToken, toOptions(), identity), registerOAuth: () => {} };
  if (!config.oauth || !installations) throw new ConfigError('SLACK_BOT_TOKEN or SLACK_CLIENT_ID is missing.');
  const oauth = createSlackOAuth(config.oauth, toOptions);
  const clients = createInstalledClients({ installations, oauth, toOptions, log });
  const install = {
    config: config.oauth,
    authorizeUrl: new URL('/oauth/v2/authorize', config.apiUrl ?? 'https://slack.com').toString(),
    scopes: [...scopes.needed, ...scopes.optional],
    ...{ installations, oauth, installed: clients.forget, log },
  };
  return { clients, registerOAuth: (app) => registerInstall(app, install) };
}
