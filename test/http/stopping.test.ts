import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { letGoWhenStopping } from '#src/http/stopping.ts';

it('a connection that asks nothing does not keep a server that stops, and whoever is answered is answered', async () => {
  const app = Fastify();
  letGoWhenStopping(app);
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  app.get('/', async () => {
    asked.resolve();
    await answered.promise;
    return 'late';
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const silent = connect(port, '127.0.0.1');
  await once(silent, 'connect');
  const answer = fetch(`http://127.0.0.1:${port}/`);
  await asked.promise;
  const closed = app.close();
  await once(silent, 'close');
  answered.resolve();
  const { status, headers } = await answer;
  expect({ status, connection: headers.get('connection') }).toEqual({ status: 200, connection: 'close' });
  await closed;
});
