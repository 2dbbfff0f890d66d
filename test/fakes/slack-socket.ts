import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

type Answer = Record<string, unknown>;

/** The server's side of Socket Mode: hands out an address, says hello, sends envelopes, takes acknowledgements. */
export function createSlackSocket(origin: () => string) {
  const connections = new Set<Duplex>();
  const waiting = new Map<string, (payload: Answer) => void>();
  const state = { opened: 0, token: '', closeAll: () => connections.forEach((one) => void one.destroy()) };

  const methods: Record<string, (args: Answer) => Answer> = {
    'apps.connections.open': () => ({ ok: true, url: `${origin().replace('http', 'ws')}/socket` }),
  };

  /** RFC 6455 as far as Slack uses it: unfragmented texts, ping, close. */
  function attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
      const key = request.headers['sec-websocket-key'] ?? '';
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
      );
      connections.add(socket);
      state.opened += 1;
      let pending = Buffer.alloc(0);
      socket.on('data', (chunk: Buffer) => {
        pending = Buffer.concat([pending, chunk]);
        for (let frame = readFrame(pending); frame; frame = readFrame(pending)) {
          pending = pending.subarray(frame.length);
          if (frame.opcode === 8) socket.end(toFrame(8, frame.payload));
          if (frame.opcode === 9) socket.write(toFrame(10, frame.payload));
          if (frame.opcode === 1) take(JSON.parse(frame.payload.toString()));
        }
      });
      socket.on('close', () => connections.delete(socket));
      socket.on('error', () => connections.delete(socket));
      say(socket, { type: 'hello', num_connections: connections.size });
    });
  }

  function take({ envelope_id, payload }: { envelope_id: string; payload: Answer }): void {
    waiting.get(envelope_id)?.(payload);
    waiting.delete(envelope_id);
  }

  /** Sends an envelope; its acknowledgement, or undefined when none came in time. */
  function send(type: 'events_api' | 'slash_commands' | 'interactive', payload: unknown, withinMs = 3_000) {
    const [socket] = connections;
    if (!socket) throw new Error('Socket Mode is not connected');
    const envelope_id = randomUUID();
    const answered = new Promise<Answer | undefined>((resolve) => {
      waiting.set(envelope_id, resolve);
      setTimeout(() => resolve(undefined), withinMs).unref();
    });
    say(socket, { type, envelope_id, payload, accepts_response_payload: type !== 'events_api', retry_attempt: 0 });
    return answered;
  }

  /** What Slack does every few hours. */
  const recycle = (): void => {
    for (const socket of connections) say(socket, { type: 'disconnect', reason: 'refresh_requested' });
  };

  return Object.assign(state, { methods, attach, send, recycle });
}
export type SlackSocket = ReturnType<typeof createSlackSocket>;

const say = (socket: Duplex, message: unknown): void =>
  void socket.write(toFrame(1, Buffer.from(JSON.stringify(message))));

function toFrame(opcode: number, payload: Buffer): Buffer {
  const head = payload.length < 126 ? Buffer.alloc(2) : Buffer.alloc(4);
  head[0] = 0x80 | opcode;
  head[1] = Math.min(payload.length, 126);
  if (payload.length >= 126) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

/** One masked frame of a client; undefined while it is not whole. */
function readFrame(bytes: Buffer): { opcode: number; payload: Buffer; length: number } | undefined {
  if (bytes.length < 6) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  const size = short === 126 ? bytes.readUInt16BE(2) : short;
  const length = start + 4 + size;
  if (bytes.length < length) return undefined;
  const mask = bytes.subarray(start, start + 4);
  const payload = Buffer.from(bytes.subarray(start + 4, length).map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload, length };
}
