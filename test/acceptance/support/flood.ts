import { Agent, request } from 'node:http';

export interface Shot {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}
export interface Answer {
  /** 0: the connection was closed without an answer, as for a body that is too large. */
  status: number;
  text: string;
}

/** Sends them, `parallel` at a time, over connections that are kept; what each got, in order. */
export async function flood(baseUrl: string, shots: readonly Shot[], parallel = 32): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: parallel });
  const answers: Answer[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < shots.length; index = next++) {
      const shot = shots[index];
      if (shot) answers[index] = await fire(agent, baseUrl, shot);
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  agent.destroy();
  return answers;
}

function fire(agent: Agent, baseUrl: string, { method, path, headers, body }: Shot): Promise<Answer> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((done) => {
    const sent = request({
      agent,
      hostname,
      port,
      method,
      path,
      headers: { ...headers, 'content-length': body.length },
    });
    sent.once('response', (response) => {
      // Such a stream has no end.
      if (response.headers['content-type']?.startsWith('text/event-stream')) {
        done({ status: response.statusCode ?? 0, text: '' });
        return void sent.destroy();
      }
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () =>
        done({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8').slice(0, 2_000) }),
      );
      response.once('error', () => done({ status: 0, text: 'answer broken off' }));
    });
    sent.once('error', (error) => done({ status: 0, text: error.message }));
    sent.setTimeout(30_000, () => sent.destroy(new Error('no answer in 30 s')));
    sent.end(body);
  });
}
