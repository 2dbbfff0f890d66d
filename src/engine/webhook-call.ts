import { createHmac } from 'node:crypto';
import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isInternalHost, isListedHost, isPublicAddress, normalHost } from '#src/policy/hosts.ts';

export interface WebhookCall {
  url: string;
  /** `webhook-id`. */
  id: string;
  body: string;
  /** As it was shown: `whsec_` and base64. */
  secret: string;
  /** Hosts inside our network that may be called all the same (`internalHosts` of the policy). */
  internalHosts: readonly string[];
  timeoutMs: number;
  signal: AbortSignal;
  /** Who knows where names lead [this machine's resolver]. */
  resolve?: Resolve;
}

/** Every address of a name. */
export type Resolve = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Why this address is not called, in words, undefined when it may be: judged like an address in a workflow. Only https,
 * except where the operator lists the host. What the name resolves to is looked at again with every call.
 */
export function whyNotCalled(address: string, internalHosts: readonly string[]): string | undefined {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return 'it is no address such as https://example.com/hook';
  if (url.username || url.password) return 'it must not hold a name or a password';
  if (isListedHost(internalHosts, normalHost(url.hostname))) return undefined;
  if (isInternalHost(url.hostname))
    return 'it leads into the network Flowsmith runs in; the policy does not list it in internalHosts';
  return url.protocol === 'https:' ? undefined : 'it has to start with https://';
}

/** The value of `webhook-signature` (Standard Webhooks 1.0.0): HMAC-SHA256 over id, timestamp and body. */
export function signatureOf(secret: string, { id, at, body }: { id: string; at: number; body: string }): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`;
}

/**
 * Sends it once. The code of what went wrong, undefined when it arrived (2xx). No redirect is followed, and the answer's
 * body is not read. Never throws.
 */
export async function callWebhook(call: WebhookCall): Promise<string | undefined> {
  const { url, id, body, secret, internalHosts, timeoutMs, signal, resolve = lookup } = call;
  if (whyNotCalled(url, internalHosts)) return 'address_refused';
  const at = Math.floor(Date.now() / 1000);
  const target = new URL(url);
  const listed = isListedHost(internalHosts, normalHost(target.hostname));
  const { promise, resolve: end } = Promise.withResolvers<string | undefined>();
  const send = target.protocol === 'https:' ? overHttps : overHttp;
  const outgoing = send(target, {
    method: 'POST',
    // A socket of its own: one that is kept was checked for another address.
    agent: false,
    lookup: listed ? undefined : publicOnly(resolve),
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Flowsmith',
      'webhook-id': id,
      'webhook-timestamp': String(at),
      'webhook-signature': signatureOf(secret, { id, at, body }),
    },
  });
  outgoing.on('response', (answer) => {
    const status = answer.statusCode ?? 0;
    answer.destroy();
    end(status >= 200 && status < 300 ? undefined : `http_${status}`);
  });
  outgoing.on('error', (error: NodeJS.ErrnoException) => end(error.name === 'AbortError' ? 'timeout' : codeOf(error)));
  outgoing.end(body);
  return promise;
}

const codeOf = ({ code }: NodeJS.ErrnoException): string => (code ?? 'failed').toLowerCase();

/** Names that lead into our network are refused after they were resolved, and the address that was looked at is called. */
function publicOnly(resolve: Resolve): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      const refused = addresses?.some(({ address }) => !ipaddr.isValid(address) || !isPublicAddress(address));
      const [first] = addresses ?? [];
      if (error || !first || refused) {
        const why = error ?? Object.assign(new Error('leads into our network'), { code: 'ADDRESS_REFUSED' });
        return done(why, '', 0);
      }
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}
