import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, expect, inject, it } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { languages } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { AuditEvent, Creation, DraftRow, WorkflowRow } from '#src/store/entities.ts';
import { openStore } from '#src/store/orm.ts';
import { createSlackServer, type SlackServer } from '#test/fakes/slack-server.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { lookIntoN8n, type N8nSideWorkflow } from '#test/support/n8n-side.ts';
import { startProcess, type WorkerProcess } from '#test/support/worker-process.ts';
import { approve, ask, type Wish } from './person.ts';
import { startSlowN8n } from './slow-n8n.ts';

const approvals = Number(process.env['CHAOS_APPROVALS'] ?? 120);
const kills = Number(process.env['CHAOS_KILLS'] ?? 60);
const seed = Number(process.env['CHAOS_SEED'] ?? 1);
/** How long every POST to n8n takes. */
const postMs = 3_000;
/** After the last kill every card is true within this time. */
const trueWithinMs = 60_000;
/** After the last kill everybody has a card to press within this time. */
const waitForCardsMs = Number(process.env['CHAOS_PATIENCE'] ?? 5 * 60_000);
const secret = 'chaos-signing-secret';
const n8n = lookIntoN8n();
const working = languages.map((language) => wordsIn(language).cards.messages.working);

const redisUrl = inject('redisUrl');
const queues = [
  { queue: 'PostgreSQL', env: async () => ({}) },
  ...(redisUrl ? [{ queue: 'Redis', env: async () => ({ REDIS_URL: await emptyRedis(13) }) }] : []),
];

describe(`${kills} kill -9 over ${approvals} approvals while every POST to n8n takes ${postMs / 1000} s`, () => {
  it.each(queues)(
    'queue on $queue: nothing lost, nothing double, every card true',
    { timeout: 30 * 60_000 },
    async ({ queue, env }) => {
      await using database = await createTestDatabase();
      await using slack = await createSlackServer();
      // Without it a message whose process died before it was written down cannot be found again in a channel.
      slack.granted.add('channels:history');
      await using way = await startSlowN8n(n8n.baseUrl, postMs);
      const port = await freePort();
      const web = `http://127.0.0.1:${port}`;
      const settings = {
        HOST: '127.0.0.1',
        DATABASE_URL: database.url,
        N8N_BASE_URL: way.url,
        N8N_EDITOR_URL: n8n.baseUrl,
        N8N_API_KEY: n8n.apiKey,
        N8N_RATE_LIMIT: '50',
        // What n8n holds is counted here.
        REHEARSE: '0',
        // What this way to n8n keeps longest, and some more: an operator sets it to that.
        N8N_LATE_SECONDS: '10',
        SLACK_SIGNING_SECRET: secret,
        SLACK_BOT_TOKEN: 'xoxb-test',
        SLACK_API_URL: slack.apiUrl,
        POLICY_FILE: new URL('policy.json', import.meta.url).pathname,
        CATALOG_DIR: `/tmp/flowsmith-chaos-${crypto.randomUUID()}`,
        NPM_REGISTRY_URL: 'http://127.0.0.1:9',
        ...(await env()),
      };
      await using crew = await startCrew([
        () => startProcess({ ...settings, PORT: String(port) }, 'web'),
        () => startProcess({ ...settings, PORT: '0' }, 'worker'),
        () => startProcess({ ...settings, PORT: '0' }, 'worker'),
      ]);

      const over = new AbortController();
      const place = { web, secret, slack };
      const wishes: Wish[] = [];
      const people = Array.from({ length: 6 }, async (_, person) => {
        for (let at = person; at < approvals; at += 6) {
          // One person may only ask so often.
          const wish = await ask(place, `U0PERSON${person}`, at % 2 === 1);
          wishes.push(wish);
          await approve(place, wish, over.signal);
        }
      });
      const asking = Promise.all(people);
      asking.catch(() => {});
      await crew.killAtRandom(kills, seed);
      const lastKillAt = Date.now();
      const impatient = setTimeout(() => over.abort(new Error('people wait for cards')), waitForCardsMs);
      await asking.catch((error) => {
        const seen = [...slack.messages.values()].map(({ channel, text }) => `${channel}: ${text}`);
        throw new Error(`${error}; Slack shows:\n${seen.join('\n')}`);
      });
      clearTimeout(impatient);

      let wrong: string[] = [];
      const askedAt = Date.now();
      for (;;) {
        wrong = await untruths(wishes, slack);
        if (wrong.length === 0 || Date.now() - askedAt > trueWithinMs) break;
        await sleep(1_000);
      }
      const found = await inN8n(wishes);
      await using store = await openStore(database.url);
      const figures = {
        queue,
        kills,
        freezes: crew.freezes(),
        approvals: wishes.length,
        lost: wishes.filter(({ url }) => found(url).length === 0).length,
        double: wishes.filter(({ url }) => found(url).length > 1).length,
        postsToN8n: way.creates(),
        untrueCards: wrong.length,
        secondsUntilTrue: Math.round((Date.now() - Math.max(askedAt, lastKillAt)) / 1000),
        cardsPostedTwice: wishes.filter((wish) => wish.cards().length > 1).length,
        audit: (await verifyAudit(store.fork())).valid,
      };
      console.log(JSON.stringify(figures));
      expect(wrong, 'cards that are not true').toEqual([]);
      expect(figures).toMatchObject({ approvals, lost: 0, double: 0, audit: true });
      const em = store.fork();
      expect(await em.count(Creation, { status: 'created' })).toBe(approvals);
      expect(await em.count(DraftRow, { status: 'created' })).toBe(approvals);
      expect(await em.count(WorkflowRow, {})).toBe(approvals);
      expect(await em.count(AuditEvent, { kind: 'creation' })).toBe(approvals);
    },
  );
});

/** What people see that is not so: cards without their workflow, work that nobody does any more. */
async function untruths(wishes: Wish[], slack: SlackServer): Promise<string[]> {
  const found = await inN8n(wishes);
  const orphans = [...slack.messages.values()]
    .filter(({ blocks, text }) => working.some((words) => `${text}${JSON.stringify(blocks)}`.includes(words)))
    .map(({ text }) => `orphaned: ${text}`);
  const untrue = wishes.flatMap((wish) => {
    const workflows = found(wish.url);
    const cards = wish.cards();
    const wanted = workflows.map(({ id }) => `${n8n.baseUrl}/workflow/${id}`);
    const live = workflows.every(({ active }) => active === wish.publish);
    const fits = wanted.length === 1 && cards.some(({ blocks }) => JSON.stringify(blocks).includes(wanted[0] ?? '?'));
    if (fits && live) return [];
    return [`${workflows.length} in n8n${live ? '' : ', published or not as nobody asked'}: ${cards.at(-1)?.text}`];
  });
  return [...orphans, ...untrue];
}

async function inN8n(wishes: Wish[]): Promise<(url: string) => N8nSideWorkflow[]> {
  const all = await n8n.mentioning('http://127.0.0.1:9/check-');
  const byUrl = new Map(wishes.map(({ url }) => [url, [] as N8nSideWorkflow[]]));
  for (const workflow of all) {
    for (const { parameters } of workflow.nodes) byUrl.get(String(parameters['url']))?.push(workflow);
  }
  return (url) => byUrl.get(url) ?? [];
}

/** Processes that are killed without warning and started again, now and then frozen for longer than a lock lasts. */
async function startCrew(starts: (() => Promise<WorkerProcess>)[]) {
  const crew = await Promise.all(starts.map((start) => start()));
  let freezes = 0;
  return {
    freezes: () => freezes,
    async killAtRandom(times: number, from: number) {
      let state = from;
      const random = () => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return state / 2_147_483_648;
      };
      for (let done = 0; done < times; done++) {
        await sleep(500 + random() * 2_500);
        // The web process dies less often: somebody has to take what people say.
        const victim = random() < 0.2 ? 0 : 1 + Math.floor(random() * (crew.length - 1));
        if (done % 20 === 10) {
          freezes += 1;
          await crew[1]?.freeze(20_000);
        }
        await crew[victim]?.kill();
        crew[victim] = await (starts[victim] as () => Promise<WorkerProcess>)();
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(crew.map((each) => each[Symbol.asyncDispose]()));
    },
  };
}

async function emptyRedis(database: number): Promise<string> {
  const url = new URL(`/${database}`, redisUrl).href;
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
  return url;
}
