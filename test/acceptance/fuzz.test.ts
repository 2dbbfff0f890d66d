import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createErrorSecret } from '#src/engine/error-hub.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { flood, type Shot } from './support/flood.ts';
import {
  apiShots,
  createShots,
  type KeyHeaders,
  pictureShots,
  slackShots,
  teamsShots,
} from './support/hostile-requests.ts';
import { restAnswers, tell, whatIsWrong } from './support/judge.ts';
import { growthOf, type HeapSample, heapInUse, mostGrowth } from './support/memory.ts';
import { installShots, playgroundShots, redirectShots, reportShots } from './support/more-hostile-requests.ts';
import { startWithOpenDoors } from './support/open-doors.ts';

const count = Number(process.env['FUZZ_REQUESTS'] ?? 10_000);
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Made and sent this many at a time, so that what is sent does not pile up in memory. */
const batch = Math.ceil(count / 20);
const timeout = 600_000;

/** Sends `count` of them and looks at the heap after each batch; `each` gets every answer of a batch. */
async function send(url: string, shot: fc.Arbitrary<Shot>, each: (shots: Shot[], answers: Answers) => Promise<void>) {
  const samples: HeapSample[] = [];
  for (let sent = 0; sent < count; sent += batch) {
    const shots = fc.sample(shot, { numRuns: Math.min(batch, count - sent), seed: seed + sent });
    await each(shots, await flood(url, shots));
    samples.push({ requests: sent + shots.length, bytes: heapInUse() });
  }
  return growthOf(samples);
}
type Answers = Awaited<ReturnType<typeof flood>>;

describe(`${count} malformed or hostile requests at each door (FUZZ_SEED=${seed}, FUZZ_REQUESTS=${count})`, () => {
  let open: Awaited<ReturnType<typeof startWithOpenDoors>>;
  beforeAll(async () => {
    open = await startWithOpenDoors();
  });
  afterAll(() => open?.[Symbol.asyncDispose]());

  async function fuzz(shot: fc.Arbitrary<Shot>, mayAnswer: readonly number[]): Promise<void> {
    const statuses = new Map<number, number>();
    const wrong: string[] = [];
    const { ratio, bytesPerRequest } = await send(open.app.url, shot, async (shots, answers) => {
      for (const [index, answer] of answers.entries()) {
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        const why = whatIsWrong(answer, mayAnswer);
        if (why && wrong.length < 5) wrong.push(`${why}: ${tell(shots[index], answer)}`);
      }
      await open.forget();
    });
    const counted = [...statuses].sort(([one], [other]) => one - other).map(([status, times]) => `${status}: ${times}`);
    console.log(
      `${expect.getState().currentTestName}\n  ${counted.join(', ')}; ` +
        `heap × ${ratio.toFixed(4)} over the second half, ${bytesPerRequest.toFixed(0)} bytes per request`,
    );
    expect(wrong).toEqual([]);
    expect(ratio).toBeLessThan(mostGrowth);
    expect((await fetch(`${open.app.url}/livez`)).status).toBe(200);
  }

  it('POST /slack/events: events, commands and clicks, signed and not', { timeout }, async () => {
    await fuzz(slackShots(), [200, 400, 401, 413]);
  });

  it('GET /slack/install', { timeout }, async () => {
    await fuzz(installShots(), [302, 404, 414, 431]);
  });

  it('GET /slack/oauth_redirect: states used, changed and of others, codes Slack never gave', { timeout }, async () => {
    const begun = await Promise.all(Array.from({ length: 200 }, open.begin));
    // 502 is meant: the state was good, and Slack refused the code.
    await fuzz(redirectShots(begun), [200, 400, 414, 431, 502]);
  });

  it('POST /api/messages: activities with good, bad and no tokens', { timeout }, async () => {
    await fuzz(teamsShots(open.app.teams), [200, 400, 401, 403, 413, 415]);
  });

  it('POST /create-n8n-workflow, with keys and without', { timeout }, async () => {
    await fuzz(createShots(await keyHeaders()), restAnswers);
  });

  it('/api/v1: every route of the document, with keys and without', { timeout }, async () => {
    await fuzz(apiShots(await keyHeaders()), restAnswers);
  });

  it('GET /pictures/…: tokens made up, cut and changed', { timeout }, async () => {
    await fuzz(pictureShots(open.app.env['N8N_API_KEY'] ?? ''), [400, 404, 414, 429, 431]);
  });

  it('POST /hooks/n8n/error: reports with the secret, a wrong one and none', { timeout }, async () => {
    const secret = createErrorSecret(open.app.env['N8N_API_KEY'] ?? '');
    await fuzz(reportShots(secret, open.n8nId), [204, 400, 401, 413, 415, 429]);
  });

  it('/playground: messages, clicks, pages; from this page, another one and through a proxy', { timeout }, async () => {
    // 503 is meant for /playground/events alone, when too many pages are open.
    await fuzz(playgroundShots(new URL(open.app.url).host), [200, 202, 400, 403, 404, 413, 414, 415, 431, 503]);
  });

  it('the audit chain holds after all of it', async () => {
    expect(await verifyAudit(open.app.store.fork())).toMatchObject({ valid: true });
    // The stand-in itself stumbles over texts that look like JSON (`{…}`); blocks that Slack would refuse are what counts.
    const itsOwn = /^(?:SyntaxError|TypeError: Cannot convert object to primitive value)/;
    const problems = open.app.slack.problems.splice(0).filter((problem) => !itsOwn.test(problem));
    expect(problems).toEqual([]);
  });

  /** Each key may ask 120 times a minute: enough of them that most requests get past the door. */
  async function keyHeaders(): Promise<KeyHeaders> {
    const keys = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        open.app.key(index % 4 === 0 ? ['read'] : ['request', 'approve', 'publish', 'read']),
      ),
    );
    return (dice) => {
      const type = dice % 23 === 0 ? 'text/plain' : 'application/json';
      const given = dice % 11 === 0 ? 'not-a-key' : keys[dice % keys.length];
      return { 'content-type': type, ...(dice % 13 === 0 ? {} : { authorization: `Bearer ${given}` }) };
    };
  }
});

describe('what is called a leak', () => {
  it.each([
    ['a server that keeps 2 KB of every request grows', 2_048, true],
    ['one that keeps nothing does not', 0, false],
  ])('%s', { timeout }, async (_what, bytes, leaks) => {
    const kept: string[] = [];
    const server = createServer((request, response) => {
      if (bytes) kept.push(`${request.url}${'x'.repeat(bytes)}`.split('').reverse().join(''));
      request.resume().once('end', () => response.end('ok'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { ratio } = await send(
      url,
      createShots(() => ({})),
      async () => {},
    );
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(ratio > mostGrowth, `grew to ${ratio} with ${kept.length} kept`).toBe(leaks);
  });
});
