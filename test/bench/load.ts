import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '#src/dev/embedded-postgres.ts';
import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { openStore } from '#src/store/orm.ts';
import { commandRequest, createSlackServer, eventRequest, mention, slashCommand } from '#test/fakes/slack-server.ts';
import { createTeamsServer } from '#test/fakes/teams-server.ts';
import type { LoadRequest, LoadResult } from './load/generator.ts';
import { ask, type Served, serve } from './load/processes.ts';

const perSecond = 100;
const seconds = Number(process.env['LOAD_SECONDS'] ?? 30);
/** As one is counted to have asked too often after 120 requests. */
const people = 500;
const redisUrl = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';
const secret = 'load-signing-secret';

/**
 * Signed requests at a steady rate to each platform's door, beside bare Bolt and bare botbuilder: the whole service in one
 * process (LOAD_SPLIT=1: doors and workers in one each), PostgreSQL with fsync on, Redis. One in ten is delivered twice.
 * Prints how soon they were acknowledged and what became of them. Throws when one is lost, handled twice or refused.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-load-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const postgres = stack.use(await startEmbeddedPostgres(join(folder, 'postgres')));
  {
    await using store = await openStore(postgres.url);
    await store.migrate();
  }
  const slack = stack.use(await createSlackServer());
  const teams = stack.use(await createTeamsServer());
  const n8n = stack.use(await startN8nStandIn());
  const env = {
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'error',
    DATABASE_URL: postgres.url,
    REDIS_URL: redisUrl,
    QUEUE_PREFIX: `load-${crypto.randomUUID()}`,
    N8N_BASE_URL: n8n.baseUrl,
    N8N_API_KEY: n8n.apiKey,
    CATALOG_DIR: join(folder, 'catalog'),
    NPM_REGISTRY_URL: 'http://127.0.0.1:9',
    SLACK_SIGNING_SECRET: secret,
    SLACK_BOT_TOKEN: 'xoxb-load',
    SLACK_API_URL: slack.apiUrl,
    TEAMS_APP_ID: teams.appId,
    TEAMS_APP_PASSWORD: 'not-used',
    TEAMS_TENANT_ID: teams.tenantId,
    TEAMS_ISSUER: teams.issuerUrl,
    TEAMS_HOST: new URL(teams.serviceUrl).host,
  };
  const split = process.env['LOAD_SPLIT'] === '1';
  const app = stack.use(await serve('app.ts', { ...env, ...(split ? { ROLE: 'web' } : {}) }));
  if (split) stack.use(await serve('app.ts', { ...env, ROLE: 'worker' }));
  const database = new pg.Client({ connectionString: postgres.url });
  await database.connect();
  stack.defer(() => database.end());

  const slackRequests = () => withRedeliveries((index) => slackRequest(index, slack.responseUrl()));
  const token = teams.sign();
  const teamsRequests = () => withRedeliveries((index) => teamsRequest(teams, token, index));
  const lines: string[] = [];

  for (const { name, bareFile, make, answers } of [
    {
      name: 'Slack',
      bareFile: 'bare-bolt.ts',
      make: slackRequests,
      answers: () => slack.messages.size + slack.ephemerals.length,
    },
    { name: 'Teams', bareFile: 'bare-botbuilder.ts', make: teamsRequests, answers: () => teams.activities.length },
  ]) {
    {
      await using bare = await serve(bareFile, env);
      lines.push(line(`bare ${name === 'Slack' ? 'Bolt' : 'botbuilder'}`, await load(folder, bare, make())));
    }
    const before = await eventsIn(database);
    const answeredBefore = answers();
    const sent = make();
    lines.push(line(`Flowsmith, ${name}`, await load(folder, app, sent)));
    const drainedMs = await untilHandled(database, before.all + sent.distinct);
    const after = await eventsIn(database);
    const stored = after.all - before.all;
    const answered = answers() - answeredBefore;
    lines.push(
      `  ${sent.distinct} distinct requests, ${sent.requests.length - sent.distinct} delivered twice: ${stored} stored, ` +
        `${after.handled - before.handled} handled, ${answered} answers posted; all done ${(drainedMs / 1000).toFixed(1)} s after the last`,
    );
    if (stored !== sent.distinct)
      throw new Error(`${name}: ${sent.distinct} sent, ${stored} stored:\n${lines.join('\n')}`);
    if (answered !== sent.distinct)
      throw new Error(`${name}: ${sent.distinct} sent, ${answered} answered:\n${lines.join('\n')}`);
  }
  process.stdout.write(
    `${perSecond} signed requests a second for ${seconds} s each, ${split ? 'doors and workers in two processes' : 'doors and workers in one process'}:\n${lines.join('\n')}\n`,
  );
}

interface Sent {
  requests: LoadRequest[];
  distinct: number;
}

/** Every tenth comes again a second later, as after an answer that was lost. */
function withRedeliveries(make: (index: number) => LoadRequest): Sent {
  const total = perSecond * seconds;
  const requests: LoadRequest[] = [];
  const again: { at: number; request: LoadRequest }[] = [];
  let distinct = 0;
  while (requests.length < total) {
    const due = again[0];
    if (due && due.at <= requests.length) {
      again.shift();
      requests.push({ ...due.request, headers: { ...due.request.headers, 'x-slack-retry-num': '1' } });
      continue;
    }
    const request = make(distinct);
    distinct += 1;
    requests.push(request);
    if (distinct % 10 === 0) again.push({ at: requests.length + perSecond, request });
  }
  return { requests, distinct };
}

/** By turns a command and a mention; `help` is answered without planning, so that the doors are what is measured. */
function slackRequest(index: number, responseUrl: string): LoadRequest {
  const user = `U${index % people}`;
  const channel = `C${index % people}`;
  const request =
    index % 2 === 0
      ? commandRequest(slashCommand({ text: 'help', user, channel, responseUrl }), secret)
      : eventRequest(mention({ text: 'help', user, channel }), secret);
  return { path: '/slack/events', ...request };
}

function teamsRequest(teams: Awaited<ReturnType<typeof createTeamsServer>>, token: string, index: number): LoadRequest {
  const person = {
    id: `29:${index % people}`,
    name: `Person ${index % people}`,
    aadObjectId: `7f2b1c9e-0000-4a4b-8c1d-${String(index % people).padStart(12, '0')}`,
  };
  const activity = teams.message({ text: 'help', person, conversationId: `a:${index % people}` });
  return {
    path: '/api/messages',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(activity),
  };
}

async function load(folder: string, served: Served, { requests }: Sent): Promise<LoadResult & { cpuMs: number }> {
  const file = join(folder, `requests-${crypto.randomUUID()}.json`);
  writeFileSync(file, JSON.stringify(requests));
  const before = await served.cpu();
  const result = await ask<LoadResult>('generator.ts', {
    LOAD_FILE: file,
    LOAD_URL: served.url,
    LOAD_RATE: String(perSecond),
  });
  const refused = Object.entries(result.statuses).filter(([status]) => status !== '200');
  if (refused.length > 0) throw new Error(`not every request was acknowledged: ${JSON.stringify(result.statuses)}`);
  return { ...result, cpuMs: ((await served.cpu()) - before) * 1000 };
}

function line(what: string, { latencies, cpuMs }: LoadResult & { cpuMs: number }): string {
  const at = (share: number) => `${(latencies[Math.floor(share * (latencies.length - 1))] ?? 0).toFixed(1)} ms`;
  return `${what}: acknowledged p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}; ${(cpuMs / latencies.length).toFixed(2)} ms of processor each`;
}

async function eventsIn(database: pg.Client): Promise<{ all: number; handled: number }> {
  const { rows } = await database.query<{ all: number; handled: number }>(
    `select count(*)::int as all, count(*) filter (where status = 'handled')::int as handled from inbound_events`,
  );
  return rows[0] ?? { all: 0, handled: 0 };
}

/** Milliseconds until every event was handled; gives up after two minutes. */
async function untilHandled(database: pg.Client, count: number): Promise<number> {
  const startedAt = performance.now();
  while ((await eventsIn(database)).handled < count) {
    if (performance.now() - startedAt > 120_000)
      throw new Error(`only ${JSON.stringify(await eventsIn(database))} of ${count}`);
    await sleep(100);
  }
  return performance.now() - startedAt;
}
