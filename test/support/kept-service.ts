import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  body: string;
  contentType: string;
}

/** Stands in for every service: keeps what it was sent, answers what it was told to. */
export async function startService() {
  const received: Received[] = [];
  const answers = new Map<string, unknown>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '';
    received.push({
      path,
      body: Buffer.concat(chunks).toString('utf8'),
      contentType: request.headers['content-type'] ?? '',
    });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers.get(path) ?? { ok: true, result: {} }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, received, answers, close };
}
