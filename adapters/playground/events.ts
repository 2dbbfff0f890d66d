import type { FastifyReply } from 'fastify';
import type { Timeline } from './timeline.ts';

const maxStreams = 20;
const maxUnsentBytes = 4 * 1024 * 1024;
const heartbeatMs = 20_000;

export interface EventStreams {
  /** Replays the conversation and then sends what changes. `false`: too many pages are open, nothing was sent. */
  open(reply: FastifyReply, conversation: string): boolean;
  closeAll(): void;
}

/** Server-sent events: every open page gets every entry of its conversation; a page that stops reading is dropped. */
export function createEventStreams(timeline: Timeline): EventStreams {
  const open = new Set<() => void>();
  return {
    open(reply, conversation) {
      if (open.size >= maxStreams) return false;
      reply.hijack();
      const stream = reply.raw;
      const send = (text: string): void => {
        if (stream.writableLength > maxUnsentBytes) stream.destroy();
        else stream.write(text);
      };
      const sendEntry = (entry: object): void => send(`event: entry\ndata: ${JSON.stringify(entry)}\n\n`);
      stream.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      send('retry: 1500\n\n');
      for (const entry of timeline.of(conversation)) sendEntry(entry);
      send('event: replayed\ndata: {}\n\n');
      const stopListening = timeline.listen(conversation, sendEntry);
      const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs).unref();
      const close = (): void => {
        stopListening();
        clearInterval(heartbeat);
        open.delete(close);
        stream.end();
      };
      open.add(close);
      stream.on('close', close);
      return true;
    },
    closeAll() {
      for (const close of [...open]) close();
    },
  };
}
