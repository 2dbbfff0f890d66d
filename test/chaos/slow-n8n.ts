import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface SlowN8n extends AsyncDisposable {
  /** For N8N_BASE_URL. */
  url: string;
  /** Creations that came through here. */
  creates(): number;
}

/**
 * A way to n8n on which every POST takes a while: in turn before n8n gets it, so that it may land when whoever sent it
 * is dead, and after n8n did it, so that nobody may be left to hear the answer.
 */
export async function startSlowN8n(target: string, postMs: number): Promise<SlowN8n> {
  let posts = 0;
  let creates = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const isPost = request.method === 'POST';
    if (isPost && request.url === '/api/v1/workflows') creates += 1;
    const lateEffect = isPost && posts++ % 2 === 0;
    if (lateEffect) await sleep(postMs);
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const options = { method: request.method ?? 'GET', headers, timeout: 60_000 };
    const forward = send(`${target}${request.url}`, options, async (answer) => {
      if (isPost && !lateEffect) await sleep(postMs);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forward.on('error', () => response.destroy());
    forward.end(Buffer.concat(chunks));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    creates: () => creates,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
