import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TeamsServer } from '#test/fakes/teams-server.ts';

export interface SigningProxy extends AsyncDisposable {
  /** What Agents Playground is told the bot's endpoint is. */
  url: string;
  /** Every activity that came through and the status the app answered with. */
  seen: { type: string; name?: string; status: number; body: string }[];
}

/**
 * Signs what Agents Playground sends as the Bot Connector would, so that the app's authentication stays on. `target` is
 * asked for at every request because the app starts later.
 */
export async function startSigningProxy(issuer: TeamsServer, target: () => string): Promise<SigningProxy> {
  const seen: SigningProxy['seen'] = [];
  const server = createServer(async (request, response) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString('utf8');
      const { serviceUrl, type, name } = JSON.parse(body) as { serviceUrl: string; type: string; name?: string };
      const answer = await fetch(`${target()}/api/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${issuer.sign({ serviceurl: serviceUrl })}`,
        },
        body,
      });
      const text = await answer.text();
      seen.push({ type, ...(name ? { name } : {}), status: answer.status, body });
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
        .end(text);
    } catch (error) {
      response.writeHead(502).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
