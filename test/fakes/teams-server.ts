import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign as signBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TeamsOverrides } from '#adapters/teams/index.ts';
import type { TeamsConfig } from '#src/config.ts';
import { createActivities, type Payload, type PostedActivity } from './teams-activities.ts';

const connectorIssuer = 'https://api.botframework.com';

export interface SignOptions {
  /** `teams` signs for Teams, `webchat` for another channel, `bare` has no endorsements. */
  kid?: string;
  alg?: 'RS256' | 'HS256' | 'none';
  key?: KeyObject;
}
export interface Failure {
  status?: number;
  /** Seconds, or a date. */
  retryAfter?: string;
  /** Where a redirect points. */
  location?: string;
  /** Bot Connector error code in the body. */
  code?: string;
  /** Never answers. */
  hang?: boolean;
  /** 1 unless set. */
  times?: number;
}
type FailureKind = 'post' | 'update' | 'open' | 'member' | 'metadata';

/**
 * Stands in for the Bot Connector and for the issuer of its tokens, on a port of its own: the SDK caches signing keys
 * per URL for the life of the process.
 */
export async function createTeamsServer() {
  const keys = { teams: ['msteams'], webchat: ['webchat'], bare: undefined };
  const pairs = Object.fromEntries(
    Object.keys(keys).map((kid) => [kid, generateKeyPairSync('rsa', { modulusLength: 2048 })]),
  );
  const jwks = Object.entries(keys).map(([kid, endorsements]) => ({
    ...pairs[kid]?.publicKey.export({ format: 'jwk' }),
    kid,
    use: 'sig',
    endorsements,
  }));
  const activities: PostedActivity[] = [];
  const requests: { method: string; path: string }[] = [];
  const typing: string[] = [];
  const members = new Map<string, { email?: string }>();
  const strangers = new Set<string>();
  const outside = new Set<string>();
  let nextMessage = Date.now();
  const failures: { kind: FailureKind; left: number; failure: Failure }[] = [];

  function nextFailure(kind: FailureKind): Failure | undefined {
    const entry = failures.find((candidate) => candidate.kind === kind && candidate.left > 0);
    if (!entry) return undefined;
    entry.left -= 1;
    return entry.failure;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(request.url ?? '');
    const body = await readJson(request);
    if (body.type === 'typing') {
      typing.push(/\/v3\/conversations\/([^/]+)/.exec(path)?.[1] ?? '');
      return send(response, 201, { id: `1:${randomUUID()}` });
    }
    requests.push({ method: request.method ?? '', path });
    if (path.startsWith('/v1/')) return handleIssuer(path, response);
    if (path === '/teams/v3/conversations') return openChat(body, response);
    const member = /\/v3\/conversations\/[^/]+\/members\/([^/]+)$/.exec(path)?.[1];
    if (member !== undefined) {
      const failure = nextFailure('member');
      if (failure?.hang) return;
      if (failure) return sendFailure(response, failure);
      if (isOutside(path)) return refuseOutside(response);
      const known = members.get(member);
      return known
        ? send(response, 200, { id: member, ...known })
        : send(response, 404, { error: { code: 'MemberNotFound' } });
    }
    const match = /^\/teams\/(?:[a-z]+\/)?v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path);
    if (!match) return send(response, 404, { error: { code: 'NotFound' } });
    const [, conversationId = '', id = ''] = match;
    const isUpdate = request.method === 'PUT';
    const failure = nextFailure(isUpdate ? 'update' : 'post');
    if (failure?.hang) return;
    if (failure) return sendFailure(response, failure);
    if (isOutside(path)) return refuseOutside(response);
    const authorization = request.headers.authorization;
    if (!isUpdate) {
      // In a chat with the bot alone ids are Bot Connector's own, elsewhere the time of the message in ms.
      const newId = conversationId.startsWith('19:') ? String(nextMessage++) : `1:${randomUUID()}`;
      const posted = { id: newId, conversationId, activity: body, posted: body, updates: 0, authorization };
      activities.push(posted);
      return send(response, 201, { id: posted.id });
    }
    const known = activities.find((activity) => activity.id === id && activity.conversationId === conversationId);
    if (!known) return send(response, 404, { error: { code: 'ActivityNotFound' } });
    Object.assign(known, { activity: body, updates: known.updates + 1, authorization });
    send(response, 200, { id });
  }

  /** A chat of two is made once, and only with those who have the app. */
  function openChat(asked: { members?: { id: string }[]; tenantId?: string }, response: ServerResponse): void {
    const failure = nextFailure('open');
    if (failure?.hang) return;
    const [member, ...more] = asked.members ?? [];
    const message = "Bot is not installed in user's personal scope";
    if (failure) sendFailure(response, failure);
    else if (!member || more.length > 0 || asked.tenantId !== tenantId)
      send(response, 400, { error: { code: 'BadSyntax' } });
    else if (strangers.has(member.id)) send(response, 403, { error: { code: 'BadArgument', message } });
    else send(response, 201, { id: `a:1${member.id}` });
  }

  const isOutside = (path: string): boolean =>
    [...outside, ...[...strangers].map((id) => `a:1${id}`)].some((conversation) =>
      path.includes(`/conversations/${conversation}/`),
    );

  function refuseOutside(response: ServerResponse): void {
    const message = 'The bot is not part of the conversation roster.';
    send(response, 403, { error: { code: 'BotNotInConversationRoster', message } });
  }

  function handleIssuer(path: string, response: ServerResponse): void {
    const failure = nextFailure('metadata');
    if (failure?.hang) return;
    if (failure) sendFailure(response, failure);
    else if (path.endsWith('/openidconfiguration')) {
      send(response, 200, { issuer: connectorIssuer, jwks_uri: `${origin}/v1/keys` });
    } else send(response, 200, { keys: jwks });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;
  const serviceUrl = `${origin}/teams/`;
  const appId = randomUUID();
  const tenantId = randomUUID();
  const builders = createActivities({ id: `28:${appId}`, name: 'Flowsmith' }, tenantId, serviceUrl);

  /** A token as the Bot Connector would sign it; a claim set to undefined is left out. */
  function sign(claims: Record<string, unknown> = {}, { kid = 'teams', alg = 'RS256', key }: SignOptions = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const standard = { iss: connectorIssuer, aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3600 };
    const signed = [
      { alg, kid, typ: 'JWT' },
      { ...standard, ...claims },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const pair = pairs[kid];
    if (alg === 'none') return `${signed}.`;
    if (alg === 'HS256') {
      const secret = pair?.publicKey.export({ type: 'spki', format: 'pem' }) ?? '';
      return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
    }
    const signer = key ?? pair?.privateKey;
    if (!signer) throw new Error(`No key "${kid}".`);
    return `${signed}.${signBytes('RSA-SHA256', Buffer.from(signed), signer).toString('base64url')}`;
  }

  const overrides: TeamsOverrides = {
    openIdMetadataUrl: `${origin}/v1/.well-known/openidconfiguration`,
    tokenIssuer: connectorIssuer,
    acquireToken: async () => ({ accessToken: 'bot-token', expiresOn: new Date(Date.now() + 3_600_000) }),
    serviceHosts: [host],
    timeoutMs: 2000,
    strictCards: true,
  };
  const config: TeamsConfig = {
    local: false,
    appId,
    appPassword: 'not-used',
    tenantId,
    appType: 'SingleTenant',
    cloud: 'public',
    allowedTenants: [tenantId],
  };

  return {
    ...builders,
    appId,
    tenantId,
    issuerUrl: origin,
    serviceUrl,
    /** Ready to pass to createTeams. */
    config,
    overrides,
    /** Current state of every message the bot posted, oldest first. */
    activities,
    /** Who is in every conversation, by the id in Microsoft Entra or Bot Connector's. */
    members,
    /** Ids of people for whom the app is not installed. */
    strangers,
    /** Ids of conversations the bot is no member of. */
    outside,
    /** Everything that was asked of this server but typing indicators. */
    requests,
    /** Conversations in which the bot showed that it types, once per indicator. */
    typing,
    sign,
    fail(kind: FailureKind, failure: Failure): void {
      failures.push({ kind, left: failure.times ?? 1, failure });
    },
    /** Posts an activity to the bot as Teams would; `token: null` leaves the header away. */
    async send(baseUrl: string, activity: Payload, { token }: { token?: string | null } = {}) {
      const bearer = token === undefined ? sign({ serviceurl: activity.serviceUrl }) : token;
      const response = await fetch(`${baseUrl}/api/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        },
        body: JSON.stringify(activity),
      });
      const text = await response.text();
      return { status: response.status, text, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
    },
    async [Symbol.asyncDispose](): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
export type TeamsServer = Awaited<ReturnType<typeof createTeamsServer>>;

async function readJson(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function sendFailure(
  response: ServerResponse,
  { status = 503, retryAfter, location, code = 'Scripted' }: Failure,
): void {
  const headers = { ...(retryAfter ? { 'retry-after': retryAfter } : {}), ...(location ? { location } : {}) };
  send(response, status, { error: { code, message: 'scripted' } }, headers);
}
