import type { FastifyRequest } from 'fastify';
import { isLoopbackAddress, isLoopbackHost, proxyHeaders } from '#src/loopback.ts';

/**
 * Why this request may not use the playground, or undefined when it may. The playground has no sign-in: whoever
 * reaches it is whoever they say. So only a browser on this very machine may: the connection comes from loopback, no
 * proxy or tunnel forwarded it, the Host is a loopback name (DNS rebinding), and a page of another origin did not
 * send it.
 */
export function refusal(request: FastifyRequest): string | undefined {
  if (!isLoopbackAddress(request.socket.remoteAddress)) {
    return 'The playground answers on this machine only. Open it at http://127.0.0.1 on the machine Flowsmith runs on.';
  }
  if (proxyHeaders.some((name) => request.headers[name] !== undefined)) {
    return 'The playground does not answer through a proxy or tunnel. Open it directly on the machine Flowsmith runs on.';
  }
  const host = request.headers.host ?? '';
  if (!isLoopbackHost(host)) return 'Open the playground as http://127.0.0.1 or http://localhost, not by another name.';
  if (request.method !== 'POST') return undefined;
  const { origin, 'sec-fetch-site': site } = request.headers;
  const foreign = origin === undefined ? site !== undefined && site !== 'same-origin' : origin !== `http://${host}`;
  return foreign ? 'This request was sent by another web page and was not carried out.' : undefined;
}
