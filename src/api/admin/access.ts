import type { FastifyReply, FastifyRequest } from 'fastify';
import { authenticate } from '#src/api/keys.ts';
import { isLoopbackAddress, isLoopbackHost, proxyHeaders } from '#src/loopback.ts';
import type { RateLimits } from '#src/queue/rate-limit.ts';
import type { Store } from '#src/store/orm.ts';
import { sendWords } from './page.ts';

const perMinute = 120;

/** `key`: the name of the API key; none from this machine. */
export interface Operator {
  key?: string;
}

/**
 * A browser on this very machine: the connection comes from loopback, no proxy or tunnel handed it on, and the Host is a
 * loopback name, which a page of a stranger that resolves to us (DNS rebinding) does not have.
 */
export function isFromThisMachine({ socket, headers }: Pick<FastifyRequest, 'socket' | 'headers'>): boolean {
  return (
    isLoopbackAddress(socket.remoteAddress) &&
    proxyHeaders.every((name) => headers[name] === undefined) &&
    isLoopbackHost(headers.host ?? '')
  );
}

/** An API key as a browser sends it: the password of HTTP Basic, whatever the name; else as the API takes it. */
export function keyHeader(header: string | undefined): string | undefined {
  const basic = /^Basic ([A-Za-z0-9+/=]{1,400})$/i.exec(header ?? '')?.[1];
  if (basic === undefined) return header;
  const text = Buffer.from(basic, 'base64').toString('utf8');
  return `Bearer ${text.slice(text.indexOf(':') + 1)}`;
}

/**
 * Who may see the page: whoever sits at this machine, and keys with the scope `operate`. Undefined: it was answered, in
 * words.
 */
export async function admitOperator(
  request: FastifyRequest,
  reply: FastifyReply,
  { store, limits }: { store: Store; limits: RateLimits },
): Promise<Operator | undefined> {
  if (isFromThisMachine(request)) return {};
  const key = await authenticate(store.fork(), keyHeader(request.headers.authorization));
  if (!key) {
    reply.header('www-authenticate', 'Basic realm="Flowsmith operator", charset="UTF-8"');
    sendWords(
      reply,
      401,
      'A key is needed',
      'From anywhere but the machine Flowsmith runs on this page takes an API key with the scope "operate", as the password. Make one there with: flowsmith keys create <name> --scopes operate.',
    );
    return undefined;
  }
  request.caller = key.name;
  if (!key.scopes.includes('operate')) {
    sendWords(
      reply,
      403,
      'Not with this key',
      'This page needs a key with the scope "operate". Make one with: flowsmith keys create <name> --scopes operate, and close the browser to be asked again.',
    );
    return undefined;
  }
  const allowance = await limits.take(`operator:${key.id}`, perMinute, 60_000);
  if (allowance.allowed) return { key: key.name };
  reply.header('retry-after', String(Math.ceil(allowance.retryAfterMs / 1000)));
  sendWords(reply, 429, 'Too often', `This key has asked ${perMinute} times in a minute. Try again in a moment.`);
  return undefined;
}
