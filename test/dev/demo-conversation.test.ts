import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { runConversation } from '#src/dev/demo-conversation.ts';

const button = (title: string, action: string) => ({ type: 'Action.Submit', title, data: { action } });
const card = (text: string, ...actions: object[]) => ({
  type: 'AdaptiveCard',
  body: [
    { type: 'TextBlock', text },
    { type: 'ActionSet', actions },
  ],
});
const draft = card('Draft', button('Create switched off', 'approve'));
const rehearsed = {
  ...draft,
  body: [...draft.body, { type: 'TextBlock', text: 'Rehearsed in n8n; exactly this would be sent.' }],
};
const created = card('Created, off', { type: 'Action.OpenUrl', title: 'Open in n8n', url: 'http://127.0.0.1/w/1' });

interface Press {
  person: string;
  action: string;
}
/** What the playground does at a press, on the stream of the conversation. */
type Answer = (press: Press, send: (entry: object) => void) => void;

const opened: AsyncDisposable[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each[Symbol.asyncDispose]();
});

/** The playground's doors: a card for what is said, then what `answer` makes of each press. */
async function startDoors(first: object[], answer: Answer) {
  let stream: ServerResponse | undefined;
  const replayed: string[] = [];
  const send = (entry: object) => {
    const event = `event: entry\ndata: ${JSON.stringify(entry)}\n\n`;
    replayed.push(event);
    stream?.write(event);
  };
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      stream = response;
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(['retry: 1500\n\n', ...replayed].join(''));
      return;
    }
    let body = '';
    for await (const chunk of request) body += chunk;
    response.writeHead(202).end('{}');
    if (request.url?.endsWith('messages')) for (const shown of first) send({ id: 'c', kind: 'posted', card: shown });
    else answer(JSON.parse(body), send);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stream: () => stream as ServerResponse };
}

async function play(doors: { url: string }, options: { rehearses?: boolean; timeoutMs?: number } = {}) {
  const said: string[] = [];
  const stopped = new AbortController();
  const { rehearses = false, ...more } = options;
  const say = (line = '') => void said.push(line);
  await runConversation({ url: doors.url, request: 'hello', say, signal: stopped.signal, rehearses, ...more });
  return said;
}

const accepts: Answer = (_press, send) => send({ id: 'c', kind: 'posted', card: created });

it.each([true, false])('leaves nothing running behind it (rehearses: %s)', async (rehearses) => {
  const doors = await startDoors([draft, rehearsed], accepts);
  const said = await play(doors, { rehearses });
  expect(said.join('\n')).toContain('[ Open in n8n ] http://127.0.0.1/w/1');
  // Whoever still read along would be torn out of it by the time limit, minutes later, with nobody there to catch it.
  if (!doors.stream().destroyed) await once(doors.stream(), 'close');
});

it('says when nothing comes in time, and goes on', async () => {
  const doors = await startDoors([draft], () => {});
  const said = await play(doors, { timeoutMs: 200 });
  expect(said.at(-1)).toMatch(/^Nothing more came/);
  if (!doors.stream().destroyed) await once(doors.stream(), 'close');
});

it('shows a refusal, and the other one chooses', async () => {
  const doors = await startDoors([draft], ({ person }, send) => {
    if (person === 'rita') send({ id: 'p', kind: 'private', text: 'Alex has to approve this.' });
    else send({ id: 'c', kind: 'posted', card: created });
  });
  const said = (await play(doors)).join('\n');
  expect(said).toMatch(/Rita chooses.*Alex has to approve this\.[\s\S]*Alex chooses[\s\S]*Open in n8n/s);
});

it('ends with the refusal where neither may', async () => {
  const doors = await startDoors([draft], ({ person }, send) =>
    send({ id: person, kind: 'private', text: `Not ${person}.` }),
  );
  const said = await play(doors);
  expect(said.filter((line) => line.includes('Not '))).toEqual(['Flowsmith: Not rita.', 'Flowsmith: Not alex.']);
});

it('ends quietly when it is stopped in the middle', async () => {
  const doors = await startDoors([], () => {});
  const stopped = new AbortController();
  const running = runConversation({
    ...{ url: doors.url, request: 'hello', signal: stopped.signal, rehearses: true },
    say: () => stopped.abort('SIGINT'),
  });
  await expect(running).resolves.toBeUndefined();
});
