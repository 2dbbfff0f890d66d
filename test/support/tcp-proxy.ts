import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TcpProxy extends AsyncDisposable {
  port: number;
  /** Ends every connection and takes no more: the server behind it is gone. */
  cut(): void;
  /** It is back. */
  mend(): void;
}

/** Stands on loopback in front of a server, so that a test can take the server away without ending it. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  let open = true;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((inside) => {
    if (!open) return void inside.destroy();
    const outside = connect(target);
    keep(inside);
    keep(outside);
    inside.pipe(outside).pipe(inside);
    inside.once('close', () => outside.destroy());
    outside.once('close', () => inside.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      open = false;
      destroyAll();
    },
    mend() {
      open = true;
    },
    async [Symbol.asyncDispose]() {
      destroyAll();
      server.close();
    },
  };
}
