import { createServer } from 'node:net';

/** A port on loopback that nobody listens on now; whoever starts next may still be faster. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('No free port on loopback.');
  return address.port;
}
