import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type Request, type Response } from 'botbuilder';
import { MsalServiceClientCredentialsFactory } from 'botframework-connector';
import { type FastifyInstance, fastify } from 'fastify';
import { pino } from 'pino';
import { createTeams } from '#adapters/teams/index.ts';
import type { Payload } from '#test/fakes/teams-activities.ts';
import { createTeamsServer, type TeamsServer } from '#test/fakes/teams-server.ts';
import { createMemoryPictures } from '#test/support/pictures.ts';

const rounds = 5;
const perRound = 400;

type Take = (activity: Payload, authorization: string) => Promise<number>;

/**
 * Prints the CPU time of one signed activity up to its 200, in Flowsmith's Teams adapter (tokens checked, activity
 * normalized, inbox in memory) and in bare botbuilder with an empty bot, in turns in the same process.
 */
export async function run(): Promise<void> {
  await using server = await createTeamsServer();
  await using flowsmith = await startFlowsmith(server);
  const bare = createBare(server);
  const authorization = `Bearer ${server.sign()}`;
  const times = { flowsmith: [] as number[], bare: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, take] of Object.entries({ flowsmith: flowsmith.take, bare }) as [keyof typeof times, Take][]) {
      const ms = await measure(server, take, authorization);
      if (round > 0) times[name].push(ms);
    }
  }
  const [own, other] = [median(times.flowsmith), median(times.bare)];
  process.stdout.write(
    `teams ack, CPU per signed activity: Flowsmith ${own.toFixed(2)} ms, bare botbuilder ${other.toFixed(2)} ms (${(own / other).toFixed(2)} times)\n`,
  );
}

async function measure(server: TeamsServer, take: Take, authorization: string): Promise<number> {
  const activities = Array.from({ length: perRound }, () => server.message({ text: 'post new orders to #sales' }));
  const before = process.cpuUsage();
  for (const activity of activities) {
    const status = await take(activity, authorization);
    if (status !== 200) throw new Error(`answered ${status}`);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / perRound;
}

async function startFlowsmith(server: TeamsServer) {
  const app: FastifyInstance = fastify();
  const teams = createTeams({
    config: server.config,
    overrides: server.overrides,
    log: pino({ level: 'silent' }),
    pictures: createMemoryPictures(),
    forms: { find: async () => undefined },
    pickers: { find: async () => [] },
    cards: { current: async () => undefined },
    asides: { wait: async () => undefined },
    presence: { left: async () => undefined },
    // A redelivery: nothing else than the acknowledgement is measured.
    inbox: { accept: async () => 'duplicate' },
  });
  await teams.register(app);
  await app.ready();
  const take: Take = async (payload, authorization) => {
    const response = await app.inject({ method: 'POST', url: '/api/messages', headers: { authorization }, payload });
    return response.statusCode;
  };
  return {
    take,
    async [Symbol.asyncDispose]() {
      await app.close();
      await teams[Symbol.asyncDispose]();
    },
  };
}

function createBare(server: TeamsServer): Take {
  const { openIdMetadataUrl = '', tokenIssuer = '', acquireToken } = server.overrides;
  const application = { acquireTokenByClientCredential: acquireToken } as unknown as ClientApplication;
  const auth = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: server.appId,
      ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
      ToBotFromChannelTokenIssuer: tokenIssuer,
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/tenant',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      OAuthUrl: 'https://api.botframework.com',
      CallerId: 'urn:botframework:azure',
    },
    new MsalServiceClientCredentialsFactory(server.appId, application),
  );
  const adapter = new CloudAdapter(auth);
  return async (body, authorization) => {
    // What a server does with the bytes is part of Flowsmith's figure too.
    const parsed = JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
    const request = { body: parsed, headers: { authorization }, method: 'POST' } as unknown as Request;
    let status = 0;
    const response = { status: (code: number) => (status = code), header() {}, send() {}, end() {}, socket: null };
    await adapter.process(request, response as unknown as Response, async () => undefined);
    return status;
  };
}

type ClientApplication = ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1];

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
