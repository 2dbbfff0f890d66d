import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { startEmbeddedPostgres } from '#src/dev/embedded-postgres.ts';
import { openStore } from '#src/store/orm.ts';
import { commandRequest, createSlackServer, slashCommand } from '#test/fakes/slack-server.ts';

const secret = 'bench-signing-secret';
const inFlight = 10;
const warmUp = 400;
const measured = 1_500;
const rounds = 3;

/** CPU per signed slash command: bare Bolt that only acknowledges, and Flowsmith that stores and enqueues first. */
export async function run(): Promise<void> {
  await using postgres = await startEmbeddedPostgres('.data/bench-ack', { fast: true });
  {
    await using store = await openStore(postgres.url);
    await store.migrate();
  }
  await using slack = await createSlackServer();
  const env = {
    PORT: '0',
    ROLE: 'web',
    DATABASE_URL: postgres.url,
    N8N_BASE_URL: 'http://127.0.0.1:9',
    N8N_API_KEY: 'none',
    NPM_REGISTRY_URL: 'http://127.0.0.1:9',
    SLACK_SIGNING_SECRET: secret,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_API_URL: slack.apiUrl,
    ...(process.env['REDIS_URL'] ? { REDIS_URL: process.env['REDIS_URL'] } : {}),
  };
  const kinds = { 'bare Bolt': await startServer('bolt', env), Flowsmith: await startServer('flowsmith', env) };
  const results = new Map(Object.keys(kinds).map((kind) => [kind, [] as Measured[]]));
  try {
    for (const server of Object.values(kinds)) await drive(server.url, warmUp);
    // Side by side: turn by turn, so that neighbours on this machine disturb both alike.
    for (let round = 0; round < rounds; round += 1)
      for (const [kind, server] of Object.entries(kinds)) results.get(kind)?.push(await measure(server));
  } finally {
    for (const { child } of Object.values(kinds)) child.disconnect();
  }
  const queue = env.REDIS_URL ? 'Redis' : 'PostgreSQL';
  process.stdout.write(`${measured} signed slash commands × ${rounds}, ${inFlight} at a time, queue on ${queue}\n`);
  for (const [kind, all] of results) {
    const { cpuUs, p50, p99 } = median(all);
    process.stdout.write(
      `${kind.padEnd(10)} ${cpuUs.toFixed(0)} µs CPU each, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms\n`,
    );
  }
  const [bolt, ours] = [...results.values()].map((all) => median(all).cpuUs);
  process.stdout.write(`ratio      ${((ours ?? 0) / (bolt ?? 1)).toFixed(1)} (aim: at most 3)\n`);
}

interface Server {
  url: string;
  child: ChildProcess;
}
interface Measured {
  cpuUs: number;
  p50: number;
  p99: number;
}

async function startServer(kind: string, env: Record<string, string>): Promise<Server> {
  const script = new URL('../support/ack-server.ts', import.meta.url);
  const child = fork(script, [kind], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return { url: message.url, child };
}

async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [message] = (await once(child, 'message')) as [{ cpu: number }];
  return message.cpu;
}

async function measure({ url, child }: Server): Promise<Measured> {
  const before = await cpuOf(child);
  const times = (await drive(url, measured)).sort((one, other) => one - other);
  const cpuUs = ((await cpuOf(child)) - before) / measured;
  return { cpuUs, p50: times[Math.floor(measured / 2)] ?? 0, p99: times[Math.floor(measured * 0.99)] ?? 0 };
}

/** Sends commands over kept connections; milliseconds each took. Throws when one is not acknowledged. */
async function drive(url: string, count: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const times: number[] = [];
  let left = count;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      const payload = slashCommand({ text: 'every day at 9 say hello', responseUrl: `${url}/unused` });
      const started = performance.now();
      await post(`${url}/slack/events`, commandRequest(payload, secret), agent);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, sender));
  agent.destroy();
  return times;
}

function post(url: string, { headers, body }: { headers: Record<string, string>; body: string }, agent: Agent) {
  return new Promise<void>((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    sent.on('error', reject);
    sent.on('response', async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      if (response.statusCode === 200 && (text === '' || text.includes('On it'))) resolve();
      else reject(new Error(`a command was answered ${response.statusCode}: ${text.slice(0, 200)}`));
    });
    sent.end(body);
  });
}

function median(all: Measured[]): Measured {
  const sorted = [...all].sort((one, other) => one.cpuUs - other.cpuUs);
  return sorted[Math.floor(sorted.length / 2)] ?? { cpuUs: 0, p50: 0, p99: 0 };
}
