import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Installations } from '#src/chat/installations.ts';
import type { SlackOAuthConfig } from '#src/config.ts';
import { createReference } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import { type InstallPage, installPage } from './install-page.ts';
import type { SlackOAuth } from './oauth.ts';

const installPath = '/slack/install';
const redirectPath = '/slack/oauth_redirect';
const cookieName = 'flowsmith_slack_install';
const stateMs = 10 * 60_000;

export interface InstallOptions {
  config: SlackOAuthConfig;
  /** Slack's page that asks for the permissions. */
  authorizeUrl: string;
  scopes: readonly string[];
  installations: Installations;
  oauth: SlackOAuth;
  /** Called with the owner of every new installation. */
  installed(owner: string): void;
  log: Logger;
}

const answer = z.object({ code: z.string().optional(), state: z.string().optional(), error: z.string().optional() });

/** GET /slack/install leads to Slack, GET /slack/oauth_redirect is where Slack leads back to. Both answer with pages. */
export function registerInstall(app: FastifyInstance, options: InstallOptions): void {
  const { config, authorizeUrl, scopes, installations, oauth, installed, log } = options;
  const secure = config.redirectUrl.startsWith('https:');
  const states = createStates(config.stateSecret);

  app.get(installPath, (_request, reply) => {
    const state = states.make();
    const url = new URL(authorizeUrl);
    url.search = new URLSearchParams({
      client_id: config.clientId,
      scope: scopes.join(','),
      redirect_uri: config.redirectUrl,
      state,
    }).toString();
    reply.header('set-cookie', cookie(states.proofOf(state), stateMs / 1000, secure));
    return reply.header('cache-control', 'no-store').redirect(url.toString());
  });

  app.get(redirectPath, async (request, reply) => {
    const { code, state, error } = answer.safeParse(request.query).data ?? {};
    reply.header('set-cookie', cookie('', 0, secure));
    if (error) return show(reply, 200, { kind: 'declined' });
    // An admin who installs from Slack's own pages comes without a state: anybody could have made that link.
    if (!state) return show(reply, 400, { kind: 'no-state' });
    const proof = readCookie(request.headers.cookie);
    if (!states.isGood(state, proof) || !(await installations.useState(state, 2 * stateMs)) || !code)
      return show(reply, 400, { kind: 'bad-state' });
    try {
      const installation = await oauth.install(code);
      await installations.save(installation);
      installed(installation.owner);
      log.info({ owner: installation.owner, organisation: installation.isOrganisation }, 'slack app installed');
      return show(reply, 200, { kind: 'installed', name: installation.name ?? installation.owner });
    } catch (err) {
      const reference = createReference();
      log.error({ err, reference }, 'slack app not installed');
      return show(reply, 502, { kind: 'failed', reference });
    }
  });
}

function show(reply: FastifyReply, status: number, page: InstallPage) {
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    })
    .send(installPage(page));
}

/**
 * States carry when they end and a signature; the browser that began keeps a proof in a cookie, so that nobody can have
 * somebody else finish an installation. That each is used once is the store's to see to.
 */
function createStates(secret: string) {
  const mac = (what: string, of: string): string =>
    createHmac('sha256', secret).update(`${what} ${of}`).digest('base64url');
  // Of one length in bytes, whatever somebody sends.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
  return {
    make(): string {
      const body = `${randomBytes(16).toString('base64url')}.${Date.now() + stateMs}`;
      return `${body}.${mac('state', body)}`;
    },
    proofOf: (state: string): string => mac('proof', state),
    isGood(state: string, proof: string): boolean {
      const match = /^([\w-]{22}\.(\d{1,16}))\.([\w-]{43})$/.exec(state);
      if (!match?.[1] || !match[3] || Number(match[2]) < Date.now()) return false;
      return same(match[3], mac('state', match[1])) && same(proof, mac('proof', state));
    },
  };
}

function cookie(value: string, maxAge: number, secure: boolean): string {
  return `${cookieName}=${value}; Path=/slack; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

function readCookie(header: string | undefined): string {
  const found = header?.split(';').map((part) => part.trim().split('='));
  return found?.find(([name]) => name === cookieName)?.[1] ?? '';
}
