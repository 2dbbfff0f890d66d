import { CloudAdapter } from 'botbuilder';
import type { Adapter, AdapterPorts } from '#src/chat/adapter.ts';
import type { TeamsConfig } from '#src/config.ts';
import { addressed } from './addressed.ts';
import { HardenedAuth, type TeamsOverrides } from './auth.ts';
import { clouds } from './cloud.ts';
import { placeOf } from './conversation.ts';
import { createTeamsPlatform } from './deliver.ts';
import { nameOf } from './name-of.ts';
import { registerMessages } from './receive.ts';
import { createRender } from './render.ts';
import { createServiceUrlRule } from './service-url.ts';

export type { TeamsOverrides } from './auth.ts';

export interface TeamsOptions
  extends Pick<AdapterPorts, 'inbox' | 'log' | 'pictures' | 'forms' | 'pickers' | 'cards' | 'asides' | 'presence'> {
  config: TeamsConfig;
  /** Sovereign clouds and tests. */
  overrides?: TeamsOverrides;
}

/**
 * Microsoft Teams. Opens nothing by itself: the server it registers `POST /api/messages` with listens, and every delivery
 * is one call.
 */
export function createTeams({
  config,
  inbox,
  log,
  pictures,
  forms,
  pickers,
  cards,
  asides,
  presence,
  overrides = {},
}: TeamsOptions): Adapter {
  const hosts = [...(config.local ? [] : clouds[config.cloud].serviceHosts), ...(overrides.serviceHosts ?? [])];
  const isAllowed = createServiceUrlRule({ local: config.local, hosts });
  const timeoutMs = overrides.timeoutMs ?? 10_000;
  const auth = new HardenedAuth(config, isAllowed, { ...overrides, timeoutMs });
  const adapter = new CloudAdapter(auth);
  auth
    .warmUp()
    .catch((error) =>
      log.warn({ error: nameOf(error) }, 'teams token not got at start: the first message tries again'),
    );
  const render = createRender({
    pictureUrl: pictures.url,
    dialogs: true,
    strict: overrides.strictCards ?? config.local,
    log,
  });
  const platform = createTeamsPlatform({
    adapter,
    appId: config.local ? '' : config.appId,
    timeoutMs: 2 * timeoutMs,
    render,
    clientHost: config.local ? undefined : clouds[config.cloud].clientHost,
    presence,
    log,
    progressMs: overrides.progressMs,
    typingMs: overrides.typingMs,
  });
  return {
    platform,
    placeOf,
    register: (app) =>
      registerMessages(app, {
        auth,
        inbox: addressed(inbox, platform),
        forms,
        pickers,
        cards,
        asides,
        platform,
        presence,
        render,
        log,
        local: config.local,
        typing: platform.showTyping,
      }),
    async [Symbol.asyncDispose]() {
      platform.stopTyping();
    },
  };
}
