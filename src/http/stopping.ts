import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * A server that stops waits for its connections, and Node ends by itself only those that are idle after a request. So
 * whoever is being answered is told that this was the last answer, and a connection that has asked nothing yet, as
 * browsers and load balancers open them beforehand, is ended; both would keep the process for a minute.
 */
export function letGoWhenStopping(app: FastifyInstance): void {
  const silent = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', ({ socket }) => silent.delete(socket));
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
    for (const socket of silent) socket.destroy();
  });
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
}
