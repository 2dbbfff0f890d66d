import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '#src/dev/embedded-postgres.ts';
import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { openStore } from '#src/store/orm.ts';
import {
  commandRequest,
  createSlackServer,
  eventRequest,
  mention,
  type SlackServer,
  slashCommand,
} from '#test/fakes/slack-server.ts';
import { createTeamsServer, type TeamsServer } from '#test/fakes/teams-server.ts';
import type { LoadRequest, LoadResult } from './load/generator.ts';
import { countOf, judgeLoad } from './load/judge.ts';
import { ask, type Served, serve } from './load/processes.ts';
import { traceLoad } from './load/trace.ts';

const perSecond = 100;
const seconds = Number(process.env['LOAD_SECONDS'] ?? 30);
/** As one is counted to have asked too often after 120 requests. */
const people = 500;
const redisUrl = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';
const secret = 'load-signing-secret';

/**
 * Signed requests at a steady rate to each platform's door, beside bare Bolt and bare botbuilder: the whole service in one
 * process (LOAD_SPLIT=1: doors and workers in one each), PostgreSQL with fsync on, Redis. One in ten is delivered twice.
 * Prints how soon they were acknowledged and what became of them, and looks one of them up by its reference. Ends with exit code 1 and says why when one was lost,
 * doubled or refused, or when they were not acknowledged soon enough.
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
    LOG_LEVEL: 'info',
    DATABASE_URL: postgres.url,
    REDIS_URL: redisUrl,
    QUEUE_PREFIX: `load-${crypto.randomUUID()}`,
    N8N_BASE_URL: n8n.baseUrl,
    N8N_API_KEY: n8n.apiKey,
    // The stand-in works no expression out.
    REHEARSE: '0',
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
  const worker = split ? stack.use(await serve('app.ts', { ...env, ROLE: 'worker' })) : undefined;
  const database = new pg.Client({ connectionString: postgres.url });
  await database.connect();
  stack.defer(() => database.end());

  const token = teams.sign();
  const lines: string[] = [];
  const problems: string[] = [];

  for (const { platform, bareFile, bareName, sent, answers } of [
    {
      platform: 'Slack',
      bareFile: 'bare-bolt.ts',
      bareName: 'bare Bolt',
      sent: () => withRedeliveries((index) => slackRequest(slack, index)),
      answers: () => [...slack.messages.values(), ...slack.ephemerals].map(({ channel }) => channel),
    },
    {
      platform: 'Teams',
      bareFile: 'bare-botbuilder.ts',
      bareName: 'bare botbuilder',
      sent: () => withRedeliveries((index) => teamsRequest(teams, token, index)),
      answers: () => teams.activities.map(({ conversationId }) => conversationId),
    },
  ]) {
    {
      await using bare = await serve(bareFile, env);
      lines.push(line(bareName, await load(folder, bare, sent().requests)));
    }
    const before = await eventsIn(database);
    const { requests, due } = sent();
    const distinct = due.length;
    const result = await load(folder, app, requests);
    lines.push(line(`Flowsmith, ${platform}`, result));
    const drainedMs = await untilHandled(database, before.all + distinct);
    // What is answered twice comes late.
    await sleep(1_000);
    const after = await eventsIn(database);
    const [stored, handled] = [after.all - before.all, after.handled - before.handled];
    const traced = await traceLoad(database, {
      ...{ url: postgres.url, since: before.all, platform },
      logs: `${app.output()}${worker?.output() ?? ''}`,
    });
    const answered = answers();
    lines.push(
      `  ${distinct} distinct requests, ${requests.length - distinct} delivered twice: ${stored} stored, ` +
        `${handled} handled, ${answered.length} answers posted; all done ${(drainedMs / 1000).toFixed(1)} s after the last`,
    );
    lines.push(traced.line);
    problems.push(
      ...traced.problems,
      ...judgeLoad({
        platform,
        p99Ms: percentile(result.latencies, 0.99),
        statuses: result.statuses,
        ...{ distinct, stored, handled },
        due: countOf(due),
        answered: countOf(answered),
      }),
    );
  }
  process.stdout.write(
    `${perSecond} signed requests a second for ${seconds} s each, ${split ? 'doors and workers in two processes' : 'doors and workers in one process'}:\n${lines.join('\n')}\n`,
  );
  if (problems.length === 0) return;
  process.stdout.write(`\nFAILED:\n${problems.join('\n')}\n`);
  process.exitCode = 1;
}

interface Sent {
  requests: LoadRequest[];
  /** The conversation of every distinct request, where its answer is due. */
  due: string[];
}
interface Asked extends LoadRequest {
  conversation: string;
}

/** Every tenth comes again a second later, as after an answer that was lost. */
function withRedeliveries(make: (index: number) => Asked): Sent {
  const total = perSecond * seconds;
  const requests: LoadRequest[] = [];
  const again: { at: number; request: LoadRequest }[] = [];
  const due: string[] = [];
  while (requests.length < total) {
    const redelivery = again[0];
    if (redelivery && redelivery.at <= requests.length) {
      again.shift();
      const { request } = redelivery;
      requests.push({ ...request, headers: { ...request.headers, 'x-slack-retry-num': '1' } });
      continue;
    }
    const { conversation, ...request } = make(due.length);
    due.push(conversation);
    requests.push(request);
    if (due.length % 10 === 0) again.push({ at: requests.length + perSecond, request });
  }
  return { requests, due };
}

/** By turns a command and a mention; `help` is answered without planning, so that the doors are what is measured. */
function slackRequest(slack: SlackServer, index: number): Asked {
  const user = `U${index % people}`;
  const channel = `C${index % people}`;
  const request =
    index % 2 === 0
      ? commandRequest(slashCommand({ text: 'help', user, channel, responseUrl: slack.responseUrl(channel) }), secret)
      : eventRequest(mention({ text: 'help', user, channel }), secret);
  return { path: '/slack/events', conversation: channel, ...request };
}

function teamsRequest(teams: TeamsServer, token: string, index: number): Asked {
  const person = {
    id: `29:${index % people}`,
    name: `Person ${index % people}`,
    aadObjectId: `7f2b1c9e-0000-4a4b-8c1d-${String(index % people).padStart(12, '0')}`,
  };
  const conversation = `a:${index % people}`;
  const activity = teams.message({ text: 'help', person, conversationId: conversation });
  return {
    conversation,
    path: '/api/messages',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(activity),
  };
}

async function load(folder: string, served: Served, requests: LoadRequest[]): Promise<LoadResult & { cpuMs: number }> {
  const file = join(folder, `requests-${crypto.randomUUID()}.json`);
  writeFileSync(file, JSON.stringify(requests));
  const before = await served.cpu();
  const result = await ask<LoadResult>('generator.ts', {
    LOAD_FILE: file,
    LOAD_URL: served.url,
    LOAD_RATE: String(perSecond),
  });
  return { ...result, cpuMs: ((await served.cpu()) - before) * 1000 };
}

function line(what: string, { latencies, cpuMs }: LoadResult & { cpuMs: number }): string {
  const at = (share: number) => `${percentile(latencies, share).toFixed(1)} ms`;
  return `${what}: acknowledged p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}; ${(cpuMs / latencies.length).toFixed(2)} ms of processor each`;
}

/** Of latencies that are sorted. */
function percentile(latencies: readonly number[], share: number): number {
  return latencies[Math.floor(share * (latencies.length - 1))] ?? 0;
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
  const elapsed = () => performance.now() - startedAt;
  while ((await eventsIn(database)).handled < count && elapsed() < 120_000) await sleep(100);
  return elapsed();
}
